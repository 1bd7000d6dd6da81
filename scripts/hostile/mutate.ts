/**
 * What can go wrong with a text, at three sizes: bytes (what a disk or an editor does), tokens (what a hand does), and
 * structure (what somebody does on purpose: depth, size, recursion, names of JavaScript).
 */
import type { Choices } from './choices.ts';

type Mutation = (text: string, choices: Choices) => string;

/** The text after one to four mutations. */
export function mutated(text: string, choices: Choices, others: readonly string[]): string {
  let result = text;
  const times = choices.of([1, 1, 1, 2, 3]);
  for (let i = 0; i < times; i++) {
    const kind = choices.of([bytes, tokens, tokens, structures, structures]);
    result = choices.of(kind)(result, choices);
    if (choices.maybe(20)) result = spliced(result, choices, choices.of(others));
  }
  return result.length > 60_000 ? result.slice(0, 60_000) : result;
}

function insert(text: string, at: number, inserted: string, removed = 0): string {
  return text.slice(0, at) + inserted + text.slice(at + removed);
}

const oddCharacters = [
  '\0',
  '\uFEFF',
  '\u2028',
  '\r',
  '\t',
  '\f',
  '\x1b[2J',
  '\uD800',
  '\u{1F600}',
];
const moreCharacters = ['é', '∀', '≜', '⟨', '\x7f', '\uFFFD', '`', '$', '\\', '"', "'", '(*', '*)'];

const bytes: readonly Mutation[] = [
  (text, c) => insert(text, c.below(text.length), '', 1 + c.below(3)),
  (text, c) => insert(text, c.below(text.length), c.of([...oddCharacters, ...moreCharacters])),
  (text, c) => insert(text, c.below(text.length), String.fromCharCode(c.below(0x10000)), 1),
  (text, c) => text.slice(0, c.below(text.length)),
  (text, c) => {
    const from = c.below(text.length);
    return insert(text, c.below(text.length), text.slice(from, from + c.below(200)));
  },
  (text, c) =>
    Buffer.from(insert(text, c.below(text.length), '\x80', 1), 'latin1').toString('utf8'),
  (text) => text.replaceAll('\n', '\r\n'),
];

const words = [
  ...[
    'VARIABLE',
    'CONSTANT',
    'EXTENDS',
    'INSTANCE',
    'LOCAL',
    'LET',
    'IN',
    'IF',
    'THEN',
    'ELSE',
    'CASE',
    'OTHER',
  ],
  ...[
    'WITH',
    'ASSUME',
    'THEOREM',
    'PROOF',
    'BY',
    'QED',
    'OBVIOUS',
    'RECURSIVE',
    'LAMBDA',
    'EXCEPT',
    'ENABLED',
  ],
  ...[
    'UNCHANGED',
    'DOMAIN',
    'SUBSET',
    'UNION',
    'CHOOSE',
    'TRUE',
    'FALSE',
    'STRING',
    'BOOLEAN',
    'MODULE',
    '@',
    '!',
  ],
  ...[
    '/\\',
    '\\/',
    '~',
    '=>',
    '<=>',
    '=',
    '#',
    '\\in',
    '\\notin',
    '\\A',
    '\\E',
    '\\AA',
    '[]',
    '<>',
    '~>',
    '\\cdot',
  ],
  ...[
    '==',
    ':',
    '::',
    '<<',
    '>>',
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '|->',
    '->',
    '<-',
    '..',
    ',',
    "'",
    '_',
    '----',
    '====',
  ],
  ...[
    '+',
    '-',
    '*',
    '%',
    '^',
    '\\div',
    '\\o',
    '\\X',
    '\\cup',
    '\\cap',
    '\\',
    '@@',
    ':>',
    'WF_x',
    'SF_x',
    '<1>1.',
  ],
  ...[
    '0',
    '-1',
    '99999999999999999999',
    '9007199254740993',
    '2147483648',
    '\\b101',
    '\\hFFFFFFFFFFFFFFFFFF',
    '1.5',
  ],
  ...[
    '"',
    '"str"',
    '"\\"',
    `"$${'{globalThis.hostile = 1}'}"`,
    `\`$${'{globalThis.hostile = 1}'}\``,
    '"\\u0000"',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'prototype',
    'arguments',
    'this',
    'process',
    'globalThis',
  ],
  ...[
    'Nat',
    'Int',
    'Real',
    'Seq',
    'Len',
    'Head',
    'Tail',
    'Append',
    'Cardinality',
    'Print',
    'Assert',
    'TLCGet',
    'TLCSet',
  ],
  ...[
    'JsonDeserialize',
    'JsonSerialize',
    'IOExec',
    'IOEnv',
    'RandomElement',
    'Permutations',
    'SortSeq',
    'x',
    'y',
    'Init',
    'Next',
  ],
];

const token = /[A-Za-z_]\w*|\d+|"[^"\n]*"|\\[a-z]+|==+|--+|<<|>>|\/\\|\\\/|\|->|->|<-|=>|[^\s\w]/g;

interface Piece {
  readonly at: number;
  readonly text: string;
}

function pieces(text: string): readonly Piece[] {
  return [...text.matchAll(token)].map((match) => ({ at: match.index, text: match[0] }));
}

function onToken(change: (text: string, piece: Piece, choices: Choices) => string): Mutation {
  return (text, choices) => {
    const all = pieces(text);
    return all.length === 0 ? choices.of(words) : change(text, choices.of(all), choices);
  };
}

const tokens: readonly Mutation[] = [
  onToken((text, { at, text: old }) => insert(text, at, '', old.length)),
  onToken((text, { at, text: old }, c) => insert(text, at, c.of(words), old.length)),
  onToken((text, { at, text: old }, c) => insert(text, at, c.of(words), old.length)),
  onToken((text, { at }, c) => insert(text, at, ` ${c.of(words)} `)),
  onToken((text, { at, text: old }, c) => insert(text, at, c.of(pieces(text)).text, old.length)),
  onToken((text, { at, text: old }) => insert(text, at, `${old} ${old} `, old.length)),
  (text, c) => {
    const lines = text.split('\n');
    const [line = ''] = lines.splice(c.below(lines.length), 1);
    if (c.maybe(2)) lines.splice(c.below(lines.length + 1), 0, line);
    return lines.join('\n');
  },
  (text, c) => {
    const lines = text.split('\n');
    const at = c.below(lines.length);
    lines[at] = c.maybe(2) ? ` ${lines[at]}` : (lines[at] as string).replace(/^ /, '');
    return lines.join('\n');
  },
];

const enormous = [
  ...[
    'SUBSET (1..60)',
    'SUBSET SUBSET (1..6)',
    '[1..30 -> 1..30]',
    '1..2147483647',
    '0..9007199254740991',
    'SUBSET Nat',
  ],
  ...[
    'Seq(Nat)',
    '[Nat -> Nat]',
    'UNION {1..n : n \\in 1..3000}',
    '2^1000',
    '10^18 * 10^18',
    '1 % 0',
    'SUBSET (Seq({1}))',
  ],
  ...[
    'Permutations(1..12)',
    'CHOOSE n \\in Nat : n < 0',
    'CHOOSE n : TRUE',
    '[n \\in Nat |-> n][-1]',
    '{{}, {{}}, 1, "a"}',
  ],
  ...['(LET RECURSIVE f(_) f(n) == f(n + 1) IN f(0))', '(LET f[n \\in Nat] == f[n + 1] IN f[0])'],
  ...[
    '(LET RECURSIVE f(_) f(n) == <<f(n)>> IN f(0))',
    '(LET RECURSIVE f(_) f(n) == {n, f(n + 1)} IN f(0))',
  ],
  ...[
    '{a \\o b : a, b \\in [1..8 -> 1..8]}',
    'Cardinality(SUBSET (1..40))',
    '(1..3000) \\X (1..3000) \\X (1..3000)',
  ],
  ...[
    '{p \\in (1..3000) \\X (1..3000) : FALSE}',
    '\\A s \\in SUBSET (1..40) : TRUE',
    '{"__proto__", "constructor"}',
  ],
  ...[
    '[__proto__ |-> 1, constructor |-> 2]',
    '("toString" :> 1).toString',
    '[x \\in {"__proto__"} |-> 1].__proto__',
  ],
];

const wrappers: readonly (readonly [string, string])[] = [
  ...([
    ['(', ')'],
    ['{', '}'],
    ['<<', '>>'],
    ['~', ''],
    ['-', ''],
    ['[a |-> ', ']'],
    ['\\A i \\in {1} : ', ''],
  ] as const),
  ...([
    ['IF TRUE THEN ', ' ELSE 1'],
    ['LET z == 1 IN ', ''],
    ['CASE TRUE -> ', ''],
    ['SUBSET ', ''],
    ['', "'"],
  ] as const),
  ...([
    ['[]', ''],
    ['ENABLED ', ''],
    ['UNION {', '}'],
    ['', '[1]'],
    ['', '.a'],
    ['1 + ', ''],
    ['/\\ ', ''],
  ] as const),
  ...([
    ['(*', '*)'],
    ['[x EXCEPT ![1] = ', ']'],
    ['F(', ')'],
    ['(LAMBDA z : z)(', ')'],
    ['DOMAIN ', ''],
  ] as const),
];

const structures: readonly Mutation[] = [
  onToken((text, { at, text: old }, c) => insert(text, at, `(${c.of(enormous)})`, old.length)),
  onToken((text, { at, text: old }, c) => {
    const [before, after] = c.of(wrappers);
    const depth = c.of([3, 30, 300, 3000]);
    return insert(text, at, before.repeat(depth) + old + after.repeat(depth), old.length);
  }),
  onToken((text, { at }, c) =>
    insert(text, at, `${c.of(['1 + ', '{} \\cup ', 'TRUE /\\ '])}`.repeat(700)),
  ),
  (text, c) => {
    const names = [...text.matchAll(/^(\w+)(?:\([^)]*\))?\s*==/gm)];
    if (names.length === 0) return text;
    const [from, to] = [c.of(names), c.of(names)];
    return text.replace(from[0], `${from[0]} ${to[1]} /\\`);
  },
  (text, c) => {
    const names = [...text.matchAll(/^(\w+)\s*==/gm)];
    if (names.length === 0) return text;
    const [all, name] = c.of(names);
    return text.replace(all as string, `RECURSIVE ${name}(_)\n${name}(n) ==`);
  },
  (text, c) =>
    text.replace(
      /^EXTENDS.*$/m,
      (line) => `${line}, ${c.of(['Nowhere', 'TLC', 'TLC, TLC', 'Json, IOUtils'])}`,
    ),
  (text) => {
    const name = /MODULE\s+(\w+)/.exec(text)?.[1] ?? 'M';
    return text.replace(/^EXTENDS/m, `EXTENDS ${name}, `);
  },
  (text) => {
    const name = /MODULE\s+(\w+)/.exec(text)?.[1] ?? 'M';
    return text.replace(/^=====*/m, `Self == INSTANCE ${name}\n====`);
  },
  (text, c) => text.replace(/^=====*/m, `Wide == <<${'1, '.repeat(c.of([10, 20_000]))}1>>\n====`),
  (text) =>
    text.replace(
      /^(VARIABLES?)/m,
      `$1 ${Array.from({ length: 300 }, (_, i) => `v${i}`).join(', ')}, `,
    ),
];

function spliced(text: string, choices: Choices, other: string): string {
  const from = choices.below(other.length);
  return insert(text, choices.below(text.length), other.slice(from, from + choices.below(300)));
}
