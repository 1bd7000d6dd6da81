/**
 * Functions, tuples and records: application, DOMAIN, EXCEPT, and construction from a rule. A tuple is indexed, a record
 * is searched by name, any other function by the position of the argument in its domain. A function of several
 * arguments takes one tuple.
 */
import { EvaluationError } from '../diagnostic.ts';
import { withImage } from './changed.ts';
import { Rule } from './described.ts';
import { intern, lookup } from './intern.ts';
import { Interval } from './lazy-set.ts';
import { emptySet, emptyTuple, makeFunction, makeTuple, sortedSet } from './make.ts';
import { elementsOf, isSet, member, positionIn } from './membership.ts';
import { interval } from './numbers.ts';
import { quote, show } from './print.ts';
import { product } from './sets.ts';
import {
  type Func,
  type FunctionValue,
  kindOf,
  type LazyFunction,
  type LazySet,
  type SetValue,
  type Shape,
  type Str,
  Tag,
  type Tuple,
  type Value,
} from './value.ts';

/** `f[x]`. */
export function applyFunction(f: Value, x: Value): Value {
  if (typeof f === 'object') {
    switch (f.tag) {
      case Tag.tuple: {
        const image = typeof x === 'number' ? f.items[x - 1] : undefined;
        if (image !== undefined) return image;
        break;
      }
      case Tag.record: {
        const { names } = f.shape;
        for (let i = 0; i < names.length; i++) if (names[i] === x) return f.values[i] as Value;
        break;
      }
      case Tag.func: {
        const argument = typeof x === 'object' && x.id === 0 ? lookup(x) : x;
        const position = argument === undefined ? -1 : positionIn(f.domain, argument);
        if (position >= 0) return f.values[position] as Value;
        if (argument === undefined) member(x, f.domain);
        break;
      }
      case Tag.lazyFunction:
        if (member(x, f.domain)) return f.at(intern(x));
        break;
      default:
    }
  }
  throw cannotApply(f, x);
}

function cannotApply(f: Value, x: Value): EvaluationError {
  if (typeof f === 'object') {
    if (f.tag === Tag.tuple) {
      if (typeof x !== 'number')
        return new EvaluationError('Attempted to apply tuple to a non-integer argument.');
      return new EvaluationError(
        `Attempted to apply tuple\n${show(f)}\nto integer ${x} which is out of domain.`,
      );
    }
    if (f.tag === Tag.record) {
      if (typeof x !== 'object' || x.tag !== Tag.str) {
        return new EvaluationError(`Attempted to apply record to a non-string value ${show(x)}.`);
      }
      return new EvaluationError(
        `Attempted to apply the record\n${show(f)}\nto nonexistent record field ${x.text}.`,
      );
    }
    if (f.tag === Tag.func || f.tag === Tag.lazyFunction) {
      return new EvaluationError(
        `In applying the function\n${show(f)},\nthe first argument is:\n${show(x)}\nwhich is not in its domain.`,
      );
    }
  }
  return new EvaluationError(`A non-function (${kindWithArticle(f)}) was applied as a function.`);
}

function kindWithArticle(value: Value): string {
  const kind = kindOf(value);
  return `${'aeiou'.includes(kind[0] as string) ? 'an' : 'a'} ${kind}`;
}

/** `r.name`. */
export function fieldOf(r: Value, name: Str): Value {
  if (typeof r === 'object') {
    if (r.tag === Tag.record) {
      const { names } = r.shape;
      for (let i = 0; i < names.length; i++) if (names[i] === name) return r.values[i] as Value;
      throw new EvaluationError(
        `Attempted to select nonexistent field ${quote(name.text)} from the record\n${show(r)}`,
      );
    }
    if (r.tag === Tag.tuple || r.tag === Tag.func || r.tag === Tag.lazyFunction)
      return applyFunction(r, name);
  }
  throw new EvaluationError(
    `Attempted to select field ${quote(name.text)} from a non-record value ${show(r)}`,
  );
}

/** `DOMAIN f`. */
export function domainOf(f: Value): SetValue | LazySet {
  if (typeof f === 'object') {
    switch (f.tag) {
      case Tag.tuple:
        return f.items.length === 0 ? emptySet : interval(1, f.items.length);
      case Tag.record:
        return domainOfShape(f.shape);
      case Tag.func:
        return f.domain;
      case Tag.lazyFunction:
        // TLC computes all images of a function over a listed set or an interval when it is asked for its domain.
        if (f.domain.tag === Tag.set || f.domain instanceof Interval) f.force();
        return f.domain;
      default:
    }
  }
  throw new EvaluationError(
    `Attempted to apply the operator DOMAIN to a non-function\n(${kindWithArticle(f)})`,
  );
}

/** The names of a record's fields, interned. */
export function domainOfShape(shape: Shape): SetValue {
  shape.domain ??= intern(sortedSet(shape.names)) as SetValue;
  return shape.domain;
}

/**
 * `[f EXCEPT ![x] = ...]`, where `update` computes the new image from the old one, which is `@`. As in TLC, an argument
 * outside the domain leaves f as it is, and `update` is not called.
 */
export function except(f: Value, x: Value, update: (old: Value) => Value): Value {
  if (typeof f === 'object') {
    switch (f.tag) {
      case Tag.tuple: {
        // The empty function is a function like others: whatever x is, it is not in its domain.
        if (f.items.length === 0) return f;
        if (typeof x !== 'number') {
          throw new EvaluationError(
            `Attempted to apply tuple to a non-integer argument ${show(x)}.`,
          );
        }
        const old = f.items[x - 1];
        if (old === undefined) return f;
        const image = intern(update(old));
        return image === old ? f : withImage(f, x - 1, image);
      }
      case Tag.record: {
        if (typeof x !== 'object' || x.tag !== Tag.str) {
          throw new EvaluationError(
            `Attempted to apply record to a non-string argument ${show(x)}.`,
          );
        }
        return exceptField(f, x, update);
      }
      case Tag.func:
        return exceptFunc(f, x, update);
      case Tag.lazyFunction: {
        if (!member(x, f.domain)) return f;
        const argument = intern(x);
        return f.except(argument, intern(update(f.at(argument))));
      }
      default:
    }
  }
  throw new EvaluationError(`Attempted to apply EXCEPT construct to the value ${show(f)}.`);
}

function exceptFunc(f: Func, x: Value, update: (old: Value) => Value): Value {
  const argument = lookup(x);
  if (argument === undefined) {
    member(x, f.domain);
    return f;
  }
  const position = positionIn(f.domain, argument);
  if (position < 0) return f;
  const old = f.values[position] as Value;
  const image = intern(update(old));
  return image === old ? f : withImage(f, position, image);
}

/** `[r EXCEPT !.name = ...]`. */
export function exceptField(r: Value, name: Str, update: (old: Value) => Value): Value {
  if (typeof r !== 'object' || r.tag !== Tag.record) return except(r, name, update);
  const position = r.shape.names.indexOf(name);
  if (position < 0) return r;
  const old = r.values[position] as Value;
  const image = intern(update(old));
  return image === old ? r : withImage(r, position, image);
}

/** `[x \in S |-> rule(x)]`: evaluated now for a finite S, and where it is applied for an infinite one. */
export function makeFunctionFrom(domain: Value, rule: (x: Value) => Value): Value {
  if (typeof domain === 'object') {
    if (domain.tag === Tag.set) {
      return domain.items.length === 0 ? emptyTuple : makeFunction(domain, domain.items.map(rule));
    }
    if (domain instanceof Interval) return functionOnInterval(domain, rule);
    if (domain.tag === Tag.lazySet) {
      return domain.size() === Infinity
        ? new Rule(domain, rule)
        : makeFunctionFrom(domain.force(), rule);
    }
  }
  throw new EvaluationError(
    `The domain of a function must be a set, but instead it is:\n${show(domain)}`,
  );
}

function functionOnInterval(domain: Interval, rule: (x: Value) => Value): Value {
  const { low, high } = domain;
  const images: Value[] = [];
  for (let i = low; i <= high; i++) images.push(rule(i));
  return low === 1 ? makeTuple(images) : makeFunction(domain.force(), images);
}

/**
 * `[x \in S, y \in T |-> rule(x, y)]`. The rule is called in TLC's order, the first bound fastest; the domain of the
 * function is sorted like any other.
 */
export function functionOfMany(
  sets: readonly Value[],
  rule: (...arguments_: Value[]) => Value,
): Value {
  const domain = product(sets);
  if (!sets.every(isSet) || domain.size() === Infinity) {
    return new Rule(domain, (x) => rule(...(x as Tuple).items));
  }
  const lists = sets.map(elementsOf);
  const size = domain.size();
  const images = new Array<Value>(size);
  const strides = stridesOf(lists);
  for (let count = 0; count < size; count++) {
    let rest = count;
    let position = 0;
    const chosen = lists.map((list, i) => {
      const digit = rest % list.length;
      rest = (rest - digit) / list.length;
      position += digit * (strides[i] as number);
      return list[digit] as Value;
    });
    images[position] = rule(...chosen);
  }
  return makeFunction(domain.force(), images);
}

/** How far apart two neighbours in one coordinate are in the sorted product, where the last coordinate is fastest. */
function stridesOf(lists: readonly (readonly Value[])[]): number[] {
  const strides = lists.map(() => 1);
  for (let i = lists.length - 2; i >= 0; i--) {
    strides[i] = (strides[i + 1] as number) * (lists[i + 1] as readonly Value[]).length;
  }
  return strides;
}

/** `f[x \in S] == rule(x)` where the rule may apply f itself: always evaluated where it is applied. */
export function recursiveFunction(
  domain: Value,
  rule: (self: LazyFunction, x: Value) => Value,
): LazyFunction {
  if (!isSet(domain)) {
    throw new EvaluationError(
      `The domain of a function must be a set, but instead it is:\n${show(domain)}`,
    );
  }
  const self: LazyFunction = new Rule(domain, (x) => rule(self, x));
  return self;
}

/** The value as a sequence if it is one: functions with domain 1..n are tuples whatever they were made from. */
export function asSequence(value: Value): Tuple | undefined {
  if (typeof value !== 'object') return undefined;
  if (value.tag === Tag.tuple) return value;
  if (value.tag !== Tag.lazyFunction) return undefined;
  const forced = value.force();
  return typeof forced === 'object' && forced.tag === Tag.tuple ? forced : undefined;
}

/** The value as a function with a finite domain, if it is one. */
export function asFunction(value: Value): FunctionValue | undefined {
  if (typeof value !== 'object') return undefined;
  if (value.tag === Tag.tuple || value.tag === Tag.record || value.tag === Tag.func) return value;
  return value.tag === Tag.lazyFunction ? (value.force() as FunctionValue) : undefined;
}
