/**
 * Permutations of model values, as SYMMETRY names them: the group that they generate, and what one of them makes of a
 * value.
 */
import type { Entry } from '../compile/entry.ts';
import { compileProgram } from '../compile/program.ts';
import { EvaluationError } from '../diagnostic.ts';
import type { Specification } from '../specification.ts';
import { codeOf, intern, valueOfCode } from '../values/intern.ts';
import { makeFunction, makeRecord, makeSet, makeTuple } from '../values/make.ts';
import { elementsOf } from '../values/sets.ts';
import {
  argumentAt,
  imagesOf,
  isFunction,
  type ModelValue,
  Tag,
  type Value,
} from '../values/value.ts';

export type Permutation = ReadonlyMap<ModelValue, ModelValue>;

/**
 * The permutations of the SYMMETRY set, as they stand there; none if TLC would not use them. It takes a set that has no more
 * elements than its operator has arguments for a mistake, such as Permutations of one value, and so it passes over each
 * set that is listed, `{f, g}`. Throws EvaluationError.
 */
export function permutationsOf(spec: Specification): readonly Permutation[] {
  const { expr, name } = spec.symmetry as NonNullable<Specification['symmetry']>;
  const entry: Entry = { kind: 'value', expr, reading: 'current', parameters: [] };
  const value = (compileProgram([entry], spec.variables).entries[0] as () => Value)();
  const permutations = elementsOf(value).map((each) => permutation(intern(each), name));
  const body = expr.kind === 'call' ? expr.definition.body() : expr;
  return body.kind === 'set' || permutations.length === 1 ? [] : permutations;
}

/** The whole group that they generate, without the identity, as TLC takes it. */
export function groupOf(permutations: readonly Permutation[]): readonly Permutation[] {
  let group: ReadonlyMap<string, Permutation> = new Map();
  const chosen: Permutation[] = [];
  // Few of them generate the rest.
  for (const each of permutations) {
    const key = keyOf(each);
    if (key === '' || group.has(key)) continue;
    chosen.push(each);
    group = generated(chosen);
  }
  return [...group.values()];
}

/**
 * Sets of model values such that the permutations generate exactly all of those that keep each set; undefined if there are
 * none. Transpositions along a connected graph generate all permutations of its nodes.
 */
export function symmetricSets(
  permutations: readonly Permutation[],
): readonly (readonly ModelValue[])[] | undefined {
  const homes = new Map<ModelValue, ModelValue[]>();
  const homeOf = (item: ModelValue): ModelValue[] => homes.get(item) ?? [item];
  const moves = permutations.map((each) => [...each].filter(([from, to]) => from !== to));
  for (const [first, second, ...more] of moves) {
    if (first === undefined || second === undefined || more.length > 0) continue;
    const [one, other] = [homeOf(first[0]), homeOf(second[0])];
    if (one === other) continue;
    const joined = [...one, ...other];
    for (const item of joined) homes.set(item, joined);
  }
  const isKept = moves.every((each) => each.every(([from, to]) => homeOf(from) === homes.get(to)));
  return isKept ? [...new Set(homes.values())] : undefined;
}

function generated(generators: readonly Permutation[]): ReadonlyMap<string, Permutation> {
  const group = new Map<string, Permutation>();
  const waiting = [...generators];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const key = keyOf(next);
    if (key === '' || group.has(key)) continue;
    group.set(key, next);
    for (const generator of generators) waiting.push(composed(next, generator));
  }
  return group;
}

/** Empty for the identity. */
function keyOf(each: Permutation): string {
  const moves = [...each].filter(([from, to]) => from !== to);
  return moves
    .map(([from, to]) => `${codeOf(from)}>${codeOf(to)}`)
    .sort()
    .join();
}

function permutation(value: Value, name: string): Permutation {
  const fail = (): never => {
    throw new EvaluationError(`SYMMETRY ${name} is not a set of permutations of model values`);
  };
  if (!isFunction(value)) return fail();
  const isModel = (item: Value): item is ModelValue =>
    typeof item === 'object' && item.tag === Tag.model;
  const pairs = imagesOf(value).map((image, i): [ModelValue, ModelValue] => {
    const argument = argumentAt(value, i);
    return isModel(argument) && isModel(image) ? [argument, image] : fail();
  });
  const result = new Map(pairs);
  const images = new Set(result.values());
  return images.size === result.size && [...images].every((image) => result.has(image))
    ? result
    : fail();
}

function composed(first: Permutation, second: Permutation): Permutation {
  const result = new Map<ModelValue, ModelValue>();
  for (const from of [...first.keys(), ...second.keys()]) {
    const through = first.get(from) ?? from;
    result.set(from, second.get(through) ?? through);
  }
  return result;
}

/** What a permutation makes of values, by codes; each is computed once. */
export class Images {
  private readonly known = new Map<number, number>();
  private readonly each: Permutation;

  constructor(each: Permutation) {
    this.each = each;
  }

  of(code: number): number {
    // Integers are odd.
    if ((code & 1) === 1) return code;
    let image = this.known.get(code);
    if (image === undefined) {
      image = codeOf(this.permuted(valueOfCode(code)));
      this.known.set(code, image);
    }
    return image;
  }

  private readonly inside = (item: Value): Value => valueOfCode(this.of(codeOf(item)));

  private permuted(value: Value): Value {
    if (typeof value !== 'object') return value;
    const { inside } = this;
    switch (value.tag) {
      case Tag.model:
        return this.each.get(value) ?? value;
      case Tag.set:
        return makeSet(value.items.map(inside));
      case Tag.tuple:
        return makeTuple(value.items.map(inside));
      case Tag.record:
        return makeRecord(value.shape.names, value.values.map(inside));
      case Tag.func:
        return permutedFunction(value.domain.items.map(inside), value.values.map(inside));
      case Tag.lazySet:
        return value.size() === Number.POSITIVE_INFINITY ? value : inside(intern(value.force()));
      case Tag.lazyFunction:
        return value.isInfinite() ? value : inside(intern(value.force()));
      case Tag.str:
        return value;
    }
  }
}

function permutedFunction(arguments_: readonly Value[], images: readonly Value[]): Value {
  const domain = makeSet(arguments_);
  const imageAt = new Map(arguments_.map((argument, i) => [codeOf(argument), images[i] as Value]));
  return makeFunction(
    domain,
    domain.items.map((item) => imageAt.get(codeOf(item)) as Value),
  );
}
