/**
 * What a search that found nothing wrong really tested. An action that was never taken, and an invariant `A => B` whose A
 * was never true, are evidence of nothing. Guards are counted by a program compiled for it; antecedents are asked
 * afterwards of the states found.
 */
import type { Entry } from '../compile/entry.ts';
import { resolveOverride } from '../compile/override.ts';
import { compileProgram, type Program } from '../compile/program.ts';
import { EvaluationError } from '../diagnostic.ts';
import type { Expr } from '../semantics/ir.ts';
import { definitionLevel } from '../semantics/levels.ts';
import { sourceText } from '../source-text.ts';
import type { Specification } from '../specification.ts';
import type { Span } from '../syntax/ast.ts';
import type { SearchResult } from './breadth-first.ts';
import type { StateTable } from './state-table.ts';

export interface ActionCoverage {
  readonly name: string;
  readonly span: Span;
  /** Steps taken, and steps that led to a state not seen before. */
  readonly taken: number;
  readonly fresh: number;
}

export interface GuardCoverage {
  readonly text: string;
  readonly span: Span;
  readonly asked: number;
  readonly held: number;
}

export interface Coverage {
  readonly actions: readonly ActionCoverage[];
  readonly guards: readonly GuardCoverage[];
  /** Invariants of the form `A => B`, perhaps below quantifiers and conjunctions, whose A was true in no state. */
  readonly neverTested: readonly {
    readonly invariant: string;
    readonly antecedent: string;
    readonly span: Span;
  }[];
  /** An action was never taken, or an antecedent was never true. */
  readonly isVacuous: boolean;
}

export function coverageOf(
  spec: Specification,
  program: Program,
  { table, taken, fresh }: SearchResult,
): Coverage {
  const textOf = sourceText(spec.texts);
  const actions = program.labels.flatMap((label, i): ActionCoverage[] => {
    // Init is a label too, and takes no steps.
    const { name, span } = label;
    return definitionLevel(label) < 2
      ? []
      : [{ name, span, taken: taken[i] ?? 0, fresh: fresh[i] ?? 0 }];
  });
  const guards = program
    .guardCounts()
    .map(({ guard, asked, held }) => ({ text: textOf(guard.span), span: guard.span, asked, held }));
  const neverTested = spec.invariants.flatMap(({ name, expr }) => {
    return antecedents(expr)
      .filter((each) => !everTrue(spec, table, each))
      .map(({ antecedent: { span } }) => ({ invariant: name, antecedent: textOf(span), span }));
  });
  return {
    actions,
    guards,
    neverTested,
    isVacuous: neverTested.length > 0 || actions.some((action) => action.taken === 0),
  };
}

/** An antecedent, and the formula that says: for some of the values around it, it is true. */
interface Antecedent {
  readonly antecedent: Expr;
  readonly someTrue: Expr;
}

/** The antecedents of a formula at places where it must hold as a whole: below conjunctions, \A and definitions. */
function antecedents(expr: Expr): readonly Antecedent[] {
  switch (expr.kind) {
    case 'and':
      return expr.items.flatMap(antecedents);
    case 'builtin':
      if (expr.name === '/\\') return expr.args.flatMap(antecedents);
      return expr.name === '=>'
        ? [{ antecedent: expr.args[0] as Expr, someTrue: expr.args[0] as Expr }]
        : [];
    case 'quantifier':
      if (expr.quantifier === '\\E') return [];
      return antecedents(expr.body).map(({ antecedent, someTrue }) => ({
        antecedent,
        someTrue: { ...expr, quantifier: '\\E', body: someTrue },
      }));
    case 'let':
      return antecedents(expr.body).map(({ antecedent, someTrue }) => ({
        antecedent,
        someTrue: { ...expr, body: someTrue },
      }));
    case 'call': {
      const definition = resolveOverride(expr.definition);
      if (
        expr.args.length > 0 ||
        'value' in definition ||
        definition.native !== undefined ||
        definition.recursive
      )
        return [];
      return antecedents(definition.body());
    }
    default:
      return [];
  }
}

function everTrue(spec: Specification, table: StateTable, { someTrue }: Antecedent): boolean {
  const entry: Entry = { kind: 'predicate', expr: someTrue, reading: 'next', parameters: [] };
  const program = compileProgram([entry], spec.variables);
  for (let row = 0; row < table.size; row++) {
    program.loadNext(table.chunkOf(row), table.offsetOf(row));
    try {
      if ((program.entries[0] as () => boolean)()) return true;
    } catch (error) {
      // The invariant itself had a value here, so this element of \A was never reached by it; it proves nothing.
      if (!(error instanceof EvaluationError)) throw error;
    }
  }
  return false;
}
