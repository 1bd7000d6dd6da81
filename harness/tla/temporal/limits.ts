/**
 * Formulas brought into a form that needs little automaton. Whether `[]<>F` or `<>[]F` holds does not depend on the
 * position, so it can be taken out of other operators; and below them `[]` and `<>` have come to rest: []<>[]F is <>[]F,
 * [](P \/ []<>Q) is []P \/ []<>Q, []<>(P /\ []Q) is []<>P /\ <>[]Q. What is left of such parts are []<>P and <>[]P
 * with P propositional, which the search knows as acceptance conditions.
 */
import { always, eventually, junction, type Temporal } from './formula.ts';

export function isPropositional(formula: Temporal): boolean {
  if (formula.kind === 'and' || formula.kind === 'or') return formula.items.every(isPropositional);
  return formula.kind !== 'always' && formula.kind !== 'eventually';
}

/** P of []<>P, with P propositional. */
export function recurring(formula: Temporal): Temporal | undefined {
  if (formula.kind !== 'always' || formula.body.kind !== 'eventually') return undefined;
  return isPropositional(formula.body.body) ? formula.body.body : undefined;
}

/** P of <>[]P, with P propositional. */
export function persisting(formula: Temporal): Temporal | undefined {
  if (formula.kind !== 'eventually' || formula.body.kind !== 'always') return undefined;
  return isPropositional(formula.body.body) ? formula.body.body : undefined;
}

/** Is its truth the same at all positions? */
function isLimit(formula: Temporal): boolean {
  if (formula.kind === 'and' || formula.kind === 'or') return formula.items.every(isLimit);
  return recurring(formula) !== undefined || persisting(formula) !== undefined;
}

export function simplified(formula: Temporal): Temporal {
  if (formula.kind === 'and' || formula.kind === 'or')
    return junction(formula.kind, formula.items.map(simplified));
  if (formula.kind === 'always') return boxed('always', simplified(formula.body));
  if (formula.kind === 'eventually') return boxed('eventually', simplified(formula.body));
  return formula;
}

type Operator = 'always' | 'eventually';

const dual = { always: 'eventually', eventually: 'always' } as const;
/** The junction that an operator distributes over. */
const own = { always: 'and', eventually: 'or' } as const;

function apply(operator: Operator, body: Temporal): Temporal {
  return operator === 'always' ? always(body) : eventually(body);
}

/** `[]body` or `<>body`, of a simplified body. */
function boxed(operator: Operator, body: Temporal): Temporal {
  if (body.kind === 'true' || body.kind === 'false' || body.kind === operator || isLimit(body))
    return body;
  if (body.kind === dual[operator]) return limit(dual[operator], body.body);
  if (body.kind !== 'and' && body.kind !== 'or') return apply(operator, body);
  if (body.kind === own[operator]) {
    const plain = junction(body.kind, body.items.filter(isPropositional));
    const rest = body.items.filter((item) => !isPropositional(item));
    return junction(body.kind, [
      ...(rest.length === body.items.length ? [] : [apply(operator, plain)]),
      ...rest.map((item) => boxed(operator, item)),
    ]);
  }
  const outside = body.items.filter(isLimit);
  if (outside.length === 0) return apply(operator, body);
  const rest = junction(
    body.kind,
    body.items.filter((item) => !isLimit(item)),
  );
  return junction(body.kind, [...outside, boxed(operator, rest)]);
}

/** So many items may come of multiplying out; a formula with more goes to the automaton as it is. */
const itemsMax = 64;

/**
 * `[]<>body` for 'eventually' and `<>[]body` for 'always'. The first distributes over disjunctions, the second over
 * conjunctions; the other junction is multiplied out where it is mixed.
 */
function limit(inner: Operator, body: Temporal): Temporal {
  const whole = apply(dual[inner], apply(inner, body));
  if (isPropositional(body)) return body.kind === 'true' || body.kind === 'false' ? body : whole;
  if (isLimit(body)) return body;
  if (body.kind === 'always' || body.kind === 'eventually') return limit(body.kind, body.body);
  if (body.kind !== 'and' && body.kind !== 'or') return whole;
  if (body.kind === own[inner]) {
    return junction(
      body.kind,
      body.items.map((item) => limit(inner, item)),
    );
  }
  const mixed = body.items.find((item) => item.kind === own[inner] && !isPropositional(item));
  if (mixed !== undefined && mixed.kind === own[inner]) {
    if (mixed.items.length * body.items.length > itemsMax) return whole;
    const others = body.items.filter((item) => item !== mixed);
    const products = mixed.items.map((item) => junction(body.kind, [item, ...others]));
    return limit(inner, junction(own[inner], products));
  }
  const plain = junction(body.kind, body.items.filter(isPropositional));
  const settled = body.items.filter((item) => !isPropositional(item));
  const hasPlain = settled.length < body.items.length;
  return junction(body.kind, [
    ...(hasPlain ? [limit(inner, plain)] : []),
    // These are limits already, or [] and <>, which have come to rest.
    ...settled.map((item) => (isLimit(item) ? item : limit(inner, item))),
  ]);
}
