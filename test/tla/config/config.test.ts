import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../harness/tla/config/config.ts';
import type { ConfigValue } from '../../../harness/tla/config/entries.ts';

/** A configuration without its places. */
function read(text: string): unknown {
  const { config, diagnostics } = parseConfig(text, 'M.cfg');
  expect(diagnostics).toEqual([]);
  const { file, ...rest } = config;
  const filled = Object.entries(rest).filter(
    ([, value]) => !(Array.isArray(value) && value.length === 0),
  );
  return JSON.parse(
    JSON.stringify(Object.fromEntries(filled), (key, value) =>
      key === 'span' ? undefined : value,
    ),
  );
}

function mistakes(text: string): string[] {
  return parseConfig(text, 'M.cfg').diagnostics.map(
    ({ code, span, message, hint }) =>
      `${code} ${span.line}:${span.column}-${span.endColumn} ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

function constantOf(text: string): ConfigValue | undefined {
  return parseConfig(`CONSTANT x = ${text}`, 'M.cfg').config.constants[0]?.value;
}

describe('a configuration', () => {
  it('names the behaviour and what is checked', () => {
    expect(
      read(`SPECIFICATION Spec
            INVARIANT TypeOK Safe
            INVARIANTS Other
            PROPERTY Live  PROPERTIES Refines M!Prop
            CONSTRAINT Small
            ACTION_CONSTRAINT Slow
            SYMMETRY Perms  VIEW View  ALIAS Alias  POSTCONDITION Done
            CHECK_DEADLOCK FALSE`),
    ).toEqual({
      specification: { name: 'Spec' },
      invariants: [{ name: 'TypeOK' }, { name: 'Safe' }, { name: 'Other' }],
      properties: [{ name: 'Live' }, { name: 'Refines' }, { name: 'M!Prop' }],
      constraints: [{ name: 'Small' }],
      actionConstraints: [{ name: 'Slow' }],
      symmetry: { name: 'Perms' },
      view: { name: 'View' },
      alias: { name: 'Alias' },
      postcondition: { name: 'Done' },
      checkDeadlock: { value: false },
    });
  });

  it('may have INIT and NEXT, or no behaviour at all', () => {
    expect(read('INIT Init\nNEXT Next')).toEqual({
      init: { name: 'Init' },
      next: { name: 'Next' },
    });
    expect(read('')).toEqual({});
  });

  it('gives values to constants', () => {
    expect(read('CONSTANTS N = 3 Server = {s1, s2}\n M = M')).toEqual({
      constants: [
        { name: { name: 'N' }, args: [], value: { kind: 'number', digits: '3' } },
        {
          name: { name: 'Server' },
          args: [],
          value: {
            kind: 'set',
            items: [
              { kind: 'modelValue', name: 's1' },
              { kind: 'modelValue', name: 's2' },
            ],
          },
        },
        { name: { name: 'M' }, args: [], value: { kind: 'modelValue', name: 'M' } },
      ],
    });
  });

  it.each([
    ['-3', { kind: 'number', digits: '-3' }],
    ['12345678901234567890', { kind: 'number', digits: '12345678901234567890' }],
    ['007', { kind: 'number', digits: '7' }],
    ['TRUE', { kind: 'boolean', value: true }],
    ['"a b"', { kind: 'string', value: 'a b' }],
    ['1st', { kind: 'modelValue', name: '1st' }],
    ['{}', { kind: 'set', items: [] }],
    [
      '{a, {1, 2}, "x"}',
      { kind: 'set', items: [{ name: 'a' }, { items: [{ digits: '1' }, {}] }, { value: 'x' }] },
    ],
  ])('reads the value %s', (text, expected) => {
    expect(constantOf(text)).toMatchObject(expected);
    expect(parseConfig(`CONSTANT x=${text}`, 'M.cfg').diagnostics).toEqual([]);
  });

  it('puts definitions in the place of others, everywhere or for one module', () => {
    expect(read('CONSTANT Op <- MCOp  + <- Plus  N <- [M] MCN  K = [M] 4  F(1, a) = 2')).toEqual({
      constants: [
        {
          name: { name: 'K' },
          args: [],
          value: { kind: 'number', digits: '4' },
          module: { name: 'M' },
        },
        {
          name: { name: 'F' },
          args: [
            { kind: 'number', digits: '1' },
            { kind: 'modelValue', name: 'a' },
          ],
          value: { kind: 'number', digits: '2' },
        },
      ],
      overrides: [
        { name: { name: 'Op' }, target: { name: 'MCOp' } },
        { name: { name: '+' }, target: { name: 'Plus' } },
        { name: { name: 'N' }, target: { name: 'MCN' }, module: { name: 'M' } },
      ],
    });
  });

  it('may be commented', () => {
    expect(read('\\* INIT A\nINIT (* x (* y *) *) B \\* z\nNEXT C')).toEqual({
      init: { name: 'B' },
      next: { name: 'C' },
    });
  });

  it('keeps the place of every entry', () => {
    const { config } = parseConfig('CONSTANT\r\n  Server = {s1,\r\n    s2}', 'M.cfg');
    expect(config.constants[0]?.name.span).toEqual({
      file: 'M.cfg',
      line: 2,
      column: 3,
      endLine: 2,
      endColumn: 8,
    });
    expect(config.constants[0]?.value.span).toEqual({
      file: 'M.cfg',
      line: 2,
      column: 12,
      endLine: 3,
      endColumn: 7,
    });
  });
});

describe('a mistake in a configuration', () => {
  it.each([
    [
      'INVARAINT Inv',
      'CFG103 1:1-9 INVARAINT is not a keyword of a configuration (is INVARIANT meant?)',
    ],
    ['x = 3', 'CFG103 1:1-1 x is not a keyword of a configuration'],
    ['CONSTANT N 3', 'CFG102 1:12-12 expected =, found 3'],
    ['CONSTANT N =', 'CFG102 1:12-12 expected a value, found the end of the file'],
    ['CONSTANT S = {a b}', 'CFG102 1:17-17 expected , or }, found b'],
    ['CONSTANT S = {a, }', 'CFG102 1:18-18 expected a value, found }'],
    [
      'CONSTANT N <- 3',
      'CFG102 1:15-15 expected the name of a definition that takes the place of N, found 3',
    ],
    ['INIT\nNEXT N', 'CFG102 2:1-4 expected a name after INIT, found NEXT'],
    ['CHECK_DEADLOCK no', 'CFG102 1:16-17 expected TRUE or FALSE, found no'],
    ['CONSTANT s = "x', 'CFG101 1:14-14 this string has no closing quote on its line'],
    ['INIT I NEXT N (* x', 'CFG101 1:15-16 this comment is never closed'],
    [
      'SPECIFICATION A SPECIFICATION B',
      'CFG104 1:31-31 SPECIFICATION is given twice (the other one is at line 1, column 15)',
    ],
    ['SPECIFICATION A INIT B', 'CFG105 1:22-22 INIT and NEXT cannot stand beside SPECIFICATION'],
    ['INIT B', 'CFG105 1:6-6 there is INIT but no NEXT'],
    ['NEXT B', 'CFG105 1:6-6 there is NEXT but no INIT'],
  ])('in %j is: %s', (text, expected) => {
    expect(mistakes(text)).toContain(expected);
  });

  it('does not hide the next one', () => {
    expect(mistakes('CONSTANT N 3\nINIT\nCHECK_DEADLOCK 1')).toHaveLength(3);
  });
});
