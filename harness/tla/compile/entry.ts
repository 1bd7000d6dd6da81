/** What is asked of a program: formulas to compute, and where in the specification they stand. */
import type { Argument, Definition, Expr, LetDefinition, Local } from '../semantics/ir.ts';
import type { Value } from '../values/value.ts';
import type { Reading } from './context.ts';

/** What a program offers. Every entry becomes one function, in the order given. */
export type Entry =
  /** A value; locals that stand free in it become parameters. */
  | {
      readonly kind: 'value' | 'predicate';
      readonly expr: Expr;
      readonly reading: Reading;
      readonly parameters: readonly Local[];
      /** What surrounds the expression: names bound on the way to it, outermost first. */
      readonly around?: readonly Surrounding[];
    }
  /** Successors of the current state (or initial states): `sink(label)` is called with the next state in place. */
  | {
      readonly kind: 'action';
      readonly expr: Expr;
      readonly parameters: readonly Local[];
      readonly initial: boolean;
      readonly name: Definition | undefined;
      readonly around?: readonly Surrounding[];
      /** Only run through: what the next state is, and whether it is complete, does not matter. */
      readonly partial?: boolean;
    };

/** One step into a formula, so that a part of it can be computed as if it stood there alone. */
export type Surrounding =
  | { readonly kind: 'value'; readonly local: Local; readonly value: Value }
  | {
      readonly kind: 'arguments';
      readonly parameters: readonly Local[];
      readonly args: readonly Argument[];
    }
  | { readonly kind: 'let'; readonly definitions: readonly LetDefinition[] };
