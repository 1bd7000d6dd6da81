/**
 * Carrying out one step of one node: its effects one after another, cut by a crash after any
 * prefix. The only place that calls programs.
 */
import type { Effect, Envelope, NodeId, Program, Step } from '../../impl/protocol.ts';
import { clientCrashed, close, interrupt, lastOperation } from './history.ts';
import { keyOf } from './key.ts';
import { loseConnections, send } from './network.ts';
import { ProgramError } from './program-error.ts';
import { deepFreeze, isJson } from './strict.ts';
import type { Network, NodeWorld, RecordedOperation, World } from './world.ts';

/** A handler's answer; `undefined` when it ignores its input. */
export type Answer = Step<unknown> | undefined;

/** What a step did to a world. */
export interface Performed {
  readonly world: World;
  /** Carried out, in order. */
  readonly effects: readonly Effect[];
  /** Not carried out, because the node crashed before their turn. */
  readonly skipped: readonly Effect[];
  /**
   * Messages that were lost with a connection: sent to a node that is down, or on their way to one
   * that crashed.
   */
  readonly lost: readonly Envelope[];
}

/**
 * Runs one handler. Throws ProgramError if it throws, or (`strict`) if it answers the same question
 * in two ways.
 */
export function ask(
  world: World,
  self: NodeId,
  handler: (program: Program<unknown>) => Answer,
): Answer {
  const program = world.protocol.program(self);
  const answer = run(self, program, handler);
  if (world.options.strict !== true) return answer;
  const again = run(self, program, handler);
  if (strictKey(self, answer) !== strictKey(self, again)) {
    throw new ProgramError(self, 'the same input led to two different steps: not deterministic');
  }
  for (const effect of answer?.effects ?? []) {
    if (effect.kind === 'send' && !isJson(effect.message)) {
      throw new ProgramError(
        self,
        `sends a message that JSON cannot carry: ${keyOf(effect.message)}`,
      );
    }
  }
  return deepFreeze(answer);
}

function run(
  self: NodeId,
  program: Program<unknown>,
  handler: (program: Program<unknown>) => Answer,
): Answer {
  try {
    return handler(program);
  } catch (cause) {
    throw new ProgramError(self, `the program threw ${String(cause)}`, cause);
  }
}

function strictKey(self: NodeId, answer: Answer): string {
  try {
    return keyOf(answer);
  } catch (cause) {
    throw new ProgramError(
      self,
      `returns something that is not plain data: ${String(cause)}`,
      cause,
    );
  }
}

/**
 * What effects change, one after another. Local to one step; nothing of it is visible before the
 * step is over.
 */
interface Draft {
  readonly world: World;
  readonly self: NodeId;
  network: Network;
  history: readonly RecordedOperation[];
  records: readonly unknown[];
  timers: ReadonlyMap<string, number>;
  readonly lost: Envelope[];
}

/**
 * The node takes this step; with `crashAfter`, it crashes when that many effects are done (all of
 * them, if there are fewer). An ignored input changes nothing, but the crash still happens.
 */
export function perform(
  world: World,
  self: NodeId,
  step: { readonly answer: Answer; readonly crashAfter?: number | undefined },
): Performed {
  const { answer, crashAfter } = step;
  const all = answer?.effects ?? [];
  const effects = crashAfter === undefined ? all : all.slice(0, crashAfter);
  const done = answer === undefined ? { world, lost: [] } : carryOut(world, self, answer, effects);
  if (crashAfter === undefined) return { ...done, effects, skipped: [] };
  const crashed = crash(done.world, self);
  const lost = [...done.lost, ...crashed.lost];
  return { world: crashed.world, effects, skipped: all.slice(crashAfter), lost };
}

function carryOut(
  world: World,
  self: NodeId,
  answer: Step<unknown>,
  effects: readonly Effect[],
): { readonly world: World; readonly lost: readonly Envelope[] } {
  const node = nodeOf(world, self);
  const { network, history } = world;
  const { records, timers } = node;
  const draft: Draft = { world, self, network, history, records, timers, lost: [] };
  for (const effect of effects) carryOutOne(draft, effect);
  const next = { ...node, state: answer.state, records: draft.records, timers: draft.timers };
  return {
    world: { ...withNode(world, self, next), network: draft.network, history: draft.history },
    lost: draft.lost,
  };
}

function carryOutOne(draft: Draft, effect: Effect): void {
  switch (effect.kind) {
    case 'persist':
      // Frozen, since programs are given the list itself when they restart.
      draft.records = Object.freeze([...draft.records, effect.record]);
      return;
    case 'send': {
      if (!draft.world.nodes.has(effect.message.dest)) {
        throw new ProgramError(draft.self, `sends to an unknown node: ${keyOf(effect.message)}`);
      }
      const network = send(draft.world, draft.network, effect.message);
      if (network === undefined) draft.lost.push(effect.message);
      else draft.network = network;
      return;
    }
    case 'setTimer':
      draft.timers = new Map(draft.timers).set(effect.timer, effect.ticks);
      return;
    case 'cancelTimer': {
      if (!draft.timers.has(effect.timer)) return;
      const timers = new Map(draft.timers);
      timers.delete(effect.timer);
      draft.timers = timers;
      return;
    }
    case 'complete':
      draft.history = complete(draft, effect);
  }
}

function complete(
  { world, self, history }: Draft,
  { outcome }: Extract<Effect, { kind: 'complete' }>,
): readonly RecordedOperation[] {
  const closed = close(history, self, { outcome, at: world.time });
  if (closed !== undefined) return closed;
  // A client that crashed may well find out after its restart how the operation ended, but the
  // caller is gone.
  const last = lastOperation(history, self)?.outcome;
  if (last?.type === 'info' && last.reason === clientCrashed) return history;
  throw new ProgramError(self, 'completes an operation, but has none open');
}

/**
 * The node stops: volatile state, timers and connections are gone, its open operation is `info`,
 * its records stay.
 */
export function crash(
  world: World,
  self: NodeId,
  disk: 'keep' | 'lose' = 'keep',
): { readonly world: World; readonly lost: readonly Envelope[] } {
  const node = nodeOf(world, self);
  const { kept, lost } = loseConnections(world, self);
  const records = disk === 'keep' ? node.records : [];
  const down: NodeWorld = {
    up: false,
    state: undefined,
    records,
    timers: new Map(),
    crashes: node.crashes + 1,
  };
  const history = interrupt(world.history, self);
  return { world: { ...withNode(world, self, down), network: kept, history }, lost };
}

export function nodeOf(world: World, self: NodeId): NodeWorld {
  const node = world.nodes.get(self);
  if (node === undefined) throw new Error(`unreachable: no node ${self} in ${world.protocol.name}`);
  return node;
}

/** The protocol's order of the nodes is kept: `nodes` is iterated by keys and events alike. */
export function withNode(world: World, self: NodeId, node: NodeWorld): World {
  return { ...world, nodes: new Map(world.nodes).set(self, node) };
}
