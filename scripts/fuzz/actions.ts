/**
 * Formulas that give values to variables: actions, and initial predicates, which are made in the same way without primes.
 * Most give each variable a value exactly once; some forget one, or test one before it has a value, as people do.
 */
import type { Choices } from './choices.ts';
import { domain } from './ranges.ts';
import { bind, type Generator, type Name, type Scope } from './scope.ts';
import { bool, int, type Type } from './types.ts';

export interface StateVariable {
  readonly name: string;
  readonly type: Type;
  /** An expression for the set of all its values. */
  readonly all: string;
  /** Makes any expression of the type one of these values. */
  readonly clip: (expression: string) => string;
}

/** An operator of the module that takes or is an action: how to write a call that assigns these variables. */
export interface ActionOperator {
  readonly name: string;
  readonly assigns: readonly string[];
  readonly parameters: readonly Type[];
  /** The argument of a recursive one, as it is written: it must be small. */
  readonly argument?: string;
}

export interface ActionOptions {
  readonly variables: readonly StateVariable[];
  readonly operators: readonly ActionOperator[];
  readonly initial: boolean;
  /** The scope of state expressions. */
  readonly scope: Scope;
}

/** One formula in so many forgets a variable, or repeats one. */
const sloppy = 25;

export class Actions {
  private readonly choices: Choices;
  private readonly expressions: Generator;
  private readonly options: ActionOptions;

  constructor(choices: Choices, expressions: Generator, options: ActionOptions) {
    this.choices = choices;
    this.expressions = expressions;
    this.options = options;
  }

  /** A formula that assigns these variables; `done` already have values on this path. */
  make(
    wanted: readonly StateVariable[],
    done: readonly StateVariable[],
    scope: Scope,
    fuel: number,
  ): string {
    const { choices } = this;
    const todo = wanted.length > 0 && choices.rarely(sloppy) ? wanted.slice(1) : wanted;
    if (todo.length === 0) return choices.below(3) === 0 ? 'TRUE' : this.guard(done, scope);
    if (fuel <= 0 || choices.isAtEnd()) return this.assignments(todo, done, scope);
    const again = (more: readonly StateVariable[] = todo, inner: Scope = scope): string =>
      this.make(more, done, inner, fuel - 1);
    switch (choices.below(16)) {
      case 1:
        return `(${this.guard(done, scope)} /\\ ${again()})`;
      case 2:
        return `(${again()} \\/ ${again()})`;
      case 3:
      case 4:
        return this.split(todo, done, scope, fuel);
      case 5: {
        const x = choices.fresh('i');
        const set = domain(this.expressions, int, { ...scope, fuel: 1 });
        return `(\\E ${x} \\in ${set} : ${again(todo, bind(scope, x, int))})`;
      }
      case 6:
        return `(IF ${this.test(done, scope)} THEN ${again()} ELSE ${again()})`;
      case 7:
        return `(CASE ${this.test(done, scope)} -> ${again()} [] ${this.test(done, scope)} -> ${again()}${choices.below(3) === 0 ? '' : ` [] OTHER -> ${again()}`})`;
      case 8: {
        const x = choices.fresh('d');
        return `(LET ${x} == ${this.expressions.make(int, { ...scope, fuel: 1 })} IN ${again(todo, bind(scope, x, int))})`;
      }
      case 9:
        return this.letAction(todo, done, scope, fuel);
      case 10:
      case 11:
        return this.call(todo, done, scope, fuel);
      case 12:
        if (this.options.initial) return again();
        return choices.below(2) === 0
          ? `[${again()}]_${this.tupleOf(todo)}`
          : `<<${again()}>>_${this.tupleOf(todo)}`;
      case 13: {
        const x = choices.fresh('i');
        const one = choices.oneOf(['{1}', '{0, 1}', '{}', '(1..2)']);
        return `(\\A ${x} \\in ${one} : ${again(todo, bind(scope, x, int))})`;
      }
      case 14: {
        const p = choices.fresh('P');
        return `(LET ${p}(z) == ${again(todo, bind(scope, 'z', int))} IN ${choices.oneOf([`${p}(1)`, `\\E zz \\in 0..1 : ${p}(zz)`, `(${p}(0) \\/ ${p}(2))`])})`
          .replaceAll('zz', choices.fresh('i'))
          .replaceAll(/\bz\b/g, choices.fresh('z'));
      }
      case 15:
        if (!this.options.initial && choices.rarely(12)) return `(${again()} \\cdot ${again()})`;
        return `Either(${again()}, ${again()})`;
      default:
        return this.assignments(todo, done, scope);
    }
  }

  /** Some variables first, then the others, which may use what the first got. */
  private split(
    todo: readonly StateVariable[],
    done: readonly StateVariable[],
    scope: Scope,
    fuel: number,
  ): string {
    const { choices } = this;
    const shift = choices.below(todo.length);
    const order = [...todo.slice(shift), ...todo.slice(0, shift)];
    const count = 1 + choices.below(Math.max(1, order.length - 1));
    const first = this.make(order.slice(0, count), done, scope, fuel - 1);
    const rest = order.slice(count);
    const second =
      rest.length === 0
        ? this.guard([...done, ...order], scope)
        : this.make(rest, [...done, ...order.slice(0, count)], scope, fuel - 1);
    return `(${first} /\\ ${second})`;
  }

  private letAction(
    todo: readonly StateVariable[],
    done: readonly StateVariable[],
    scope: Scope,
    fuel: number,
  ): string {
    const a = this.choices.fresh('A');
    const body = this.make(todo, done, scope, fuel - 1);
    return `(LET ${a} == ${body} IN ${this.choices.oneOf([a, `(${this.guard(done, scope)} /\\ ${a})`, `(${a} \\/ ${a})`])})`;
  }

  /** An operator of the module for the variables that it assigns, and the others by themselves. */
  private call(
    todo: readonly StateVariable[],
    done: readonly StateVariable[],
    scope: Scope,
    fuel: number,
  ): string {
    const { choices } = this;
    const names = todo.map(({ name }) => name);
    const fitting = this.options.operators.filter(({ assigns }) =>
      assigns.every((name) => names.includes(name)),
    );
    if (fitting.length === 0) return this.make(todo, done, scope, fuel - 1);
    const operator = choices.oneOf(fitting);
    const drawn = operator.parameters.map((type) =>
      this.expressions.make(type, { ...scope, fuel: 1 }),
    );
    const args = operator.argument === undefined ? drawn : [operator.argument];
    const called = args.length === 0 ? operator.name : `${operator.name}(${args.join(', ')})`;
    const rest = todo.filter(({ name }) => !operator.assigns.includes(name));
    if (rest.length === 0) return called;
    const others = this.make(rest, done, scope, fuel - 1);
    return choices.below(2) === 0 ? `(${called} /\\ ${others})` : `(${others} /\\ ${called})`;
  }

  private assignments(
    todo: readonly StateVariable[],
    done: readonly StateVariable[],
    scope: Scope,
  ): string {
    const { choices } = this;
    if (!this.options.initial && todo.length > 1 && choices.below(4) === 1)
      return `UNCHANGED ${this.tupleOf(todo)}`;
    const parts = todo.map((variable, i) =>
      this.assignment(variable, [...done, ...todo.slice(0, i)], scope),
    );
    if (choices.rarely(12)) parts.push(this.guard([...done, ...todo], scope));
    return parts.length === 1 ? (parts[0] as string) : `(${parts.join(' /\\ ')})`;
  }

  private tupleOf(variables: readonly StateVariable[]): string {
    const names = variables.map(({ name }) => name);
    if (names.length === this.options.variables.length && this.choices.below(2) === 0)
      return 'vars';
    if (names.length === 2 && this.choices.below(3) === 0)
      return `<<<<${names[0]}>>, ${names[1]}>>`;
    return `<<${names.join(', ')}>>`;
  }

  private assignment(
    variable: StateVariable,
    done: readonly StateVariable[],
    scope: Scope,
  ): string {
    const { choices } = this;
    const { name, type, all, clip } = variable;
    const target = this.options.initial ? name : `${name}'`;
    const inner: Scope = { ...this.readable(done, scope), fuel: 2 };
    const value = (): string => clip(this.expressions.make(type, inner));
    switch (choices.below(10)) {
      case 1:
        return this.options.initial ? `${target} = ${value()}` : `UNCHANGED ${name}`;
      case 2:
        return `${target} \\in {${choices.many(0, 3, value).join(', ')}}`;
      case 3:
        return `${target} \\in ${all}`;
      case 4:
        return `(${target} = ${value()} \\/ ${target} = ${value()})`;
      case 5:
        return `(IF ${this.test(done, scope)} THEN ${target} = ${value()} ELSE ${target} \\in {${value()}, ${value()}})`;
      case 6:
        return this.options.initial
          ? `${target} = ${value()}`
          : choices.oneOf([
              `Put(${name}, ${value()})`,
              `PutIn(${value()}, LAMBDA v : ${target} = v)`.replaceAll(
                /\bv\b/g,
                choices.fresh('v'),
              ),
            ]);
      case 7:
        return `${target} \\in {v \\in ${all} : ${this.expressions.make(bool, { ...inner, fuel: 1 })}}`.replaceAll(
          /\bv\b/g,
          choices.fresh('v'),
        );
      case 8:
        if (choices.below(4) === 0) return `${value()} = ${target}`;
        return `(${target} = ${value()} /\\ ${target} = ${value()})`;
      default:
        return `${target} = ${value()}`;
    }
  }

  /** What has a value: everything in the current state, and the next values that were assigned. */
  private readable(done: readonly StateVariable[], scope: Scope): Scope {
    const { initial, variables } = this.options;
    const names: Name[] = done.map(({ name, type }) => ({
      name: initial ? name : `(${name}')`,
      type,
    }));
    const current: Name[] = initial ? [] : variables.map(({ name, type }) => ({ name, type }));
    return { ...scope, names: [...scope.names, ...current, ...names] };
  }

  /** A condition on what has a value here. */
  private test(done: readonly StateVariable[], scope: Scope): string {
    return this.expressions.make(bool, {
      ...this.readable(done, scope),
      fuel: 2,
    });
  }

  private guard(done: readonly StateVariable[], scope: Scope): string {
    const { choices } = this;
    if (!this.options.initial && choices.rarely(8)) {
      const variable = choices.oneOf(this.options.variables);
      return `ENABLED (${this.make([variable], [], scope, 1)} /\\ UNCHANGED <<>>)`.replace(
        ' /\\ UNCHANGED <<>>',
        '',
      );
    }
    return this.test(done, scope);
  }
}
