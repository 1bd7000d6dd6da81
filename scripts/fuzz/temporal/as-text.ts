/** A system of systems.ts as a module and its configuration. */
import type { Files } from '../tlc.ts';
import type { Action, Formula, Predicate, Subscript, System } from './systems.ts';

const operators = { and: '/\\', or: '\\/', implies: '=>', equivalent: '<=>', leadsTo: '~>' };

function actionText(action: Action): string {
  return action.kind === 'named' ? action.name : `Go(${action.to})`;
}

function angled(action: Action, subscript: Subscript): string {
  return `<<${actionText(action)}>>_${subscript}`;
}

function predicateText(predicate: Predicate): string {
  switch (predicate.kind) {
    case 'x':
    case 'y':
      return `(${predicate.kind} = ${predicate.is})`;
    case 'enabled':
      return `(ENABLED ${angled(predicate.action, predicate.subscript)})`;
    case 'not':
      return `(~${predicateText(predicate.body)})`;
    default:
      return `(${predicateText(predicate.left)} ${operators[predicate.kind]} ${predicateText(predicate.right)})`;
  }
}

export function formulaText(formula: Formula): string {
  switch (formula.kind) {
    case 'now':
      return predicateText(formula.predicate);
    case 'again':
      return `([]<>${angled(formula.action, formula.subscript)})`;
    case 'finallyOnly':
      return `(<>[][${actionText(formula.action)}]_${formula.subscript})`;
    case 'WF':
    case 'SF':
      return `${formula.kind}_${formula.subscript}(${actionText(formula.action)})`;
    case 'not':
      return `(~${formulaText(formula.body)})`;
    case 'always':
      return `([]${formulaText(formula.body)})`;
    case 'eventually':
      return `(<>${formulaText(formula.body)})`;
    case 'forAll':
    case 'exists':
      return `(${formula.kind === 'forAll' ? '\\A' : '\\E'} n \\in 0..2 : ${formulaText(formula.body)})`;
    default:
      return `(${formulaText(formula.left)} ${operators[formula.kind]} ${formulaText(formula.right)})`;
  }
}

export function filesOf({ initial, actions, assumed, property }: System): Files {
  const pair = (state: number): string => `${state >> 1}, ${state & 1}`;
  const names = ['A', 'B', 'C'];
  const definitions = actions.map((steps, i) => {
    const rows = steps.map(([from, to]) => `<<${pair(from)}, ${pair(to)}>>`);
    return `${names[i]} == Along({${rows.join(', ')}})`;
  });
  const assumptions = assumed.map((formula) => `  /\\ ${formulaText(formula)}\n`);
  const spec = `---- MODULE Random ----
EXTENDS Naturals
VARIABLES x, y
vars == <<x, y>>
Along(S) == \\E t \\in S : x = t[1] /\\ y = t[2] /\\ x' = t[3] /\\ y' = t[4]
${definitions.join('\n')}
Next == A \\/ B \\/ C
Go(k) == Next /\\ x' = k
Init == ${initial.map((state) => `(x = ${state >> 1} /\\ y = ${state & 1})`).join(' \\/ ')}
Spec ==
  /\\ Init
  /\\ [][Next]_vars
${assumptions.join('')}Prop == ${formulaText(property)}
====
`;
  return {
    module: 'Random',
    spec,
    config: 'SPECIFICATION Spec\nPROPERTY Prop\nCHECK_DEADLOCK FALSE\n',
  };
}
