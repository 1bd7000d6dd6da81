/** The engine's answers to recorded questions, in the words of the records. */
import { check } from '../../../harness/tla/check.ts';
import { compileProgram } from '../../../harness/tla/compile/program.ts';
import { EvaluationError } from '../../../harness/tla/diagnostic.ts';
import { memoryResolver } from '../../../harness/tla/resolver.ts';
import { loadSpecification, type Specification } from '../../../harness/tla/specification.ts';
import { useVocabulary } from '../../../harness/tla/values/intern.ts';
import { show } from '../../../harness/tla/values/print.ts';
import type { Value } from '../../../harness/tla/values/value.ts';

export interface Files {
  readonly module: string;
  readonly spec: string;
  readonly config: string;
}

export function load({ module, spec, config }: Files): Specification {
  const specPath = `${module}.tla`;
  return loadSpecification({
    resolver: memoryResolver({ [specPath]: spec }),
    specPath,
    config: { text: config, file: `${module}.cfg` },
  });
}

/** The value of each ASSUME as it is printed; null where it has none. */
export function valuesOf(files: Files): (string | null)[] {
  const spec = load(files);
  useVocabulary(spec.vocabulary);
  return spec.resolved.assumptions.map(({ body }) => {
    try {
      const entry = { kind: 'value', expr: body, reading: 'current', parameters: [] } as const;
      const program = compileProgram([entry], spec.variables);
      return show((program.entries[0] as () => Value)());
    } catch (error) {
      if (error instanceof EvaluationError) return null;
      throw error;
    }
  });
}

/** What is recorded of a run: of an evaluation error only the exit code. */
export interface Outcome {
  readonly kind: string;
  readonly distinct?: number;
  readonly generated?: number;
  readonly depth?: number;
  readonly name?: string;
  readonly traceLength?: number;
}

const kinds: Readonly<Record<number, string>> = {
  0: 'ok',
  10: 'assumption',
  11: 'deadlock',
  12: 'safety',
  13: 'property',
  14: 'error 14',
  75: 'error 75',
  76: 'error 76',
  77: 'error 77',
  255: 'error 255',
};

export function isError(kind: string): boolean {
  return kind.startsWith('error');
}

export function outcomeOf(files: Files): Outcome {
  const { exitCode, distinct, generated, depth, violation, trace } = check(load(files), {
    statesMax: 20_000,
  });
  const kind = kinds[exitCode] ?? `exit ${exitCode}`;
  if (isError(kind)) return { kind };
  const name = kind === 'safety' || kind === 'property' ? (violation?.name ?? '') : '';
  return { kind, distinct, generated, depth, name, traceLength: trace.length };
}
