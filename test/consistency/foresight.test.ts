import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Budget } from '../../harness/consistency/budget.ts';
import type { History } from '../../harness/consistency/history.ts';
import { checkLinearizable } from '../../harness/consistency/linearizability.ts';
import { kv } from '../../harness/consistency/objects/kv.ts';
import { search } from '../../harness/consistency/search.ts';
import { isLinearization, linearizableBySets } from './obvious.ts';
import { get, info, ok } from './operations.ts';

const append = (value: string) => ({ type: 'append', key: 'x', value }) as const;
const put = (value: string) => ({ type: 'put', key: 'x', value }) as const;
const { growth, ...withoutForesight } = kv;

/**
 * Two clients that write one short text after another, and two reads that stay open over several of the writes: the
 * histories in which a read is lost for now, and what resets the text is not yet invoked, or is open, or is not known.
 */
const longReads: fc.Arbitrary<History> = fc
  .record({
    writes: fc.array(
      fc.record({
        writer: fc.nat(1),
        wait: fc.integer({ min: 1, max: 3 }),
        takes: fc.integer({ min: 1, max: 5 }),
        input: fc.oneof(
          { weight: 3, arbitrary: fc.constantFrom('a', 'b').map(append) },
          { weight: 1, arbitrary: fc.constantFrom('a', 'b').map(put) },
        ),
        isKnown: fc.integer({ min: 0, max: 9 }).map((chance) => chance > 0),
      }),
      { minLength: 4, maxLength: 9 },
    ),
    reads: fc.array(
      fc.record({
        from: fc.nat(9),
        takes: fc.integer({ min: 5, max: 30 }),
        answer: fc.constantFrom('a', 'b', 'ab', 'ba', 'aa', 'bb', 'aba', 'bab'),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  })
  .map(({ writes, reads }) => {
    const clock = [0, 0];
    const written = writes.map(({ writer, wait, takes, input, isKnown }, place) => {
      const invoke = clock[writer]! + wait;
      clock[writer] = invoke + takes;
      const name = `w${writer}`;
      return isKnown
        ? ok(name, [invoke, invoke + takes], input, null)
        : info(`u${place}`, invoke, input);
    });
    const seen = reads.map(({ from, takes, answer }, reader) =>
      ok(`r${reader}`, [from, from + takes], get('x'), answer),
    );
    return [...written, ...seen];
  });

describe('a search that turns back at a read that is lost', () => {
  it('goes on when a put that is not yet invoked can still come before the read', () => {
    const history = [
      ok('a', [0, 2], append('a'), null),
      ok('r', [1, 20], get('x'), 'b'),
      ok('a', [3, 5], append('c'), null),
      ok('a', [6, 8], put('b'), null),
    ];
    const verdict = checkLinearizable(history, kv);
    expect(verdict.verdict).toBe('ok');
    if (verdict.verdict === 'ok')
      expect(isLinearization(history, kv, verdict.linearizations.get('x')!)).toBe(true);
  });

  it('goes on when a put of unknown outcome may have come before the read', () => {
    const history = [
      info('u', 0, put('b')),
      ok('a', [1, 3], append('a'), null),
      ok('r', [4, 20], get('x'), 'b'),
      ok('a', [5, 7], append('c'), null),
    ];
    expect(checkLinearizable(history, kv).verdict).toBe('ok');
  });

  it('comes to the verdict of the definition while reads stay open over many writes', () => {
    const seen = { order: 0, none: 0 };
    fc.assert(
      fc.property(longReads, (history) => {
        const expected = linearizableBySets(history, kv) ? 'order' : 'none';
        const outcome = search(history, kv, new Budget({}, history.length), { deadEndsMax: 0 });
        expect(outcome.type).toBe(expected);
        seen[expected]++;
      }),
      { numRuns: Number(process.env.RUNS ?? 1000), seed: 4 },
    );
    expect(Math.min(seen.order, seen.none)).toBeGreaterThan(100);
  });

  it('comes to the verdict of the search without foresight in fewer steps', () => {
    const letters = ['a', 'b', 'c', 'd', 'e'];
    const history = [
      ok('r', [0, 100], get('x'), 'zebra'),
      ...letters.map((one, index) => ok(one, [1 + index, 50 + index], append(one), null)),
      ok('s', [60, 70], get('x'), 'never'),
    ];
    const [with_, without] = [kv, withoutForesight].map((object) =>
      checkLinearizable(history, object),
    );
    expect(with_).toMatchObject({ verdict: 'violation' });
    expect(without).toMatchObject({ verdict: 'violation' });
    expect(with_!.steps).toBeLessThan(without!.steps / 2);
  });
});
