/** After a search that saw everything: what some fair behaviour violates, in words, or why that cannot be said. */
import { EvaluationError } from './diagnostic.ts';
import type { SearchResult } from './explore/breadth-first.ts';
import { type Limits, OverLimit, overLimit } from './explore/limits.ts';
import { because, type Violation } from './explore/violation.ts';
import { host, setHost } from './modules/host.ts';
import type { Specification } from './specification.ts';
import { checkLiveness, type LivenessPlan, type LivenessViolation } from './temporal/liveness.ts';
import { labelTrace, type TraceState } from './trace/label.ts';

export interface LivenessOptions extends Limits {
  readonly unsound?: boolean;
  /** Since the search began. */
  readonly milliseconds: () => number;
}

/** The parts of an outcome that it changes. */
export interface LivenessFinding {
  readonly verdict: 'violation' | 'unknown' | 'vacuous';
  readonly exitCode: number;
  readonly violation?: Violation;
  readonly trace?: readonly TraceState[];
  readonly loop?: number;
  readonly limit?: string;
  readonly overBudget?: true;
  readonly remarks?: readonly string[];
}

/** Undefined if everything holds. */
export function judgeLiveness(
  spec: Specification,
  plan: LivenessPlan,
  found: SearchResult,
  options: LivenessOptions,
): LivenessFinding | undefined {
  const refused = refuseUnsound(spec, options);
  if (refused !== undefined) return { verdict: 'unknown', exitCode: 2, limit: refused };
  // The steps are taken once more, and atoms are computed: what the specification prints has been printed.
  setHost({ ...host(), print: () => undefined, set: () => undefined });
  try {
    const result = checkLiveness(spec, plan, found.table, found.initialStates, (bytes, what) => {
      const limit = overLimit(found.bytes + bytes, options, options.milliseconds());
      if (limit !== undefined)
        throw new OverLimit(`${limit} while temporal properties were judged, ${what()}`);
    });
    if (result.kind === 'ok') return undefined;
    if (result.kind === 'merged') return merged(result.name);
    return result.kind === 'vacuous' ? vacuous(spec) : violated(spec, result.violation);
  } catch (error) {
    if (error instanceof OverLimit)
      return { verdict: 'unknown', exitCode: 2, limit: error.message, overBudget: true };
    if (!(error instanceof EvaluationError)) throw error;
    const violation: Violation = {
      kind: 'evaluation',
      name: 'Evaluation',
      message: error.message,
      error,
    };
    return { verdict: 'violation', exitCode: 255, violation, trace: [] };
  }
}

function violated(spec: Specification, { name, states, loop }: LivenessViolation): LivenessFinding {
  const formula = spec.liveness.find((each) => each.name === name);
  const message = `Temporal property ${name} is violated`;
  return {
    verdict: 'violation',
    exitCode: 13,
    violation: { kind: 'liveness', name, message, ...because(undefined, formula?.expr.span) },
    trace: labelTrace(spec, states),
    loop,
  };
}

function merged(name: string): LivenessFinding {
  const limit = `the counterexample to ${name} goes through merged states: no behaviour was found along it that violates ${name}`;
  return { verdict: 'unknown', exitCode: 2, limit };
}

function vacuous(spec: Specification): LivenessFinding {
  const names = [...new Set(spec.liveness.map(({ name }) => name))].join(', ');
  const remark = `no behaviour is fair: ${names} holds only because there is nothing to judge`;
  return { verdict: 'vacuous', exitCode: 3, remarks: [remark] };
}

/** TLC warns and goes on; a claim about liveness on merged states is worth nothing, so here it must be asked for. */
function refuseUnsound(spec: Specification, { unsound }: LivenessOptions): string | undefined {
  const merging = spec.symmetry ?? spec.view;
  if (merging === undefined || unsound === true) return undefined;
  const keyword = spec.symmetry === undefined ? 'VIEW' : 'SYMMETRY';
  return `${keyword} merges states that a temporal property can tell apart: ${spec.liveness[0]?.name} cannot be judged with it (--unsound does as TLC does)`;
}
