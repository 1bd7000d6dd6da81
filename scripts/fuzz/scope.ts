/** What the generators of expressions share: what may be used at a place, and what makes an expression of a type. */
import type { Choices } from './choices.ts';
import type { Type } from './types.ts';

export interface Name {
  readonly name: string;
  readonly type: Type;
}

export interface Operator {
  readonly name: string;
  readonly from: readonly Type[];
  readonly to: Type;
}

/** What may be used at a place of an expression. */
export interface Scope {
  readonly names: readonly Name[];
  readonly operators: readonly Operator[];
  /** How deep it may still go. */
  readonly fuel: number;
  /** Set inside the value of an EXCEPT: the type of `@`. */
  readonly at?: Type;
}

/** One way to write an expression of some type. */
export type Production = (scope: Scope) => string;

export interface Generator {
  readonly choices: Choices;
  /** Any expression of the type; now and then of another. */
  make(type: Type, scope: Scope): string;
  /** A finite set, looked at where it stands if that is what is wanted. */
  looked(set: string): string;
  lookedIfFinite(set: string): string;
  /** The simplest one. */
  leaf(type: Type, known?: readonly string[]): string;
  /** Names of this type. */
  known(type: Type, scope: Scope): string[];
}

export function bind(scope: Scope, name: string, type: Type): Scope {
  return { ...scope, names: [...scope.names, { name, type }] };
}

/** Two expressions of one type with a symbol between them. */
export function infix(g: Generator, of: Type): (symbol: string) => Production {
  return (symbol) => (s) => `(${g.make(of, s)} ${symbol} ${g.make(of, s)})`;
}

/** `x : e`, the parameter and the body of a LAMBDA. */
export function oneParameter(g: Generator, from: Type, to: Type, scope: Scope): string {
  const x = g.choices.fresh('p');
  return `${x} : ${g.make(to, bind(scope, x, from))}`;
}
