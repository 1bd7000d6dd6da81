/**
 * What each level forbids in a graph of dependencies, as data. Theorems: Adya 1999 (read uncommitted, read committed,
 * consistent view, serializable), Cerone and Gotsman 2018 (snapshot isolation, parallel snapshot isolation), Cerone,
 * Gotsman and Yang 2017 (prefix).
 */
import type { LevelName } from '../levels.ts';
import { kinds } from './dependencies.ts';

const { ww, wr, rw, session, realTime } = kinds;

export interface Shape {
  /** Edges that count. */
  readonly edges: number;
  /**
   * Which cycles are forbidden: `every`; `after`: those in which each rw follows an edge of `before`; `single`: those
   * with at most one rw; `forced`: those without an rw, of an order that reads force upon writers (forced.ts).
   */
  readonly forbids: 'every' | 'after' | 'single' | 'forced' | 'conflicts';
  readonly before?: number;
}

export const shapes: Readonly<Record<LevelName, Shape>> = {
  'read-uncommitted': { edges: ww, forbids: 'every' },
  'read-committed': { edges: ww | wr, forbids: 'every' },
  'read-your-writes': { edges: ww | wr, forbids: 'forced' },
  'monotonic-reads': { edges: ww | wr, forbids: 'forced' },
  'monotonic-writes': { edges: ww | wr | session, forbids: 'forced' },
  'writes-follow-reads': { edges: ww | wr | session, forbids: 'forced' },
  pram: { edges: ww | wr | session, forbids: 'forced' },
  'monotonic-atomic-view': { edges: ww | wr, forbids: 'forced' },
  'read-atomic': { edges: ww | wr, forbids: 'forced' },
  causal: { edges: ww | wr | session, forbids: 'forced' },
  'update-atomic': { edges: ww | wr | rw, forbids: 'conflicts' },
  prefix: { edges: ww | wr | rw, forbids: 'after', before: wr },
  'consistent-view': { edges: ww | wr | rw, forbids: 'single' },
  'parallel-snapshot-isolation': { edges: ww | wr | rw | session, forbids: 'single' },
  'snapshot-isolation': { edges: ww | wr | rw, forbids: 'after', before: ww | wr },
  'strong-session-snapshot-isolation': {
    edges: ww | wr | rw | session,
    forbids: 'after',
    before: ww | wr | session,
  },
  'strong-snapshot-isolation': {
    edges: ww | wr | rw | realTime,
    forbids: 'after',
    before: ww | wr | realTime,
  },
  'repeatable-read': { edges: ww | wr | rw, forbids: 'every' },
  serializable: { edges: ww | wr | rw, forbids: 'every' },
  'strong-session-serializable': { edges: ww | wr | rw | session, forbids: 'every' },
  'strict-serializable': { edges: ww | wr | rw | realTime, forbids: 'every' },
};
