/**
 * Turning back early, for objects that only grow (history.ts, `growth`): an open read whose answer the present state
 * excludes cannot take effect any more unless an operation that resets the object comes before it, and only operations
 * invoked before the read returned can. A search that goes on all the same would try every order of what is open.
 */
import type { Configuration } from './configuration.ts';
import type { Growth, History } from './history.ts';
import type { Steps } from './steps.ts';
import type { Timeline } from './timeline.ts';

interface Subject {
  readonly history: History;
  readonly line: Timeline;
  readonly growth: Growth<unknown, unknown, unknown>;
  readonly steps: Steps;
}

export class Foresight {
  readonly #line: Timeline;
  readonly #steps: Steps;
  /** How many of the first so many operations reset the object. */
  readonly #resetsBefore: Int32Array;
  /** 1 for operations that reset the object. */
  readonly #resets: Uint8Array;

  constructor({ history, line, growth, steps }: Subject) {
    this.#line = line;
    this.#steps = steps;
    this.#resets = Uint8Array.from(line.source, (index) =>
      growth.resets(history[index]!.input) ? 1 : 0,
    );
    this.#resetsBefore = new Int32Array(line.source.length + 1);
    for (let op = 0; op < line.source.length; op++)
      this.#resetsBefore[op + 1] = this.#resetsBefore[op]! + this.#resets[op]!;
  }

  /**
   * The number of the last stop that an order can reach from here, so far as this can tell; `rank` has the stop of each
   * operation. Optional operations need not happen and hold up nothing.
   */
  reach(at: Configuration, rank: Int32Array): number {
    let reach = Number.POSITIVE_INFINITY;
    for (let op = at.next[at.end]!; op !== at.end; op = at.next[op]!) {
      if (this.#steps.isRead[op] === 0 || this.#line.optional[op] === 1) continue;
      const stop = rank[op]!;
      if (stop >= reach || stop === at.stop || !this.#steps.isLost(op, at.state)) continue;
      if (!this.#canReset(at, this.#line.calledBefore[stop]!)) reach = stop;
    }
    return reach === Number.POSITIVE_INFINITY ? at.stop : reach;
  }

  /** Is there an operation that resets among the first `called` that has not taken effect? */
  #canReset(at: Configuration, called: number): boolean {
    if (this.#resetsBefore[called] === this.#resetsBefore[0]) return false;
    // Placed operations are known one by one only while they are open or unknown; all others returned before this stop.
    for (let op = at.next[at.end]!; op !== at.end; op = at.next[op]!)
      if (this.#resets[op] === 1) return true;
    const toCome = this.#resetsBefore[called]! - this.#resetsBefore[at.called]!;
    return toCome > 0 || this.#unknownCanReset(at);
  }

  #unknownCanReset(at: Configuration): boolean {
    return at.unknowns.candidates(at.called).some((op) => this.#resets[op] === 1);
  }
}
