import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNdjson, parseNdjson } from '../../../harness/consistency/formats/ndjson.ts';
import { histories } from '../histories.ts';
import { fail, info, ok } from '../operations.ts';
import { shapes } from '../shapes.ts';

describe('ndjson', () => {
  it('is one line for each operation', () => {
    const history = [
      ok('c1', [0, 3], { type: 'get', key: 'x' }, 1),
      info('c2', 1, 'w'),
      fail('c3', [1, 2], []),
    ];
    expect(formatNdjson(history)).toBe(
      `{"process":"c1","input":{"type":"get","key":"x"},"invoke":0,"return":3,"outcome":"ok","output":1}
{"process":"c2","input":"w","invoke":1,"outcome":"info"}
{"process":"c3","input":[],"invoke":1,"return":2,"outcome":"fail"}
`,
    );
  });

  it('reads what it wrote', () => {
    fc.assert(
      fc.property(fc.constantFrom(...shapes).chain(histories), (history) => {
        const parsed = parseNdjson(formatNdjson(history));
        expect(parsed).toEqual({ ok: true, value: history });
      }),
      { numRuns: 200, seed: 6 },
    );
  });

  it('skips blank lines and comments, and counts them', () => {
    const text = '# a comment\n\n{"process":"c1"}\r\nnonsense\n[1]\n';
    const parsed = parseNdjson(text);
    expect(parsed).toMatchObject({ ok: false });
    const problems = parsed.ok ? [] : parsed.problems.map(({ line, message }) => [line, message]);
    expect(problems).toEqual([
      [3, 'input is missing'],
      [4, expect.stringContaining('not JSON')],
      [5, 'not a JSON object'],
    ]);
  });

  it.each([
    ['{"process":1,"input":0,"invoke":0,"outcome":"info"}', 'process must be a text'],
    ['{"process":"a","input":0,"invoke":"0","outcome":"info"}', 'invoke must be a number'],
    [
      '{"process":"a","input":0,"invoke":0,"outcome":"done"}',
      'outcome must be "ok", "fail" or "info"',
    ],
    ['{"process":"a","input":0,"invoke":0,"outcome":"ok"}', 'return must be a number'],
    [
      '{"process":"a","input":0,"invoke":0,"outcome":"info","return":1}',
      'an operation of unknown outcome has no return',
    ],
    [
      '{"process":"a","input":0,"invoke":0,"outcome":"info","output":1}',
      'an operation that is info has no output',
    ],
    [
      '{"process":"a","input":0,"invoke":0,"outcome":"info","ouput":1}',
      'there is no field "ouput"',
    ],
  ])('refuses %s', (line, message) => {
    expect(parseNdjson(line)).toEqual({ ok: false, problems: [{ line: 1, message }] });
  });

  it.each([Number.NaN, Infinity, 1n, new Map(), () => 0])(
    'does not write what JSON would lose: %s',
    (value) => {
      expect(() => formatNdjson([ok('a', [0, 1], { value }, null)])).toThrow(TypeError);
    },
  );
});
