/** Small modules with a behaviour, and a configuration: variables with few values, so that a search ends soon. */
import { type ActionOperator, Actions, type StateVariable } from './actions.ts';
import { Choices, type Tape } from './choices.ts';
import { Expressions } from './expressions.ts';
import { prelude, preludeConfig } from './prelude.ts';
import type { Generator, Scope } from './scope.ts';
import type { Files } from './tlc.ts';
import { bool, int, seqOf, setOf, string } from './types.ts';

const kinds: readonly Omit<StateVariable, 'name'>[] = [
  { type: int, all: '(0..3)', clip: (e) => `(${e} % 4)` },
  { type: bool, all: 'BOOLEAN', clip: (e) => `(${e})` },
  { type: string, all: '{"qc", "qa", "qb"}', clip: (e) => `Known(${e})` },
  {
    type: setOf(string),
    all: '(SUBSET {"qa", "qb"})',
    clip: (e) => `(${e} \\cap {"qb", "qa"})`,
  },
  {
    type: seqOf(int),
    all: '{<<>>, <<1>>, <<2, 1>>}',
    clip: (e) => `Short(${e})`,
  },
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
CONSTANT Limit
Known(s) == IF s \in {"qa", "qb", "qc"} THEN s ELSE "qa"
Short(s) == IF Len(s) > 2 THEN SubSeq(s, 1, 2) ELSE [i \in DOMAIN s |-> s[i] % 3]
Small(r) == [r EXCEPT !.fa = @ % 2]
Only12(f) == [i \in 1..2 |-> IF i \in DOMAIN f THEN f[i] ELSE FALSE]
Either(A, B) == A \/ B
Put(v, e) == v' = e
PutIn(e, A(_)) == A(e)
Few == 0..3
Before(pa) == pa - 1
Min(S) == CHOOSE pa \in S : \A pb \in S : pa <= pb
`;

/** The module that a tape describes. What is checked is drawn first, so that short tapes have it too. */
export function moduleOf(tape: Tape, forced = false): Files {
  const choices = new Choices(tape);
  const expressions = new Expressions(choices, 120, forced);
  const variables: StateVariable[] = ['x', 'y', 'z']
    .slice(0, 1 + choices.below(3))
    .map((name) => ({ name, ...choices.oneOf(kinds) }));
  const behaviour = choices.oneOf(['INIT Init\nNEXT Next', 'SPECIFICATION Spec']);
  const checks = checksOf(choices, expressions, variables);
  const isInstance = choices.below(4) === 3;
  const { before, body } = isInstance
    ? instanceOf(choices, expressions, variables)
    : { before: [], body: behaviourOf(choices, expressions, variables) };
  const module = 'FuzzModule';
  const spec = [
    `---- MODULE ${module} ----`,
    'EXTENDS Integers, Sequences, FiniteSets, Bags, TLC, Reals',
    prelude,
    helpers,
    ...before,
    ...declare(variables),
    ...body,
    'Spec == Init /\\ [][Next]_vars',
    'Limit0 == 2',
    ...checks.lines,
    '====',
    '',
  ].join('\n');
  return {
    module,
    spec,
    config: `${[constants, behaviour, ...checks.config].join('\n')}\n`,
  };
}

const constants = `${preludeConfig}CONSTANT Limit <- Limit0`;

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
  expressions: Generator,
  variables: readonly StateVariable[],
): Checks {
  const checks: Checks = { lines: [], config: [] };
  const names = variables.map(({ name, type }) => ({ name, type }));
  const state: Scope = { ...nothing, names };
  const primes = variables.map(({ name, type }) => ({
    name: `(${name}')`,
    type,
  }));
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
  if (choices.rarely(8)) {
    checks.lines.push(`Parts == /\\ part:: ${formula(state)}\n         /\\ ${formula(state)}`);
    add(
      'INVARIANT',
      'Part',
      choices.oneOf(['Parts!part', 'Parts!1', 'Parts!2', 'Parts!part!1 = 1']),
    );
  }
  if (choices.rarely(8)) {
    const { name, type } = choices.oneOf(names);
    add(
      'VIEW',
      'View',
      choices.oneOf([name, `<<${name}>>`, expressions.make(type, { ...state, fuel: 1 })]),
    );
  }
  if (choices.rarely(10)) add('SYMMETRY', 'Sym', 'Permutations(Models)');
  if (choices.rarely(8))
    checks.config.push(
      `CONSTANT ${choices.oneOf([
        'Succ <- Before',
        'Nat <- Few',
        'Max <- Min',
        'Nat <- [Naturals] Few',
        'Int <- [Integers] Few',
        'Local <- [Inner] Before',
      ])}`,
    );
  return checks;
}

/** Init, some operators, some actions and Next. */
function behaviourOf(
  choices: Choices,
  expressions: Generator,
  variables: readonly StateVariable[],
): string[] {
  const operators: ActionOperator[] = [];
  const actions = (initial: boolean): Actions =>
    new Actions(choices, expressions, {
      variables,
      operators,
      initial,
      scope: nothing,
    });
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

/**
 * The same in a module of its own, of which this module is an instance: with a name or without, with variables of other
 * names or of the same ones, which then need no WITH.
 */
function instanceOf(
  choices: Choices,
  expressions: Generator,
  variables: readonly StateVariable[],
): { readonly before: string[]; readonly body: string[] } {
  const isSame = choices.below(3) === 2;
  const qualifier = choices.below(3) === 2 ? '' : 'Body!';
  const inner = isSame
    ? variables
    : variables.map((variable, i) => ({ ...variable, name: `inner${i}` }));
  const lines = behaviourOf(choices, expressions, inner);
  const pairs = inner.map(({ name }, i) => `${name} <- ${variables[i]?.name}`);
  const module = ['---- MODULE Body ----', ...declare(inner), ...lines, '===='].map((line) =>
    line.replaceAll(/(?<![A-Za-z0-9])(Init|Next|Act\d|Do\d|vars)\b/g, 'Inner$1'),
  );
  const instance = `INSTANCE Body${isSame ? '' : ` WITH ${pairs.join(', ')}`}`;
  const body = [
    qualifier === '' ? instance : `Body == ${instance}`,
    `Init == ${qualifier}InnerInit`,
    `Next == ${qualifier}InnerNext`,
  ];
  // A module inside sees what is declared before it, and may not declare that again.
  return isSame ? { before: module, body } : { before: [], body: [...module, ...body] };
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
