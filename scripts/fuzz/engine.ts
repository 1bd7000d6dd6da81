/** Our engine, asked what TLC is asked. */
import { check } from '../../harness/tla/check.ts';
import { compileProgram } from '../../harness/tla/compile/program.ts';
import { DiagnosticError, EvaluationError } from '../../harness/tla/diagnostic.ts';
import { memoryResolver } from '../../harness/tla/resolver.ts';
import { loadSpecification, type Specification } from '../../harness/tla/specification.ts';
import { useVocabulary } from '../../harness/tla/values/intern.ts';
import { show } from '../../harness/tla/values/print.ts';
import type { Value } from '../../harness/tla/values/value.ts';
import type { Answer, Files } from './tlc.ts';

export function load({ module, spec, config }: Files): Specification | DiagnosticError {
  const path = `${module}.tla`;
  try {
    return loadSpecification({
      resolver: memoryResolver({ [path]: spec }),
      specPath: path,
      config: { text: config, file: `${module}.cfg` },
    });
  } catch (error) {
    if (error instanceof DiagnosticError) return error;
    throw error;
  }
}

/** One answer for each ASSUME of the module, in order; a string if the module is refused. */
export function values(files: Files): Answer[] | string {
  const spec = load(files);
  if (spec instanceof DiagnosticError) return spec.message;
  useVocabulary(spec.vocabulary);
  return spec.resolved.assumptions.map(({ body }): Answer => {
    try {
      const program = compileProgram(
        [{ kind: 'value', expr: body, reading: 'current', parameters: [] }],
        spec.variables,
      );
      return { value: show((program.entries[0] as () => Value)()) };
    } catch (error) {
      if (error instanceof EvaluationError) return { error: error.message };
      if (error instanceof RangeError && /call stack/.test(error.message))
        return { error: 'StackOverflow' };
      return { value: `CRASH ${error instanceof Error ? error.stack : String(error)}` };
    }
  });
}

export interface Run {
  readonly exit: number;
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  readonly name: string;
  readonly traceLength: number;
  readonly text: string;
  /** An initial state breaks an invariant. */
  readonly isInitial?: boolean;
}

export function run(files: Files): Run {
  const spec = load(files);
  if (spec instanceof DiagnosticError) {
    const exit = spec.diagnostics.some(({ code }) => code.startsWith('TLA')) ? 150 : 151;
    return {
      exit,
      distinct: 0,
      generated: 0,
      depth: 0,
      name: '',
      traceLength: 0,
      text: spec.message,
    };
  }
  const outcome = check(spec, { statesMax: 20_000, secondsMax: 20 });
  const { exitCode, distinct, generated, depth, violation, trace } = outcome;
  const text = [
    violation?.message ?? outcome.verdict,
    ...trace.map(({ state }) => state.map(show).join(' | ')),
  ].join('\n');
  return {
    exit: exitCode,
    distinct,
    generated,
    depth,
    name: violation?.name ?? '',
    traceLength: trace.length,
    text,
  };
}
