/**
 * The smallest part of a history that no order explains. Taking a write away would make a later read of it absurd, and
 * the finding an artefact. So operations are not taken away: they are excused, which is to say that each happened as it
 * was seen or did not happen at all, whichever suits best. What is a violation then is one in the history as it was,
 * since every order of the history is an order of the excused one too. What is left contradicts itself whatever the
 * others did.
 */
import { Budget } from './budget.ts';
import { judgeCollection } from './collections/judge-collection.ts';
import { type Enabler, findEnablers } from './enablers.ts';
import type { Finding } from './finding.ts';
import type { History } from './history.ts';
import type { Violation } from './linearizability.ts';
import { longestOrders } from './longest-orders.ts';
import { contentKey } from './plain.ts';
import { judgeRegister } from './register-zones.ts';
import { type DeadEnd, search } from './search.ts';
import { type AnyObject, startingFrom } from './steps.ts';

export interface Contradiction {
  /** The operations that contradict each other, by invocation; indices into the history, as everywhere here. */
  readonly core: readonly number[];
  /** Other operations that the longest orders make use of, or that would have let the stuck one fit. */
  readonly helpers: readonly number[];
  /** How many operations of the partition are neither, failed ones not counted. */
  readonly others: number;
  /** The operation that has to be next at the end of every one of the longest orders, and cannot be. */
  readonly stuck: number;
  readonly deadEnds: readonly DeadEnd[];
  /** What would have let the stuck operation fit, had it come at another time. */
  readonly enablers: readonly Enabler[];
  /** Set where the story begins at a moment that every order comes through, rather than at the beginning. */
  readonly since?: DeadEnd;
  /** False when the budget ran out before everything was tried. */
  readonly minimal: boolean;
}

export interface ShrinkOptions {
  /** Steps of the object over all attempts; default 1 million. */
  readonly stepsMax?: number;
}

/** The core is minimal in that none of its operations can be excused as well; another may have fewer operations. */
export function shrinkViolation(
  history: History,
  object: AnyObject,
  violation: Violation,
  { stepsMax = 1_000_000 }: ShrinkOptions = {},
): Contradiction {
  const direct = shrinkFrom(history, object, violation, stepsMax);
  if (direct.core.length <= coreMax) return direct;
  const { checkpoint } = longestOrders(history, object, violation);
  if (checkpoint === undefined) return direct;
  // Long searches, in which excused operations multiply: begin where everything that could have happened comes to one.
  const placed = new Set(checkpoint.order);
  const operations = violation.operations.filter((index) => !placed.has(index));
  const later = startingFrom(object, checkpoint.state);
  return {
    ...shrinkFrom(history, later, { ...violation, operations }, stepsMax),
    since: checkpoint,
  };
}

function shrinkFrom(
  history: History,
  object: AnyObject,
  violation: Violation,
  stepsMax: number,
): Contradiction {
  const attempts = new Attempts(history, object, violation, stepsMax);
  const known = violation.operations.filter((index) => history[index]!.outcome === 'ok');
  let core: readonly number[] = known.filter(
    (index) => history[index]!.invoke <= history[violation.stuck]!.return,
  );
  const given = violation.core?.filter((index) => history[index]!.outcome === 'ok');
  if (given !== undefined && attempts.contradicts(given)) core = given;
  // One pass for each size is enough: what cannot be excused now cannot be when even more is excused.
  for (let size = core.length >> 1; size >= 1; size >>= 1) core = attempts.without(core, size);
  return attempts.describe(core, violation.core ?? []);
}

/** Steps for the final search for dead ends, before it makes do with the core alone. */
const companyStepsMax = 200_000;

/** Histories of more operations are left to the fast algorithms where those have an answer. */
const searchedMax = 300;

/** A core of more operations than this is no explanation; then a checkpoint is tried. */
const coreMax = 12;

class Attempts {
  readonly #history: History;
  readonly #object: AnyObject;
  readonly #operations: readonly number[];
  #stepsLeft: number;

  constructor(history: History, object: AnyObject, violation: Violation, stepsMax: number) {
    this.#history = history;
    this.#object = object;
    this.#operations = violation.operations.filter((index) => history[index]!.outcome !== 'fail');
    this.#stepsLeft = stepsMax;
  }

  /** Excuses runs of `size` operations, one run after another, as long as there is a violation. */
  without(core: readonly number[], size: number): readonly number[] {
    let kept = core;
    for (let end = core.length; end > 0; end -= size) {
      const run = new Set(core.slice(Math.max(0, end - size), end));
      const rest = kept.filter((index) => !run.has(index));
      if (rest.length < kept.length && rest.length > 0 && this.contradicts(rest)) kept = rest;
    }
    return kept;
  }

  contradicts(core: readonly number[]): boolean {
    if (this.#stepsLeft <= 0) return false;
    const budget = new Budget({ stepsMax: this.#stepsLeft / 8 }, this.#operations.length);
    const fast = this.#zones(core, budget) ?? this.#collection(core, budget);
    const outcome = fast ?? this.#search(core, this.#operations, { budget, deadEndsMax: 0 });
    // An attempt costs something even if it takes no step, as every operation is looked at.
    this.#stepsLeft -= budget.steps + this.#operations.length;
    return outcome.type === 'none';
  }

  // A register with distinct writes: excused reads did not happen, and an excused write did if somebody read its value.
  #zones(core: readonly number[], budget: Budget) {
    const kept = new Set(core);
    const part = this.#operations.map((index) => this.#history[index]!);
    const accesses = part.map(({ input, output }) => this.#object.asRegister?.(input, output));
    const isKept = part.map((op, at) => kept.has(this.#operations[at]!) || op.outcome === 'info');
    const read = new Set(
      accesses.flatMap((one, at) =>
        isKept[at] && one?.type === 'read' ? [contentKey(one.value)] : [],
      ),
    );
    const happened = part.filter((_, at) => {
      const access = accesses[at];
      return (
        isKept[at] ||
        access === undefined ||
        (access.type === 'write' && read.has(contentKey(access.value)))
      );
    });
    return judgeRegister(happened, this.#object, budget);
  }

  // Excused removals may come a little later there than they did, so in short histories the search has the last word.
  #collection(core: readonly number[], budget: Budget): Finding | undefined {
    const kept = new Set(core);
    const part = this.#operations.map((index) => this.#history[index]!);
    const isOptional = (at: number) =>
      !kept.has(this.#operations[at]!) && part[at]!.outcome === 'ok';
    const found = judgeCollection(part, this.#object, budget, isOptional);
    return found?.type === 'order' && part.length <= searchedMax ? undefined : found;
  }

  /** The dead ends of the core, in the company of all others if that is feasible, else alone with `companions`. */
  describe(core: readonly number[], companions: readonly number[]): Contradiction {
    const minimal = this.#stepsLeft > 0;
    const alone = this.#operations.filter((i) => core.includes(i) || companions.includes(i));
    const found =
      this.#deadEnds(core, this.#operations, companyStepsMax) ??
      this.#deadEnds(core, alone, Number.POSITIVE_INFINITY);
    if (found === undefined) throw new Error('unreachable: the core was a violation before');
    const enablers = findEnablers(this.#history, this.#object, this.#operations, found);
    const used = found.deadEnds.flatMap(({ order }) => order);
    const shown = new Set([...used, ...enablers.map(({ operation }) => operation)]);
    const helpers = [...shown].filter((index) => !core.includes(index));
    const others = this.#operations.length - core.length - helpers.length;
    const cores = { core: this.#byInvocation(core), helpers: this.#byInvocation(helpers) };
    return { ...cores, others, minimal, enablers, ...found };
  }

  #deadEnds(core: readonly number[], operations: readonly number[], stepsMax: number) {
    const budget = new Budget({ stepsMax }, operations.length);
    const outcome = this.#search(core, operations, { budget, deadEndsMax: 8 });
    if (outcome.type !== 'none') return undefined;
    const inHistory = (indices: readonly number[]) => indices.map((index) => operations[index]!);
    const deadEnds = outcome.deadEnds.map((end) => ({ ...end, order: inHistory(end.order) }));
    return { stuck: operations[outcome.stuck]!, deadEnds };
  }

  #search(
    core: readonly number[],
    operations: readonly number[],
    { budget, deadEndsMax }: { budget: Budget; deadEndsMax: number },
  ) {
    const kept = new Set(core);
    const part = operations.map((index) => this.#history[index]!);
    const isOptional = (at: number) => !kept.has(operations[at]!) && part[at]!.outcome === 'ok';
    return search(part, this.#object, budget, { deadEndsMax, isOptional });
  }

  #byInvocation(indices: readonly number[]): number[] {
    return [...indices].sort((a, b) => this.#history[a]!.invoke - this.#history[b]!.invoke);
  }
}
