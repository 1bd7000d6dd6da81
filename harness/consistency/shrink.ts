/**
 * The smallest part of a history that no order explains. Taking a write away would make a later read of it absurd, and
 * the finding an artefact. So operations are not taken away: they are made unknown, which may happen at any time after
 * their invocation, with any answer, or never. What is a violation then is one in the history as it was, since every
 * order of the history is also an order of the relaxed one. What is left contradicts itself whatever the others did.
 */
import { Budget } from './budget.ts';
import type { History, Operation } from './history.ts';
import type { Violation } from './linearizability.ts';
import { judgeRegister } from './register-zones.ts';
import { type DeadEnd, search } from './search.ts';
import type { AnyObject } from './steps.ts';

export interface Contradiction {
  /** The operations that contradict each other, by invocation; indices into the history, as everywhere here. */
  readonly core: readonly number[];
  /** Other operations that the longest orders make use of, though they need not have happened. */
  readonly helpers: readonly number[];
  /** How many operations of the partition are neither, failed ones not counted. */
  readonly others: number;
  /** The operation that has to be next at the end of every one of the longest orders, and cannot be. */
  readonly stuck: number;
  readonly deadEnds: readonly DeadEnd[];
  /** False when the budget ran out before everything was tried. */
  readonly minimal: boolean;
}

export interface ShrinkOptions {
  /** Steps of the object over all attempts; default 2 million. */
  readonly stepsMax?: number;
}

/** The core is minimal in that none of its operations can be made unknown as well; another may have fewer operations. */
export function shrinkViolation(
  history: History,
  object: AnyObject,
  violation: Violation,
  { stepsMax = 2_000_000 }: ShrinkOptions = {},
): Contradiction {
  const attempts = new Attempts(history, object, violation, stepsMax);
  const known = violation.operations.filter((index) => history[index]!.outcome === 'ok');
  let core: readonly number[] = known.filter(
    (index) => history[index]!.invoke <= history[violation.stuck]!.return,
  );
  const given = violation.core?.filter((index) => history[index]!.outcome === 'ok');
  if (given !== undefined && attempts.contradicts(given)) core = given;
  // One pass for each size is enough: what cannot be made unknown now cannot be when even more is unknown.
  for (let size = core.length >> 1; size >= 1; size >>= 1) core = attempts.without(core, size);
  return attempts.describe(core, violation.core ?? []);
}

/** Steps for the final search for dead ends, before it makes do with the core alone. */
const companyStepsMax = 200_000;

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

  /** Makes runs of `size` operations unknown, one run after another, as long as there is a violation. */
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
    const relaxed = this.#relaxed(core, this.#operations);
    const budget = new Budget({ stepsMax: this.#stepsLeft / 20 }, relaxed.length);
    const zones = judgeRegister(relaxed, this.#object, budget);
    const outcome = zones ?? search(relaxed, this.#object, budget, { deadEndsMax: 0 });
    this.#stepsLeft -= budget.steps;
    return outcome.type === 'none';
  }

  /** The dead ends of the core, in the company of all others if that is feasible, else alone with `companions`. */
  describe(core: readonly number[], companions: readonly number[]): Contradiction {
    const minimal = this.#stepsLeft > 0;
    const alone = this.#operations.filter((i) => core.includes(i) || companions.includes(i));
    const found =
      this.#deadEnds(core, this.#operations, companyStepsMax) ??
      this.#deadEnds(core, alone, Number.POSITIVE_INFINITY);
    if (found === undefined) throw new Error('unreachable: the core was a violation before');
    const used = new Set(found.deadEnds.flatMap(({ order }) => order));
    const helpers = [...used].filter((index) => !core.includes(index));
    const others = this.#operations.length - core.length - helpers.length;
    const cores = { core: this.#byInvocation(core), helpers: this.#byInvocation(helpers) };
    return { ...cores, others, minimal, ...found };
  }

  #deadEnds(core: readonly number[], operations: readonly number[], stepsMax: number) {
    const relaxed = this.#relaxed(core, operations);
    const budget = new Budget({ stepsMax }, relaxed.length);
    const outcome = search(relaxed, this.#object, budget);
    if (outcome.type !== 'none') return undefined;
    const inHistory = (indices: readonly number[]) => indices.map((index) => operations[index]!);
    const deadEnds = outcome.deadEnds.map((end) => ({ ...end, order: inHistory(end.order) }));
    return { stuck: operations[outcome.stuck]!, deadEnds };
  }

  #byInvocation(indices: readonly number[]): number[] {
    return [...indices].sort((a, b) => this.#history[a]!.invoke - this.#history[b]!.invoke);
  }

  #relaxed(core: readonly number[], operations: readonly number[]): History {
    const kept = new Set(core);
    return operations.map((index) => {
      const operation = this.#history[index]!;
      return kept.has(index) ? operation : madeUnknown(operation);
    });
  }
}

function madeUnknown({ process, input, invoke }: Operation): Operation {
  return { process, input, invoke, outcome: 'info', return: Number.POSITIVE_INFINITY };
}
