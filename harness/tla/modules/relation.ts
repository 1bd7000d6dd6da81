/**
 * The community module Relation: a relation over S is a function from pairs to Booleans, or, in the operators whose name
 * ends in `Under`, an operator of two arguments.
 */
import { applyFunction, functionOfMany } from '../values/functions.ts';
import { elementsOf } from '../values/membership.ts';
import { Tuple, type Value } from '../values/value.ts';
import {
  asBoolean,
  binary,
  higherOrder,
  type Native,
  type NativeModule,
  type Operator,
} from './native.ts';

/** A relation over a list of elements, by their positions. */
interface Matrix {
  readonly items: readonly Value[];
  readonly related: (i: number, j: number) => boolean;
}

type Test = (matrix: Matrix) => boolean;

function matrixOf(S: Value, name: string, relation: (x: Value, y: Value) => Value): Matrix {
  const items = elementsOf(S);
  const related = (i: number, j: number) =>
    asBoolean(relation(items[i] as Value, items[j] as Value), name, 'first argument');
  return { items, related };
}

const everyOne = ({ items }: Matrix, test: (i: number) => boolean) =>
  items.every((_, i) => test(i));

const everyPair = ({ items }: Matrix, test: (i: number, j: number) => boolean) =>
  items.every((_, i) => items.every((__, j) => test(i, j)));

const isReflexive: Test = (m) => everyOne(m, (i) => m.related(i, i));
const isIrreflexive: Test = (m) => everyOne(m, (i) => !m.related(i, i));
const isSymmetric: Test = (m) => everyPair(m, (i, j) => m.related(i, j) === m.related(j, i));
const isAntiSymmetric: Test = (m) =>
  everyPair(m, (i, j) => i === j || !(m.related(i, j) && m.related(j, i)));
const isAsymmetric: Test = (m) => everyPair(m, (i, j) => !(m.related(i, j) && m.related(j, i)));
const isTransitive: Test = (m) =>
  everyPair(
    m,
    (i, j) => !m.related(i, j) || everyOne(m, (k) => !m.related(j, k) || m.related(i, k)),
  );
const isPartialOrder: Test = (m) => isReflexive(m) && isAntiSymmetric(m) && isTransitive(m);
const isStrictPartialOrder: Test = (m) => isIrreflexive(m) && isAntiSymmetric(m) && isTransitive(m);
const isTotal: Test = (m) => everyPair(m, (i, j) => i === j || m.related(i, j) || m.related(j, i));

const tests: Readonly<Record<string, Test>> = {
  IsReflexive: isReflexive,
  IsIrreflexive: isIrreflexive,
  IsSymmetric: isSymmetric,
  IsAntiSymmetric: isAntiSymmetric,
  IsAsymmetric: isAsymmetric,
  IsTransitive: isTransitive,
  IsStrictlyPartiallyOrdered: isStrictPartialOrder,
  IsPartiallyOrdered: isPartialOrder,
  IsStrictlyTotallyOrdered: (m) => isStrictPartialOrder(m) && isTotal(m),
  IsTotallyOrdered: (m) => isPartialOrder(m) && isTotal(m),
};

function pairwise(R: Value): (x: Value, y: Value) => Value {
  return (x, y) => applyFunction(R, new Tuple([x, y]));
}

/** Which element leads to which in one step or more: Warshall's algorithm. */
export function closureOf({ items, related }: Matrix): boolean[][] {
  const reached = items.map((_, i) => items.map((__, j) => related(i, j)));
  for (const [k, throughK] of reached.entries()) {
    for (const row of reached) {
      if (row[k]) for (const [j, reaches] of throughK.entries()) if (reaches) row[j] = true;
    }
  }
  return reached;
}

function asFunctionOn(S: Value, related: (i: number, j: number) => boolean): Value {
  const positions = new Map(elementsOf(S).map((item, i) => [item, i]));
  return functionOfMany([S, S], (x, y) =>
    related(positions.get(x as Value) as number, positions.get(y as Value) as number),
  );
}

function transitiveClosure(R: Value, S: Value): Value {
  const reached = closureOf(matrixOf(S, 'TransitiveClosure', pairwise(R)));
  return asFunctionOn(S, (i, j) => reached[i]?.[j] ?? false);
}

function reflexiveTransitiveClosure(R: Value, S: Value): Value {
  const reached = closureOf(matrixOf(S, 'ReflexiveTransitiveClosure', pairwise(R)));
  return asFunctionOn(S, (i, j) => i === j || (reached[i]?.[j] ?? false));
}

function isConnected(R: Value, S: Value): boolean {
  const reached = closureOf(matrixOf(S, 'IsConnected', pairwise(R)));
  return reached.every((row, i) => row.every((reaches, j) => reaches || i === j));
}

const operators: Record<string, Native> = {
  TransitiveClosure: binary(transitiveClosure),
  ReflexiveTransitiveClosure: binary(reflexiveTransitiveClosure),
  IsConnected: binary(isConnected),
};
for (const [name, test] of Object.entries(tests)) {
  operators[name] = binary((R, S) => test(matrixOf(S, name, pairwise(R))));
  operators[`${name}Under`] = higherOrder([2, 0], (op: Operator, S: Value) =>
    test(matrixOf(S, `${name}Under`, op)),
  );
}

export const relation: NativeModule = {
  name: 'Relation',
  extends: ['Naturals', 'FiniteSets'],
  operators,
};
