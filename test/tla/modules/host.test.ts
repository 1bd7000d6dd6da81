import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { seededRandom, setHost, silentHost } from '../../../harness/tla/modules/host.ts';
import { fromPlain, toPlain } from '../../../harness/tla/values/convert.ts';
import { intern } from '../../../harness/tla/values/intern.ts';
import { show } from '../../../harness/tla/values/print.ts';
import { cardinality, elementsOf, subsetEq } from '../../../harness/tla/values/sets.ts';
import { type Argument, call, set } from './call.ts';

const v = fromPlain;

beforeEach(() => setHost(silentHost()));

describe('Json, IOUtils, Randomization and TLCExt', () => {
  const json = (operator: string, ...args: Argument[]) => call('Json', operator, ...args);

  it('write and read JSON through the host, and nothing without one', () => {
    const files = new Map<string, string>();
    expect(() => json('JsonDeserialize', v('f'))).toThrow('there is no file f');
    expect(() => json('JsonSerialize', v('f'), 1)).toThrow('files cannot be written here');
    setHost({
      ...silentHost(),
      readFile: (path) => files.get(path),
      writeFile: (path, text) => void files.set(path, text),
      environment: () => ({ HOME: '/tmp' }),
    });
    const value = v([{ a: 1 }, [true, 'x']]);
    expect(json('JsonSerialize', v('f'), value)).toBe(true);
    expect(json('JsonDeserialize', v('f'))).toBe(value);
    json('ndJsonSerialize', v('g'), value);
    expect(files.get('g')).toBe('{"a":1}\n[true,"x"]\n');
    expect(intern(json('ndJsonDeserialize', v('g')))).toBe(value);
    files.set('h', '{');
    expect(() => json('JsonDeserialize', v('h'))).toThrow('h does not hold JSON');
    expect(show(call('IOUtils', 'IOEnv'))).toBe('[HOME |-> "/tmp"]');
    expect(() => call('IOUtils', 'IOExec', v(['ls']))).toThrow('refused');
  });

  it('print JSON', () => {
    expect(toPlain(json('ToJson', v({ a: [1], b: new Set([2]) })))).toBe('{"a":[1],"b":[2]}');
    expect(toPlain(json('ToJsonObject', v([7, 8])))).toBe('{"1":7,"2":8}');
    expect(toPlain(json('ToJsonArray', v({ a: 1, b: 2 })))).toBe('[1,2]');
  });

  it('read and pad numbers', () => {
    expect(call('IOUtils', 'atoi', v('-12'))).toBe(-12);
    expect(() => call('IOUtils', 'atoi', v('12x'))).toThrow('the text of an integer');
    expect(toPlain(call('IOUtils', 'zeroPadN', 7, 3))).toBe('007');
  });

  it('choose by the seed of the run', () => {
    const draw = (seed: number) => {
      setHost({ ...silentHost(), random: seededRandom(seed) });
      return Array.from({ length: 5 }, () =>
        show(call('Randomization', 'RandomSubset', 2, set(1, 2, 3, 4))),
      );
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    fc.assert(
      fc.property(fc.nat(6), (k) => {
        expect(cardinality(call('Randomization', 'RandomSubset', k, set(1, 2, 3, 4, 5, 6)))).toBe(
          k,
        );
        const sets = call('Randomization', 'RandomSetOfSubsets', 3, k, set(1, 2, 3, 4, 5, 6));
        for (const S of elementsOf(sets)) expect(subsetEq(S, set(1, 2, 3, 4, 5, 6))).toBe(true);
        expect(cardinality(sets)).toBeLessThanOrEqual(3);
      }),
    );
    expect(() => call('Randomization', 'RandomSubset', 3, set(1))).toThrow('no subset of 3');
  });

  it('keep registers', () => {
    const ext = (operator: string, ...args: Argument[]) => call('TLCExt', operator, ...args);
    expect(ext('TLCGetOrDefault', 1, 7)).toBe(7);
    expect(ext('TLCGetAndSet', 1, (a, b) => (a as number) + (b as number), 2, 7)).toBe(7);
    expect(ext('TLCGetOrDefault', 1, 0)).toBe(9);
    expect(ext('AssertEq', set(1), set(1))).toBe(true);
    expect(ext('AssertEq', set(1), set(2))).toBe(false);
    expect(show(ext('TLCModelValue', v('fresh')))).toBe('fresh');
    expect(() => ext('Trace')).toThrow('no behaviour');
  });
});
