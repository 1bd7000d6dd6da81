/**
 * A tape of numbers that decides everything a generator decides. fast-check makes the tape and shrinks it; where the tape
 * has ended every choice is the first one, so generators put the simplest alternative first and a shorter tape is a
 * simpler case.
 */
import fc from 'fast-check';

export type Tape = readonly number[];

/** Tapes for cases that need about so many choices. */
export function tapes(lengthMax: number): fc.Arbitrary<number[]> {
  return fc.array(fc.nat({ max: 0xffff }), { maxLength: lengthMax, size: 'max' });
}

export class Choices {
  private readonly tape: Tape;
  private position = 0;
  private names = 0;

  constructor(tape: Tape) {
    this.tape = tape;
  }

  /** A whole number from 0 to `count - 1`. */
  below(count: number): number {
    const number = this.tape[this.position++];
    return number === undefined ? 0 : number % count;
  }

  oneOf<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  /** True once in `times`, and never after the end of the tape. */
  rarely(times: number): boolean {
    return this.below(times) === times - 1;
  }

  isAtEnd(): boolean {
    return this.position >= this.tape.length;
  }

  many<T>(min: number, max: number, make: (index: number) => T): T[] {
    return Array.from({ length: min + this.below(max - min + 1) }, (_, i) => make(i));
  }

  /** A name that this case has not used. */
  fresh(prefix: string): string {
    return `${prefix}${++this.names}`;
  }
}
