/** Expressions of every kind, for fast-check. Small, but nested without regard to what makes sense. */
import fc from 'fast-check';
import type {
  Bound,
  Declaration,
  Expression,
  Identifier,
  Pattern,
  Unit,
} from '../../../harness/tla/syntax/ast.ts';
import { allOperators } from '../../../harness/tla/syntax/operators.ts';

const span = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 };
const words = ['x', 'y', 'Op', 'f1', 'Nat', 'a_b', 'vars', 'begin', 'FALSEHOOD', '1st'] as const;

const identifier = fc.constantFrom(...words).map((name): Identifier => ({ name, span }));
const identifiers = fc.array(identifier, { minLength: 1, maxLength: 3 });
const field = fc.constantFrom('a', 'b', 'type', 'Int').map((name): Identifier => ({ name, span }));
const pattern = fc.oneof(
  { weight: 3, arbitrary: identifier.map((name): Pattern => ({ kind: 'identifier', ...name })) },
  {
    weight: 1,
    arbitrary: identifiers.map((names): Pattern => ({ kind: 'tuplePattern', names, span })),
  },
);
const bySymbols = (fixity: string) =>
  fc.constantFrom(
    ...allOperators.filter((operator) => operator.fixity === fixity && operator.symbol !== '\\X'),
  );

function node<T extends object>(
  parts: { [Key in keyof T]: fc.Arbitrary<T[Key]> },
): fc.Arbitrary<Expression> {
  return fc.record(parts).map((made) => ({ ...made, span }) as unknown as Expression);
}

const constant = fc.constant;

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  node({ kind: constant('number'), digits: fc.nat().map(String) }),
  node({ kind: constant('decimal'), text: constant('3.14') }),
  node({
    kind: constant('string'),
    value: fc.string({ maxLength: 5 }).map((text) => text.replace(/[\n\r\0]/g, '\n')),
  }),
  node({ kind: constant('boolean'), value: fc.boolean() }),
  node({ kind: constant('name'), name: fc.constantFrom(...words) }),
  node({ kind: constant('at') }),
);

interface Head {
  readonly name: Identifier;
  readonly parameters: readonly Declaration[];
}

const declarations: fc.Arbitrary<Head> = fc.oneof<fc.Arbitrary<Head>[]>(
  fc.record({
    name: identifier,
    parameters: fc.array(
      fc.constantFrom('p', 'q').map((name): Declaration => ({ name, arity: 0, span })),
      {
        maxLength: 2,
      },
    ),
  }),
  constant<Head>({ name: { name: 'G', span }, parameters: [{ name: 'H', arity: 2, span }] }),
  constant<Head>({ name: { name: '\\oplus', span }, parameters: parameters('p', 'q') }),
  constant<Head>({ name: { name: '-.', span }, parameters: parameters('p') }),
  constant<Head>({ name: { name: '^+', span }, parameters: parameters('p') }),
);

/** `operator` symbols and LAMBDA stand only as arguments. */
export const { expression } = fc.letrec<{
  expression: Expression;
  argument: Expression;
  closed: Expression;
}>((tie) => {
  const e = tie('expression');
  const args = fc.array(tie('argument'), { minLength: 1, maxLength: 2 });
  const some = fc.array(e, { minLength: 1, maxLength: 3 });
  const any = fc.array(e, { maxLength: 3 });
  const bound = fc
    .oneof(
      fc.record({
        patterns: fc.array(pattern.filter(isName), { minLength: 1, maxLength: 2 }),
        set: e,
      }),
      fc.record({ patterns: pattern.map((one) => [one]), set: e }),
    )
    .map((made): Bound => ({ ...made, span }));
  const bounds = fc.array(bound, { minLength: 1, maxLength: 2 });
  const path = fc.array(
    fc.record({
      name: fc.constantFrom('I', 'J'),
      args: fc.array(e, { maxLength: 1 }),
      span: constant(span),
    }),
    { minLength: 1, maxLength: 2 },
  );
  const fields = fc.array(fc.record({ name: field, value: e }), { minLength: 1, maxLength: 2 });
  const constructs = [
    node({ kind: fc.constantFrom('and', 'or'), items: some }),
    node({
      kind: constant('quantifier'),
      quantifier: fc.constantFrom('\\A', '\\E'),
      bounds,
      body: e,
    }),
    node({
      kind: constant('unboundedQuantifier'),
      quantifier: fc.constantFrom('\\A', '\\E', '\\AA', '\\EE'),
      names: identifiers,
      body: e,
    }),
    node({ kind: constant('choose'), pattern, set: e, body: e }),
    node({ kind: constant('choose'), pattern, body: e }),
    node({ kind: fc.constantFrom('set', 'tuple'), items: any }),
    node({ kind: constant('filter'), pattern, set: e, body: e }),
    node({ kind: fc.constantFrom('map', 'function'), bounds, body: e }),
    node({ kind: constant('index'), function: e, args: some }),
    node({ kind: constant('functionSet'), domain: e, range: e }),
    node({ kind: fc.constantFrom('record', 'recordSet'), fields }),
    node({ kind: constant('field'), record: e, name: field }),
    node({ kind: constant('except'), base: e, updates: updates(e) }),
    node({ kind: constant('product'), items: fc.array(e, { minLength: 2, maxLength: 3 }) }),
    node({ kind: fc.constantFrom('boxAction', 'angleAction'), action: e, subscript: e }),
    node({
      kind: constant('fairness'),
      strength: fc.constantFrom('WF', 'SF'),
      subscript: e,
      action: e,
    }),
    // biome-ignore lint/suspicious/noThenProperty: the field of the AST
    node({ kind: constant('if'), condition: e, then: e, else: e }),
    node({ kind: constant('case'), arms: arms(e), other: e }),
    node({ kind: constant('case'), arms: arms(e) }),
    node({
      kind: constant('let'),
      definitions: fc.array(definition(e, bounds), { minLength: 1, maxLength: 2 }),
      body: e,
    }),
    node({
      kind: constant('label'),
      name: identifier,
      parameters: fc.array(identifier, { maxLength: 2 }),
      body: e,
    }),
    node({ kind: constant('apply'), name: fc.constantFrom('Op', 'F'), args }),
    node({
      kind: constant('qualified'),
      path,
      name: constant('Op'),
      args: fc.oneof(args, constant([])),
    }),
    node({ kind: constant('subexpression'), path, navigation: navigation(e) }),
  ];
  const operations = [
    fc.tuple(bySymbols('infix'), e, e).map(([{ symbol }, a, b]) => apply(symbol, [a, b])),
    fc.tuple(bySymbols('prefix'), e).map(([{ symbol }, a]) => apply(symbol, [a])),
    fc.tuple(bySymbols('postfix'), e).map(([{ symbol }, a]) => apply(symbol, [a])),
  ];
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 4, arbitrary: leaf },
      ...constructs,
      ...operations.map((arbitrary) => ({ weight: 8, arbitrary })),
    ),
    argument: fc.oneof(
      { weight: 4, arbitrary: e },
      node({ kind: constant('lambda'), parameters: identifiers, body: e }),
      node({
        kind: constant('name'),
        name: fc.constantFrom('+', '-', '-.', '/\\', '\\in', "'", 'SUBSET'),
      }),
    ),
    closed: leaf,
  };
});

function apply(name: string, args: Expression[]): Expression {
  return { kind: 'apply', name, args, span };
}

function isName(introduced: Pattern): boolean {
  return introduced.kind === 'identifier';
}

function arms(e: fc.Arbitrary<Expression>) {
  return fc.array(fc.record({ guard: e, value: e }), { minLength: 1, maxLength: 2 });
}

function updates(e: fc.Arbitrary<Expression>) {
  const step = fc.oneof(
    fc.record({ kind: constant('field' as const), name: field }),
    fc.record({
      kind: constant('index' as const),
      args: fc.array(e, { minLength: 1, maxLength: 2 }),
    }),
  );
  return fc.array(
    fc.record({
      path: fc.array(step, { minLength: 1, maxLength: 2 }),
      value: e,
      span: constant(span),
    }),
    {
      minLength: 1,
      maxLength: 2,
    },
  );
}

function navigation(e: fc.Arbitrary<Expression>) {
  const step = fc.oneof(
    fc.record({ kind: constant('child'), index: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ kind: fc.constantFrom('left', 'right', 'body', 'at') }),
    fc.record({ kind: constant('arguments'), args: fc.array(e, { minLength: 1, maxLength: 2 }) }),
  );
  const name = fc.record({
    kind: constant('name'),
    name: constant('lbl'),
    args: fc.array(e, { maxLength: 1 }),
  });
  return fc
    .tuple(step, fc.array(fc.oneof(step, name), { maxLength: 2 }))
    .map(([first, rest]) => [first, ...rest]);
}

function parameters(...names: string[]): Declaration[] {
  return names.map((name) => ({ name, arity: 0, span }));
}

function definition(
  e: fc.Arbitrary<Expression>,
  bounds: fc.Arbitrary<Bound[]>,
): fc.Arbitrary<Unit> {
  const local = false;
  return fc.oneof(
    fc
      .tuple(declarations, e)
      .map(([head, body]): Unit => ({ kind: 'operator', ...head, body, local, span })),
    fc.tuple(identifier, bounds, e).map(
      ([name, all, body]): Unit => ({
        kind: 'functionDefinition',
        name,
        bounds: all,
        body,
        local,
        span,
      }),
    ),
    constant<Unit>({ kind: 'recursive', declarations: [{ name: 'F', arity: 1, span }], span }),
    fc.tuple(identifier, e).map(([name, value]): Unit => {
      const module = { name: 'M', span };
      const instance = {
        kind: 'instance' as const,
        module,
        substitutions: [{ name, value }],
        span,
      };
      return { kind: 'moduleDefinition', name, parameters: [], instance, local, span };
    }),
  );
}
