/** The types that generated expressions have. TLA+ has none: they only keep most cases from being nonsense. */
import type { Choices } from './choices.ts';

export type Type =
  | { readonly kind: 'int' | 'bool' | 'string' | 'model' }
  | { readonly kind: 'set'; readonly of: Type }
  | { readonly kind: 'seq'; readonly of: Type }
  | { readonly kind: 'bag'; readonly of: Type }
  | { readonly kind: 'function'; readonly from: Type; readonly to: Type }
  | { readonly kind: 'record'; readonly fields: readonly (readonly [string, Type])[] }
  | { readonly kind: 'tuple'; readonly of: readonly Type[] };

export const int: Type = { kind: 'int' };
export const bool: Type = { kind: 'bool' };
export const string: Type = { kind: 'string' };
export const model: Type = { kind: 'model' };

export const setOf = (of: Type): Type => ({ kind: 'set', of });
export const seqOf = (of: Type): Type => ({ kind: 'seq', of });

export const fieldNames = ['fa', 'fb', 'fc'] as const;

/** Types of values small enough to be elements of sets that are enumerated. */
export function simpleType(choices: Choices): Type {
  return choices.oneOf([int, string, bool, model]);
}

export function anyType(choices: Choices, depth: number): Type {
  if (depth <= 0) return simpleType(choices);
  const inner = (): Type => anyType(choices, depth - 1);
  switch (choices.below(10)) {
    case 0:
      return int;
    case 1:
      return bool;
    case 2:
      return string;
    case 3:
    case 4:
      return setOf(inner());
    case 5:
      return seqOf(inner());
    case 6:
      return { kind: 'function', from: inner(), to: inner() };
    case 7:
      return {
        kind: 'record',
        fields: fieldNames.slice(0, 1 + choices.below(3)).map((name) => [name, inner()] as const),
      };
    case 8:
      return { kind: 'tuple', of: choices.many(1, 3, inner) };
    default:
      return choices.oneOf([model, { kind: 'bag', of: simpleType(choices) } satisfies Type]);
  }
}

export function sameType(a: Type, b: Type): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
