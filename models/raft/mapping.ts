/**
 * Which actions of specs/raft/Raft.tla an event is. A server takes its steps in memory; the specification sees them when
 * they are stable, so that one event is often none, and the end of a sync is several. They are found by asking the server
 * once more (impl/raft/node.ts, `advance`): it is a function, and says which steps it has released.
 */
import {
  defineMapping,
  type Mapped,
  type MappingContext,
  type SpecAction,
  stutter,
} from '../../harness/conformance/mapping.ts';
import type { Effect } from '../../impl/protocol.ts';
import type { Message } from '../../impl/raft/message.ts';
import { advance, type Input, type Node } from '../../impl/raft/node.ts';
import type { Taken } from '../../impl/raft/reaction.ts';
import type { Durable, Read } from '../../impl/raft/server.ts';
import { abstraction, bodyOf, durableOn, nodeOf, plain, readOf, viewOf } from './abstraction.ts';
import { optionsOf } from './scopes.ts';
import { survivors } from './survival.ts';

export const mapping = defineMapping({
  module: 'Raft',
  abstraction,
  actions: {
    deliver: (context) => {
      const message = context.event.message as Message;
      if (message.type === 'ClientResponse') {
        return ['ReceiveResponse', context.node, bodyOf(context.before, message)];
      }
      if (message.type === 'SessionExpired') return ['Abandon', context.node];
      return released(context, { type: 'message', message });
    },
    timer: (context) => {
      const { node, event, before } = context;
      if (before.protocol.clients.includes(node)) return ['Abandon', node];
      return released(context, { type: 'timer', timer: event.timer });
    },
    sync: (context) => synced(context, context.event.tag, context.event.outcome ?? 'ok'),
    call: ({ node, event }) => ['Invoke', node, plain(event.operation as object)],
    crash: crashed,
    restart: ({ before, after, node }) =>
      !viewOf(before, node).isUp && viewOf(after, node).isUp ? ['Restart', node] : stutter,
    // Messages are never used up: one that is lost is one that is never received.
    drop: stutter,
    duplicate: stutter,
    partition: stutter,
    heal: stutter,
  },
});

/** The steps that are stable with this input; if a crash came in the middle, those whose message has left. */
function released(context: MappingContext, input: Input): readonly SpecAction[] {
  const { before, node, event, effects } = context;
  const state = nodeOf(before, node).state as Node | undefined;
  const steps = state && advance(optionsOf(before), state, input)?.released;
  if (steps === undefined) return [];
  const isCut = 'crashAfter' in event && event.crashAfter !== undefined;
  return (isCut ? announced(steps, effects) : steps).flatMap((step) => actionOf(context, step));
}

/** A question to everybody is asked when its first copy has left. */
function announced(steps: readonly Taken[], effects: readonly Effect[]): readonly Taken[] {
  const sent = effects.filter(({ kind }) => kind === 'send').length;
  let [count, full] = [0, 0];
  for (const [index, step] of steps.entries()) {
    const sends = step.effects.filter(({ kind }) => kind === 'send').length;
    if (sends > 0 && count < sent) full = index + 1;
    count += sends;
  }
  return steps.slice(0, full);
}

function actionOf({ before, after }: MappingContext, { action }: Taken): readonly SpecAction[] {
  if (action === null) return [];
  const [name, ...args] = action;
  const plainArgs = args.map((arg) => {
    if (typeof arg !== 'object' || arg === null) return arg;
    // What was said in this very step is not yet in the world before it.
    return 'type' in arg ? bodyOf(after ?? before, arg as Message) : readOf(arg as Read);
  });
  return [[name, ...plainArgs]];
}

function synced(
  context: MappingContext,
  tag: string,
  outcome: 'ok' | 'io error' | 'no space',
): Mapped {
  const { before, after, node } = context;
  if (outcome !== 'ok') return crashed(context);
  const state = nodeOf(before, node).state as Node;
  if (state.mode === 'running') return released(context, { type: 'synced', tag, outcome });
  const { isUp, server } = viewOf(before, node);
  if (isUp) return stutter;
  const survived = survivors(before, after, { name: node, from: server });
  return viewOf(after, node).isUp ? [...survived, ['Restart', node]] : survived;
}

/**
 * A snapshot that became durable, or whose name survives, was taken just before the crash; other steps that survive are
 * those of a server that is down.
 */
function crashed({ before, after, node, effects }: MappingContext): Mapped {
  const { isUp, server } = viewOf(before, node);
  if (!isUp) return survivors(before, after, { name: node, from: server });
  const state = nodeOf(before, node).state as Node;
  const steps = announced(state.waiting, effects);
  const base = steps.at(-1)?.state ?? server;
  const { snapshot } = durableOn(after, nodeOf(after, node).disk);
  const isOwn = snapshot.index > base.snapshot.index && snapshot.index <= base.applied;
  const taken: SpecAction[] = isOwn ? [['TakeSnapshot', node, snapshot.index]] : [];
  const from: Durable = isOwn ? compacted(base, snapshot) : base;
  return [...taken, ['Crash', node], ...survivors(before, after, { name: node, from })];
}

function compacted(server: Durable, snapshot: Durable['snapshot']): Durable {
  const { currentTerm, votedFor } = server;
  const log = server.log.slice(snapshot.index - server.snapshot.index);
  return { currentTerm, votedFor, log, snapshot };
}
