/** The community module Functions. */
import { EvaluationError } from '../diagnostic.ts';
import { equal } from '../values/equality.ts';
import { applyFunction, asFunction, domainOf, makeFunctionFrom } from '../values/functions.ts';
import { makeSet } from '../values/make.ts';
import { asSet, elementsOf, sizeOf } from '../values/membership.ts';
import { add } from '../values/numbers.ts';
import { show } from '../values/print.ts';
import { filter, functionSet, intersect, subsetEq } from '../values/sets.ts';
import { imagesOf, type Value } from '../values/value.ts';
import { foldRight } from './folds.ts';
import {
  asBoolean,
  binary,
  higherOrder,
  type NativeModule,
  type Operator,
  ternary,
  unary,
  wrongArgument,
} from './native.ts';

function restrict(f: Value, S: Value): Value {
  return makeFunctionFrom(S, (x) => applyFunction(f, x));
}

function isRestriction(narrow: Value, wide: Value): boolean {
  const common = domainOf(narrow);
  if (!subsetEq(common, domainOf(wide))) return false;
  return elementsOf(common).every((x) => equal(applyFunction(narrow, x), applyFunction(wide, x)));
}

function images(f: Value, operator: string): readonly Value[] {
  const finite = asFunction(f);
  if (finite === undefined) throw wrongArgument('argument', operator, 'a function', f);
  return imagesOf(finite);
}

/** `Range(f)`. */
export function rangeOf(f: Value): Value {
  return makeSet(images(f, 'Range'));
}

function isInjective(f: Value): boolean {
  const all = images(f, 'IsInjective');
  return sizeOf(makeSet(all)) === all.length;
}

/** For each t, the first s that f maps to t; the first s at all where t is outside the range. */
function inverse(f: Value, S: Value, T: Value): Value {
  const range = rangeOf(f);
  return makeFunctionFrom(T, (t) => {
    const outside = !elementsOf(range).some((x) => equal(x, t));
    for (const s of elementsOf(S)) if (outside || equal(applyFunction(f, s), t)) return s;
    throw new EvaluationError(`Inverse: no element of\n${show(S)}\nis mapped to\n${show(t)}`);
  });
}

function injections(S: Value, T: Value): Value {
  return filter(functionSet(S, T), isInjective);
}

function surjections(S: Value, T: Value): Value {
  return filter(functionSet(S, T), (f) => sizeOf(intersect(rangeOf(f), T)) === sizeOf(T));
}

function foldOnSet(op: Operator, base: Value, f: Value, indices: Value): Value {
  return foldRight(
    op,
    elementsOf(indices).map((i) => applyFunction(f, i)),
    base,
  );
}

function sumOnSet(f: Value, indices: Value): number {
  return elementsOf(indices).reduce((sum: number, i) => add(applyFunction(f, i), sum), 0);
}

export const functions: NativeModule = {
  name: 'Functions',
  extends: ['Integers', 'Folds'],
  operators: {
    Restrict: binary(restrict),
    RestrictDomain: higherOrder([0, 1], (f: Value, test: Operator) =>
      restrict(
        f,
        filter(domainOf(f), (x) => asBoolean(test(x), 'RestrictDomain')),
      ),
    ),
    RestrictValues: higherOrder([0, 1], (f: Value, test: Operator) =>
      restrict(
        f,
        filter(domainOf(f), (x) => asBoolean(test(applyFunction(f, x)), 'RestrictValues')),
      ),
    ),
    IsRestriction: binary(isRestriction),
    Range: unary(rangeOf),
    Pointwise: higherOrder([0, 0, 2], (f: Value, g: Value, op: Operator) =>
      makeFunctionFrom(domainOf(f), (x) => op(applyFunction(f, x), applyFunction(g, x))),
    ),
    Inverse: ternary(inverse),
    AntiFunction: unary((f) => inverse(f, domainOf(f), rangeOf(f))),
    IsInjective: unary(isInjective),
    Injection: binary(injections),
    Surjection: binary(surjections),
    Bijection: binary((S, T) => filter(injections(S, T), (f) => sizeOf(rangeOf(f)) === sizeOf(T))),
    ExistsInjection: binary((S, T) => sizeOf(asSet(S)) <= sizeOf(asSet(T))),
    ExistsSurjection: binary(
      (S, T) => sizeOf(S) >= sizeOf(T) && (sizeOf(T) > 0 || sizeOf(S) === 0),
    ),
    ExistsBijection: binary((S, T) => sizeOf(S) === sizeOf(T)),
    FoldFunctionOnSet: higherOrder([2, 0, 0, 0], foldOnSet),
    FoldFunction: higherOrder([2, 0, 0], (op: Operator, base: Value, f: Value) =>
      foldOnSet(op, base, f, domainOf(f)),
    ),
    SumFunctionOnSet: binary(sumOnSet),
    SumFunction: unary((f) => sumOnSet(f, domainOf(f))),
  },
};
