/**
 * Is there an order? Depth-first, without recursion, with memory of every configuration (Wing and Gong 1993; Lowe 2017):
 * operations are placed as late as possible, only when one of them returns, and an order that fails is taken back.
 *
 * Five things keep it small, each without loss. A read that fits the state is placed at once: no later place could suit
 * anything better. Of open operations that are alike, only the one that returns first is tried. An operation that need not
 * happen is tried only when it changes the state, and only if what follows could not have followed without it. And of
 * two configurations that differ in unknown operations used, the one that used fewer stands for both (memory.ts). Where
 * an open read can no longer be answered so, whatever follows, the search turns back (the object's `growth`).
 */
import { arena } from './arena.ts';
import type { Budget } from './budget.ts';
import { Configuration } from './configuration.ts';
import { Foresight } from './foresight.ts';
import type { History, Operation } from './history.ts';
import { Memory } from './memory.ts';
import { type AnyObject, nowhere, Steps } from './steps.ts';
import { type Timeline, timeline } from './timeline.ts';
import { Unknowns } from './unknowns.ts';

/** An order that could not be continued: the operation at which it ended has to be next, and cannot be. */
export interface DeadEnd {
  /** Indices into the history, in the order in which they took effect. */
  readonly order: readonly number[];
  readonly state: unknown;
}

export type Outcome =
  | { readonly type: 'order'; readonly order: readonly number[] }
  /** `stuck` is the operation that no order reaches past; `deadEnds` are orders that come as far as it. */
  | {
      readonly type: 'none';
      readonly stuck: number;
      readonly deadEnds: readonly DeadEnd[];
      /** The last moment, well before the end, that every order comes through: the same operations, the same state. */
      readonly checkpoint?: DeadEnd | undefined;
    }
  | { readonly type: 'unknown'; readonly reason: string };

export interface SearchOptions {
  /** How many dead ends to report; they are found by a second search over the beginning of the history. */
  readonly deadEndsMax?: number;
  /** Operations that happened within their time and as they were seen, or not at all (shrink.ts). */
  readonly isOptional?: (index: number) => boolean;
}

/** Searches one partition: all operations of `history`, judged together. Results are indices into `history`. */
export function search(
  history: History,
  object: AnyObject,
  budget: Budget,
  { deadEndsMax = 8, isOptional }: SearchOptions = {},
): Outcome {
  const isIrrelevant = (index: number) =>
    neverMatters(history[index]!, object, isOptional?.(index));
  const line = timeline(history, { isIrrelevant, isOptional });
  const first = new Search({ history, line, object, budget });
  const found = first.run();
  if (budget.exhausted !== undefined) return { type: 'unknown', reason: budget.exhausted };
  if (found) return { type: 'order', order: first.order() };
  const stuck = line.source[line.stops[first.furthest]!]!;
  if (deadEndsMax === 0) return { type: 'none', stuck, deadEnds: [] };
  const second = new Search({ history, line, object, budget });
  second.collect(first.furthest, first.lastCommonStop(), deadEndsMax);
  const { deadEnds, checkpoint } = second;
  return { type: 'none', stuck, deadEnds, checkpoint };
}

// A failed operation did not happen; a read that need not happen changes nothing when it does.
function neverMatters(operation: Operation, object: AnyObject, optional = false): boolean {
  const { outcome, input, output } = operation;
  if (outcome === 'fail') return true;
  if (outcome === 'ok') return optional && object.isRead?.(input, output) === true;
  return object.asRegister?.(input, undefined)?.type === 'read';
}

/** A checkpoint lies so many stops before the end, lest the story begin in its last sentence. */
const stopsToTell = 12;

interface Task {
  readonly history: History;
  readonly line: Timeline;
  readonly object: AnyObject;
  readonly budget: Budget;
}

class Search {
  readonly #steps: Steps;
  readonly #line: Timeline;
  readonly #budget: Budget;
  readonly #at: Configuration;
  readonly #memory: Memory;
  /** Frames, one for each configuration on the way: where the trail was, and how many choices there were. */
  readonly #marks: Int32Array;
  readonly #bases: Int32Array;
  readonly #isExpanded: Int32Array;
  /** The state before the dispensable operation that led there, if nothing has made use of it yet; else -1. */
  readonly #unused: Int32Array;
  #depth = 0;
  /** Pairs (operation, state after it, or -1 to leave it out), the next to try on top. */
  readonly #choices: number[] = [];
  /** For each stop's operation, its place in the order of returns. */
  readonly #rank: Int32Array;
  /** For each stop, how many configurations were met there, up to 2; one that passed it unnoticed counts as 2. */
  readonly #met: Int32Array;
  readonly #foresight: Foresight | undefined;
  /** For each kind of operation, the open one that returns first, and in which round it was noted. */
  readonly #first: Int32Array;
  readonly #round: Int32Array;
  #rounds = 0;
  #collectAt = -1;
  #checkpointAt = -1;
  #deadEndsMax = 0;
  furthest = 0;
  readonly deadEnds: DeadEnd[] = [];
  checkpoint: DeadEnd | undefined;

  constructor({ history, line, object, budget }: Task) {
    const steps = new Steps(history, line, object, budget);
    const size = line.source.length;
    this.#steps = steps;
    this.#line = line;
    this.#budget = budget;
    const unknown = [...line.unknown.keys()].filter((operation) => line.unknown[operation] === 1);
    const unknowns = new Unknowns(unknown, (operation) => steps.kind(operation));
    this.#at = new Configuration(line, unknowns, 0);
    this.#memory = new Memory(this.#at.open.length);
    const take = arena(line.stops.length + 7 * size + 4);
    this.#met = take(line.stops.length);
    this.#marks = take(size + 1);
    this.#bases = take(size + 1);
    this.#isExpanded = take(size + 1);
    this.#unused = take(size + 1);
    this.#rank = take(size);
    line.stops.forEach((operation, index) => {
      this.#rank[operation] = index;
    });
    this.#first = take(size);
    this.#round = take(size);
    this.#foresight =
      object.growth && new Foresight({ history, line, growth: object.growth, steps });
  }

  /** True when there is an order; then `order` is one. False also when the budget is spent. */
  run(): boolean {
    if (this.#enter(-1, -1)) return true;
    while (this.#depth > 0 && this.#budget.exhausted === undefined) {
      const frame = this.#depth - 1;
      this.#at.undo(this.#marks[frame]!);
      if (this.#choices.length > this.#bases[frame]!) {
        if (this.#take()) return true;
      } else if (this.#isExpanded[frame] === 1) {
        this.#noteDeadEnd(this.#at.stop);
        this.#depth--;
      } else {
        this.#isExpanded[frame] = 1;
        this.#expandOthers(this.#unused[frame]!);
      }
    }
    return false;
  }

  /** A stop at which there was one configuration only, and which no order passed without being seen; -1: none. */
  lastCommonStop(): number {
    let stop = this.furthest - stopsToTell;
    while (stop >= 0 && this.#met[stop] !== 1) stop--;
    return Math.max(stop, -1);
  }

  /** Searches again, for the dead ends at one stop and the configuration at another. */
  collect(stop: number, checkpointAt: number, deadEndsMax: number): void {
    this.#collectAt = stop;
    this.#checkpointAt = checkpointAt;
    this.#deadEndsMax = deadEndsMax;
    this.run();
  }

  order(): number[] {
    return this.#at.order().map((operation) => this.#line.source[operation]!);
  }

  #take(): boolean {
    const state = this.#choices.pop()!;
    const operation = this.#choices.pop()!;
    const { state: before, stop } = this.#at;
    if (state < 0) this.#at.drop();
    else this.#at.place(operation, state);
    const unused = state >= 0 && this.#isDispensable(operation) ? before : -1;
    return this.#enter(unused, stop);
  }

  #isDispensable(operation: number): boolean {
    return this.#line.unknown[operation] === 1 || this.#line.optional[operation] === 1;
  }

  /**
   * Goes on to the next stop that cannot be passed, and opens a frame there unless that place is known. True at the
   * end. `from` is the stop whose frame led here.
   */
  #enter(unused: number, from: number): boolean {
    const at = this.#at;
    let reads = 0;
    for (let seen = 0; !at.finished; ) {
      at.openCalls();
      reads += this.#placeReads(seen);
      seen = at.called;
      if (at.isPlaced[at.stopped] === 0) break;
      if (at.stop !== from) this.#met[at.stop] = 2;
      at.pass();
    }
    if (at.finished) return true;
    const reach = this.#foresight?.reach(at, this.#rank) ?? at.stop;
    if (reach > this.furthest) this.furthest = reach;
    if (!this.#memory.add(at.stop, at.state, at.open, at.unknowns.used)) return false;
    this.#met[at.stop] = Math.min(2, this.#met[at.stop]! + 1);
    if (at.stop === this.#checkpointAt) this.checkpoint = this.#here();
    if (reach > at.stop) {
      this.#noteDeadEnd(reach);
      return false;
    }
    const frame = this.#depth++;
    this.#marks[frame] = at.mark();
    this.#bases[frame] = this.#choices.length;
    this.#isExpanded[frame] = 0;
    this.#unused[frame] = reads === 0 ? unused : -1;
    this.#pushChoices(at.stopped, this.#unused[frame]!);
    if (this.#line.optional[at.stopped] === 1) this.#choices.push(at.stopped, -1);
    return false;
  }

  /** Places all open reads that fit the state, looking only at those invoked as number `from` or later. */
  #placeReads(from: number): number {
    const at = this.#at;
    let count = 0;
    for (let op = at.previous[at.end]!; op !== at.end && op >= from; ) {
      const before = at.previous[op]!;
      if (this.#steps.isRead[op] === 1 && this.#steps.reads(op, at.state)) {
        at.place(op, at.state);
        count++;
      }
      op = before;
    }
    return count;
  }

  // `unused`: when a dispensable operation led here from that state and the same result could have been had without it,
  // then the configuration without it is reached elsewhere and can do all that this one can.
  #pushChoices(operation: number, unused: number): void {
    const move = this.#steps.move(operation, this.#at.state);
    if (move === nowhere) return;
    const without = unused < 0 ? nowhere : this.#steps.move(operation, unused);
    if (move > nowhere) this.#pushChoice(operation, move, without);
    else for (const state of this.#steps.several(move)) this.#pushChoice(operation, state, without);
  }

  #pushChoice(operation: number, state: number, without: number): void {
    if (this.#isDispensable(operation) && state === this.#at.state) return;
    if (without === state) return;
    if (without < nowhere && this.#steps.several(without).includes(state)) return;
    this.#choices.push(operation, state);
  }

  /** All ways of placing something else before the stopped operation; on top those after which it fits. */
  #expandOthers(unused: number): void {
    const start = this.#choices.length;
    const unknown = this.#at.unknowns.candidates(this.#at.called);
    for (const operation of unknown) this.#pushChoices(operation, unused);
    this.#pushOpen(unused);
    const { stopped, state } = this.#at;
    if (this.#steps.move(stopped, state) !== nowhere) return;
    const pushed = this.#choices.splice(start);
    const enabling: number[] = [];
    for (let index = 0; index < pushed.length; index += 2) {
      const enables = this.#steps.move(stopped, pushed[index + 1]!) !== nowhere;
      (enables ? enabling : this.#choices).push(pushed[index]!, pushed[index + 1]!);
    }
    for (const element of enabling) this.#choices.push(element);
  }

  /** Of open operations of one kind, the one that returns first. Reads are left out: they fit now, or not yet. */
  #pushOpen(unused: number): void {
    const at = this.#at;
    const round = ++this.#rounds;
    this.#noteFirst(at.stopped, round);
    for (let op = at.next[at.end]!; op !== at.end; op = at.next[op]!)
      if (this.#steps.isRead[op] === 0) this.#noteFirst(op, round);
    for (let op = at.next[at.end]!; op !== at.end; op = at.next[op]!) {
      if (this.#steps.isRead[op] === 1 || op === at.stopped) continue;
      if (this.#first[this.#steps.kind(op)] === op) this.#pushChoices(op, unused);
    }
  }

  #noteFirst(operation: number, round: number): void {
    const kind = this.#steps.kind(operation);
    const isLater =
      this.#round[kind] === round && this.#rank[this.#first[kind]!]! <= this.#rank[operation]!;
    if (isLater) return;
    this.#round[kind] = round;
    this.#first[kind] = operation;
  }

  #noteDeadEnd(stop: number): void {
    if (stop !== this.#collectAt || this.deadEnds.length >= this.#deadEndsMax) return;
    this.deadEnds.push(this.#here());
  }

  #here(): DeadEnd {
    return { order: this.order(), state: this.#steps.stateOf(this.#at.state) };
  }
}
