/** Quantifiers, CHOOSE, and sets and functions given by a rule: everything that runs over the elements of a set. */
import type { Binding, Expr } from '../semantics/ir.ts';
import { isCheap } from './analysis.ts';
import { bindJs, block, type Context } from './context.ts';

/**
 * Opens one loop for each binding, runs `body` in the innermost block, and closes the loops. The sets are computed
 * first, from left to right; then, as in TLC, the first bound varies fastest and so is the innermost loop. An action
 * walks: it splits once for each time that a set has an element (`LazySet.walk`).
 */
export function emitLoops(
  bindings: readonly Binding[],
  context: Context,
  body: (inner: Context) => void,
  walks = false,
): void {
  const { builder, out } = context;
  const heads = bindings.map((binding) => loopHead(binding, context, walks));
  const items = bindings.map(() => builder.fresh('x'));
  for (let i = bindings.length - 1; i >= 0; i--)
    out.push(...(heads[i] as (item: string) => string[])(items[i] as string));
  // What is to be taken apart may be no tuple, which nobody sees if another set is empty: so this comes in the innermost.
  const inner = bindings.reduce(
    (around, binding, i) => bindElement(binding, items[i] as string, around),
    context,
  );
  body(inner);
  for (const _ of bindings) out.push('}');
}

/** The lines that open a loop, given the name of its variable. Intervals are counted and never built. */
function loopHead(binding: Binding, context: Context, walks: boolean): (item: string) => string[] {
  const { builder, out } = context;
  const { set } = binding;
  if (
    set.kind === 'call' &&
    set.definition.name === '..' &&
    set.definition.native !== undefined &&
    set.definition.override === undefined &&
    !binding.tuple
  ) {
    const [low, high] = set.args as readonly [Expr, Expr];
    const from = builder.fresh('x');
    const to = builder.fresh('x');
    out.push(
      `const ${from} = asInteger(${builder.expr(low, context)}, '..'), ${to} = asInteger(${builder.expr(high, context)}, '..');`,
    );
    return (item) => [`for (let ${item} = ${from}; ${item} <= ${to}; ${item}++) {`];
  }
  const elements = builder.fresh('x');
  if (isLarge(set)) {
    // A loop inside another runs through its set many times, and each time from the beginning.
    const run = walks ? 'walk' : 'enumerate';
    out.push(`const ${elements} = ${builder.expr(set, context)};`, `${run}(${elements});`);
    return (item) => [`for (const ${item} of ${run}(${elements})) {`];
  }
  const index = builder.fresh('i');
  const list = walks ? 'walked' : 'elementsOf';
  out.push(`const ${elements} = ${list}(${builder.expr(set, context)});`);
  return (item) => [
    `for (let ${index} = 0; ${index} < ${elements}.length; ${index}++) {`,
    `const ${item} = ${elements}[${index}];`,
  ];
}

/** Binds the name, or the names of the tuple, to an element. */
export function bindElement(
  binding: Pick<Binding, 'names' | 'tuple'>,
  item: string,
  context: Context,
): Context {
  const [only] = binding.names;
  if (!binding.tuple && only !== undefined) return bindJs(context, only, item);
  const items = context.builder.fresh('x');
  context.out.push(`const ${items} = takeApart(${item}, ${binding.names.length});`);
  let inner = context;
  for (const [i, name] of binding.names.entries()) inner = bindJs(inner, name, `${items}[${i}]`);
  return inner;
}

export function existsOrForAll(
  expr: Extract<Expr, { kind: 'quantifier' }>,
  context: Context,
): string {
  const { builder, out } = context;
  const exists = expr.quantifier === '\\E';
  const result = builder.fresh('t');
  const label = builder.fresh('L');
  out.push(`let ${result} = ${!exists};`, `${label}: {`);
  emitLoops(expr.bindings, context, (inner) => {
    const js = builder.bool(expr.body, inner, `the body of ${exists ? '\\E' : '\\A'}`);
    inner.out.push(`if (${exists ? js : `!${js}`}) { ${result} = ${exists}; break ${label}; }`);
  });
  out.push('}');
  return result;
}

/** The first element in TLC's order; TLC refuses an unbounded CHOOSE, and so do we when it is computed. */
export function chooseFrom(expr: Extract<Expr, { kind: 'choose' }>, context: Context): string {
  const { builder, out } = context;
  if (expr.set === undefined) {
    return `raise(${builder.constant('an unbounded CHOOSE has no set to choose from; override the definition in the configuration')})`;
  }
  const result = builder.fresh('t');
  const label = builder.fresh('L');
  out.push(`let ${result};`, `${label}: {`);
  const elements = builder.fresh('x');
  const item = builder.fresh('x');
  out.push(
    `const ${elements} = enumerate(${builder.expr(expr.set, context)});`,
    `for (const ${item} of ${elements}) {`,
  );
  const inner = bindElement(expr, item, context);
  const js = builder.bool(expr.body, inner, 'the body of CHOOSE');
  inner.out.push(`if (${js}) { ${result} = ${item}; break ${label}; }`);
  out.push(
    '}',
    `raise(${builder.constant('no element of the set satisfies the body of CHOOSE')});`,
    '}',
  );
  return result;
}

const infiniteSets = new Set(['Nat', 'Int', 'Real', 'Seq', 'STRING']);

/** Written as a set that has no end, such as Nat: its subsets and functions over it stay rules. */
function isInfinite(set: Expr): boolean {
  return (
    set.kind === 'call' &&
    set.definition.native !== undefined &&
    set.definition.override === undefined &&
    infiniteSets.has(set.definition.name)
  );
}

/** Written as a set that may be too large to list, so that it is better run through, or kept as a rule. */
function isLarge(set: Expr): boolean {
  if (isInfinite(set)) return true;
  if (
    set.kind === 'functionSet' ||
    set.kind === 'recordSet' ||
    set.kind === 'product' ||
    set.kind === 'filter'
  )
    return true;
  if (set.kind !== 'builtin') return false;
  return (
    set.name === 'SUBSET' ||
    set.name === 'UNION' ||
    (['\\cup', '\\cap', '\\'].includes(set.name) && set.args.some(isLarge))
  );
}

export function filterOf(expr: Extract<Expr, { kind: 'filter' }>, context: Context): string {
  const { builder, out } = context;
  const { binding } = expr;
  if (isLarge(binding.set)) {
    const set = builder.expr(binding.set, context);
    const item = builder.fresh('x');
    const inner = bindElement(binding, item, block(context));
    const js = builder.bool(expr.body, inner, 'the body of a set');
    return `filterLazily(${set}, (${item}) => { ${inner.out.join('\n')} return ${js}; })`;
  }
  const set = builder.fresh('x');
  const kept = builder.fresh('x');
  const elements = builder.fresh('x');
  const item = builder.fresh('x');
  out.push(
    `const ${set} = ${builder.expr(binding.set, context)};`,
    `const ${kept} = [], ${elements} = elementsOf(${set});`,
    `for (const ${item} of ${elements}) {`,
  );
  const inner = bindElement(binding, item, context);
  const js = builder.bool(expr.body, inner, 'the body of a set');
  inner.out.push(`if (${js}) ${kept}.push(${item});`);
  out.push('}');
  return `subsetOf(${set}, ${kept})`;
}

export function mapOf(expr: Extract<Expr, { kind: 'map' }>, context: Context): string {
  return `makeSet(${listOf(expr, context)})`;
}

/** The elements as they are computed. */
export function listOf(expr: Extract<Expr, { kind: 'map' }>, context: Context): string {
  const items = context.builder.fresh('x');
  context.out.push(`const ${items} = [];`);
  emitLoops(expr.bindings, context, (inner) => {
    inner.out.push(`${items}.push(${context.builder.expr(expr.body, inner)});`);
  });
  return items;
}

/** `[x \in S |-> e]`: computed at once over a finite set; a rule over an infinite one, or where it speaks of itself. */
export function functionLiteral(
  expr: Extract<Expr, { kind: 'function' }>,
  context: Context,
): string {
  const { builder, out } = context;
  const sets = expr.bindings.map((binding) => builder.expr(binding.set, context));
  const item = builder.fresh('x');
  const whole = sets.length === 1 ? (sets[0] as string) : `product([${sets.join(', ')}])`;
  const lazy = expr.self !== undefined || expr.bindings.some((binding) => isInfinite(binding.set));
  if (!lazy) return eagerFunction(expr, whole, context);
  const self = builder.fresh('x');
  let inner = block(context);
  if (expr.self !== undefined) inner = bindJs(inner, expr.self, self);
  inner = bindArgument(expr.bindings, item, inner);
  const js = builder.expr(expr.body, inner);
  out.push(
    `const ${self} = new Rule(asDomain(${whole}), (${item}) => { ${inner.out.join('\n')} return ${js}; });`,
  );
  return self;
}

/**
 * All images at once. If one of them has no value the function stays a rule: to TLC every function is one until it is
 * compared or kept, and `[i \in S |-> e][a]` has a value if e has one for a.
 */
function eagerFunction(
  expr: Extract<Expr, { kind: 'function' }>,
  whole: string,
  context: Context,
): string {
  const { builder, out } = context;
  const [domain, images, item, rule, made] = ['x', 'x', 'x', 'r', 't'].map((prefix) =>
    builder.fresh(prefix),
  ) as [string, string, string, string, string];
  const inner = bindArgument(expr.bindings, item, block(context));
  const js = builder.expr(expr.body, inner);
  const set = builder.fresh('x');
  out.push(`const ${set} = ${whole}, ${domain} = domainSet(${set}), ${images} = [];`);
  if (isCheap(expr.body)) {
    out.push(
      `for (const ${item} of ${domain}.items) {`,
      ...inner.out,
      `${images}.push(${js});`,
      '}',
    );
    return `makeFunction(${domain}, ${images})`;
  }
  const failed = builder.fresh('e');
  out.push(
    `const ${rule} = (${item}) => { ${inner.out.join('\n')} return ${js}; };`,
    `let ${made};`,
    'try {',
    `for (const ${item} of ${domain}.items) ${images}.push(${rule}(${item}));`,
    `${made} = makeFunction(${domain}, ${images});`,
    `} catch (${failed}) { ${made} = staysRule(${failed}, ${expr.bindings.length === 1 ? set : domain}, ${rule}); }`,
  );
  return made;
}

/** An argument of a function is an element, or the tuple of one element from each set. */
function bindArgument(bindings: readonly Binding[], item: string, context: Context): Context {
  const [only] = bindings;
  if (bindings.length === 1 && only !== undefined) return bindElement(only, item, context);
  const items = context.builder.fresh('x');
  context.out.push(`const ${items} = takeApart(${item}, ${bindings.length});`);
  let inner = context;
  for (const [i, binding] of bindings.entries())
    inner = bindElement(binding, `${items}[${i}]`, inner);
  return inner;
}
