/** What a search runs: one program for a specification's behaviour and for everything that is judged on the way. */
import type { Entry } from '../compile/entry.ts';
import { compileProgram } from '../compile/program.ts';
import type { Expr } from '../semantics/ir.ts';
import { levelOf } from '../semantics/levels.ts';
import type { NamedFormula, Specification } from '../specification.ts';
import type { NamedEntry, SearchPlan } from './breadth-first.ts';

/** The program of a specification and where its parts are. With arguments (for traces) and counters it is slower. */
export function planSearch(
  spec: Specification,
  init: Expr,
  next: Expr,
  options: { readonly withArguments?: boolean; readonly coverage?: boolean } = {},
): SearchPlan {
  const entries: Entry[] = [];
  const add = (entry: Entry): number => entries.push(entry) - 1;
  // A formula about one state reads the new state. One about a step reads both, and the old one where it has no prime.
  const predicates = (formulas: readonly NamedFormula[], ofSteps = false): NamedEntry[] =>
    formulas.map(({ name, expr }) => ({
      name,
      entry: add({
        kind: 'predicate',
        expr,
        reading: !ofSteps && levelOf(expr) <= 1 ? 'next' : 'current',
        parameters: [],
      }),
    }));
  const initial = add({
    kind: 'action',
    expr: init,
    parameters: [],
    initial: true,
    name: undefined,
  });
  const nextEntry = add({
    kind: 'action',
    expr: next,
    parameters: [],
    initial: false,
    name: undefined,
  });
  const places = {
    invariants: predicates(spec.invariants),
    constraints: predicates(spec.constraints),
    actionConstraints: predicates(spec.actionConstraints, true),
    initialProperties: predicates(spec.initialProperties),
    actionProperties: predicates(spec.actionProperties, true),
  };
  const program = compileProgram(entries, spec.variables, options);
  return { program, initial, next: nextEntry, ...places, checkDeadlock: spec.checkDeadlock };
}
