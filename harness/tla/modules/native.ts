/**
 * What a module written in TypeScript is: its name, what it extends, and its operators by their canonical ASCII names.
 * An operator gets values, and where a parameter is itself an operator, a function of values. It gives a value.
 */
import { OperatorError } from '../diagnostic.ts';
import { show } from '../values/print.ts';
import type { Value } from '../values/value.ts';

/** An operator passed as an argument: `LAMBDA x : ...`, `<`, a definition's name. */
export type Operator = (...args: Value[]) => Value;

export interface Native {
  /** Number of parameters; 0 for a constant such as Nat. */
  readonly arity: number;
  /** The arity of each parameter: 0 for a value, n for an operator of n arguments. All 0 if absent. */
  readonly parameters?: readonly number[];
  // biome-ignore lint/suspicious/noExplicitAny: parameters are values or operators, as `parameters` says.
  readonly apply: (...args: any) => Value;
}

export interface NativeModule {
  readonly name: string;
  /** Modules whose operators a module that extends this one gets too. */
  readonly extends: readonly string[];
  readonly operators: Readonly<Record<string, Native>>;
}

export function constant(make: () => Value): Native {
  return { arity: 0, apply: make };
}

export function unary(apply: (a: Value) => Value): Native {
  return { arity: 1, apply };
}

export function binary(apply: (a: Value, b: Value) => Value): Native {
  return { arity: 2, apply };
}

export function ternary(apply: (a: Value, b: Value, c: Value) => Value): Native {
  return { arity: 3, apply };
}

/** An operator some of whose parameters are operators; `parameters` has the arity of each. */
export function higherOrder(
  parameters: readonly number[],
  // biome-ignore lint/suspicious/noExplicitAny: see Native.
  apply: (...args: any) => Value,
): Native {
  return { arity: parameters.length, parameters, apply };
}

/** TLC's words for an argument of the wrong kind; `which` is `first argument`, `argument` and so on. */
export function wrongArgument(
  which: string,
  operator: string,
  expected: string,
  value: Value,
): OperatorError {
  return new OperatorError(
    `The ${which} of ${operator} should be ${expected}, but instead it is:\n${show(value)}`,
  );
}

/** The Boolean that an operator argument has answered with. */
export function asBoolean(value: Value, operator: string, which = 'second argument'): boolean {
  if (typeof value === 'boolean') return value;
  throw wrongArgument(which, operator, 'a boolean-valued operator', value);
}
