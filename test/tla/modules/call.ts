/** Calling native operators by name, as compiled code would, with the shape of the call checked. */
import { expect } from 'vitest';
import type { Operator } from '../../../harness/tla/modules/native.ts';
import { nativeModules } from '../../../harness/tla/modules/standard.ts';
import { fromPlain } from '../../../harness/tla/values/convert.ts';
import type { Value } from '../../../harness/tla/values/value.ts';

export type Argument = Value | Operator;

/** `call('SequencesExt', 'Reverse', s)`. */
export function call(module: string, operator: string, ...args: Argument[]): Value {
  const native = nativeModules.get(module)?.operators[operator];
  if (native === undefined) throw new Error(`${module} has no ${operator}`);
  expect(args.length).toBe(native.arity);
  for (const [i, arg] of args.entries()) {
    expect(typeof arg === 'function').toBe((native.parameters?.[i] ?? 0) > 0);
  }
  return native.apply(...args);
}

/** A set of plain data. */
export function set(...items: unknown[]): Value {
  return fromPlain(new Set(items));
}

export const minus: Operator = (a, b) => (a as number) - (b as number);
export const even: Operator = (x) => (x as number) % 2 === 0;
