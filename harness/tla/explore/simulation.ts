/**
 * Random simulation: behaviours from an initial state chosen by chance, each step chosen among all successors, until a
 * depth, a dead end or a state outside the constraints. What is chosen is judged; nothing is remembered, so a run
 * without a violation proves nothing and its verdict is `unknown`. The same seed takes the same ways.
 */
import { seededRandom } from '../modules/host.ts';
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

export interface SimulationOptions {
  /** How many behaviours; 1000 if nothing is said. */
  readonly traces?: number;
  /** How many states each of them may have; 100 if nothing is said. */
  readonly depth?: number;
}

export interface SimulationStatistics {
  readonly seed: number;
  readonly traces: number;
  /** States chosen, over all behaviours. */
  readonly states: number;
  readonly statesPerSecond: number;
  readonly meanLength: number;
  readonly longest: number;
}

interface Options extends SearchOptions, SimulationOptions {
  readonly seed: number;
}

export function simulate(
  plan: SearchPlan,
  ground: SearchGround,
  options: Options,
): { found: SearchResult; statistics: SimulationStatistics } {
  return new Simulation(plan, ground, options).run();
}

class Simulation {
  private readonly plan: SearchPlan;
  private readonly ground: SearchGround;
  private readonly options: Options;
  private readonly random: () => number;
  private readonly taken: number[];
  private readonly violations: FoundViolation[] = [];
  private readonly failing: ReturnType<typeof judgeOf>['failing'];
  private readonly initial: Choices;
  /** Of the state that is left; used again for each. */
  private readonly successors: Choices;
  /** The behaviour so far, row after row. */
  private readonly rows: Int32Array;
  private length = 0;
  private phase: Phase = 'initial';
  private generated = 0;
  private states = 0;
  private traces = 0;
  private longest = 0;

  constructor(plan: SearchPlan, ground: SearchGround, options: Options) {
    this.plan = plan;
    this.ground = ground;
    this.options = options;
    this.random = seededRandom(options.seed);
    this.taken = new Array<number>(plan.program.labels.length + 1).fill(0);
    this.failing = judgeOf(plan.program).failing;
    const width = plan.program.next.length;
    this.initial = new Choices(width);
    this.successors = new Choices(width);
    this.rows = new Int32Array(this.depthMax * width);
  }

  private get depthMax(): number {
    return this.options.depth ?? 100;
  }

  run(): { found: SearchResult; statistics: SimulationStatistics } {
    const { clock, watch } = this.ground;
    const start = clock();
    const seconds = (): number => (clock() - start) / 1000;
    const progress = () => ({
      distinct: 0,
      generated: this.generated,
      depth: this.length,
      queue: 0,
      seconds: seconds(),
    });
    watch?.(progress);
    const tracesMax = this.options.traces ?? 1000;
    let limit = '';
    try {
      this.collect(this.plan.initial, this.initial);
      while (this.initial.size > 0 && this.traces < tracesMax && limit === '') {
        this.traces++;
        const goesOn = this.behaviour();
        this.longest = Math.max(this.longest, this.length);
        if (!goesOn && this.options.keepGoing !== true) break;
        if (this.traces % 16 === 0) this.options.onProgress?.(progress());
        limit = overLimit(0, this.options, clock() - start) ?? '';
      }
    } catch (error) {
      const atStart = this.length === 0;
      const violation: SearchViolation = {
        kind: 'evaluation',
        error: evaluationFailure(error),
        phase: this.phase,
        atStart,
        target: this.plan.program.next.slice(),
      };
      this.violations.push({ violation, trace: this.trace() });
    }
    const elapsed = seconds();
    const statistics = {
      seed: this.options.seed,
      traces: this.traces,
      states: this.states,
      statesPerSecond: elapsed > 0 ? Math.round(this.states / elapsed) : 0,
      meanLength: this.traces === 0 ? 0 : this.states / this.traces,
      longest: this.longest,
    };
    return { found: this.result(limit), statistics };
  }

  private result(limit: string): SearchResult {
    return {
      distinct: 0,
      generated: this.generated,
      depth: this.longest,
      limit: limit === '' ? `${this.traces} random behaviours were tried` : limit,
      violation: this.violations[0]?.violation,
      trace: this.violations[0]?.trace ?? [],
      violations: this.violations,
      queue: 0,
      table: this.ground.table,
      initialStates: 0,
      taken: this.taken,
      fresh: [],
      bytes: 0,
    };
  }

  /** One behaviour; false if it ended in a violation. */
  private behaviour(): boolean {
    const { plan, depthMax, successors } = this;
    this.length = 0;
    this.take(this.initial);
    let goesOn = this.visit();
    while (goesOn === 'on' && this.length < depthMax) {
      plan.program.load(this.rows, this.offset);
      this.phase = 'step';
      this.collect(plan.next, successors);
      if (successors.size === 0) {
        if (!plan.checkDeadlock) return true;
        this.violations.push({ violation: { kind: 'deadlock' }, trace: this.trace() });
        return false;
      }
      const label = this.take(successors);
      const slot = label < 0 ? this.taken.length - 1 : label;
      this.taken[slot] = (this.taken[slot] as number) + 1;
      goesOn = this.visit();
    }
    return goesOn !== 'violation';
  }

  /** Where the last state of the behaviour begins. */
  private get offset(): number {
    return (this.length - 1) * this.plan.program.next.length;
  }

  /** Goes on to one of them; returns the label of the step. */
  private take(choices: Choices): number {
    const choice = Math.floor(this.random() * choices.size);
    this.length++;
    choices.copy(choice, this.rows, this.offset);
    return choices.labelOf(choice);
  }

  private trace(): Int32Array[] {
    const width = this.plan.program.next.length;
    return Array.from({ length: this.length }, (_, i) =>
      this.rows.slice(i * width, (i + 1) * width),
    );
  }

  private collect(entry: number, into: Choices): void {
    const { program } = this.plan;
    into.size = 0;
    program.sink = (label) => {
      this.generated++;
      into.push(program.next, label);
    };
    (program.entries[entry] as () => void)();
  }

  /** Judges the last state, and the step that led to it. */
  private visit(): 'on' | 'end' | 'violation' {
    const { plan, failing } = this;
    const isFirst = this.length === 1;
    this.states++;
    plan.program.loadNext(this.rows, this.offset);
    this.phase = 'invariant';
    const broken = failing(plan.invariants);
    if (broken !== undefined) return this.report({ kind: 'invariant', name: broken.name });
    this.phase = 'property';
    const property = failing(isFirst ? plan.initialProperties : plan.actionProperties);
    if (property !== undefined)
      return this.report({
        kind: isFirst ? 'initialProperty' : 'actionProperty',
        name: property.name,
      });
    this.phase = 'constraint';
    const outside =
      failing(plan.constraints) ?? (isFirst ? undefined : failing(plan.actionConstraints));
    return outside === undefined ? 'on' : 'end';
  }

  private report(violation: SearchViolation): 'violation' {
    this.violations.push({ violation, trace: this.trace() });
    return 'violation';
  }
}

/** States to choose from, each with the label of the step that leads to it. */
class Choices {
  size = 0;
  private readonly width: number;
  private rows: Int32Array<ArrayBufferLike>;
  private labels = new Int32Array(16);

  constructor(width: number) {
    this.width = width;
    this.rows = new Int32Array(16 * width);
  }

  push(codes: Int32Array, label: number): void {
    if (this.size === this.labels.length) {
      this.rows = grown(this.rows);
      this.labels = grown(this.labels);
    }
    this.rows.set(codes, this.size * this.width);
    this.labels[this.size++] = label;
  }

  labelOf(choice: number): number {
    return this.labels[choice] as number;
  }

  copy(choice: number, to: Int32Array, at: number): void {
    const from = choice * this.width;
    for (let i = 0; i < this.width; i++) to[at + i] = this.rows[from + i] as number;
  }
}

function grown(items: Int32Array): Int32Array<ArrayBuffer> {
  const result = new Int32Array(items.length * 2);
  result.set(items);
  return result;
}
