/**
 * Plain data to values and back: array <-> tuple, Set <-> set, Map <-> function, object <-> record. What is converted is
 * taken to be immutable and remembered by identity, separately for each vocabulary, so that in a history only the parts
 * of a world that a step has replaced are converted again. Nothing is guessed: what has no value is a FormatError.
 */
import { EvaluationError, FormatError } from '../diagnostic.ts';
import { intern, type Vocabulary, vocabularyInUse } from './intern.ts';
import { findModelValue, makeFunction, makeSet, makeTuple, str } from './make.ts';
import {
  Func,
  LazyFunction,
  LazySet,
  ModelValue,
  Rec,
  SetValue,
  Str,
  Tag,
  Tuple,
  type Value,
} from './value.ts';

/** What has been converted under one vocabulary. */
interface Memory {
  readonly values: WeakMap<object, Value>;
  /** Names of records that have been seen, by their keys in the order of the object. */
  readonly names: Map<string, SortedNames>;
  /** The same for maps by strings. */
  readonly domains: Map<string, NamedDomain>;
}

interface NamedDomain {
  readonly domain: SetValue;
  /** The index among the keys for each item of the domain. */
  readonly order: readonly number[];
}

interface SortedNames {
  readonly domain: SetValue;
  /** The key for each name of the domain. */
  readonly keys: readonly string[];
}

const memories = new WeakMap<Vocabulary, Memory>();
const emptyMemory = (): Memory => ({ values: new WeakMap(), names: new Map(), domains: new Map() });
let memory: Memory = emptyMemory();
let memoryOf: Vocabulary | undefined;

function currentMemory(): Memory {
  const vocabulary = vocabularyInUse();
  if (memoryOf !== vocabulary) {
    memory = memories.get(vocabulary) ?? emptyMemory();
    memories.set(vocabulary, memory);
    memoryOf = vocabulary;
  }
  return memory;
}

/**
 * Plain data as an interned value. A string becomes the model value of that name if the vocabulary in use has one, else
 * a string. Throws FormatError with the path to the part that cannot be converted, such as `.log[2].term: undefined`.
 */
export function fromPlain(plain: unknown): Value {
  if (typeof plain === 'string') return findModelValue(plain) ?? str(plain);
  const { values } = currentMemory();
  try {
    return convert(plain, values);
  } catch (error) {
    if (!(error instanceof TypeError) && !(error instanceof EvaluationError)) throw error;
    throw new FormatError(locate(plain, values) ?? error.message);
  }
}

function convert(plain: unknown, values: WeakMap<object, Value>): Value {
  switch (typeof plain) {
    case 'number':
      if (Number.isSafeInteger(plain)) return plain + 0;
      break;
    case 'boolean':
      return plain;
    case 'string':
      return findModelValue(plain) ?? str(plain);
    case 'bigint': {
      const integer = Number(plain);
      if (Number.isSafeInteger(integer)) return integer;
      break;
    }
    case 'object': {
      if (plain === null) break;
      const known = values.get(plain);
      if (known !== undefined) return known;
      const value = intern(convertObject(plain, values));
      values.set(plain, value);
      return value;
    }
    default:
  }
  throw new FormatError(unconvertible(plain));
}

function unconvertible(plain: unknown): string {
  if (typeof plain === 'function') return 'a function of JavaScript has no TLA+ value';
  if (typeof plain === 'object' && plain !== null) {
    return `an instance of ${Object.getPrototypeOf(plain)?.constructor?.name} has no TLA+ value`;
  }
  return `${String(plain)} has no TLA+ value`;
}

function convertObject(plain: object, values: WeakMap<object, Value>): Value {
  if (Array.isArray(plain)) return makeTuple(Array.from(plain, (item) => convert(item, values)));
  const prototype = Object.getPrototypeOf(plain);
  if (prototype === Object.prototype || prototype === null) {
    return convertRecord(plain as Record<string, unknown>, values);
  }
  if (plain instanceof Map) return convertMap(plain, values);
  if (plain instanceof Set) return makeSet(Array.from(plain, (item) => convert(item, values)));
  if (isValueObject(plain)) return plain;
  throw new FormatError(unconvertible(plain));
}

function isValueObject(plain: object): plain is Exclude<Value, number | boolean> {
  return [Str, ModelValue, SetValue, Tuple, Rec, Func, LazySet, LazyFunction].some(
    (kind) => plain instanceof kind,
  );
}

function convertRecord(plain: Record<string, unknown>, values: WeakMap<object, Value>): Value {
  const keys = Object.keys(plain);
  const { names } = memory;
  const together = keys.join('\0');
  let sorted = names.get(together);
  if (sorted === undefined) {
    const domain = intern(makeSet(keys.map(str))) as SetValue;
    sorted = { domain, keys: domain.items.map((name) => (name as Str).text) };
    names.set(together, sorted);
  }
  return makeFunction(
    sorted.domain,
    sorted.keys.map((key) => convert(plain[key], values)),
  );
}

function convertMap(plain: ReadonlyMap<unknown, unknown>, values: WeakMap<object, Value>): Value {
  const keys = [...plain.keys()];
  if (keys.length > 0 && keys.every((key) => typeof key === 'string')) {
    const { domain, order } = domainOf(keys as string[]);
    const images = Array.from(plain.values(), (image) => convert(image, values));
    return makeFunction(
      domain,
      order.map((index) => images[index] as Value),
    );
  }
  const images = new Map<Value, Value>();
  for (const [key, image] of plain) images.set(convert(key, values), convert(image, values));
  if (images.size !== plain.size)
    throw new FormatError('two keys of a Map are the same TLA+ value');
  const domain = makeSet([...images.keys()]);
  return makeFunction(
    domain,
    domain.items.map((key) => images.get(key) as Value),
  );
}

/** Of a function whose arguments are named by these strings, which maps of one kind have in the same order again and again. */
function domainOf(keys: readonly string[]): NamedDomain {
  const together = keys.join('\0');
  const known = memory.domains.get(together);
  if (known !== undefined) return known;
  const named: readonly Value[] = keys.map((key) => findModelValue(key) ?? str(key));
  const domain = intern(makeSet(named)) as SetValue;
  const found = { domain, order: domain.items.map((item) => named.indexOf(item)) };
  memory.domains.set(together, found);
  return found;
}

/** The path to what is wrong, with the reason; undefined if each part can be converted and only the whole cannot. */
function locate(plain: unknown, values: WeakMap<object, Value>, path = ''): string | undefined {
  for (const [step, part] of partsOf(plain)) {
    const found = locate(part, values, `${path}${step}`);
    if (found !== undefined) return found;
  }
  try {
    convert(plain, values);
    return undefined;
  } catch (error) {
    return `${path === '' ? '' : `${path}: `}${(error as Error).message}`;
  }
}

function partsOf(plain: unknown): [step: string, part: unknown][] {
  if (Array.isArray(plain)) return Array.from(plain, (part, i) => [`[${i}]`, part]);
  if (plain instanceof Set) return Array.from(plain, (part, i) => [`{${i}}`, part]);
  if (plain instanceof Map) {
    return [...plain].flatMap(([key, image], i) => [
      [`.keys(${i})`, key],
      [`.get(${String(key)})`, image],
    ]);
  }
  if (typeof plain !== 'object' || plain === null) return [];
  const prototype = Object.getPrototypeOf(plain);
  if (prototype !== Object.prototype && prototype !== null) return [];
  return Object.entries(plain).map(([key, part]) => [`.${key}`, part]);
}

/**
 * A value as plain data: tuple to array, set to Set, record to object, any other function to Map, strings and model
 * values to strings. Throws EvaluationError for an infinite set or function.
 */
export function toPlain(value: Value): unknown {
  if (typeof value !== 'object') return value;
  switch (value.tag) {
    case Tag.str:
      return value.text;
    case Tag.model:
      return value.name;
    case Tag.set:
      return new Set(value.items.map(toPlain));
    case Tag.tuple:
      return value.items.map(toPlain);
    case Tag.record:
      return Object.fromEntries(
        value.shape.names.map((name, i) => [name.text, toPlain(value.values[i] as Value)]),
      );
    case Tag.func:
      return new Map(
        value.domain.items.map((x, i) => [toPlain(x), toPlain(value.values[i] as Value)]),
      );
    case Tag.lazySet:
    case Tag.lazyFunction:
      return toPlain(value.force());
  }
}
