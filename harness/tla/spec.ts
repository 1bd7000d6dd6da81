/**
 * A loaded specification with one configuration, as the rest of the harness sees it. States are plain arrays of interned
 * values, one for each variable in the order of `variables`; two states are equal when their elements are `===`.
 */
import type { Span } from './syntax/ast.ts';
import type { Value } from './values/value.ts';

export type State = readonly Value[];

export interface ActionInfo {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly span: Span;
}

export interface Successor {
  /** The named action that took the step, as `Timeout`, with its arguments; `Next` when no name is to be had. */
  readonly action: string;
  readonly args: readonly Value[];
  readonly state: State;
}

/** A formula that is false where it should hold, narrowed to the conjunct at fault. */
export interface Falsehood {
  /** The first false conjunct, as it is written. */
  readonly text: string;
  readonly span: Span;
  /** For `a = b`, `a \in S`, `a < b` and their like: the two sides. */
  readonly left?: { readonly text: string; readonly value: Value };
  readonly right?: { readonly text: string; readonly value: Value };
  /** Names bound by quantifiers, LETs and parameters around the conjunct, outermost first. */
  readonly bindings: readonly { readonly name: string; readonly value: Value }[];
  /** Definitions entered on the way, outermost first. */
  readonly path: readonly {
    readonly name: string;
    readonly span: Span;
    /** As values where they have one, as text otherwise. */
    readonly args?: readonly string[];
  }[];
}

export interface Spec {
  readonly module: string;
  /** The modules that have a file, the root first. */
  readonly modules: readonly string[];
  readonly variables: readonly string[];
  /** Every definition of the root module that contains a prime or UNCHANGED, by name. */
  readonly actions: ReadonlyMap<string, ActionInfo>;
  readonly invariants: readonly string[];

  initialStates(): State[];
  /** All successors by the next-state relation, in TLC's order, repetitions included. */
  successors(state: State): Successor[];
  /** All states that the named action with these arguments can lead to. */
  successorsOf(action: string, args: readonly Value[], state: State): State[];
  /** Is `before -> after` a step of the named action with these arguments? */
  isStep(action: string, args: readonly Value[], before: State, after: State): boolean;
  /** Why it is not: the first false conjunct of the action as a predicate over the two states. */
  explainStep(
    action: string,
    args: readonly Value[],
    before: State,
    after: State,
  ): Falsehood | undefined;
  /** The actions under whose names Next takes its steps, in its order: those that have no further name inside. */
  readonly steps: readonly string[];
  /**
   * Steps of Next that are steps of this action; an argument that is `undefined` ranges over what Next lets it range
   * over. Other than in `successorsOf`, arguments must be ones that Next gives. None if Next never takes the action.
   */
  inferredSuccessors(
    action: string,
    args: readonly (Value | undefined)[],
    state: State,
  ): Successor[];
  /** Why there is no such step: the first false conjunct where the branch that comes furthest ends. */
  explainInferred(
    action: string,
    args: readonly (Value | undefined)[],
    before: State,
    after: State,
  ): Falsehood | undefined;
  isInitial(state: State): boolean;
  /** The first invariant of the configuration that is false here, if any. */
  violatedInvariant(state: State): string | undefined;
  explainInvariant(name: string, state: State): Falsehood | undefined;
  /** Does the state satisfy the configuration's CONSTRAINTs? */
  withinConstraints(state: State): boolean;

  /**
   * Plain data to a value: array -> tuple, Set -> set, Map -> function, object -> record, number, boolean; a string
   * becomes the model value of that name if the configuration has one, else a string. Throws TypeError with the path.
   */
  toValue(plain: unknown): Value;
  /** A state from one property for each variable. Throws TypeError naming what is missing or not a variable. */
  toState(plain: Readonly<Record<string, unknown>>): State;
}
