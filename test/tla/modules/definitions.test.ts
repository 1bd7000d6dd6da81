/**
 * Each native operator agrees with its definition in TLA+ on random arguments, both computed by the engine; and each one
 * has an entry in one of the tables, or a reason there why it has none.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { grammarFiles } from '../../../harness/files.ts';
import { nativeModules } from '../../../harness/tla/modules/standard.ts';
import { loadGrammar } from '../../../harness/tla/syntax/grammar.ts';
import { valuesOf } from '../agree/answers.ts';
import { communityDefinitions } from './definitions-community.ts';
import { sequenceDefinitions } from './definitions-sequences.ts';
import { modulesWithout, standardDefinitions, withoutDefinition } from './definitions-standard.ts';

const definitions = { ...standardDefinitions, ...communityDefinitions, ...sequenceDefinitions };

/** Names must not be those of any module: all of this stands beside what is tested. */
const helpers = String.raw`
Even(x) == x % 2 = 0
Half(x) == x \div 2
Double(x) == 2 * x
IsFour(x) == x = 4
Same(x) == x
Plus(x, y) == x + y
Minus(x, y) == x - y
Less(x, y) == x < y
Near(x, y) == (x + 2 * y) % 3 > 0
Least(S) == CHOOSE x \in S : \A y \in S : x <= y
Some(S) == CHOOSE x \in S : TRUE
Small == {-4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6}
Lowest(D) == IF D = {} THEN 0 ELSE Least(D)
Highest(D) == IF D = {} THEN 0 ELSE CHOOSE x \in D : \A y \in D : y <= x
Ran(f) == {f[x] : x \in DOMAIN f}
RECURSIVE Total(_, _), Product(_, _), Power(_, _), Selected(_), FromRight(_, _), Expanded(_, _, _)
Total(f, S) == IF S = {} THEN 0 ELSE LET x == Some(S) IN f[x] + Total(f, S \ {x})
Product(f, S) == IF S = {} THEN 1 ELSE LET x == Some(S) IN f[x] * Product(f, S \ {x})
Power(x, n) == IF n = 0 THEN 1 ELSE x * Power(x, n - 1)
Sum(S) == Total([x \in S |-> x], S)
Sub(s, m, n) == [i \in 1..(n - m + 1) |-> s[m + i - 1]]
Cat(s, t) == [i \in 1..(Len(s) + Len(t)) |-> IF i <= Len(s) THEN s[i] ELSE t[i - Len(s)]]
Selected(s) == IF s = <<>> THEN <<>>
               ELSE Cat(IF Even(s[1]) THEN <<s[1]>> ELSE <<>>, Selected(Sub(s, 2, Len(s))))
FromRight(s, base) == IF s = <<>> THEN base ELSE s[1] - FromRight(Sub(s, 2, Len(s)), base)
Expanded(t, x, by) == IF t = <<>> THEN <<>>
                      ELSE Cat(IF t[1] = x THEN by ELSE <<t[1]>>, Expanded(Sub(t, 2, Len(t)), x, by))
Ascending(s) == \A i \in DOMAIN s, j \in DOMAIN s : i < j => s[i] <= s[j]
Times(s, x) == Cardinality({i \in DOMAIN s : s[i] = x})
Without(s, k) == IF k = 0 THEN s ELSE Cat(Sub(s, 1, k - 1), Sub(s, k + 1, Len(s)))
IsIn(r, k, from) == r = IF k = 0 THEN 0 ELSE k - from + 1
Starts(s, t) == {k \in 1..(Len(t) - Len(s) + 1) : Sub(t, k, k + Len(s) - 1) = s}
AllBegin(A, m) == \A s \in A : Len(s) >= m /\ Sub(s, 1, m) = Sub(Some(A), 1, m)
RECURSIVE Picked(_, _)
Picked(s, D) == IF D = {} THEN <<>> ELSE Cat(<<s[Least(D)]>>, Picked(s, D \ {Least(D)}))
Count(B, x) == IF x \in DOMAIN B THEN B[x] ELSE 0
Bits(x, y, F(_, _)) ==
  Total([k \in 0..5 |-> F((x \div Power(2, k)) % 2, (y \div Power(2, k)) % 2) * Power(2, k)], 0..5)
Leads(R, S, x, y) == \E n \in 1..Cardinality(S) : \E p \in [0..n -> S] :
  p[0] = x /\ p[n] = y /\ \A i \in 0..(n - 1) : R[p[i], p[i + 1]]
Edges(G) == [p \in G.node \X G.node |-> p \in G.edge]
Joined(G, m, n) == m = n \/ Leads(Edges(G), G.node, m, n)
IsPath(G, p) == /\ Len(p) > 0 /\ \A i \in DOMAIN p : p[i] \in G.node
                /\ \A i \in 1..(Len(p) - 1) : <<p[i], p[i + 1]>> \in G.edge
`;

type Text = fc.Arbitrary<string>;

const integer = (min: number, max: number): Text =>
  fc.integer({ min, max }).map((i) => (i < 0 ? `(${i})` : String(i)));
const list = (item: Text, minLength: number, maxLength: number, open: string, close: string) =>
  fc.array(item, { minLength, maxLength }).map((items) => `${open}${items.join(', ')}${close}`);
const pairs = (left: Text, right: Text): Text =>
  fc
    .uniqueArray(fc.tuple(left, right), { minLength: 1, maxLength: 3, selector: ([x]) => x })
    .map((all) => `(${all.map(([x, y]) => `${x} :> ${y}`).join(' @@ ')})`);
const small = integer(-2, 4);
const sequence = list(small, 0, 4, '<<', '>>');
const node = integer(0, 2);
const nodes = list(node, 0, 2, '{0, ', '}').map((text) => text.replace(', }', '}'));
const edges = list(list(node, 2, 2, '<<', '>>'), 0, 4, '{', '}');
const bag = fc.oneof(
  { weight: 1, arbitrary: fc.constant('EmptyBag') },
  pairs(small, integer(1, 2)),
);

const kinds: Readonly<Record<string, Text>> = {
  i: integer(-3, 5),
  n: integer(0, 4),
  p: integer(1, 4),
  S: list(small, 0, 3, '{', '}'),
  T: list(small, 1, 3, '{', '}'),
  s: sequence,
  q: list(small, 1, 4, '<<', '>>'),
  1: list(small, 1, 1, '<<', '>>'),
  Q: list(sequence, 0, 2, '<<', '>>'),
  f: pairs(small, small),
  b: bag,
  '{b}': list(bag, 0, 2, '{', '}'),
  '{S}': list(list(small, 0, 3, '{', '}'), 0, 3, '{', '}'),
  '{T}': list(list(small, 1, 3, '{', '}'), 0, 3, '{', '}'),
  '{q}': list(list(integer(1, 2), 1, 4, '<<', '>>'), 0, 3, '{', '}'),
  R: edges.map((all) => String.raw`[p \in Small \X Small |-> p \in ${all}]`),
  N: nodes,
  m: node,
  '+': fc.constant('0'),
  '^': fc.constant('DOMAIN a'),
  G: fc
    .tuple(nodes, edges)
    .map(([all, some]) => `[node |-> ${all}, edge |-> ${some} \\cap (${all} \\X ${all})]`),
  H: fc.tuple(nodes, edges).map(([all, some]) => `[node |-> ${all}, edge |-> ${some}]`),
  l: list(list(integer(0, 2), 2, 2, '<<', '>>'), 0, 3, '<<', '>>'),
};

/** `r` is what the native gives; it is computed only where the check asks for it. */
function claim(operator: string, check: string): Text {
  const [signature = '', formula = ''] = splitOnce(check, ':');
  const words = signature.split(' ').filter(Boolean);
  const args = words.map((kind) =>
    kind.startsWith('"') ? fc.constant(kind.slice(1, -1)) : (kinds[kind] as Text),
  );
  return fc.tuple(...args).map((texts) => {
    const names = texts.map((text, i) =>
      words[i]?.startsWith('"') ? text : ('abcde'[i] as string),
    );
    const lets = texts.map((text, i) => (names[i] === text ? '' : `${names[i]} == ${text}`));
    return `LET ${lets.join(' ')} r == ${called(operator, names)} IN ${formula}`;
  });
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

function called(operator: string, names: readonly string[]): string {
  if (operator === '-.') return `-${names[0]}`;
  if (!/^\w/.test(operator)) return `${names[0]} ${operator} ${names[1]}`;
  return names.length === 0 ? operator : `${operator}(${names.join(', ')})`;
}

/** The claims that are not TRUE. */
function failing(module: string, claims: readonly string[]): string[] {
  const others = ['Integers', 'Sequences', 'FiniteSets', 'Bags', 'TLC'].filter(
    (name) => name !== module,
  );
  const spec = [
    '---- MODULE Claims ----',
    `EXTENDS ${[...others, module].join(', ')}`,
    helpers,
    ...claims.map((text) => `ASSUME ${text}`),
    '====',
  ].join('\n');
  const values = valuesOf({ module: 'Claims', spec, config: '' });
  return claims.flatMap((text, i) => (values[i] === 'TRUE' ? [] : [`${text}  is  ${values[i]}`]));
}

beforeAll(() => loadGrammar(grammarFiles));

describe('a native operator agrees with its definition in TLA+', () => {
  const entries = Object.entries(definitions).flatMap(([module, operators]) =>
    Object.entries(operators).map(([operator, check]) => [module, operator, check] as const),
  );
  it.each(entries)('%s!%s', (module, operator, check) => {
    const claims = fc.sample(claim(operator, check), { seed: 1, numRuns: 25 });
    expect(failing(module, claims)).toEqual([]);
  });
});

it('a claim that is not true is noticed', () => {
  const claims = fc.sample(claim('Append', 's i: r = a'), { seed: 1, numRuns: 5 });
  expect(failing('Sequences', claims)).toHaveLength(5);
});

it('every native operator has a definition to agree with, or a reason why not', () => {
  const missing = [...nativeModules].flatMap(([module, { operators }]) =>
    modulesWithout.includes(module)
      ? []
      : Object.keys(operators)
          .filter((name) => definitions[module as keyof typeof definitions]?.[name] === undefined)
          .map((name) => `${module}!${name}`),
  );
  expect(missing.sort()).toEqual(Object.keys(withoutDefinition).sort());
});
