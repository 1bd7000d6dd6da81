/** Small modules with a behaviour, and a configuration: variables with few values, so that a search ends soon. */
import { type ActionOperator, Actions, type StateVariable } from './actions.ts';
import { Choices, type Tape } from './choices.ts';
import { Expressions, type Scope } from './expressions.ts';
import type { Files } from './tlc.ts';
import { bool, int, seqOf, setOf, string } from './types.ts';

const kinds: readonly Omit<StateVariable, 'name'>[] = [
  { type: int, all: '(0..3)', clip: (e) => `(${e} % 4)` },
  { type: bool, all: 'BOOLEAN', clip: (e) => `(${e})` },
  { type: string, all: '{"qc", "qa", "qb"}', clip: (e) => `Known(${e})` },
  { type: setOf(string), all: '(SUBSET {"qa", "qb"})', clip: (e) => `(${e} \\cap {"qb", "qa"})` },
  { type: seqOf(int), all: '{<<>>, <<1>>, <<2, 1>>}', clip: (e) => `Short(${e})` },
  {
    type: {
      kind: 'record',
      fields: [
        ['fa', int],
        ['fb', bool],
      ],
    },
    all: '[fa : 0..1, fb : BOOLEAN]',
    clip: (e) => `Small(${e})`,
  },
  {
    type: { kind: 'function', from: int, to: bool },
    all: '[1..2 -> BOOLEAN]',
    clip: (e) => `Only12(${e})`,
  },
  { type: { kind: 'model' }, all: 'Models', clip: (e) => e },
];

const helpers = String.raw`
CONSTANTS ma, mb, mc, Models, Three, Limit
Known(s) == IF s \in {"qa", "qb", "qc"} THEN s ELSE "qa"
Short(s) == IF Len(s) > 2 THEN SubSeq(s, 1, 2) ELSE [i \in DOMAIN s |-> s[i] % 3]
Small(r) == [r EXCEPT !.fa = @ % 2]
Only12(f) == [i \in 1..2 |-> IF i \in DOMAIN f THEN f[i] ELSE FALSE]
Either(A, B) == A \/ B
Put(v, e) == v' = e
PutIn(e, A(_)) == A(e)
Apply(F(_), x) == F(x)
Apply2(F(_, _), x, y) == F(x, y)
Twice(F(_), x) == F(F(x))
Ignore(x, y) == x
Maybe(p, x, y) == IF p THEN x ELSE y
Pair(x, y) == <<x, y>>
RECURSIVE Sum(_)
Sum(S) == IF S = {} THEN 0 ELSE LET x == CHOOSE y \in S : TRUE IN x + Sum(S \ {x})
RECURSIVE Reverse(_)
Reverse(s) == IF s = <<>> THEN <<>> ELSE Append(Reverse(Tail(s)), Head(s))
RECURSIVE Fold(_, _, _)
Fold(F(_, _), start, s) == IF s = <<>> THEN start ELSE F(Head(s), Fold(F, start, Tail(s)))
RECURSIVE IsEven(_)
IsEven(n) == IF n <= 0 THEN TRUE ELSE ~IsEven(n - 1)
factorial[n \in 0..5] == IF n = 0 THEN 1 ELSE n * factorial[n - 1]
fibonacci[n \in 0..5] == IF n < 2 THEN n ELSE fibonacci[n - 1] + fibonacci[n - 2]
grid[i \in 1..2, j \in 1..2] == i * 10 + j
Range(f) == {f[x] : x \in DOMAIN f}
Max(S) == CHOOSE x \in S : \A y \in S : y <= x
Succ(x) == x + 1
Replaced(x) == <<x, x>>
a \odot b == a + 2 * b
a ** b == <<a, b>>
a ++ b == a \cup b
a \prec b == a < b
a ^+ == a + 1
---- MODULE Inner ----
CONSTANT K, G(_)
Plus(x) == x + K
Through(x) == G(G(x))
Local(x) == LET twice == x + x IN twice + K
fun[x \in 0..2] == x + K
====
Fixed == INSTANCE Inner WITH K <- 3, G <- Succ
Given(k) == INSTANCE Inner WITH K <- k, G <- LAMBDA z : z * k
`;

/** The module that a tape describes. */
export function moduleOf(tape: Tape, illTyped = 120): Files {
  const choices = new Choices(tape);
  const expressions = new Expressions(choices, illTyped);
  const variables: StateVariable[] = ['x', 'y', 'z']
    .slice(0, 1 + choices.below(3))
    .map((name) => ({ name, ...choices.oneOf(kinds) }));
  const empty: Scope = { names: [], operators: [], fuel: 2 };
  const state: Scope = { ...empty, names: variables.map(({ name, type }) => ({ name, type })) };
  const lines: string[] = [
    `VARIABLES ${variables.map(({ name }) => name).join(', ')}`,
    `vars == <<${variables.map(({ name }) => name).join(', ')}>>`,
  ];
  const config: string[] = [
    'CONSTANTS ma = ma mb = mb mc = mc',
    'CONSTANT Models = {mb, ma}',
    'CONSTANT Three = 3',
  ];
  const initial = new Actions(choices, expressions, {
    variables,
    operators: [],
    initial: true,
    scope: empty,
  });
  lines.push(`Init == ${initial.make(variables, [], empty, 2)}`);
  const operators: ActionOperator[] = [];
  const count = choices.below(3);
  for (let i = 0; i < count; i++)
    lines.push(defineAction(choices, expressions, variables, operators, empty));
  const next = new Actions(choices, expressions, {
    variables,
    operators,
    initial: false,
    scope: empty,
  });
  const actions = choices.many(1, 3, (i) => {
    lines.push(`Act${i} == ${next.make(variables, [], empty, 3)}`);
    return `Act${i}`;
  });
  lines.push(`Next == ${actions.join(' \\/ ')}`);
  const formula = (fuel: number): string => expressions.make(bool, { ...state, fuel });
  lines.push('Limit0 == 2');
  config.push('CONSTANT Limit <- Limit0');
  if (choices.below(3) === 1) {
    lines.push('Spec == Init /\\ [][Next]_vars');
    config.push('SPECIFICATION Spec');
  } else config.push('INIT Init', 'NEXT Next');
  choices.many(0, 2, (i) => {
    lines.push(`Inv${i} == ${formula(3)}`);
    config.push(`INVARIANT Inv${i}`);
  });
  if (choices.below(4) === 1) {
    lines.push(`Bound == ${formula(2)}`);
    config.push('CONSTRAINT Bound');
  }
  const primed: Scope = {
    ...state,
    names: [...state.names, ...variables.map(({ name, type }) => ({ name: `(${name}')`, type }))],
  };
  if (choices.below(6) === 1) {
    lines.push(`StepBound == ${expressions.make(bool, { ...primed, fuel: 2 })}`);
    config.push('ACTION_CONSTRAINT StepBound');
  }
  if (choices.below(6) === 1) {
    lines.push(`StepProp == [][${expressions.make(bool, { ...primed, fuel: 2 })}]_vars`);
    config.push('PROPERTY StepProp');
  }
  if (choices.below(2) === 0) config.push('CHECK_DEADLOCK FALSE');
  const module = 'FuzzModule';
  const spec = [
    `---- MODULE ${module} ----`,
    'EXTENDS Integers, Sequences, FiniteSets, Bags, TLC',
    helpers,
    ...lines,
    '====',
    '',
  ].join('\n');
  return { module, spec, config: `${config.join('\n')}\n` };
}

function defineAction(
  choices: Choices,
  expressions: Expressions,
  variables: readonly StateVariable[],
  operators: ActionOperator[],
  empty: Scope,
): string {
  const maker = new Actions(choices, expressions, {
    variables,
    operators,
    initial: false,
    scope: empty,
  });
  const name = `Do${operators.length}`;
  const start = choices.below(variables.length);
  const assigns = variables.slice(start, start + 1 + choices.below(variables.length - start));
  const withParameter = choices.below(2) === 1;
  const scope: Scope = withParameter ? { ...empty, names: [{ name: 'par', type: int }] } : empty;
  const body = maker.make(assigns, [], scope, 2);
  operators.push({
    name,
    assigns: assigns.map((each) => each.name),
    parameters: withParameter ? [int] : [],
  });
  return `${name}${withParameter ? '(par)' : ''} == ${body}`;
}
