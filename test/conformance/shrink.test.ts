import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shrink, type Try } from '../../harness/conformance/shrink.ts';
import { withoutWholes } from '../../harness/conformance/without.ts';
import type { Event } from '../../harness/simulation/event.ts';

const crash = (n: number): Event => ({ type: 'crash', node: `n${n}` });
const numbers = (events: readonly Event[]) =>
  events.map((event) => ('node' in event ? Number(event.node.slice(1)) : -1));
const nothing = { wholes: () => [], simpler: () => [] };

/** Fails when these numbers occur in this order. */
function needs(wanted: readonly number[]): Try {
  return (events) => {
    let at = 0;
    for (const n of numbers(events)) if (n === wanted[at]) at += 1;
    return at === wanted.length ? events : undefined;
  };
}

const lists = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 60 });

describe('shrinking', () => {
  it('keeps exactly the events that the failure needs', () => {
    const cases = lists.chain((list) =>
      fc.tuple(fc.constant(list), fc.subarray(list, { minLength: 1 })),
    );
    fc.assert(
      fc.property(cases, ([list, wanted]) => {
        const shrunk = shrink(list.map(crash), needs(wanted), nothing, 10_000);
        expect(numbers(shrunk.events)).toEqual(wanted);
        expect(shrunk.minimal).toBe(true);
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('never ends on a different failure than it began with', () => {
    // `9` alone is another failure, and it comes first: whoever takes any failure for this one ends on it.
    const classOf = (events: readonly Event[]) => {
      const found = numbers(events);
      if (found[0] === 9) return 'other';
      return found.filter((n) => n % 2 === 0).length >= 3 ? 'this' : 'none';
    };
    const again: Try = (events) => (classOf(events) === 'this' ? events : undefined);
    fc.assert(
      fc.property(lists, (list) => {
        const events = list.map(crash);
        fc.pre(classOf(events) === 'this');
        const shrunk = shrink(events, again, nothing, 10_000);
        expect(classOf(shrunk.events)).toBe('this');
        expect(shrunk.events).toHaveLength(3);
      }),
      { seed: 12, numRuns: 200 },
    );
  });

  it('goes on from the events that really happened, not from those it asked for', () => {
    // Odd events never happen, so one try is enough to be rid of them all.
    const again: Try = (events) => {
      const happened = events.filter((_, i) => (numbers(events)[i] as number) % 2 === 0);
      return needs([2, 4])(happened) && happened;
    };
    const { events } = shrink([1, 2, 3, 5, 7, 4, 9].map(crash), again, nothing, 100);
    expect(numbers(events)).toEqual([2, 4]);
  });

  it('puts simpler events in place, where the failure stays the same', () => {
    const again: Try = (events) => (numbers(events).some((n) => n >= 3) ? events : undefined);
    const simpler = (events: readonly Event[]) =>
      events.flatMap((_, index) => {
        const n = numbers(events)[index] as number;
        return n === 0 ? [] : [events.map((event, i) => (i === index ? crash(n - 1) : event))];
      });
    const { events } = shrink([8, 7].map(crash), again, { ...nothing, simpler }, 1_000);
    expect(numbers(events)).toEqual([3]);
  });

  it('is rid of a node whose events cannot go one by one', () => {
    // Where one event of c2 is, both are needed, as a question and its answer are; without c2 it fails as well.
    const call = (node: string): Event => ({ type: 'call', node, operation: 'add' });
    const again: Try = (events) => {
      const of = (node: string) => events.filter((event) => 'node' in event && event.node === node);
      return of('c1').length > 0 && of('c2').length !== 1 ? events : undefined;
    };
    const list = [call('c2'), call('c1'), call('c2')];
    expect(shrink(list, again, nothing, 100).events).toEqual(list);
    const wholes = (events: readonly Event[]) => withoutWholes(['c1', 'c2'], events);
    expect(shrink(list, again, { ...nothing, wholes }, 100).events).toEqual([call('c1')]);
  });

  it('stops when its tries run out, and says that there may be less', () => {
    const list = Array.from({ length: 40 }, (_, i) => crash(i % 10));
    const shrunk = shrink(list, needs([3, 3, 3, 3]), nothing, 5);
    expect(shrunk).toMatchObject({ tries: 5, minimal: false });
    expect(needs([3, 3, 3, 3])(shrunk.events)).toBeDefined();
  });
});
