/**
 * ENABLED A inside an instance asks for a next state of that instance: the primed variables of A are bound there, so what
 * is substituted for a variable takes the place of its unprimed occurrences only (Specifying Systems, 17.8). With
 * `hour <- 2 * high + low`, ENABLED (hour' = 3) is about some hour', whatever high' and low' would have to be. So the
 * primed occurrences become variables of their own, which no state has.
 */
import { resolveOverride } from '../compile/override.ts';
import { type Definition, type Expr, nextDefinitionId, type Variable } from '../semantics/ir.ts';
import { parts, withParts } from '../semantics/walk.ts';

export class OwnPrimes {
  /** The variables made so far; their indices follow those of the specification. */
  readonly variables: Variable[] = [];
  private readonly first: number;
  private readonly made = new Map<Definition, Variable>();
  private readonly copies = new Map<Definition, { primed?: Definition; plain?: Definition }>();

  constructor(first: number) {
    this.first = first;
  }

  /** The action, as ENABLED has to read it. */
  of(action: Expr): Expr {
    return reachesReplaced(action, new Set()) ? this.change(action, false) : action;
  }

  private change(expr: Expr, primed: boolean): Expr {
    if (expr.kind === 'builtin' && expr.name === "'")
      return { ...expr, args: expr.args.map((arg) => this.change(arg, true)) };
    if (expr.kind === 'builtin' && expr.name === 'UNCHANGED') {
      const [of] = expr.args as readonly [Expr];
      const { span } = expr;
      const next: Expr = { kind: 'builtin', name: "'", args: [this.change(of, true)], span };
      return { kind: 'builtin', name: '=', args: [next, of], span };
    }
    if (expr.kind === 'call') return this.call(expr, primed);
    return withParts(expr, (part) => this.change(part, primed));
  }

  private call(expr: Extract<Expr, { kind: 'call' }>, primed: boolean): Expr {
    const definition = resolveOverride(expr.definition);
    const inside = withParts(expr, (part) => this.change(part, primed));
    if ('value' in definition || definition.native !== undefined) return inside;
    const replaced = replacedBy(definition);
    if (replaced !== undefined && primed)
      return { kind: 'variable', variable: this.variable(replaced), span: expr.span };
    if (!reachesReplaced(definition.body(), new Set())) return inside;
    return { ...inside, definition: this.definition(definition, primed) } as Expr;
  }

  private variable(definition: Definition): Variable {
    const known = this.made.get(definition);
    if (known !== undefined) return known;
    const { name, span } = definition;
    const index = this.first + this.variables.length;
    const variable: Variable = { kind: 'variable', name, index, span };
    this.variables.push(variable);
    this.made.set(definition, variable);
    return variable;
  }

  /** The definition with its body changed; the same one each time, so that recursion comes to an end. */
  private definition(definition: Definition, primed: boolean): Definition {
    const key = primed ? 'primed' : 'plain';
    const known = this.copies.get(definition)?.[key];
    if (known !== undefined) return known;
    let body: Expr | undefined;
    const copy: Definition = {
      ...definition,
      id: nextDefinitionId(),
      override: undefined,
      body: () => {
        body ??= this.change(definition.body(), primed);
        return body;
      },
    };
    this.copies.set(definition, { ...this.copies.get(definition), [key]: copy });
    return copy;
  }
}

/** For a name that an instance gave an expression, the definition that holds it; not if it only gave another name. */
function replacedBy(definition: Definition): Definition | undefined {
  if (definition.replaces !== true) return undefined;
  const body = definition.body();
  if (body.kind === 'variable') return undefined;
  return (body.kind === 'call' ? replacedBy(body.definition) : undefined) ?? definition;
}

function reachesReplaced(expr: Expr, met: Set<Definition>): boolean {
  if (expr.kind === 'call') {
    const definition = resolveOverride(expr.definition);
    if (!('value' in definition) && definition.native === undefined && !met.has(definition)) {
      met.add(definition);
      if (replacedBy(definition) !== undefined) return true;
      if (reachesReplaced(definition.body(), met)) return true;
    }
  }
  return parts(expr).some((part) => reachesReplaced(part, met));
}
