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
Sum(S) == IF S = {} THEN 0 ELSE LET e == CHOOSE y \in S : TRUE IN e + Sum(S \ {e})
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

/** The module that a tape describes. What is checked is drawn first, so that short tapes have it too. */
export function moduleOf(tape: Tape, illTyped = 120): Files {
  const choices = new Choices(tape);
  const expressions = new Expressions(choices, illTyped);
  const variables: StateVariable[] = ['x', 'y', 'z']
    .slice(0, 1 + choices.below(3))
    .map((name) => ({ name, ...choices.oneOf(kinds) }));
  const behaviour = choices.oneOf(['INIT Init\nNEXT Next', 'SPECIFICATION Spec']);
  const checks = checksOf(choices, expressions, variables);
  const isInstance = choices.below(4) === 3;
  const body = isInstance
    ? instanceOf(choices, expressions, variables)
    : behaviourOf(choices, expressions, variables);
  const module = 'FuzzModule';
  const spec = [
    `---- MODULE ${module} ----`,
    'EXTENDS Integers, Sequences, FiniteSets, Bags, TLC',
    helpers,
    ...declare(variables),
    ...body,
    'Spec == Init /\\ [][Next]_vars',
    'Limit0 == 2',
    ...checks.lines,
    '====',
    '',
  ].join('\n');
  return { module, spec, config: `${[constants, behaviour, ...checks.config].join('\n')}\n` };
}

const constants = `CONSTANTS ma = ma mb = mb mc = mc
CONSTANT Models = {mb, ma}
CONSTANT Three = 3
CONSTANT Limit <- Limit0`;

const nothing: Scope = { names: [], operators: [], fuel: 2 };

function declare(variables: readonly StateVariable[]): string[] {
  const names = variables.map(({ name }) => name).join(', ');
  return [`VARIABLES ${names}`, `vars == <<${names}>>`];
}

interface Checks {
  readonly lines: string[];
  readonly config: string[];
}

function checksOf(
  choices: Choices,
  expressions: Expressions,
  variables: readonly StateVariable[],
): Checks {
  const checks: Checks = { lines: [], config: [] };
  const names = variables.map(({ name, type }) => ({ name, type }));
  const state: Scope = { ...nothing, names };
  const primes = variables.map(({ name, type }) => ({ name: `(${name}')`, type }));
  const step: Scope = { ...nothing, names: [...names, ...primes] };
  // Most formulas are false somewhere at once: what is rarely false tells more.
  const formula = (scope: Scope): string => {
    const { name, type } = choices.oneOf(scope.names);
    const other = expressions.make(type, { ...scope, fuel: 1 });
    const any = (): string => expressions.make(bool, { ...scope, fuel: 2 });
    return choices.oneOf([
      () => `${name} # ${other}`,
      () => `(${name} = ${other}) => ${any()}`,
      any,
    ])();
  };
  const add = (keyword: string, name: string, text: string): void => {
    checks.lines.push(`${name} == ${text}`);
    checks.config.push(`${keyword} ${name}`);
  };
  if (choices.below(2) === 1) checks.config.push('CHECK_DEADLOCK FALSE');
  choices.many(0, 2, (i) => add('INVARIANT', `Inv${i}`, formula(state)));
  if (choices.below(4) === 3) add('CONSTRAINT', 'Bound', formula(state));
  if (choices.below(6) === 5) add('ACTION_CONSTRAINT', 'StepBound', formula(step));
  if (choices.below(5) === 4) add('PROPERTY', 'StepProp', `[][${formula(step)}]_vars`);
  if (choices.below(8) === 7) add('PROPERTY', 'Always', `[](${formula(state)})`);
  return checks;
}

/** Init, some operators, some actions and Next. */
function behaviourOf(
  choices: Choices,
  expressions: Expressions,
  variables: readonly StateVariable[],
): string[] {
  const operators: ActionOperator[] = [];
  const actions = (initial: boolean): Actions =>
    new Actions(choices, expressions, { variables, operators, initial, scope: nothing });
  const lines = [`Init == ${actions(true).make(variables, [], nothing, 2)}`];
  const count = choices.below(3);
  for (let i = 0; i < count; i++) {
    lines.push(...defineAction(choices, actions(false), variables, operators));
  }
  const names = choices.many(1, 3, (i) => {
    lines.push(`Act${i} == ${actions(false).make(variables, [], nothing, 3)}`);
    return `Act${i}`;
  });
  lines.push(`Next == ${names.join(' \\/ ')}`);
  return lines;
}

/** The same in a module of its own, with variables of other names, of which this module is an instance. */
function instanceOf(
  choices: Choices,
  expressions: Expressions,
  variables: readonly StateVariable[],
): string[] {
  const inner = variables.map((variable, i) => ({ ...variable, name: `inner${i}` }));
  const lines = behaviourOf(choices, expressions, inner);
  const substitution = inner.map(({ name }, i) => `${name} <- ${variables[i]?.name}`);
  return [
    '---- MODULE Body ----',
    ...declare(inner).map((line) => line.replace('vars ==', 'innerVars ==')),
    ...lines.map((line) => line.replaceAll(/\b(Init|Next|Act\d|Do\d|vars)\b/g, 'Inner$1')),
    '====',
    `Body == INSTANCE Body WITH ${substitution.join(', ')}`,
    'Init == Body!InnerInit',
    'Next == Body!InnerNext',
  ].map((line) => line.replaceAll('Innervars', 'innerVars'));
}

/** An operator for some of the variables; now and then one that calls itself. */
function defineAction(
  choices: Choices,
  maker: Actions,
  variables: readonly StateVariable[],
  operators: ActionOperator[],
): string[] {
  const name = `Do${operators.length}`;
  const start = choices.below(variables.length);
  const assigns = variables.slice(start, start + 1 + choices.below(variables.length - start));
  const kind = choices.oneOf(['plain', 'parameter', 'recursive'] as const);
  const named = kind !== 'plain';
  const scope: Scope = named ? { ...nothing, names: [{ name: 'par', type: int }] } : nothing;
  const body = maker.make(assigns, [], scope, 2);
  operators.push({
    name,
    assigns: assigns.map((each) => each.name),
    parameters: kind === 'parameter' ? [int] : [],
    ...(kind === 'recursive' ? { argument: choices.oneOf(['0', '1', '2']) } : {}),
  });
  if (kind === 'plain') return [`${name} == ${body}`];
  if (kind === 'parameter') return [`${name}(par) == ${body}`];
  const again = maker.make(assigns, [], scope, 1);
  const more = choices.oneOf([
    `(${again} \\/ ${name}(par - 1))`,
    `(${name}(par - 1) \\/ ${again})`,
    `(${again} /\\ ${name}(par - 1))`,
    `(${name}(par - 1) /\\ ${again})`,
    `\\E rec \\in 0..1 : ${name}(par - 1 - rec)`,
  ]);
  return [`RECURSIVE ${name}(_)`, `${name}(par) == IF par <= 0 THEN ${body} ELSE ${more}`];
}
