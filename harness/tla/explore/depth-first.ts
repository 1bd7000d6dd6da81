/**
 * Depth-first search to a bound (`depthMax` states on a path). A state is taken up again when it is reached on a shorter
 * path, so within the bound nothing is missed; where the bound cut a path off, the verdict is `unknown`. Traces are the
 * path at hand and not the shortest.
 */
import {
  evaluationFailure,
  type FoundViolation,
  judgeOf,
  type Phase,
  type SearchGround,
  type SearchOptions,
  type SearchPlan,
  type SearchResult,
  type SearchViolation,
} from './breadth-first.ts';
import { overLimit } from './limits.ts';

interface Frame {
  readonly row: number;
  /** Rows of the successors, and how many of them have been followed. */
  readonly successors: readonly number[];
  followed: number;
}

class Found extends Error {}

export function searchDepthFirst(
  plan: SearchPlan,
  ground: SearchGround,
  options: SearchOptions,
): SearchResult {
  return new DepthFirst(plan, ground, options).run();
}

class DepthFirst {
  private readonly plan: SearchPlan;
  private readonly ground: SearchGround;
  private readonly options: SearchOptions;
  private readonly depthMax: number;
  /** The smallest depth at which each row was expanded. */
  private readonly depths: number[] = [];
  private readonly stack: Frame[] = [];
  private readonly violations: FoundViolation[] = [];
  private readonly taken: number[];
  private phase: Phase = 'initial';
  private generated = 0;
  private deepest = 0;
  private cut = false;
  private expanded = 0;
  private initialStates = 0;

  constructor(plan: SearchPlan, ground: SearchGround, options: SearchOptions) {
    this.plan = plan;
    this.ground = ground;
    this.options = options;
    this.depthMax = options.depthMax ?? 100;
    this.taken = new Array<number>(plan.program.labels.length + 1).fill(0);
  }

  run(): SearchResult {
    const { clock, table, watch } = this.ground;
    const start = clock();
    const progress = () => ({
      distinct: table.size,
      generated: this.generated,
      depth: this.stack.length,
      queue: 0,
      seconds: (clock() - start) / 1000,
    });
    watch?.(progress);
    let limit: string | undefined;
    try {
      const initial = this.collect(this.plan.initial, false);
      this.initialStates = table.size;
      this.stack.push({ row: -1, successors: initial, followed: 0 });
      while (this.stack.length > 0 && limit === undefined) {
        this.advance();
        if (this.expanded % 1024 === 0) {
          limit = overLimit(table.bytes + this.depths.length * 8, this.options, clock() - start);
          this.options.onProgress?.(progress());
        }
        if (this.options.statesMax !== undefined && table.size > this.options.statesMax)
          limit = `the limit of ${this.options.statesMax} states was reached`;
      }
    } catch (error) {
      if (!(error instanceof Found)) this.fail(error);
    }
    if (limit === undefined && this.cut) limit = `the depth limit of ${this.depthMax} was reached`;
    return this.result(limit);
  }

  private result(limit: string | undefined): SearchResult {
    const { table } = this.ground;
    return {
      distinct: table.size,
      generated: this.generated,
      depth: Math.max(1, this.deepest),
      limit,
      violation: this.violations[0]?.violation,
      trace: this.violations[0]?.trace ?? [],
      violations: this.violations,
      queue: 0,
      table,
      initialStates: this.initialStates,
      taken: this.taken,
      fresh: [],
      bytes: table.bytes,
    };
  }

  private fail(error: unknown): void {
    const violation: SearchViolation = {
      kind: 'evaluation',
      error: evaluationFailure(error),
      phase: this.phase,
      atStart: this.stack.length === 0,
      target: this.plan.program.next.slice(),
    };
    const withTarget = this.phase === 'invariant' || this.phase === 'property';
    this.violations.push({ violation, trace: this.path(withTarget) });
  }

  /** Follows the next successor of the state at hand, or goes back. */
  private advance(): void {
    const top = this.stack[this.stack.length - 1] as Frame;
    const row = top.successors[top.followed++];
    if (row === undefined) {
      this.stack.pop();
      return;
    }
    const depth = this.stack.length;
    const known = this.depths[row];
    if (known !== undefined && known <= depth) return;
    this.deepest = Math.max(this.deepest, depth);
    if (depth >= this.depthMax) {
      this.cut = true;
      return;
    }
    this.depths[row] = depth;
    this.expand(row);
  }

  private expand(row: number): void {
    const { table } = this.ground;
    this.expanded++;
    const frame = { row, successors: [] as number[], followed: 0 };
    this.stack.push(frame);
    this.plan.program.load(table.chunkOf(row), table.offsetOf(row));
    this.phase = 'step';
    const before = this.generated;
    frame.successors.push(...this.collect(this.plan.next, true));
    if (this.generated === before && this.plan.checkDeadlock)
      this.report({ kind: 'deadlock' }, false);
  }

  private collect(entry: number, step: boolean): number[] {
    const { program } = this.plan;
    const rows: number[] = [];
    program.sink = (label) => {
      this.generated++;
      if (step) {
        const slot = label < 0 ? this.taken.length - 1 : label;
        this.taken[slot] = (this.taken[slot] as number) + 1;
      }
      const row = this.accept(step);
      if (row >= 0) rows.push(row);
    };
    (program.entries[entry] as () => void)();
    return rows;
  }

  /** The row of the state that was generated; -1 outside the constraints. */
  private accept(step: boolean): number {
    const { plan } = this;
    const { table } = this.ground;
    const { failing } = judgeOf(plan.program);
    const home = this.phase;
    this.phase = 'constraint';
    const inModel =
      failing(plan.constraints) === undefined &&
      (!step || failing(plan.actionConstraints) === undefined);
    const isNew = !inModel || table.add(plan.program.next);
    if (isNew) {
      this.phase = 'invariant';
      const broken = failing(plan.invariants);
      if (broken !== undefined) this.report({ kind: 'invariant', name: broken.name }, true);
    }
    this.phase = 'property';
    const property = failing(step ? plan.actionProperties : plan.initialProperties);
    if (property !== undefined)
      this.report({ kind: step ? 'actionProperty' : 'initialProperty', name: property.name }, true);
    this.phase = home;
    if (!inModel) return -1;
    return isNew ? table.size - 1 : table.find(plan.program.next);
  }

  private report(violation: SearchViolation, withTarget: boolean): void {
    this.violations.push({ violation, trace: this.path(withTarget) });
    if (this.options.keepGoing !== true) throw new Found();
  }

  private path(withTarget: boolean): Int32Array[] {
    const { table } = this.ground;
    const rows = this.stack
      .filter(({ row }) => row >= 0)
      .map(({ row }) =>
        table.chunkOf(row).slice(table.offsetOf(row), table.offsetOf(row) + table.width),
      );
    return withTarget ? [...rows, this.plan.program.next.slice()] : rows;
  }
}
