import { describe, expect, it } from 'vitest';
import { readEdn } from '../../../harness/consistency/formats/edn.ts';

const values = (text: string) => readEdn(text).map(({ value }) => value);

describe('readEdn', () => {
  it('reads every form that histories use', () => {
    expect(values(':a/b sym nil true false 1 -2 3N 1.5 2e3 "t\\"x\ny"')).toEqual([
      'a/b',
      'sym',
      null,
      true,
      false,
      1,
      -2,
      3,
      1.5,
      2000,
      't"x\ny',
    ]);
    expect(values('[1 (2 #{3})], {:k [nil], "t" 4, 5 6}')).toEqual([
      [1, [2, [3]]],
      { k: [null], t: 4, 5: 6 },
    ]);
  });

  it('skips comments, discards and tags', () => {
    expect(values('; all\n1 #_ [2 3] #inst "now" #jepsen.Op{:f :r}')).toEqual([
      1,
      'now',
      { f: 'r' },
    ]);
  });

  it('tells the line of each form', () => {
    expect(readEdn('1\n\n"a\nb" 2\n3').map(({ line }) => line)).toEqual([1, 3, 4, 5]);
  });

  it.each([
    ['1\n[2', 2, '[ is never closed'],
    ['"a', 1, 'a text is never closed'],
    ['{:a}', 1, 'a map has a key without a value'],
    ['{[1] 2}', 1, 'a key of a map is neither a name nor a number'],
    ['\n\n)', 3, ') is not expected here'],
    ['9007199254740993', 1, '9007199254740993 is beyond 2^53'],
    ['1/2', 1, '1/2 is not known'],
    ['#_', 1, '#_ has nothing to discard'],
    ['['.repeat(600), 1, 'nested too deeply'],
  ])('refuses %j', (text, line, message) => {
    expect(() => readEdn(text)).toThrow(expect.objectContaining({ line, message }));
  });

  it('does not let a key reach a prototype', () => {
    const [value] = values('{"__proto__" {:polluted true}}') as [object];
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});
