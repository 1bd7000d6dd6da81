/**
 * Where a search stands: the next stop, the state, the open operations not yet placed (a doubly linked list from which an
 * operation is lifted when it is placed), and the placed ones as bits; unknown ones apart (unknowns.ts). Every change is
 * on a trail and can be taken back, in reverse order, so nothing is ever copied.
 */
import { arena } from './arena.ts';
import type { Timeline } from './timeline.ts';
import type { Unknowns } from './unknowns.ts';

const opened = 0;
const placed = 1;
const passed = 2;
const dropped = 3;

export class Configuration {
  readonly line: Timeline;
  /** How many stops are behind. */
  stop = 0;
  /** How many operations have been invoked; operations are opened in their order. */
  called = 0;
  state: number;
  /** Slots of open operations that are placed. */
  readonly open: Int32Array;
  readonly unknowns: Unknowns;
  readonly isPlaced: Uint8Array;
  /** The list, in the order of invocation; both its ends are the extra place `end`. */
  readonly next: Int32Array;
  readonly previous: Int32Array;
  readonly end: number;
  readonly #trail: Int32Array;
  readonly #trailStates: Int32Array;
  #length = 0;

  constructor(line: Timeline, unknowns: Unknowns, initial: number) {
    const size = line.source.length;
    this.line = line;
    this.state = initial;
    this.unknowns = unknowns;
    this.isPlaced = new Uint8Array(size);
    this.end = size;
    const words = (line.width + 31) >> 5;
    const take = arena(words + 8 * size + 2);
    this.open = take(words);
    this.next = take(size + 1);
    this.previous = take(size + 1);
    this.#trail = take(3 * size);
    this.#trailStates = take(3 * size);
    for (let index = 0; index <= size; index++) this.next[index] = this.previous[index] = index;
  }

  get finished(): boolean {
    return this.stop === this.line.stops.length;
  }

  /** The operation that must be placed before anything else can be invoked. */
  get stopped(): number {
    return this.line.stops[this.stop]!;
  }

  /** Opens all operations that are concurrent with the next stop. */
  openCalls(): void {
    const until = this.line.calledBefore[this.stop]!;
    while (this.called < until) {
      if (this.line.unknown[this.called] === 0) this.#append(this.called);
      this.#push(this.called++, opened);
    }
  }

  /** The operation takes effect now. */
  place(operation: number, state: number): void {
    this.#trailStates[this.#length] = this.state;
    this.#push(operation, placed);
    this.isPlaced[operation] = 1;
    this.state = state;
    if (this.line.unknown[operation] === 1) {
      this.unknowns.use(operation);
    } else {
      this.#lift(operation);
      this.#flip(operation);
    }
  }

  /** Goes past the next stop, whose operation is placed: its slot is free again. */
  pass(): void {
    const operation = this.stopped;
    this.#flip(operation);
    this.#push(operation, passed);
    this.stop++;
  }

  /** Goes past the next stop, whose operation is optional and not placed: it did not happen. */
  drop(): void {
    const operation = this.stopped;
    this.#lift(operation);
    this.#push(operation, dropped);
    this.stop++;
  }

  mark(): number {
    return this.#length;
  }

  undo(mark: number): void {
    while (this.#length > mark) {
      const entry = this.#trail[--this.#length]!;
      const operation = entry >> 2;
      this.#undoOne(operation, entry & 3);
    }
  }

  #undoOne(operation: number, kind: number): void {
    if (kind === placed) {
      this.#displace(operation, this.#trailStates[this.#length]!);
    } else if (kind === passed) {
      this.stop--;
      this.#flip(operation);
    } else if (kind === dropped) {
      this.stop--;
      this.#unlift(operation);
    } else {
      this.called--;
      if (this.line.unknown[operation] === 0) this.#lift(operation);
    }
  }

  /** The operations placed so far, in order. */
  order(): number[] {
    const entries = Array.from(this.#trail.subarray(0, this.#length));
    return entries.filter((entry) => (entry & 3) === placed).map((entry) => entry >> 2);
  }

  #push(operation: number, kind: number): void {
    this.#trail[this.#length++] = (operation << 2) | kind;
  }

  #displace(operation: number, before: number): void {
    this.state = before;
    this.isPlaced[operation] = 0;
    if (this.line.unknown[operation] === 1) {
      this.unknowns.giveBack(operation);
    } else {
      this.#flip(operation);
      this.#unlift(operation);
    }
  }

  #flip(operation: number): void {
    const slot = this.line.slot[operation]!;
    this.open[slot >> 5]! ^= 1 << (slot & 31);
  }

  #append(operation: number): void {
    const last = this.previous[this.end]!;
    this.next[last] = operation;
    this.previous[operation] = last;
    this.next[operation] = this.end;
    this.previous[this.end] = operation;
  }

  #unlift(operation: number): void {
    this.next[this.previous[operation]!] = operation;
    this.previous[this.next[operation]!] = operation;
  }

  #lift(operation: number): void {
    const [before, after] = [this.previous[operation]!, this.next[operation]!];
    this.next[before] = after;
    this.previous[after] = before;
  }
}
