/**
 * The anomalies, by the names that Adya (1999), Kingsbury and Alvaro (VLDB 2020) and Bailis et al. (VLDB 2014) gave them,
 * each with the weakest levels that forbid it. The levels themselves are judged by their definitions (levels.ts); this
 * table names what was found.
 */
import type { LevelName } from '../levels.ts';

export interface Anomaly {
  /** The weakest levels that forbid it. */
  readonly forbiddenBy: readonly LevelName[];
  readonly meaning: string;
}

export const anomalies = {
  'garbage-read': {
    forbiddenBy: ['read-uncommitted'],
    meaning: 'a value was read that nobody wrote',
  },
  'duplicate-elements': {
    forbiddenBy: ['read-uncommitted'],
    meaning: 'a list holds one element twice, though it was appended once',
  },
  'incompatible-order': {
    forbiddenBy: ['read-uncommitted'],
    meaning: 'two reads of one list cannot both be prefixes of one order of versions',
  },
  G0: {
    forbiddenBy: ['read-uncommitted'],
    meaning: 'dirty write: a cycle of write dependencies',
  },
  G1a: {
    forbiddenBy: ['read-committed'],
    meaning: 'aborted read: a write of an aborted transaction was read',
  },
  'dirty-update': {
    forbiddenBy: ['read-committed'],
    meaning: 'a committed write was made upon a version of an aborted transaction',
  },
  G1b: {
    forbiddenBy: ['read-committed'],
    meaning: 'intermediate read: a version was read that its writer replaced before it committed',
  },
  internal: {
    forbiddenBy: ['read-committed'],
    meaning: 'a transaction did not read what it had written itself',
  },
  'future-read': {
    forbiddenBy: ['read-committed'],
    meaning: 'a transaction read what it wrote only later',
  },
  G1c: {
    forbiddenBy: ['read-committed'],
    meaning: 'circular information flow: a cycle of write and read dependencies',
  },
  'G-monotonic': {
    forbiddenBy: ['monotonic-atomic-view'],
    meaning: 'one write of a transaction was seen, and then another one was not',
  },
  'missed-own-write': {
    forbiddenBy: ['read-your-writes'],
    meaning: 'a session did not see what it had written',
  },
  'non-monotonic-read': {
    forbiddenBy: ['monotonic-reads'],
    meaning: 'a session did not see what it had seen before',
  },
  'non-monotonic-write': {
    forbiddenBy: ['monotonic-writes'],
    meaning: 'a write was seen without one before it in its session, or in another order',
  },
  'write-before-its-cause': {
    forbiddenBy: ['writes-follow-reads'],
    meaning: 'a write was seen without what its session had read, or before it',
  },
  'session-violation': {
    forbiddenBy: ['pram'],
    meaning: 'no order shows a session the writes of every session in their order',
  },
  'non-repeatable-read': {
    forbiddenBy: ['read-atomic'],
    meaning: 'a transaction read one key twice, and differently',
  },
  'fractured-read': {
    forbiddenBy: ['read-atomic'],
    meaning: 'one write of a transaction was seen, and another one was not',
  },
  'lost-update': {
    forbiddenBy: ['update-atomic'],
    meaning: 'two transactions read one version of a key, and both replaced it',
  },
  'causality-violation': {
    forbiddenBy: ['causal'],
    meaning: 'a write was missed that comes before something that was seen',
  },
  'G-single': {
    forbiddenBy: ['consistent-view'],
    meaning: 'read skew: a cycle with exactly one anti-dependency',
  },
  'long-fork': {
    forbiddenBy: ['prefix'],
    meaning: 'two transactions saw two writes in opposite orders',
  },
  'G-nonadjacent': {
    forbiddenBy: ['snapshot-isolation'],
    meaning: 'a cycle in which no two anti-dependencies are neighbours',
  },
  'write-skew': {
    forbiddenBy: ['repeatable-read'],
    meaning: 'two transactions each read what the other one overwrote',
  },
  'G2-item': {
    forbiddenBy: ['repeatable-read'],
    meaning: 'a cycle with anti-dependencies',
  },
  'G0-process': { forbiddenBy: ['causal'], meaning: 'G0, with the order of a session' },
  'G1c-process': { forbiddenBy: ['causal'], meaning: 'G1c, with the order of a session' },
  'G0-realtime': {
    forbiddenBy: ['strong-snapshot-isolation'],
    meaning: 'G0, with the order of real time',
  },
  'G1c-realtime': {
    forbiddenBy: ['strong-snapshot-isolation'],
    meaning: 'G1c, with the order of real time',
  },
  'G-single-realtime': {
    forbiddenBy: ['strong-snapshot-isolation'],
    meaning: 'G-single, with the order of real time: a stale read',
  },
  'G-single-process': {
    forbiddenBy: ['parallel-snapshot-isolation'],
    meaning: 'G-single, with the order of a session',
  },
  'G-nonadjacent-process': {
    forbiddenBy: ['strong-session-snapshot-isolation'],
    meaning: 'G-nonadjacent, with the order of a session',
  },
  'G2-item-process': {
    forbiddenBy: ['strong-session-serializable'],
    meaning: 'G2-item, with the order of a session',
  },
  'G-nonadjacent-realtime': {
    forbiddenBy: ['strong-snapshot-isolation'],
    meaning: 'G-nonadjacent, with the order of real time',
  },
  'G2-item-realtime': {
    forbiddenBy: ['strict-serializable'],
    meaning: 'G2-item, with the order of real time',
  },
} as const satisfies Record<string, Anomaly>;

export type AnomalyName = keyof typeof anomalies;
