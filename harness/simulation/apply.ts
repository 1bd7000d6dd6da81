/**
 * One event, one step: `apply(world, event)` is a pure function. `undefined` means that the event
 * is not enabled in this world, and nothing happens; that is no error, since a list of events from
 * which some were removed must still run.
 */
import type { Effect, Envelope, NodeId } from '../../impl/protocol.ts';
import { endSync, filesOf, flipBit } from './disk.ts';
import type { Event } from './event.ts';
import { begin, openOperation } from './history.ts';
import { linkBetween } from './link.ts';
import { deliverable, dropCopy, duplicateCopy, takeCopy } from './network.ts';
import { powerOn } from './start.ts';
import { type Answer, ask, crash, nodeOf, perform, withNode } from './step.ts';
import { deepFreeze } from './strict.ts';
import type { NodeWorld, World } from './world.ts';

/** Everything there is to know about an event that happened. */
export interface Applied<E extends Event = Event> {
  readonly event: E;
  readonly before: World;
  readonly after: World;
  /**
   * Who takes the step; the destination of a message that is dropped or duplicated; '' for
   * partition and heal.
   */
  readonly node: NodeId;
  /** Carried out, in order. */
  readonly effects: readonly Effect[];
  /** Cut off by `crashAfter`. */
  readonly skipped: readonly Effect[];
  /** The handler returned `undefined`: the message or the timer is consumed, and that is all. */
  readonly ignored: boolean;
  /** Messages lost with a connection, see network.ts. */
  readonly lost: readonly Envelope[];
}

/**
 * The next world. Throws ProgramError if a program throws or breaks the rules of impl/protocol.ts;
 * nothing else.
 */
export function apply(world: World, event: Event): World | undefined {
  return applyDetailed(world, event)?.after;
}

/** Applies a list of events; those that are not enabled are skipped and named by their index. */
export function applyAll(
  world: World,
  events: readonly Event[],
): { readonly world: World; readonly rejected: readonly number[] } {
  const rejected: number[] = [];
  let current = world;
  for (const [index, event] of events.entries()) {
    const next = apply(current, event);
    if (next === undefined) rejected.push(index);
    else current = next;
  }
  return { world: current, rejected };
}

/** As `applyAll`, with every step in detail; what bite.ts and story.ts read. */
export function run(world: World, events: readonly Event[]): readonly Applied[] {
  const steps: Applied[] = [];
  let current = world;
  for (const event of events) {
    const step = applyDetailed(current, event);
    if (step === undefined) continue;
    steps.push(step);
    current = step.after;
  }
  return steps;
}

export function applyDetailed<E extends Event>(world: World, event: E): Applied<E> | undefined {
  const change = changeOf(world, event);
  if (change === undefined) return undefined;
  const { effects = [], skipped = [], lost = [], ignored = false } = change;
  const after = { ...change.world, time: world.time + 1 };
  return { event, before: world, after, node: change.node, effects, skipped, ignored, lost };
}

/**
 * What the node that takes this step answers, before anything is carried out; see enabled.ts for
 * its use.
 */
export function trial(world: World, event: Event): Answer {
  return stepOf(world, event)?.answer;
}

type Change = { readonly world: World; readonly node: NodeId } & Partial<
  Pick<Applied, 'effects' | 'skipped' | 'ignored' | 'lost'>
>;

function changeOf(world: World, event: Event): Change | undefined {
  switch (event.type) {
    case 'drop':
      return only(dropCopy(world, event.message), event.message.dest);
    case 'duplicate':
      return only(duplicateCopy(world, event.message), event.message.dest);
    case 'crash':
    case 'loseDisk': {
      if (world.nodes.get(event.node)?.up !== true) return undefined;
      const kept = event.type === 'crash' ? event.kept : 'nothing';
      return { ...crash(world, event.node, kept), node: event.node };
    }
    case 'rot':
      return only(rot(world, event), event.node);
    case 'rollBack':
      return only(rollBack(world, event.node, event.records), event.node);
    case 'partition':
      return only(partition(world, event.from, event.to), '');
    case 'heal':
      return only(heal(world), '');
    default:
      return changeByStep(world, event);
  }
}

function only(world: World | undefined, node: NodeId): Change | undefined {
  return world === undefined ? undefined : { world, node };
}

/** The events that make a node take a step. */
type StepEvent = Extract<Event, { readonly crashAfter?: number }>;

/**
 * A step that is about to be taken: the world once its input is consumed, and what the program
 * answers.
 */
interface Taken {
  readonly world: World;
  readonly node: NodeId;
  readonly answer: Answer;
}

function changeByStep(world: World, event: StepEvent): Change | undefined {
  const { crashAfter } = event;
  if (crashAfter !== undefined && !(Number.isInteger(crashAfter) && crashAfter >= 0))
    return undefined;
  const taken = stepOf(world, event);
  if (taken === undefined) return undefined;
  const { node, answer } = taken;
  const done = perform(taken.world, node, { answer, crashAfter });
  return { ...done, node, ignored: answer === undefined };
}

function stepOf(world: World, event: Event): Taken | undefined {
  switch (event.type) {
    case 'deliver':
      return deliver(world, event.message);
    case 'timer':
      return fire(world, event.node, event.timer);
    case 'sync':
      return sync(world, event);
    case 'call':
      return call(world, event.node, event.operation);
    case 'input':
      return decide(world, event.node, event.input);
    case 'restart':
      return restart(world, event.node);
    default:
      return undefined;
  }
}

function deliver(world: World, named: Envelope): Taken | undefined {
  const message = deliverable(world, named);
  if (message === undefined) return undefined;
  const node = message.dest;
  const { state } = nodeOf(world, node);
  const answer = ask(world, node, (program) => program.receive(state, message));
  return { world: takeCopy(world, message), node, answer };
}

function fire(world: World, node: NodeId, timer: string): Taken | undefined {
  const before = world.nodes.get(node);
  if (before?.up !== true || !before.timers.has(timer)) return undefined;
  const timers = new Map(before.timers);
  timers.delete(timer);
  const answer = ask(world, node, (program) => program.timeout?.(before.state, timer));
  return { world: withNode(world, node, { ...before, timers }), node, answer };
}

function sync(world: World, event: Extract<Event, { type: 'sync' }>): Taken | undefined {
  const { node, tag, outcome = 'ok' } = event;
  const before = world.nodes.get(node);
  if (before?.up !== true) return undefined;
  const disk = endSync(before.disk, tag, outcome === 'ok' ? 'ok' : 'failed');
  if (disk === undefined) return undefined;
  const answer = ask(world, node, (program) => program.synced?.(before.state, tag, outcome));
  const after = outcome === 'ok' ? { ...before, disk } : faulty({ ...before, disk });
  return { world: withNode(world, node, after), node, answer };
}

function rot(world: World, event: Extract<Event, { type: 'rot' }>): World | undefined {
  const { node, file, offset, bit } = event;
  const before = world.nodes.get(node);
  const disk = before === undefined ? undefined : flipBit(before.disk, file, offset, bit);
  if (before === undefined || disk === undefined) return undefined;
  return withNode(world, node, faulty({ ...before, disk }));
}

function rollBack(world: World, node: NodeId, count: number): World | undefined {
  const before = world.nodes.get(node);
  if (before === undefined || before.up || !Number.isInteger(count)) return undefined;
  if (count < 0 || count >= before.records.length) return undefined;
  const records = before.records.slice(0, count);
  return withNode(world, node, faulty({ ...before, records }));
}

function faulty(node: NodeWorld): NodeWorld {
  return { ...node, diskFaults: (node.diskFaults ?? 0) + 1 };
}

// A refused call or input has not happened at all: there is nothing that it would have consumed.
function call(world: World, node: NodeId, operation: unknown): Taken | undefined {
  const before = world.nodes.get(node);
  if (before?.up !== true || !world.protocol.clients.includes(node)) return undefined;
  if (openOperation(world, node) !== undefined) return undefined;
  if (world.options.strict === true) deepFreeze(operation);
  const answer = ask(world, node, (program) => program.call?.(before.state, operation));
  if (answer === undefined) return undefined;
  const entry = { process: node, operation, invoke: world.time };
  return { world: { ...world, history: begin(world.history, entry) }, node, answer };
}

function decide(world: World, node: NodeId, input: unknown): Taken | undefined {
  const before = world.nodes.get(node);
  if (before?.up !== true) return undefined;
  if (world.options.strict === true) deepFreeze(input);
  const answer = ask(world, node, (program) => program.input?.(before.state, input));
  return answer === undefined ? undefined : { world, node, answer };
}

function restart(world: World, node: NodeId): Taken | undefined {
  const before = world.nodes.get(node);
  if (before === undefined || before.up) return undefined;
  const answer = ask(world, node, (program) =>
    program.start(node, before.records, filesOf(before.disk)),
  );
  return { world: powerOn(world, node), node, answer };
}

/** A partition that blocks nothing new is not enabled: it would only lengthen stories. */
function partition(
  world: World,
  from: readonly NodeId[],
  to: readonly NodeId[],
): World | undefined {
  if (![...from, ...to].every((node) => world.nodes.has(node))) return undefined;
  const blocked = new Set(world.network.blocked);
  for (const source of from) {
    for (const dest of to) if (source !== dest) blocked.add(linkBetween(source, dest));
  }
  if (blocked.size === world.network.blocked.size) return undefined;
  return { ...world, network: { ...world.network, blocked } };
}

function heal(world: World): World | undefined {
  if (world.network.blocked.size === 0) return undefined;
  return { ...world, network: { ...world.network, blocked: new Set() } };
}
