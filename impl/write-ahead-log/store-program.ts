/**
 * What a store does and when: messages, timers and ended syncs to actions. A timer is set exactly while its action is
 * enabled, so which timers are set follows from the state. Every guard is in the actions.
 */
import type { NodeId, Program, SyncOutcome } from '../protocol.ts';
import {
  beginSync,
  checkpoint,
  controlFileSync,
  controlNameSync,
  controlSynced,
  controlWritten,
  flush,
  logSynced,
  pageSynced,
} from './durability.ts';
import { logSync, segmentSync } from './log.ts';
import { type Message, send, type WalEffect } from './message.ts';
import type { Page, Tx, Value } from './record.ts';
import { formatSync, formatted, nextToFormat, restart, segmentSynced } from './recovery.ts';
import { serve, tellCommitted } from './session.ts';
import { pageSync, type Store, type StoreOptions } from './store.ts';
import { abort, commit, endAbort, undo, update } from './transactions.ts';

/** The same transactions without a session, for who has the store in the same process. */
export type StoreInput =
  | { readonly type: 'update'; readonly tx: Tx; readonly page: Page; readonly value: Value }
  | { readonly type: 'commit' | 'abort'; readonly tx: Tx };

interface Taken {
  readonly state: Store;
  readonly effects: readonly WalEffect[];
}

/** In ticks: a commit waits for others to share its sync, but not long; pages and cuts of the log can wait. */
const ticks = { sync: 2, undo: 1, flush: 12, checkpoint: 20 } as const;

export function storeProgram(
  options: StoreOptions,
  clients: readonly NodeId[],
): Program<Store, Message, never, never, StoreInput, WalEffect> {
  const timed = (before: Store | undefined, step: Taken | undefined, fired?: string) =>
    step && {
      state: step.state,
      effects: [...step.effects, ...retime(options, before, step.state, fired)],
    };
  return {
    start: (_self, _records, files) => {
      const step = restart(options, files);
      return { state: step.state, effects: [...step.effects] };
    },
    receive: (store, message) =>
      message.type === 'Reply' ? undefined : timed(store, serve(options, store, message)),
    timeout: (store, timer) => timed(store, timeout(options, store, timer), timer),
    synced: (store, tag, outcome) => {
      const step = syncEnded(options, store, tag, outcome);
      return timed(store, step && withReplies(store, step, clients));
    },
    input: (store, input) => timed(store, decide(options, store, input)),
  };
}

function timeout(options: StoreOptions, store: Store, timer: string) {
  const [what, name = ''] = timer.split(' ');
  switch (what) {
    case 'sync':
      return beginSync(store, { options });
    case 'flush':
      return flush(store, { options, page: name });
    case 'checkpoint':
      return checkpoint(store);
    default:
      return undo(store, { options, tx: name }) ?? endAbort(store, { options, tx: name });
  }
}

/**
 * After a failed sync the process stops, and does not ask again: the next sync could be answered well although the data
 * was thrown away (PostgreSQL's fsyncgate, 2018; Rebello et al., ATC 2020).
 */
function syncEnded(
  options: StoreOptions,
  store: Store,
  tag: string,
  outcome: SyncOutcome,
): Taken | undefined {
  if (outcome !== 'ok')
    return { state: store, effects: [{ kind: 'halt', reason: `${tag}: ${outcome}` }] };
  switch (tag) {
    case logSync:
      return logSynced(store);
    case pageSync:
      return pageSynced(store);
    case segmentSync:
      return segmentSynced(store, { options });
    case controlFileSync:
      return controlWritten(store);
    case controlNameSync:
      return controlSynced(store, { options });
    default: {
      const next = nextToFormat(options, Number(tag.slice(formatSync.length)));
      if (next === undefined) return formatted(store, { options });
      return { state: store, effects: [next] };
    }
  }
}

function withReplies(before: Store, { state, effects }: Taken, clients: readonly NodeId[]): Taken {
  const replies = tellCommitted(before, state, storeName).filter(({ dest }) =>
    clients.includes(dest),
  );
  return { state, effects: [...effects, ...replies.map(send)] };
}
export const storeName: NodeId = 'store';

function decide(options: StoreOptions, store: Store, input: StoreInput) {
  const { tx } = input;
  switch (input.type) {
    case 'update':
      return update(store, { options, tx, page: input.page, value: input.value });
    case 'commit':
      return commit(store, { options, tx });
    case 'abort':
      return abort(store, { tx });
  }
}

/** The timers of the actions that are enabled now and were not, and of those that are no longer. */
function retime(
  options: StoreOptions,
  before: Store | undefined,
  after: Store,
  fired: string | undefined,
): readonly WalEffect[] {
  const was = before === undefined ? [] : due(options, before).filter((timer) => timer !== fired);
  const is = due(options, after);
  const sets = is
    .filter((timer) => !was.includes(timer))
    .map((timer): WalEffect => ({ kind: 'setTimer', timer, ticks: ticksOf(timer) }));
  const cancels = was
    .filter((timer) => !is.includes(timer))
    .map((timer): WalEffect => ({ kind: 'cancelTimer', timer }));
  return [...sets, ...cancels];
}

function ticksOf(timer: string): number {
  return ticks[timer.split(' ')[0] as keyof typeof ticks];
}

function due(options: StoreOptions, store: Store): readonly string[] {
  if (store.mode !== 'running') return [];
  const timers = [
    'sync',
    'checkpoint',
    ...options.pages.map((page) => `flush ${page}`),
    ...Object.keys(store.st).map((tx) => `undo ${tx}`),
  ];
  return timers.filter((timer) => timeout(options, store, timer) !== undefined);
}
