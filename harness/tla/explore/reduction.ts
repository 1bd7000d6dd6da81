/**
 * VIEW and SYMMETRY: two states count as one when their views are equal, or when a permutation of model values makes one
 * of the other. Each state keeps its own codes and is compared by a key, so every step of a trace is a step that the
 * specification can really take; nothing is ever un-permuted.
 */
import { compileProgram, type Entry } from '../compile/program.ts';
import { EvaluationError } from '../diagnostic.ts';
import type { Specification } from '../specification.ts';
import { elementsOf } from '../values/sets.ts';
import {
  argumentAt,
  codeOf,
  compare,
  imagesOf,
  intern,
  isFunction,
  type ModelValue,
  makeFunction,
  makeRecord,
  makeSet,
  makeTuple,
  Tag,
  type Value,
  valueOfCode,
} from '../values/value.ts';
import { StateTable } from './state-table.ts';

/** The codes by which a state is compared. The array may be one that the next call overwrites. */
export type Key = (codes: Int32Array) => Int32Array;

/** A table whose rows are states, and where a state is known by its key. */
export class ReducedTable extends StateTable {
  private readonly keys: StateTable;
  private readonly key: Key;

  constructor(width: number, keyWidth: number, key: Key) {
    super(width);
    this.keys = new StateTable(keyWidth);
    this.key = key;
  }

  override get bytes(): number {
    return super.bytes + this.keys.bytes;
  }

  override find(codes: Int32Array): number {
    return this.keys.find(this.key(codes));
  }

  override add(codes: Int32Array): boolean {
    if (!this.keys.add(this.key(codes))) return false;
    this.append(codes);
    return true;
  }
}

/** The table that a specification's search needs. Throws EvaluationError when SYMMETRY is no set of permutations. */
export function tableFor(spec: Specification): StateTable {
  const width = spec.variables.length;
  const orbit =
    spec.symmetry === undefined
      ? undefined
      : smallest(permutationsOf(spec), width, spec.view !== undefined);
  if (spec.view === undefined)
    return orbit === undefined ? new StateTable(width) : new ReducedTable(width, width, orbit);
  const view = viewOf(spec);
  return new ReducedTable(width, 1, orbit === undefined ? view : (codes) => view(orbit(codes)));
}

function viewOf(spec: Specification): Key {
  const entry: Entry = {
    kind: 'value',
    expr: (spec.view as NonNullable<Specification['view']>).expr,
    reading: 'next',
    parameters: [],
  };
  const program = compileProgram([entry], spec.variables);
  const key = new Int32Array(1);
  return (codes) => {
    program.loadNext(codes, 0);
    key[0] = codeOf((program.entries[0] as () => Value)());
    return key;
  };
}

// ---------------------------------------------------------------------------------------------------------------------
// Symmetry

type Permutation = ReadonlyMap<ModelValue, ModelValue>;

/** The whole group that the SYMMETRY set generates, without the identity, as TLC takes it. */
function permutationsOf(spec: Specification): readonly Permutation[] {
  const { expr, name } = spec.symmetry as NonNullable<Specification['symmetry']>;
  const entry: Entry = { kind: 'value', expr, reading: 'current', parameters: [] };
  const value = (compileProgram([entry], spec.variables).entries[0] as () => Value)();
  const generators = elementsOf(value).map((each) => permutation(intern(each), name));
  const group = new Map<string, Permutation>();
  const waiting: Permutation[] = [...generators];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const moved: Permutation = new Map([...next].filter(([from, to]) => from !== to));
    const key = [...moved]
      .map(([from, to]) => `${codeOf(from)}>${codeOf(to)}`)
      .sort()
      .join();
    if (key === '' || group.has(key)) continue;
    group.set(key, moved);
    for (const generator of generators) waiting.push(composed(moved, generator));
  }
  return [...group.values()];
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

/**
 * The smallest of a state's images under the group. Any total order makes the same classes; codes are quickest. Only a
 * VIEW that tells images of one state apart could see which one it is: then the order is the order of values, as TLC's.
 */
function smallest(group: readonly Permutation[], width: number, ofValues: boolean): Key {
  const images = group.map(() => new Map<number, number>());
  const rank = ofValues
    ? (a: number, b: number): number => compare(valueOfCode(a), valueOfCode(b))
    : (a: number, b: number): number => a - b;
  let best = new Int32Array(width);
  let image = new Int32Array(width);
  return (codes) => {
    best.set(codes);
    for (const [i, each] of group.entries()) {
      const known = images[i] as Map<number, number>;
      let order = 0;
      for (let j = 0; j < width; j++) {
        image[j] = imageOf(codes[j] as number, each, known);
        if (order === 0) order = rank(image[j] as number, best[j] as number);
        if (order > 0) break;
      }
      if (order < 0) [best, image] = [image, best];
    }
    return best;
  };
}

function imageOf(code: number, each: Permutation, known: Map<number, number>): number {
  let image = known.get(code);
  if (image === undefined) {
    image = codeOf(permuted(valueOfCode(code), each));
    known.set(code, image);
  }
  return image;
}

function permuted(value: Value, each: Permutation): Value {
  if (typeof value !== 'object') return value;
  const inside = (item: Value): Value => permuted(item, each);
  switch (value.tag) {
    case Tag.model:
      return each.get(value) ?? value;
    case Tag.set:
      return intern(makeSet(value.items.map(inside)));
    case Tag.tuple:
      return intern(makeTuple(value.items.map(inside)));
    case Tag.record:
      return intern(makeRecord(value.shape.names, value.values.map(inside)));
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

function permutedFunction(arguments_: readonly Value[], images: readonly Value[]): Value {
  const domain = makeSet(arguments_);
  const imageAt = new Map(arguments_.map((argument, i) => [codeOf(argument), images[i] as Value]));
  return intern(
    makeFunction(
      domain,
      domain.items.map((item) => imageAt.get(codeOf(item)) as Value),
    ),
  );
}
