/**
 * What a search that found nothing wrong really tested: an action that could never be taken, and an invariant `A => B`
 * whose A was never true, are evidence of nothing. Computed afterwards from the states found; a search pays nothing.
 */
import { compileProgram, type Entry } from '../compile/program.ts';
import { resolveOverride } from '../compile/expression.ts';
import { EvaluationError } from '../diagnostic.ts';
import type { Expr } from '../semantics/ir.ts';
import { levelOf } from '../semantics/levels.ts';
import { sourceText } from '../source-text.ts';
import type { Specification } from '../specification.ts';
import type { Span } from '../syntax/ast.ts';
import { actionsOf, type NamedAction } from './actions.ts';
import { guardsOf } from './guards.ts';
import type { StateTable } from './state-table.ts';

export interface GuardCoverage {
  readonly text: string;
  readonly span: Span;
  /** How often it was asked, over all states and witnesses, and how often it was true. */
  readonly asked: number;
  readonly held: number;
}

export interface ActionCoverage {
  readonly name: string;
  readonly span: Span;
  /** Steps, and steps that lead out of the state they begin in. */
  readonly taken: number;
  readonly changing: number;
  /** In how many of the states it could be taken. */
  readonly enabledIn: number;
  readonly guards: readonly GuardCoverage[];
}

export interface Coverage {
  readonly actions: readonly ActionCoverage[];
  /** Invariants of the form `A => B`, perhaps below quantifiers, whose A was true in no state. */
  readonly neverTested: readonly { readonly invariant: string; readonly antecedent: string; readonly span: Span }[];
  readonly isVacuous: boolean;
}

/** At most so many states are asked for guards: an even choice among all that were found. */
const sampleMax = 20_000;

export function coverageOf(spec: Specification, table: StateTable): Coverage {
  const textOf = sourceText(spec.texts);
  const actions = spec.next === undefined ? [] : actionsOf(spec.next, textOf).map((action) => coverAction(spec, table, action, textOf));
  const neverTested = implications(spec).flatMap(({ invariant, antecedent }) => {
    const held = everTrue(spec, table, antecedent);
    return held ? [] : [{ invariant, antecedent: textOf(antecedent.span), span: antecedent.span }];
  });
  return { actions, neverTested, isVacuous: neverTested.length > 0 || actions.some(({ enabledIn }) => enabledIn === 0) };
}

function* rows(table: StateTable, max: number): Generator<number> {
  const step = Math.max(1, table.size / max);
  for (let i = 0; i < table.size; i += step) yield Math.floor(i);
}

function coverAction(spec: Specification, table: StateTable, { name, span, expr, around }: NamedAction, textOf: (span: Span) => string): ActionCoverage {
  const program = compileProgram([{ kind: 'action', expr, parameters: [], initial: false, name: undefined, around }], spec.variables);
  let taken = 0;
  let changing = 0;
  let enabledIn = 0;
  program.sink = () => {
    taken++;
    if (program.next.some((code, i) => code !== program.current[i])) changing++;
  };
  for (const row of rows(table, Number.POSITIVE_INFINITY)) {
    program.load(table.chunkOf(row), table.offsetOf(row));
    const before = taken;
    (program.entries[0] as () => void)();
    if (taken > before) enabledIn++;
  }
  return { name, span, taken, changing, enabledIn, guards: coverGuards(spec, table, expr, around, textOf) };
}

/** How far into an action the states come: each beginning of its guards, compiled as a small action of its own. */
function coverGuards(spec: Specification, table: StateTable, expr: Expr, around: NamedAction['around'], textOf: (span: Span) => string): GuardCoverage[] {
  const guards = guardsOf(expr, around);
  let asked = 0;
  return guards.map(({ guard, beginning, around: home, witnesses }, i) => {
    const program = compileProgram([{ kind: 'value', expr: beginning, reading: 'current', parameters: [], around: home }], spec.variables);
    let held = 0;
    if (i === 0) asked = 0;
    let first = 0;
    for (const row of rows(table, sampleMax)) {
      program.load(table.chunkOf(row), table.offsetOf(row));
      first += witnesses === undefined ? 1 : 0;
      try {
        if ((program.entries[0] as () => unknown)() === true) held++;
      } catch (error) {
        if (!(error instanceof EvaluationError)) throw error;
      }
    }
    const result = { text: textOf(guard.span), span: guard.span, asked: i === 0 ? first : asked, held };
    asked = held;
    return result;
  });
}
