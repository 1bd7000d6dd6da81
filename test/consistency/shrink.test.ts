import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainViolation } from '../../harness/consistency/explain.ts';
import type { History } from '../../harness/consistency/history.ts';
import { checkLinearizable, type Violation } from '../../harness/consistency/linearizability.ts';
import { longestOrders } from '../../harness/consistency/longest-orders.ts';
import { counter } from '../../harness/consistency/objects/counter.ts';
import { kv } from '../../harness/consistency/objects/kv.ts';
import { queue } from '../../harness/consistency/objects/queue.ts';
import { register } from '../../harness/consistency/objects/register.ts';
import { shrinkViolation } from '../../harness/consistency/shrink.ts';
import { type AnyObject, histories } from './histories.ts';
import { linearizableBySets, obviouslyLinearizable } from './obvious.ts';
import { get, info, ok, put, read, write } from './operations.ts';
import { shapes } from './shapes.ts';

function violation(history: History, object: AnyObject): Violation {
  const verdict = checkLinearizable(history, object);
  if (verdict.verdict !== 'violation') throw new Error(`not a violation: ${verdict.verdict}`);
  return verdict;
}

/** By the definition: with any choice of the operations outside of the core, is there an order? */
function explicable(history: History, core: readonly number[], object: AnyObject): boolean {
  const excused = history.filter((op, index) => op.outcome === 'ok' && !core.includes(index));
  const choices = excused.reduce<History[]>(
    (all, op) => all.flatMap((dropped) => [dropped, [...dropped, op]]),
    [[]],
  );
  return choices.some((dropped) =>
    obviouslyLinearizable(
      history.filter((op) => !dropped.includes(op)),
      object,
    ),
  );
}

describe('shrinkViolation', () => {
  const noise = Array.from({ length: 30 }, (_, i) =>
    ok(`n${i % 3}`, [10 * i, 10 * i + 14 - (i % 3)], put('x', 100 + i), null),
  ).filter((op) => op.process !== 'n1' && op.process !== 'n2');

  it('keeps the write that hides the stale value and the read of it, and shows the older write', () => {
    const history = [
      ...noise.slice(0, 3),
      ok('a', [200, 201], put('x', 1), null),
      ok('a', [202, 203], put('x', 2), null),
      ok('c', [198, 215], put('x', 3), null),
      ok('b', [204, 205], get('x'), 1),
      ok('b', [216, 217], get('x'), 3),
    ];
    const { core, helpers, minimal } = shrinkViolation(history, kv, violation(history, kv));
    const say = (index: number) =>
      kv.describe(history[index]!.input as never, history[index]!.output as never, 'ok');
    expect(core.map(say)).toEqual(['put x 2', 'get x -> 1']);
    expect(helpers.map(say)).toContain('put x 1');
    expect(minimal).toBe(true);
  });

  it('finds a core that contradicts itself whatever the others did, and needs each of its operations', () => {
    const shaped = fc
      .constantFrom(...shapes)
      .chain((shape) => histories(shape).map((history) => ({ history, object: shape.object })));
    const algorithms = fc.constantFrom<'auto' | 'search'>('auto', 'search');
    let shrunk = 0;
    fc.assert(
      fc.property(shaped, algorithms, ({ history, object }, algorithm) => {
        const verdict = checkLinearizable(history, object, { algorithm });
        if (verdict.verdict !== 'violation') return;
        shrunk++;
        const { core, deadEnds, minimal } = shrinkViolation(history, object, verdict);
        const part = verdict.operations.map((index) => history[index]!);
        const inPart = (indices: readonly number[]) =>
          indices.map((i) => verdict.operations.indexOf(i));
        expect(minimal).toBe(true);
        expect(deadEnds.length).toBeGreaterThan(0);
        expect(explicable(part, inPart(core), object)).toBe(false);
        for (const one of core) {
          const fewer = core.filter((index) => index !== one);
          expect(explicable(part, inPart(fewer), object)).toBe(true);
        }
        expect(explainViolation(history, object, verdict)).toContain('must come next');
      }),
      { numRuns: 900, seed: 5 },
    );
    expect(shrunk).toBeGreaterThan(100);
  });
});

describe('shrinkViolation of a register with distinct writes', () => {
  it('excuses a write of a value that is still read, and does not forget it', () => {
    // Excused, the write of 1 happened if it was read; forgotten, the read of 1 alone would be absurd.
    const history = [
      ok('a', [0, 1], write(2), null),
      ok('a', [2, 3], write(1), null),
      ok('b', [4, 5], read, 1),
      ok('b', [6, 7], read, 2),
    ];
    const verdict = checkLinearizable(history, register(0), { algorithm: 'search' });
    const { core } = shrinkViolation(history, register(0), verdict as Violation);
    expect(core).toEqual([2, 3]);
  });
});

describe('shrinkViolation of a long history of a queue', () => {
  it('finds the few operations that contradict each other without a search', () => {
    const history = Array.from({ length: 3000 }, (_, at) => [
      ok('p', [4 * at, 4 * at + 2], { type: 'enqueue', value: at + 1 }, null),
      ok(`c${at % 2}`, [4 * at + 8, 4 * at + 13], { type: 'dequeue' }, at + 1),
    ]).flat();
    const exchanged = history.map((op, index) =>
      index === 3001 || index === 3005 ? { ...op, output: 3004 - Number(op.output) } : op,
    );
    const { core, minimal } = shrinkViolation(exchanged, queue, violation(exchanged, queue));
    expect([core, minimal]).toEqual([[3001, 3005], true]);
  });
});

describe('a checkpoint', () => {
  // Three clients add for a long time; then the count is read, one too low.
  const adds = Array.from({ length: 3000 }, (_, i) =>
    ok(`p${i % 3}`, [10 * i, 10 * i + 25], { type: 'addAndGet', amount: 1 }, i + 1),
  );
  const history = [...adds, ok('r', [40_000, 40_001], { type: 'read' }, 2999)];

  it('is a state from which what is left cannot be explained either', () => {
    const found = violation(history, counter);
    const { operations } = found;
    const { checkpoint } = longestOrders(history, counter, found);
    const { order, state } = checkpoint!;
    const rest = operations.filter((index) => !order.includes(index));
    expect(rest.length).toBeLessThan(30);
    const later = { ...counter, initial: state as number };
    expect(
      linearizableBySets(
        rest.map((index) => history[index]!),
        later,
      ),
    ).toBe(false);
  });

  it('stands in for a history that is too long to shrink', () => {
    const { core, since, minimal } = shrinkViolation(
      history,
      counter,
      violation(history, counter),
      { stepsMax: 20_000 },
    );
    expect(since?.state).toBeGreaterThan(2900);
    expect(core.length).toBeLessThan(30);
    expect(minimal).toBe(true);
  });
});

describe('explainViolation', () => {
  it('tells the story of a stale read', () => {
    const history = [
      ok('c1', [1, 4], put('x', 1), null),
      ok('c2', [6, 9], put('x', 2), null),
      ok('c1', [11, 13], get('x'), 1),
    ];
    expect(explainViolation(history, kv, violation(history, kv))).toMatchInlineSnapshot(`
      "kv, partition x: no order explains these 2 operations, whatever the other 1 did.

        c1  ├ put x 1 ┤             ├ get x -> 1 ┤
        c2              ├ put x 2 ┤

      Real time says
        put x 2 (c2) had returned before get x -> 1 (c1) began

      get x -> 1 (c1) must come next, and cannot, after the longest order there is
        put x 2 (c2): then get x -> 2

      It would fit after
        put x 1 (c1), but that had returned before put x 2 (c2) began"
    `);
  });

  it('tells the story of an unknown write that took effect and was forgotten', () => {
    const history = [
      info('c1', 1, put('x', 1)),
      ok('c2', [6, 9], get('x'), 1),
      ok('c2', [11, 13], get('x'), null),
    ];
    expect(explainViolation(history, kv, violation(history, kv))).toMatchInlineSnapshot(`
      "kv, partition x: no order explains these 2 operations, whatever the other 1 did.

        c1  ├ put x 1 (unknown) ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
        c2    ├ get x -> 1 ┤ ├ get x -> null ┤

      Real time says
        get x -> 1 (c2) had returned before get x -> null (c2) began

      get x -> null (c2) must come next, and cannot, after the longest order there is
        put x 1 (unknown) (c1), get x -> 1 (c2): then get x -> 1"
    `);
  });
});
