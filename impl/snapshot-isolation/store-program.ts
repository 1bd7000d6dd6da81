/**
 * What a store does and when: messages and timers to actions. A timer is set exactly while its action is enabled, so which
 * timers are set follows from the state. Every guard is in the actions.
 */
import type { NodeId, Program } from '../protocol.ts';
import { safeSnapshot } from './conflicts.ts';
import type { Message } from './message.ts';
import { restart } from './recovery.ts';
import { serve } from './session.ts';
import type { LogRecord, Mode, Store, StoreEffect, StoreStep, Tx } from './store.ts';
import { begin, configure, read, readRange, write } from './transactions.ts';
import { forgetReaders, vacuum } from './vacuum.ts';
import { abort, commit, reject, validate } from './validation.ts';
import type { Key, Range, Value } from './versions.ts';

/** An operator's decision, and the same transactions without a session for who has the store in the same process. */
export type StoreInput =
  | { readonly type: 'configure'; readonly mode: Mode }
  | { readonly type: 'begin'; readonly tx: Tx; readonly readOnly: boolean }
  | { readonly type: 'read'; readonly tx: Tx; readonly key: Key }
  | { readonly type: 'scan'; readonly tx: Tx; readonly range: Range }
  | { readonly type: 'write'; readonly tx: Tx; readonly key: Key; readonly value: Value }
  | { readonly type: 'commit' | 'abort'; readonly tx: Tx };

/** In ticks: what is durable is installed at once, what is old can wait. */
const ticks = { install: 1, safe: 4, vacuum: 10, readers: 10 } as const;

export function storeProgram(
  clients: readonly NodeId[],
): Program<Store, Message, LogRecord, never, StoreInput, StoreEffect> {
  const isHeard = (effect: StoreEffect) =>
    effect.kind !== 'send' || clients.includes(effect.message.dest);
  const timed = (before: Store, step: StoreStep | undefined, fired?: string) =>
    step && {
      state: step.state,
      effects: [...step.effects.filter(isHeard), ...retime(before, step, fired)],
    };
  return {
    start: (_self, records) => restart(records),
    receive: (store, message) =>
      message.type === 'Reply' ? undefined : timed(store, serve(store, message)),
    timeout: (store, timer) => timed(store, timeout(store, timer), timer),
    input: (store, input) => timed(store, decide(store, input)),
  };
}

function timeout(store: Store, timer: string): StoreStep | undefined {
  const [what, name = ''] = timer.split(' ');
  switch (what) {
    case 'install':
      return commit(store, { tx: store.pending[0]?.tx ?? '' });
    case 'safe':
      return safeSnapshot(store, { tx: name });
    case 'vacuum':
      return vacuum(store, { key: name });
    default:
      return forgetReaders(store);
  }
}

function decide(store: Store, input: StoreInput): StoreStep | undefined {
  switch (input.type) {
    case 'configure':
      return configure(store, input);
    case 'begin':
      return begin(store, input);
    case 'read':
      return read(store, input);
    case 'scan':
      return readRange(store, input);
    case 'write':
      return write(store, input);
    case 'commit':
      return validate(store, input) ?? reject(store, input);
    case 'abort':
      return abort(store, input);
  }
}

/** The timers of the actions that are enabled now and were not, and of those that are no longer. */
function retime(before: Store, { state }: StoreStep, fired?: string): readonly StoreEffect[] {
  const was = due(before).filter((timer) => timer !== fired);
  const is = due(state);
  const sets = is
    .filter((timer) => !was.includes(timer))
    .map((timer): StoreEffect => ({ kind: 'setTimer', timer, ticks: ticksOf(timer) }));
  const cancels = was
    .filter((timer) => !is.includes(timer))
    .map((timer): StoreEffect => ({ kind: 'cancelTimer', timer }));
  return [...sets, ...cancels];
}

function ticksOf(timer: string): number {
  return ticks[timer.split(' ')[0] as keyof typeof ticks];
}

function due(store: Store): readonly string[] {
  const timers = [
    'install',
    'readers',
    ...Object.keys(store.chains).map((key) => `vacuum ${key}`),
    ...Object.keys(store.transactions).map((tx) => `safe ${tx}`),
  ];
  return timers.filter((timer) => timeout(store, timer) !== undefined);
}
