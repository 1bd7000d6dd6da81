import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Memory } from '../../harness/consistency/memory.ts';

describe('Memory', () => {
  const configuration = fc.record({
    stop: fc.nat(3),
    state: fc.nat(2),
    open: fc.tuple(fc.constantFrom(0, 1, 2), fc.constantFrom(0, -1)),
    used: fc.uniqueArray(fc.nat(4), { maxLength: 3 }).map((used) => used.sort((a, b) => a - b)),
  });

  it('knows a configuration exactly when it holds one that used the same or fewer unknowns', () => {
    fc.assert(
      fc.property(fc.array(configuration, { maxLength: 300 }), (configurations) => {
        const memory = new Memory(2);
        const held: typeof configurations = [];
        for (const one of configurations) {
          const known = held.some(
            (other) =>
              other.stop === one.stop &&
              other.state === one.state &&
              other.open.every((word, index) => word === one.open[index]) &&
              other.used.every((operation) => one.used.includes(operation)),
          );
          const { stop, state, open, used } = one;
          const isNew = memory.add(stop, state, Int32Array.from(open), Int32Array.from(used));
          expect(isNew).toBe(!known);
          if (isNew) held.push(one);
        }
        expect(memory.size).toBe(held.length);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('tells configurations apart that share everything but one number', () => {
    const memory = new Memory(1);
    const none = new Int32Array(0);
    const open = new Int32Array(1);
    for (let number = 0; number < 5000; number++) {
      expect(memory.add(number, 7, open, none)).toBe(true);
      expect(memory.add(7_000, number, open, none)).toBe(true);
      expect(memory.add(7_000, 7_000, Int32Array.of(number), none)).toBe(true);
    }
    expect(memory.size).toBe(15_000);
  });
});
