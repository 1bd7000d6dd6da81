/**
 * Arithmetic. Integers are JavaScript numbers and exact: a result beyond 2^53 - 1 is an error, never a wrong number. TLC
 * has an error beyond 2^31 - 1 already; where a specification overflows there, we go on and this is the only difference.
 */
import { EvaluationError, OperatorError } from '../diagnostic.ts';
import { vocabularyInUse } from './intern.ts';
import { Interval } from './lazy-set.ts';
import { emptySet } from './make.ts';
import { show } from './print.ts';
import type { LazySet, SetValue, Value } from './value.ts';

const { MAX_SAFE_INTEGER: integerMax } = Number;

function notAnInteger(operator: string, a: Value, b: Value): OperatorError {
  const [which, value] = typeof a === 'number' ? ['second', b] : ['first', a];
  return new OperatorError(
    `The ${which} argument of ${operator} should be an integer, but instead it is:\n${show(value)}`,
  );
}

function overflow(operator: string, a: number, b: number): OperatorError {
  return new OperatorError(`Overflow when computing ${a}${operator}${b}`);
}

export function add(a: Value, b: Value): number {
  if (typeof a !== 'number' || typeof b !== 'number') throw notAnInteger('+', a, b);
  const result = a + b;
  if (result > integerMax || result < -integerMax) throw overflow('+', a, b);
  return result;
}

export function subtract(a: Value, b: Value): number {
  if (typeof a !== 'number' || typeof b !== 'number') throw notAnInteger('-', a, b);
  const result = a - b;
  if (result > integerMax || result < -integerMax) throw overflow('-', a, b);
  return result;
}

export function multiply(a: Value, b: Value): number {
  if (typeof a !== 'number' || typeof b !== 'number') throw notAnInteger('*', a, b);
  const result = a * b;
  if (result > integerMax || result < -integerMax) throw overflow('*', a, b);
  return result + 0; // -0 becomes 0
}

/** `a \div b`, rounded down. The quotient of two integers below 2^53 is never rounded up to an integer. */
export function divide(a: Value, b: Value): number {
  if (typeof a !== 'number' || typeof b !== 'number') throw notAnInteger('\\div', a, b);
  if (b === 0) throw new OperatorError('The second argument of \\div is 0.');
  return Math.floor(a / b) + 0;
}

/** `a % b`, from 0 to b - 1; b must be positive. */
export function modulo(a: Value, b: Value): number {
  if (typeof a !== 'number' || typeof b !== 'number') throw notAnInteger('%', a, b);
  if (b <= 0) {
    throw new OperatorError(
      `The second argument of % should be a positive number, but instead it is:\n${b}`,
    );
  }
  const remainder = a % b;
  return remainder < 0 ? remainder + b : remainder + 0;
}

export function power(a: Value, b: Value): number {
  if (typeof a !== 'number' || typeof b !== 'number') throw notAnInteger('^', a, b);
  if (b < 0) {
    throw new OperatorError(
      `The second argument of ^ should be a natural number, but instead it is:\n${b}`,
    );
  }
  if (a === 0 && b === 0) throw new OperatorError('0^0 is undefined.');
  // Repeated squaring, because `a ** b` is not promised to be exact. It leaves the loop as soon as it overflows.
  let result = 1;
  let square = a;
  for (let rest = b; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    if (Math.abs(result) > integerMax) throw overflow('^', a, b);
    if (rest > 1) square *= square;
    if (Math.abs(square) > integerMax) throw overflow('^', a, b);
  }
  return result + 0;
}

export function negate(a: Value): number {
  if (typeof a !== 'number') {
    throw new EvaluationError(
      `The argument of unary - should be an integer, but instead it is:\n${show(a)}`,
    );
  }
  return 0 - a;
}

export function less(a: Value, b: Value): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') throw notAnInteger('<', a, b);
  return a < b;
}

export function lessEqual(a: Value, b: Value): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') throw notAnInteger('<=', a, b);
  return a <= b;
}

export function greater(a: Value, b: Value): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') throw notAnInteger('>', a, b);
  return a > b;
}

export function greaterEqual(a: Value, b: Value): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') throw notAnInteger('>=', a, b);
  return a >= b;
}

/** `a..b`. */
export function interval(a: Value, b: Value): SetValue | LazySet {
  if (typeof a !== 'number' || typeof b !== 'number')
    throw new EvaluationError(notAnInteger('..', a, b).message);
  if (a > b) return emptySet;
  if (a < 0 || b > 63) return new Interval(a, b);
  const { intervals } = vocabularyInUse();
  const key = (a << 6) | b;
  let known = intervals[key];
  if (known === undefined) {
    known = new Interval(a, b);
    intervals[key] = known;
  }
  return known;
}
