/** After a crash: the log is carried out, and everybody who had not committed is forgotten. */
import {
  type LogRecord,
  numberOf,
  type Session,
  type Store,
  type StoreStep,
  sessionOf,
} from './store.ts';
import { type Chains, inOrder, type Version } from './versions.ts';

export const empty: Store = {
  mode: null,
  clock: 0,
  pending: [],
  chains: {},
  oldReads: { keys: {}, ranges: [] },
  transactions: {},
  sessions: {},
};

/**
 * There are no snapshots: of each key the last version is enough. A session remembers its last commit, so that who asks
 * again is told the truth.
 * @spec SnapshotIsolation!Restart
 */
export function restart(records: readonly LogRecord[]): StoreStep {
  const configured = records.find((record) => record.type === 'mode');
  const commits = records.filter((record) => record.type === 'commit');
  const chains: Record<string, readonly Version[]> = {};
  const sessions: Record<string, Session> = {};
  for (const [index, { tx, writes }] of commits.entries()) {
    sessions[sessionOf(tx)] = { number: numberOf(tx), end: 'committed' };
    for (const [key, value] of Object.entries(writes))
      chains[key] = [{ ts: index + 1, out: 0, value }];
  }
  const state: Store = {
    ...empty,
    mode: configured?.mode ?? null,
    clock: commits.length,
    chains: inOrder(chains) as Chains,
    sessions: inOrder(sessions),
  };
  return { state, effects: [] };
}
