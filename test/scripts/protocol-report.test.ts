import { expect, test } from 'vitest';
import type { Failure } from '../../harness/conformance/result.ts';
import {
  mutantTable,
  partLines,
  protocolCells,
  protocolTable,
} from '../../scripts/protocol-report.ts';
import { reproduce } from '../../scripts/reproduce.ts';
import { failing, lamp, passing } from './results.ts';

test('each part is told in the proportions of a protocol', () => {
  const { check, replay, refine, mutants } = lamp;
  expect([
    ...partLines('check', check),
    ...partLines('replay', replay),
    ...partLines('refine', refine),
    ...partLines('mutants', mutants),
  ]).toEqual([
    '  check    MCLamp        1,234 states  depth 9  0.50 s  TypeOK LitInv',
    '           MCLampBroken  violates LitInv after 3 states, as expected  0.10 s',
    '  replay   2,000 histories  61,204 events  8,112 operations judged  312 spec edges  1.00 s',
    '           crash 1,204 (bit in 812)  loss 10 (bit in 1)',
    '  refine   9,310 worlds  steps explained 41,877/41,877  spec edges realised 2,200/2,204, 4 excused  2.00 s',
    '  mutants  1/1 killed  3.00 s',
  ]);
});

test('a result other than the recorded one is told with every difference and its story', () => {
  const differences = ['depth 8, expected 9'];
  const text = partLines('check', [{ ...passing, differences, story: 'State 1\nState 2' }]);
  expect(text.slice(1)).toEqual([
    '             depth 8, expected 9',
    '             State 1',
    '             State 2',
  ]);
});

const failure: Failure = {
  kind: 'step',
  summary: 'Switch is not allowed',
  story: 'one\ntwo\u001b[2J',
  events: [{ type: 'heal' }],
};

test('a failure is told by its summary, then its story, and cannot steer the terminal', () => {
  const text = partLines('replay', { ...lamp.replay, verdict: 'violation', failure });
  expect(text.slice(-3)).toEqual([
    '           Switch is not allowed',
    '             one',
    '             two\\x1b[2J',
  ]);
});

test('what is missing is told: shortfalls, spec edges, mutants that survive', () => {
  const shortfalls = ['crash bit in 12 histories, 50 wanted'];
  const missing = [{ action: 'Burst', args: '(l1)', state: 'lit = TRUE' }];
  const [mutant] = lamp.mutants.mutants;
  const survivor = {
    ...mutant,
    name: 'never lights',
    code: { killed: false, histories: 500, seconds: 1 },
  };
  const text = [
    ...partLines('replay', { ...lamp.replay, shortfalls }),
    ...partLines('refine', { ...lamp.refine, missing }),
    ...partLines('mutants', {
      ...lamp.mutants,
      mutants: [survivor as (typeof lamp.mutants.mutants)[number]],
    }),
    ...partLines('check', []),
  ].join('\n');
  expect(text).toContain('crash bit in 12 histories, 50 wanted');
  expect(text).toMatch(/no step of the code is Burst\(l1\) in\n +lit = TRUE/);
  expect(text).toContain('survives: never lights (code)');
  expect(text).toContain('nothing was checked');
});

test('the table has one row for each protocol, and counts only models that hold', () => {
  expect(protocolCells(lamp)).toEqual([
    'lamp',
    '1,234',
    '9',
    '2',
    '2,000',
    '61,204',
    '813',
    '8,112',
    '41,877/41,877',
    '2,200/2,204, 4 excused',
    '1/1',
    '7.10 s',
  ]);
  expect(protocolTable([lamp, { ...lamp, name: 'torch', verdict: 'vacuous' }]).split('\n')).toEqual(
    [
      expect.stringMatching(/^protocol +states +depth .* verdict$/),
      expect.stringMatching(/^lamp .* \[ok\]$/),
      expect.stringMatching(/^torch .* \[vacuous\]$/),
    ],
  );
});

test('the table of mutants says by what each was killed, after how many histories', () => {
  expect(mutantTable(lamp.mutants.mutants).split('\n')).toEqual([
    'mutant          code killed by  histories  events  spec killed by',
    'switches twice  step Switch             3       4  LitInv',
  ]);
});

test('the command that reproduces is of the first part that is not as it must be', () => {
  const differences = ['depth 8, expected 9'];
  expect(reproduce(lamp)).toBe(undefined);
  const checked = { ...lamp, check: [passing, { ...failing, differences }] };
  expect(reproduce(checked)).toBe('npx lockstep check lamp --config MCLampBroken.cfg');
  expect(reproduce({ ...lamp, check: [] })).toBe('npx lockstep check lamp');
  const vacuous = { ...lamp, replay: { ...lamp.replay, verdict: 'vacuous' as const } };
  expect(reproduce(vacuous)).toBe('npx lockstep replay lamp --seed 4711');
  const replayed = {
    ...lamp,
    replay: { ...lamp.replay, verdict: 'violation' as const, failure },
  };
  expect(reproduce(replayed)).toMatch(
    /^npx lockstep replay lamp --file out\/failures\/lamp-[0-9a-f]{8}\.json$/,
  );
  const refined = { ...lamp, refine: { ...lamp.refine, verdict: 'violation' as const } };
  expect(reproduce(refined)).toBe('npx lockstep refine lamp');
  const survived = { ...lamp, mutants: { ...lamp.mutants, verdict: 'vacuous' as const } };
  expect(reproduce(survived)).toBe('npx lockstep mutants lamp --seed 4711');
});
