/**
 * The next-state relation with the steps of one action alone: every other branch of it is cut away, and the quantifiers
 * that bind the action's arguments stay. So a step whose arguments nobody knows is still one formula, and the sets that
 * the arguments range over are those that the specification itself gives. Arguments that are known become conditions.
 */
import { resolveOverride } from '../compile/override.ts';
import type { Local } from '../semantics/ir.ts';
import { type Definition, type Expr, makeLocal, nextDefinitionId } from '../semantics/ir.ts';

/** What is left of the relation; the values of `known` are its parameters, in order. */
export interface Only {
  readonly expr: Expr;
  readonly parameters: readonly Local[];
}

/** `isKnown`: for each parameter of the action, whether its value is given. Undefined if `next` never takes the action. */
export function only(
  next: Expr,
  action: Definition,
  isKnown: readonly boolean[],
): Only | undefined {
  const given = action.parameters.map(({ name, span }) => makeLocal(name, 0, span));
  const cutter = new Cutter(action, narrowed(action, given, isKnown));
  const expr = cutter.cut(next);
  return expr === undefined
    ? undefined
    : { expr, parameters: given.filter((_, i) => isKnown[i] === true) };
}

/** The action with `parameter = given` before its body, for each argument that is known. */
function narrowed(
  action: Definition,
  given: readonly Local[],
  isKnown: readonly boolean[],
): Definition {
  const { span } = action;
  const use = (local: Local): Expr => ({ kind: 'local', local, span });
  const conditions = action.parameters.flatMap((parameter, i): Expr[] => {
    if (isKnown[i] !== true) return [];
    const args = [use(parameter), use(given[i] as Local)];
    return [{ kind: 'builtin', name: '=', args, span }];
  });
  if (conditions.length === 0) return action;
  const body = (): Expr => ({ kind: 'and', items: [...conditions, action.body()], span });
  return { ...action, id: nextDefinitionId(), override: undefined, body };
}

class Cutter {
  readonly #action: Definition;
  readonly #narrowed: Definition;
  readonly #known = new Map<Definition, Definition | undefined>();

  constructor(action: Definition, narrowed: Definition) {
    this.#action = action;
    this.#narrowed = narrowed;
  }

  /** Undefined where the action does not occur. */
  cut(expr: Expr): Expr | undefined {
    switch (expr.kind) {
      case 'call':
        return this.#call(expr);
      case 'or':
        return junction('or', this.#each(expr.items), expr);
      case 'and':
        return this.#and(expr, expr.items);
      case 'builtin':
        if (expr.name === '\\/') return junction('or', this.#each(expr.args), expr);
        return expr.name === '/\\' ? this.#and(expr, expr.args) : undefined;
      case 'quantifier': {
        const body = expr.quantifier === '\\E' ? this.cut(expr.body) : undefined;
        return body === undefined ? undefined : { ...expr, body };
      }
      case 'let': {
        const body = this.cut(expr.body);
        return body === undefined ? undefined : { ...expr, body };
      }
      case 'if': {
        const [then, otherwise] = [this.cut(expr.then), this.cut(expr.else)];
        if (then === undefined && otherwise === undefined) return undefined;
        const never = falsehood(expr);
        // biome-ignore lint/suspicious/noThenProperty: the branch of an IF; nobody awaits an expression.
        return { ...expr, then: then ?? never, else: otherwise ?? never };
      }
      case 'case':
        return this.#case(expr);
      case 'boxAction':
      case 'angleAction':
        // [A]_v without its stuttering: a step of the action is asked for.
        return this.cut(expr.action);
      default:
        return undefined;
    }
  }

  #each(items: readonly Expr[]): readonly Expr[] {
    return items.map((item) => this.cut(item)).filter((item) => item !== undefined);
  }

  /** The conjuncts beside the one that takes the action are its guards and stay. */
  #and(expr: Expr, items: readonly Expr[]): Expr | undefined {
    const cut = items.map((item) => this.cut(item));
    if (cut.every((item) => item === undefined)) return undefined;
    return {
      kind: 'and',
      items: cut.map((item, i) => item ?? (items[i] as Expr)),
      span: expr.span,
    };
  }

  #case(expr: Extract<Expr, { kind: 'case' }>): Expr | undefined {
    const arms = expr.arms.map(({ guard, value }) => ({ guard, value: this.cut(value) }));
    const other = expr.other === undefined ? undefined : this.cut(expr.other);
    if (other === undefined && arms.every(({ value }) => value === undefined)) return undefined;
    const never = falsehood(expr);
    return {
      ...expr,
      arms: arms.map(({ guard, value }) => ({ guard, value: value ?? never })),
      other: other ?? never,
    };
  }

  #call(expr: Extract<Expr, { kind: 'call' }>): Expr | undefined {
    const definition = resolveOverride(expr.definition);
    if ('value' in definition) return undefined;
    if (definition === this.#action) return { ...expr, definition: this.#narrowed };
    const inner = this.#inside(definition);
    return inner === undefined ? undefined : { ...expr, definition: inner };
  }

  #inside(definition: Definition): Definition | undefined {
    if (definition.native !== undefined || definition.recursive) return undefined;
    if (this.#known.has(definition)) return this.#known.get(definition);
    const body = this.cut(definition.body());
    const inner =
      body === undefined
        ? undefined
        : { ...definition, id: nextDefinitionId(), override: undefined, body: () => body };
    this.#known.set(definition, inner);
    return inner;
  }
}

function junction(kind: 'or', items: readonly Expr[], { span }: Expr): Expr | undefined {
  if (items.length < 2) return items[0];
  return { kind, items, span };
}

function falsehood({ span }: Expr): Expr {
  return { kind: 'value', value: false, span };
}

/** The definitions under whose names the relation takes its steps: the innermost that a branch begins with. */
export function stepDefinitions(next: Expr): readonly Definition[] {
  const found = new Set<Definition>();
  const visit = (expr: Expr, name: Definition | undefined): void => {
    switch (expr.kind) {
      case 'call': {
        const definition = resolveOverride(expr.definition);
        if ('value' in definition) return;
        if (definition.native !== undefined || definition.recursive) return note(name);
        return visit(definition.body(), definition);
      }
      case 'or':
        return expr.items.forEach((item) => {
          visit(item, name);
        });
      case 'quantifier':
        return expr.quantifier === '\\E' ? visit(expr.body, name) : note(name);
      case 'let':
        return visit(expr.body, name);
      case 'boxAction':
      case 'angleAction':
        return visit(expr.action, name);
      case 'builtin':
        if (expr.name !== '\\/') return note(name);
        return expr.args.forEach((item) => {
          visit(item, name);
        });
      default:
        return note(name);
    }
  };
  const note = (name: Definition | undefined): void => {
    if (name !== undefined) found.add(name);
  };
  visit(next, undefined);
  return [...found];
}
