/** A way through the state graph made readable: which action took each step, with which arguments, and the ALIAS. */
import { compileProgram } from '../compile/program.ts';
import { EvaluationError } from '../diagnostic.ts';
import { planSearch } from '../explore/plan.ts';
import type { Specification } from '../specification.ts';
import { intern, valueOfCode } from '../values/intern.ts';
import type { Value } from '../values/value.ts';

export interface TraceState {
  /** The action that led here; `Initial predicate` for the first state. */
  readonly action: string;
  readonly args: readonly Value[];
  /** One value for each variable. */
  readonly state: readonly Value[];
  /** What the configuration's ALIAS makes of this state and the next one; the last state is its own next. */
  readonly alias?: Value;
}

/** Names each step of a trace, by taking it once more with a program that keeps the arguments. */
export function labelTrace(spec: Specification, rows: readonly Int32Array[]): TraceState[] {
  if (rows.length === 0 || spec.init === undefined || spec.next === undefined) return [];
  const plan = planSearch(spec, spec.init, spec.next, { withArguments: true });
  const { program } = plan;
  const aliasOf = aliases(spec);
  return rows.map((row, i): TraceState => {
    const state = [...row].map(valueOfCode);
    const alias = aliasOf?.(row, rows[i + 1] ?? row);
    return { ...stepTo(row, i), state, ...(alias === undefined ? {} : { alias }) };
  });
  function stepTo(row: Int32Array, i: number): Pick<TraceState, 'action' | 'args'> {
    const before = rows[i - 1];
    if (before === undefined) return { action: 'Initial predicate', args: [] };
    if (row.every((code, j) => code === before[j])) return { action: 'Stuttering', args: [] };
    let action = 'Next';
    let args: readonly Value[] = [];
    program.load(before, 0);
    program.sink = (label) => {
      if (!program.next.every((code, j) => code === row[j]) || action !== 'Next') return;
      action = program.labels[label]?.name ?? 'Next';
      args = program.labelArguments().filter((value) => value !== undefined);
    };
    try {
      (program.entries[plan.next] as () => void)();
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
    }
    return { action, args };
  }
}

function aliases(
  spec: Specification,
): ((row: Int32Array, next: Int32Array) => Value | undefined) | undefined {
  if (spec.alias === undefined) return undefined;
  const program = compileProgram(
    [{ kind: 'value', expr: spec.alias.expr, reading: 'current', parameters: [] }],
    spec.variables,
  );
  return (row, next) => {
    program.load(row, 0);
    program.loadNext(next, 0);
    try {
      return intern((program.entries[0] as () => Value)());
    } catch (error) {
      // TLC shows the state itself where the alias has no value.
      if (error instanceof EvaluationError) return undefined;
      throw error;
    }
  };
}
