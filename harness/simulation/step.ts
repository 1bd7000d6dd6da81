/**
 * Carrying out one step of one node: its effects one after another, cut by a crash after any
 * prefix. The only place that calls programs.
 */
import type {
  Effect,
  Envelope,
  NodeId,
  Program,
  Step,
  StorageEffect,
} from '../../impl/protocol.ts';
import {
  beginSync,
  crashDisk,
  type Disk,
  emptyDisk,
  type Kept,
  remove,
  rename,
  truncate,
  write,
} from './disk.ts';
import { clientCrashed, close, interrupt, lastOperation } from './history.ts';
import { keyOf } from './key.ts';
import { loseConnections, send } from './network.ts';
import { NondeterminismError, ProgramError } from './program-error.ts';
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
    const message = 'the same input led to two different steps: not deterministic';
    throw new NondeterminismError(self, message);
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
  disk: Disk;
  halted: boolean;
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
  const all = uptoHalt(answer?.effects ?? []);
  const effects = crashAfter === undefined ? all : all.slice(0, crashAfter);
  const done = answer === undefined ? { world, lost: [] } : carryOut(world, self, answer, effects);
  if (crashAfter === undefined) return { ...done, effects, skipped: [] };
  // It may have stopped by itself, as the last thing it did; the machine then crashes all the same.
  const crashed = crash(done.world, self);
  const lost = [...done.lost, ...crashed.lost];
  return { world: crashed.world, effects, skipped: all.slice(crashAfter), lost };
}

function uptoHalt(effects: readonly Effect[]): readonly Effect[] {
  const halt = effects.findIndex(({ kind }) => kind === 'halt');
  return halt < 0 ? effects : effects.slice(0, halt + 1);
}

function carryOut(
  world: World,
  self: NodeId,
  answer: Step<unknown>,
  effects: readonly Effect[],
): { readonly world: World; readonly lost: readonly Envelope[] } {
  const node = nodeOf(world, self);
  const { network, history } = world;
  const { records, disk, timers } = node;
  const draft: Draft = {
    world,
    self,
    network,
    history,
    records,
    disk,
    timers,
    lost: [],
    halted: false,
  };
  for (const effect of effects) carryOutOne(draft, effect);
  const { state } = answer;
  const next = { ...node, state, records: draft.records, disk: draft.disk, timers: draft.timers };
  const after = {
    ...withNode(world, self, next),
    network: draft.network,
    history: draft.history,
  };
  if (!draft.halted) return { world: after, lost: draft.lost };
  const stopped = crash(after, self, { writes: 'cache' });
  return { world: stopped.world, lost: [...draft.lost, ...stopped.lost] };
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
      return;
    case 'halt':
      draft.halted = true;
      return;
    default:
      draft.disk = store(draft, effect);
  }
}

/** Files are texts in memory: what lies far behind this is a bug of the program. */
const fileBytesMax = 1 << 24;

function store(
  { world, self, disk }: Draft,
  effect: Exclude<StorageEffect, { kind: 'halt' }>,
): Disk {
  const { sectorBytes = 512, strict } = world.options;
  const orThrow = (next: Disk | undefined, file: string): Disk => {
    if (next === undefined)
      throw new ProgramError(self, `${effect.kind}: there is no file ${file}`);
    return next;
  };
  const natural = (number: number, what: string): void => {
    if (Number.isInteger(number) && number >= 0 && number <= fileBytesMax) return;
    throw new ProgramError(self, `${effect.kind}: ${number} is no ${what}`);
  };
  switch (effect.kind) {
    case 'write':
      natural(effect.offset, 'offset');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes are all characters from 0 to 255.
      if (strict === true && !/^[\u0000-\u00ff]*$/.test(effect.bytes)) {
        throw new ProgramError(self, `writes to ${effect.file} what is not bytes`);
      }
      return write(disk, effect, sectorBytes);
    case 'truncate':
      natural(effect.size, 'size');
      return truncate(disk, effect.file, effect.size);
    case 'rename':
      return orThrow(rename(disk, effect.from, effect.to), effect.from);
    case 'remove':
      return remove(disk, effect.file);
    case 'sync':
      return orThrow(beginSync(disk, effect.file, effect.tag), effect.file);
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
 * its records stay, and of its files what was synced and what is `kept`.
 */
export function crash(
  world: World,
  self: NodeId,
  what: Kept | 'nothing' = { writes: [] },
): { readonly world: World; readonly lost: readonly Envelope[] } {
  const node = nodeOf(world, self);
  const { kept, lost } = loseConnections(world, self);
  const down: NodeWorld = {
    ...node,
    up: false,
    state: undefined,
    records: what === 'nothing' ? [] : node.records,
    disk: what === 'nothing' ? emptyDisk : crashDisk(node.disk, what),
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
