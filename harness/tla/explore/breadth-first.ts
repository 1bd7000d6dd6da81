/**
 * Breadth-first search, in TLC's order: states are taken in the order in which they were found, every successor is
 * counted, invariants are judged on a state when it is first generated (also outside the constraints), action
 * properties on every step. The first violation ends the search, so its trace is a shortest one.
 */
import type { Program } from '../compile/program.ts';
import { EvaluationError } from '../diagnostic.ts';
import { IntList, StateTable } from './state-table.ts';

/** Positions of a program's entries. Predicates on a state read the registers of the next state. */
export interface SearchPlan {
  readonly program: Program;
  readonly initial: number;
  readonly next: number;
  readonly invariants: readonly NamedEntry[];
  readonly constraints: readonly NamedEntry[];
  readonly actionConstraints: readonly NamedEntry[];
  /** State predicates that every initial state must satisfy (the Init of a refined specification). */
  readonly initialProperties: readonly NamedEntry[];
  /** Predicates over two states that every step must satisfy: `[A]_v`. */
  readonly actionProperties: readonly NamedEntry[];
  readonly checkDeadlock: boolean;
}

export interface NamedEntry {
  readonly name: string;
  readonly entry: number;
}

export interface Limits {
  readonly statesMax?: number;
  readonly depthMax?: number;
  readonly secondsMax?: number;
}

export interface SearchProgress {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  readonly queue: number;
  readonly seconds: number;
}

export type SearchViolation =
  | { readonly kind: 'invariant' | 'initialProperty'; readonly name: string }
  | { readonly kind: 'actionProperty'; readonly name: string }
  | { readonly kind: 'deadlock' }
  | { readonly kind: 'evaluation'; readonly error: EvaluationError; readonly phase: 'initial' | 'step'; readonly target: Int32Array };

export interface SearchResult {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  /** Why the search ended before all states were seen; undefined if it did not. */
  readonly limit: string | undefined;
  readonly violation: SearchViolation | undefined;
  /** Rows of codes from an initial state to the violation. */
  readonly trace: readonly Int32Array[];
  readonly table: StateTable;
  /** How many of the first rows are initial states. */
  readonly initialStates: number;
  /** How often each label of the program was taken, by label; the last entry counts steps without a name. */
  readonly taken: readonly number[];
  readonly bytes: number;
}

/** How many states are expanded between two looks at the clock. */
const stride = 1024;

class Stop {
  readonly violation: SearchViolation;
  /** The step's target is in the program's `next`; not so for a deadlock. */
  readonly withTarget: boolean;
  constructor(violation: SearchViolation, withTarget: boolean) {
    this.violation = violation;
    this.withTarget = withTarget;
  }
}

export function searchBreadthFirst(
  plan: SearchPlan,
  limits: Limits,
  clock: () => number,
  onProgress?: (progress: SearchProgress) => void,
): SearchResult {
  const { program } = plan;
  const width = program.next.length;
  const table = new StateTable(width);
  const parents = new IntList();
  const taken = new Array<number>(program.labels.length + 1).fill(0);
  const start = clock();
  const test = (entry: NamedEntry): boolean => (program.entries[entry.entry] as () => boolean)();
  const failing = (entries: readonly NamedEntry[]): NamedEntry | undefined => {
    for (const entry of entries) if (!test(entry)) return entry;
    return undefined;
  };
  const { invariants, constraints, actionConstraints, actionProperties } = plan;
  let generated = 0;
  let successors = 0;
  let parent = -1;
  let depth = 0;
  let initialStates = 0;
  /** The first row of the next level. */
  let levelEnd = Number.POSITIVE_INFINITY;

  const accept = (step: boolean): void => {
    generated++;
    const inModel =
      (constraints.length === 0 || failing(constraints) === undefined) &&
      (!step || actionConstraints.length === 0 || failing(actionConstraints) === undefined);
    const isNew = !inModel || table.add(program.next);
    if (inModel && isNew) parents.push(parent);
    if (isNew && invariants.length > 0) {
      const broken = failing(invariants);
      if (broken !== undefined) throw new Stop({ kind: 'invariant', name: broken.name }, true);
    }
    if (!step) {
      const broken = failing(plan.initialProperties);
      if (broken !== undefined) throw new Stop({ kind: 'initialProperty', name: broken.name }, true);
    } else if (actionProperties.length > 0) {
      const broken = failing(actionProperties);
      if (broken !== undefined) throw new Stop({ kind: 'actionProperty', name: broken.name }, true);
    }
  };
  const finish = (violation: SearchViolation | undefined, limit: string | undefined, last?: Int32Array): SearchResult => ({
    distinct: table.size,
    generated,
    // TLC says the level of the state it found last.
    depth: Math.max(violation !== undefined && table.size > levelEnd ? depth + 1 : depth, 1),
    limit,
    violation,
    trace: violation === undefined ? [] : traceTo(table, parents, parent, last),
    table,
    initialStates,
    taken,
    bytes: table.bytes + parents.bytes,
  });

  try {
    program.sink = () => accept(false);
    (program.entries[plan.initial] as () => void)();
    program.sink = (label) => {
      successors++;
      const slot = label < 0 ? taken.length - 1 : label;
      taken[slot] = (taken[slot] as number) + 1;
      accept(true);
    };
    const next = program.entries[plan.next] as () => void;
    levelEnd = table.size;
    initialStates = table.size;
    depth = table.size > 0 ? 1 : 0;
    for (parent = 0; parent < table.size; parent++) {
      if (parent === levelEnd) {
        depth++;
        levelEnd = table.size;
        if (limits.depthMax !== undefined && depth > limits.depthMax) {
          depth--;
          return finish(undefined, `the depth limit of ${limits.depthMax} was reached`);
        }
      }
      if (parent % stride === 0) {
        const reached = overLimit(table, limits, clock() - start);
        if (reached !== undefined) return finish(undefined, reached);
        onProgress?.({ distinct: table.size, generated, depth, queue: table.size - parent, seconds: (clock() - start) / 1000 });
      }
      program.load(table.chunkOf(parent), table.offsetOf(parent));
      successors = 0;
      next();
      if (successors === 0 && plan.checkDeadlock) throw new Stop({ kind: 'deadlock' }, false);
    }
    return finish(undefined, undefined);
  } catch (error) {
    if (error instanceof Stop) {
      return finish(error.violation, undefined, error.withTarget ? program.next.slice() : undefined);
    }
    if (error instanceof RangeError && /call stack/i.test(error.message)) {
      const deep = new EvaluationError('the evaluation is nested too deeply (endless recursion, perhaps)');
      return finish({ kind: 'evaluation', error: deep, phase: parent < 0 ? 'initial' : 'step', target: program.next.slice() }, undefined);
    }
    if (!(error instanceof EvaluationError)) throw error;
    return finish({ kind: 'evaluation', error, phase: parent < 0 ? 'initial' : 'step', target: program.next.slice() }, undefined);
  }
}

function overLimit(table: StateTable, limits: Limits, milliseconds: number): string | undefined {
  if (limits.statesMax !== undefined && table.size > limits.statesMax) return `the limit of ${limits.statesMax} states was reached`;
  if (limits.secondsMax !== undefined && milliseconds > limits.secondsMax * 1000) return `the limit of ${limits.secondsMax} seconds was reached`;
  return undefined;
}

function traceTo(table: StateTable, parents: IntList, row: number, last: Int32Array | undefined): Int32Array[] {
  const trace: Int32Array[] = last === undefined ? [] : [last];
  for (let at = row; at >= 0; at = parents.at(at)) {
    const offset = table.offsetOf(at);
    trace.push(table.chunkOf(at).slice(offset, offset + table.width));
  }
  return trace.reverse();
}
