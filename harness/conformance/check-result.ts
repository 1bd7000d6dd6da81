/**
 * From what the engine found to the plain result that is printed, kept and drawn: names, counts, the story, and where in
 * the texts it came about.
 */
import type { CheckOutcome } from '../tla/check.ts';
import { describeOutcome } from '../tla/report.ts';
import type { Specification } from '../tla/specification.ts';
import type { Span } from '../tla/syntax/ast.ts';
import { show } from '../tla/values/print.ts';
import type { Place } from './report/scene.ts';
import type { CheckResult } from './result.ts';

/** What a run gave: an outcome, or what is wrong with the texts. */
export type CheckRun =
  | { readonly specification: Specification; readonly outcome: CheckOutcome }
  | { readonly error: string; readonly exitCode: number };

/** `config`: the file's name; `module`: the root module's. */
export function checkResult(run: CheckRun, config: string, module: string): CheckResult {
  if ('error' in run) {
    return { ...nothing, config, module, exitCode: run.exitCode, error: run.error };
  }
  return { config, module, ...plainOutcome(run.specification, run.outcome) };
}

const nothing = {
  verdict: 'unknown',
  distinct: 0,
  generated: 0,
  depth: 0,
  seconds: 0,
  properties: [],
} as const;

function plainOutcome(
  specification: Specification,
  outcome: CheckOutcome,
): Omit<CheckResult, 'config' | 'module'> {
  const { verdict, exitCode, distinct, generated, depth, seconds, properties } = outcome;
  const { violation, trace, limit } = outcome;
  return {
    verdict,
    exitCode,
    distinct,
    generated,
    depth,
    seconds,
    properties,
    // An error of evaluation is no property's; TLC names none either.
    ...(violation === undefined || violation.kind === 'evaluation' || violation.kind === 'assert'
      ? {}
      : { violated: violation.kind === 'assumption' ? 'Assumption' : violation.name }),
    ...(trace.length === 0 ? {} : { traceLength: trace.length }),
    ...(violation === undefined ? {} : { story: describeOutcome(specification, outcome) }),
    ...flowOf(specification, outcome),
    ...(limit === undefined ? {} : { error: limit }),
  };
}

/** Where it is false, and for each state of the counterexample the action that led there. */
function flowOf(
  specification: Specification,
  { violation, trace }: CheckOutcome,
): Pick<CheckResult, 'at' | 'flow'> {
  const span = violation?.falsehood?.span ?? violation?.span;
  const flow = trace.map(({ action, args }) => {
    const text = args.length === 0 ? action : `${action}(${args.map(show).join(', ')})`;
    const entity = specification.resolved.scope.find(action);
    const at = entity?.kind === 'definitionEntity' ? placeOf(entity.definition.span) : undefined;
    return { text, ...(at === undefined ? {} : { at }) };
  });
  return {
    ...(span === undefined ? {} : { at: placeOf(span) }),
    ...(flow.length === 0 ? {} : { flow }),
  };
}

function placeOf({ file, line, column }: Span): Place {
  return { file, line, column };
}
