/**
 * Breadth-first search, in TLC's order: states are taken in the order in which they were found, every successor is
 * counted, invariants are judged on a state when it is first generated (also outside the constraints), action
 * properties on every step. The first violation ends the search, so its trace is a shortest one.
 */
import type { Program } from '../compile/program.ts';
import { EvaluationError, IncompleteError } from '../diagnostic.ts';
import { type Limits, overLimit } from './limits.ts';
import { IntList, type StateTable } from './state-table.ts';

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

/** What one search works with besides: both are used up by it. */
export interface SearchGround {
  /** Where the states go: an empty table, which decides when two states are one (VIEW, SYMMETRY). */
  readonly table: StateTable;
  /** Milliseconds from any origin. */
  readonly clock: () => number;
  /** Is given a way to ask how far the search is, for TLCGet. */
  readonly watch?: (progress: () => SearchProgress) => void;
}

export interface NamedEntry {
  readonly name: string;
  readonly entry: number;
}

/** What was being computed when an error of evaluation came up. */
/** `outside`: an invariant of a state that the constraints leave out. */
export type Phase = 'initial' | 'step' | 'constraint' | 'invariant' | 'outside' | 'property';

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
  | {
      readonly kind: 'evaluation';
      readonly error: EvaluationError;
      readonly phase: Phase;
      /** At the initial states; there is no state before `target`. */
      readonly atStart: boolean;
      readonly target: Int32Array;
    };

/** A violation with the way to it: rows of codes from an initial state. */
export interface FoundViolation {
  readonly violation: SearchViolation;
  readonly trace: readonly Int32Array[];
}

export interface SearchOptions extends Limits {
  /** Goes on after a violation and keeps them all (an error of evaluation still ends the search). */
  readonly keepGoing?: boolean;
  readonly onProgress?: ((progress: SearchProgress) => void) | undefined;
}

export interface SearchResult {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  /** Why the search ended before all states were seen; undefined if it did not. */
  readonly limit: string | undefined;
  /** The first violation, with rows of codes from an initial state to it. */
  readonly violation: SearchViolation | undefined;
  readonly trace: readonly Int32Array[];
  /** All of them, in the order in which they were found. */
  readonly violations: readonly FoundViolation[];
  readonly queue: number;
  readonly table: StateTable;
  /** How many of the first rows are initial states. */
  readonly initialStates: number;
  /** How often each label of the program was taken, by label; the last entry counts steps without a name. */
  readonly taken: readonly number[];
  /** Of these, how often the state was new. */
  readonly fresh: readonly number[];
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
  ground: SearchGround,
  options: SearchOptions,
): SearchResult {
  const { program } = plan;
  const { table, clock } = ground;
  const parents = new IntList();
  const taken = new Array<number>(program.labels.length + 1).fill(0);
  const fresh = new Array<number>(taken.length).fill(0);
  const start = clock();
  const violations: FoundViolation[] = [];
  const { invariants, constraints, actionConstraints, actionProperties } = plan;
  const { failing } = judgeOf(program);
  let phase: Phase = 'initial';
  let generated = 0;
  let successors = 0;
  let parent = -1;
  let depth = 0;
  let initialStates = 0;
  let slot = 0;
  /** The first row of the next level. */
  let levelEnd = Number.POSITIVE_INFINITY;

  const report = (violation: SearchViolation, withTarget: boolean): void => {
    if (options.keepGoing !== true) throw new Stop(violation, withTarget);
    if (violations.length < violationsMax) violations.push(found(violation, withTarget));
  };
  const found = (violation: SearchViolation, withTarget: boolean): FoundViolation => {
    return {
      violation,
      trace: traceTo(table, parents, parent, withTarget ? program.next.slice() : undefined),
    };
  };
  const accept = (step: boolean): void => {
    generated++;
    const home = phase;
    phase = 'constraint';
    const inModel =
      (constraints.length === 0 || failing(constraints) === undefined) &&
      (!step || actionConstraints.length === 0 || failing(actionConstraints) === undefined);
    const isNew = !inModel || table.add(program.next);
    if (inModel && isNew) {
      parents.push(parent);
      if (step) fresh[slot] = (fresh[slot] as number) + 1;
    }
    if (isNew && invariants.length > 0) {
      phase = inModel ? 'invariant' : 'outside';
      const broken = failing(invariants);
      if (broken !== undefined) report({ kind: 'invariant', name: broken.name }, true);
    }
    if (!step) {
      phase = 'property';
      const broken = failing(plan.initialProperties);
      if (broken !== undefined) report({ kind: 'initialProperty', name: broken.name }, true);
    } else if (actionProperties.length > 0) {
      phase = 'property';
      const broken = failing(actionProperties);
      if (broken !== undefined) report({ kind: 'actionProperty', name: broken.name }, true);
    }
    phase = home;
  };
  const finish = (limit: string | undefined, last?: FoundViolation): SearchResult => {
    if (last !== undefined) violations.push(last);
    return {
      distinct: table.size,
      generated,
      // TLC says the level of the state it found last.
      depth: Math.max(last !== undefined && table.size > levelEnd ? depth + 1 : depth, 1),
      limit,
      violation: violations[0]?.violation,
      trace: violations[0]?.trace ?? [],
      violations,
      queue: Math.max(0, table.size - Math.max(parent, 0)),
      table,
      initialStates,
      taken,
      fresh,
      bytes: table.bytes + parents.bytes,
    };
  };
  const progress = (): SearchProgress => {
    return {
      distinct: table.size,
      generated,
      depth,
      queue: Math.max(0, table.size - Math.max(parent, 0)),
      seconds: (clock() - start) / 1000,
    };
  };
  ground.watch?.(progress);

  try {
    program.sink = () => accept(false);
    (program.entries[plan.initial] as () => void)();
    program.sink = (label) => {
      successors++;
      slot = label < 0 ? taken.length - 1 : label;
      taken[slot] = (taken[slot] as number) + 1;
      accept(true);
    };
    const next = program.entries[plan.next] as () => void;
    phase = 'step';
    levelEnd = table.size;
    initialStates = table.size;
    depth = table.size > 0 ? 1 : 0;
    for (parent = 0; parent < table.size; parent++) {
      if (parent === levelEnd) {
        depth++;
        levelEnd = table.size;
        if (options.depthMax !== undefined && depth > options.depthMax) {
          depth--;
          return finish(`the depth limit of ${options.depthMax} was reached`);
        }
      }
      if (options.statesMax !== undefined && table.size > options.statesMax)
        return finish(`the limit of ${options.statesMax} states was reached`);
      if (parent % stride === 0) {
        const reached = overLimit(table.bytes + parents.bytes, options, clock() - start);
        if (reached !== undefined) return finish(reached);
        options.onProgress?.(progress());
      }
      program.load(table.chunkOf(parent), table.offsetOf(parent));
      successors = 0;
      next();
      if (successors === 0 && plan.checkDeadlock) report({ kind: 'deadlock' }, false);
    }
    return finish(undefined);
  } catch (error) {
    if (error instanceof Stop) return finish(undefined, found(error.violation, error.withTarget));
    const failure = evaluationFailure(error);
    const atStart = parent < 0;
    // TLC has counted it when it finds that a variable is missing.
    if (failure instanceof IncompleteError && !atStart) generated++;
    // What the closures above have made of it is more than the compiler sees here.
    const failedIn = phase as Phase;
    const withTarget = !['initial', 'step', 'constraint'].includes(failedIn);
    return finish(
      undefined,
      found(
        {
          kind: 'evaluation',
          error: failure,
          phase: failedIn,
          atStart,
          target: program.next.slice(),
        },
        withTarget,
      ),
    );
  }
}

/** So many violations are kept when the search goes on after the first. */
const violationsMax = 1000;

/** Asks a program's predicates about what is in its registers. */
export function judgeOf(program: Program): {
  failing: (entries: readonly NamedEntry[]) => NamedEntry | undefined;
} {
  return {
    failing: (entries) => {
      for (const entry of entries)
        if (!(program.entries[entry.entry] as () => boolean)()) return entry;
      return undefined;
    },
  };
}

/** The specification's error; throws what is not one. */
export function evaluationFailure(error: unknown): EvaluationError {
  if (error instanceof EvaluationError) return error;
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return new EvaluationError('the evaluation is nested too deeply (endless recursion, perhaps)');
  }
  throw error;
}

function traceTo(
  table: StateTable,
  parents: IntList,
  row: number,
  last: Int32Array | undefined,
): Int32Array[] {
  const trace: Int32Array[] = last === undefined ? [] : [last];
  for (let at = row; at >= 0; at = parents.at(at)) {
    const offset = table.offsetOf(at);
    trace.push(table.chunkOf(at).slice(offset, offset + table.width));
  }
  return trace.reverse();
}
