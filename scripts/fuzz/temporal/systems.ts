/**
 * Small transition systems with fairness and a temporal property, as data: a reference can judge them without reading
 * TLA+, and as-text.ts writes them down for the engine and for TLC. A state is 2x + y, with x in 0..2 and y in 0..1.
 */
import { Choices, type Tape } from '../choices.ts';

export const stateCount = 6;

/** `n` is the name that the quantifier around it binds. */
export type Term = number | 'n';

export type Subscript = 'x' | 'y' | 'vars';

/** Go(k): the steps of the system to states with x = k. */
export type Action =
  | { readonly kind: 'named'; readonly name: 'A' | 'B' | 'C' }
  | { readonly kind: 'go'; readonly to: Term };

export type Predicate =
  | { readonly kind: 'x' | 'y'; readonly is: Term }
  | { readonly kind: 'enabled'; readonly action: Action; readonly subscript: Subscript }
  | { readonly kind: 'not'; readonly body: Predicate }
  | { readonly kind: 'and' | 'or'; readonly left: Predicate; readonly right: Predicate };

export type Formula =
  | { readonly kind: 'now'; readonly predicate: Predicate }
  /** []<><<A>>_v and <>[][A]_v. */
  | {
      readonly kind: 'again' | 'finallyOnly';
      readonly action: Action;
      readonly subscript: Subscript;
    }
  | {
      readonly kind: 'WF' | 'SF';
      readonly action: Action;
      readonly subscript: Subscript;
    }
  | { readonly kind: 'not' | 'always' | 'eventually'; readonly body: Formula }
  | {
      readonly kind: 'and' | 'or' | 'implies' | 'equivalent' | 'leadsTo';
      readonly left: Formula;
      readonly right: Formula;
    }
  | { readonly kind: 'forAll' | 'exists'; readonly body: Formula };

export interface System {
  readonly initial: readonly number[];
  /** The steps of A, B and C. */
  readonly actions: readonly (readonly (readonly [from: number, to: number])[])[];
  /** Conjuncts of the specification besides Init and [][Next]_vars. */
  readonly assumed: readonly Formula[];
  readonly property: Formula;
}

export function systemOf(tape: Tape): System {
  return new Maker(new Choices(tape)).system();
}

class Maker {
  private readonly choices: Choices;

  constructor(choices: Choices) {
    this.choices = choices;
  }

  system(): System {
    const { choices } = this;
    const state = (): number => choices.below(stateCount);
    const actions = [0, 1, 2].map(() => choices.many(1, 4, () => [state(), state()] as const));
    const initial = [...new Set(choices.many(1, 2, state))];
    const property = this.temporal(3, false);
    const assumed = choices.many(0, 3, () => this.assumption());
    return { initial, actions, assumed, property };
  }

  private assumption(): Formula {
    const { choices } = this;
    if (!choices.rarely(5)) return this.fairness(false);
    if (choices.rarely(2)) return { kind: 'forAll', body: this.fairness(true) };
    return this.temporal(1, false);
  }

  private fairness(inside: boolean): Formula {
    const kind = this.choices.oneOf(['WF', 'SF'] as const);
    return { kind, ...this.step(inside) };
  }

  private step(inside: boolean): { action: Action; subscript: Subscript } {
    const { choices } = this;
    const action: Action =
      inside || choices.rarely(4)
        ? { kind: 'go', to: this.term(3, inside) }
        : { kind: 'named', name: choices.oneOf(['A', 'B', 'C'] as const) };
    return { action, subscript: choices.oneOf(['vars', 'vars', 'x', 'y'] as const) };
  }

  private term(count: number, inside: boolean): Term {
    return inside && !this.choices.rarely(3) ? 'n' : this.choices.below(count);
  }

  private predicate(depth: number, inside: boolean): Predicate {
    const { choices } = this;
    switch (choices.below(depth === 0 ? 3 : 6)) {
      case 0:
        return { kind: 'x', is: this.term(3, inside) };
      case 1:
        return { kind: 'y', is: this.choices.below(2) };
      case 2:
        return choices.rarely(2)
          ? { kind: 'enabled', ...this.step(inside) }
          : { kind: 'x', is: this.term(3, inside) };
      case 3:
        return { kind: 'not', body: this.predicate(depth - 1, inside) };
      default:
        return {
          kind: choices.oneOf(['and', 'or'] as const),
          left: this.predicate(depth - 1, inside),
          right: this.predicate(depth - 1, inside),
        };
    }
  }

  private now(inside: boolean): Formula {
    return { kind: 'now', predicate: this.predicate(2, inside) };
  }

  private temporal(depth: number, inside: boolean): Formula {
    const { choices } = this;
    const deeper = (): Formula => this.temporal(depth - 1, inside);
    const part = (): Formula => (choices.rarely(3) ? deeper() : this.now(inside));
    if (depth === 0) return this.simple(inside);
    switch (choices.below(9)) {
      case 0:
      case 1:
        return this.simple(inside);
      case 2:
        return { kind: choices.oneOf(['always', 'eventually'] as const), body: deeper() };
      case 3:
        return { kind: 'leadsTo', left: part(), right: part() };
      case 4:
        return { kind: 'not', body: deeper() };
      case 5:
      case 6:
        return {
          kind: choices.oneOf(['and', 'or', 'implies'] as const),
          left: part(),
          right: deeper(),
        };
      case 7:
        return choices.rarely(3)
          ? { kind: 'equivalent', left: this.simple(inside), right: this.simple(inside) }
          : this.simple(inside);
      default:
        return inside
          ? this.simple(inside)
          : {
              kind: choices.oneOf(['forAll', 'exists'] as const),
              body: this.temporal(Math.min(1, depth - 1), true),
            };
    }
  }

  private simple(inside: boolean): Formula {
    const { choices } = this;
    const now = this.now(inside);
    switch (choices.below(9)) {
      case 0:
        return { kind: 'eventually', body: now };
      case 1:
        return { kind: 'always', body: now };
      case 2:
      case 3:
        return { kind: 'always', body: { kind: 'eventually', body: now } };
      case 4:
        return { kind: 'eventually', body: { kind: 'always', body: now } };
      case 5:
        return { kind: 'leadsTo', left: now, right: this.now(inside) };
      case 6:
        return { kind: 'again', ...this.step(inside) };
      case 7:
        return { kind: 'finallyOnly', ...this.step(inside) };
      default:
        return this.fairness(inside);
    }
  }
}
