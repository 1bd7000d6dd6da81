import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grammarFiles } from '../../harness/files.ts';
import { loadGrammar } from '../../harness/tla/syntax/grammar.ts';
import { Repl } from '../../scripts/repl.ts';

await loadGrammar(grammarFiles);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-repl-'));
  writeFileSync(
    join(folder, 'Count.tla'),
    "---- MODULE Count ----\nEXTENDS Naturals\nCONSTANT N\nVARIABLES x, s\nTwice(n) == 2 * n\nInit == x = 0 /\\ s = {}\nNext == x < N /\\ x' = x + 1 /\\ s' = s \\cup {x}\n====\n",
  );
  writeFileSync(join(folder, 'Count.cfg'), 'CONSTANT N = 5\nINIT Init\nNEXT Next\n');
  const states = [0, 1, 2].map((x) => [x + 1, { x, s: [0, 1].filter((i) => i < x) }]);
  writeFileSync(
    join(folder, 'trace.json'),
    JSON.stringify({ counterexample: { state: states, action: [] } }),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

test('model values of the configuration can be named, also where the module has no name for them', () => {
  writeFileSync(join(folder, 'Keys.tla'), '---- MODULE Keys ----\nCONSTANTS Key, k0\n====\n');
  writeFileSync(join(folder, 'Keys.cfg'), 'CONSTANTS Key = {k1, k2} k0 = k0\n');
  const repl = new Repl(join(folder, 'Keys.tla'));
  expect(repl.feed('Key \\ {k1, k0}')).toEqual(['{k2}']);
  expect(repl.feed('k3')[0]).toContain('TLA201');
});

describe('without a module', () => {
  test('evaluates expressions of the standard modules, over several lines, with definitions', () => {
    const repl = new Repl(undefined);
    expect(repl.feed('{x * x : x \\in 1..3}')).toEqual(['{1, 4, 9}']);
    expect(repl.feed('1 +\\')).toEqual([]);
    expect(repl.feed('2')).toEqual(['3']);
    expect(repl.feed('Double(n) == 2 * n')).toEqual(['defined']);
    expect(repl.feed('Double(4) = 8')).toEqual(['TRUE']);
    expect(repl.feed('PrintT("hello")')).toEqual(['"hello"', 'TRUE']);
    expect(repl.feed(':help').join('\n')).toContain(':state k');
    expect(repl.feed(':fly')[0]).toContain('there is no :fly');
  });

  test('shows a mistake with its place, and goes on', () => {
    const repl = new Repl(undefined);
    const answer = repl.feed('1 + Nope').join('\n');
    expect(answer).toContain('Nope is not defined');
    expect(answer).toMatch(/\^\^\^\^/);
    expect(repl.feed('Head(<<>>)').join('\n')).toContain('in: Head(<<>>)');
    expect(repl.feed('Bad == 1 +')[0]).not.toBe('defined');
    expect(repl.feed('1 + 1')).toEqual(['2']);
  });
});

describe('in a module', () => {
  test('sees its definitions and constants, but no state', () => {
    const repl = new Repl(join(folder, 'Count.tla'));
    expect(repl.feed('Twice(N)')).toEqual(['10']);
    expect(repl.feed('x + 1')[0]).toContain('--trace');
    expect(repl.feed(':state 1')[0]).toContain('there is no trace');
  });

  test('reads variables in a state of a trace, primed ones in the next', () => {
    const repl = new Repl(join(folder, 'Count.tla'), {
      trace: join(folder, 'trace.json'),
      state: 2,
    });
    expect(repl.feed("<<x, x', s>>")).toEqual(['<<1, 2, {0}>>']);
    expect(repl.feed(':state 3')).toEqual(['state 3']);
    expect(repl.feed('s')).toEqual(['{0, 1}']);
    expect(repl.feed(':state 4')).toEqual(['the trace has states 1 to 3']);
  });
});
