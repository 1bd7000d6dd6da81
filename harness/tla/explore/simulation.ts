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
  overLimit,
  type Phase,
  type SearchGround,
  type SearchOptions,
  type SearchPlan,
  type SearchResult,
  type SearchViolation,
} from './breadth-first.ts';

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
  private trace: Int32Array[] = [];
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
  }

  run(): { found: SearchResult; statistics: SimulationStatistics } {
    const { clock, watch } = this.ground;
    const start = clock();
    const seconds = (): number => (clock() - start) / 1000;
    const progress = () => ({
      distinct: 0,
      generated: this.generated,
      depth: this.trace.length,
      queue: 0,
      seconds: seconds(),
    });
    watch?.(progress);
    const tracesMax = this.options.traces ?? 1000;
    let limit = '';
    try {
      const initial = this.collect(this.plan.initial);
      while (initial.length > 0 && this.traces < tracesMax && limit === '') {
        this.traces++;
        const goesOn = this.behaviour(initial);
        this.longest = Math.max(this.longest, this.trace.length);
        if (!goesOn && this.options.keepGoing !== true) break;
        if (this.traces % 16 === 0) this.options.onProgress?.(progress());
        limit = overLimit(0, this.options, clock() - start) ?? '';
      }
    } catch (error) {
      const atStart = this.trace.length === 0;
      const violation: SearchViolation = {
        kind: 'evaluation',
        error: evaluationFailure(error),
        phase: this.phase,
        atStart,
        target: this.plan.program.next.slice(),
      };
      this.violations.push({ violation, trace: [...this.trace] });
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
  private behaviour(initial: readonly Choice[]): boolean {
    const { plan } = this;
    this.trace = [];
    let [state] = this.chosen(initial);
    let goesOn = this.visit(state, undefined);
    while (goesOn === 'on' && this.trace.length < (this.options.depth ?? 100)) {
      plan.program.load(state, 0);
      this.phase = 'step';
      const successors = this.collect(plan.next);
      if (successors.length === 0) {
        if (!plan.checkDeadlock) return true;
        this.violations.push({ violation: { kind: 'deadlock' }, trace: [...this.trace] });
        return false;
      }
      const [next, label] = this.chosen(successors);
      const slot = label < 0 ? this.taken.length - 1 : label;
      this.taken[slot] = (this.taken[slot] as number) + 1;
      goesOn = this.visit(next, state);
      state = next;
    }
    return goesOn !== 'violation';
  }

  private chosen(choices: readonly Choice[]): Choice {
    return choices[Math.floor(this.random() * choices.length)] as Choice;
  }

  private collect(entry: number): Choice[] {
    const { program } = this.plan;
    const found: Choice[] = [];
    program.sink = (label) => {
      this.generated++;
      found.push([program.next.slice(), label]);
    };
    (program.entries[entry] as () => void)();
    return found;
  }

  private visit(state: Int32Array, before: Int32Array | undefined): 'on' | 'end' | 'violation' {
    const { plan } = this;
    const { failing } = judgeOf(plan.program);
    this.states++;
    this.trace.push(state);
    if (before !== undefined) plan.program.load(before, 0);
    plan.program.loadNext(state, 0);
    this.phase = 'invariant';
    const broken = failing(plan.invariants);
    if (broken !== undefined) return this.report({ kind: 'invariant', name: broken.name });
    this.phase = 'property';
    const property = failing(before === undefined ? plan.initialProperties : plan.actionProperties);
    if (property !== undefined)
      return this.report({
        kind: before === undefined ? 'initialProperty' : 'actionProperty',
        name: property.name,
      });
    this.phase = 'constraint';
    const outside =
      failing(plan.constraints) ??
      (before === undefined ? undefined : failing(plan.actionConstraints));
    return outside === undefined ? 'on' : 'end';
  }

  private report(violation: SearchViolation): 'violation' {
    this.violations.push({ violation, trace: [...this.trace] });
    return 'violation';
  }
}

/** A state and the label of the step that leads to it. */
type Choice = readonly [Int32Array, number];
