/**
 * The Informal Trace Format (Apalache ADR-015), so that other tools can read our traces and we theirs. Integers are
 * written as `#bigint`, which every reader knows; sequences and tuples, which are the same in TLA+, as `#tup`.
 */
import { FormatError } from '../diagnostic.ts';
import { fromPlain } from './convert.ts';
import { intern } from './intern.ts';
import { makeFunction, makeSet, makeTuple } from './make.ts';
import { argumentAt, imagesOf, Tag, type Value } from './value.ts';

/** One value as ITF. Throws EvaluationError for an infinite set or function. */
export function toItf(value: Value): unknown {
  if (typeof value === 'number') return { '#bigint': String(value) };
  if (typeof value === 'boolean') return value;
  switch (value.tag) {
    case Tag.str:
      return value.text;
    case Tag.model:
      return value.name;
    case Tag.set:
      return { '#set': value.items.map(toItf) };
    case Tag.tuple:
      return { '#tup': value.items.map(toItf) };
    case Tag.record:
      return Object.fromEntries(
        value.shape.names.map((name, i) => [name.text, toItf(value.values[i] as Value)]),
      );
    case Tag.func:
      return {
        '#map': imagesOf(value).map((image, i) => [toItf(argumentAt(value, i)), toItf(image)]),
      };
    case Tag.lazySet:
    case Tag.lazyFunction:
      return toItf(value.force());
  }
}

/** The interned value that a piece of ITF stands for. Throws FormatError for what is not ITF. */
export function fromItf(json: unknown): Value {
  if (typeof json !== 'object' || json === null) return fromPlain(json);
  if (Array.isArray(json)) return intern(makeTuple(json.map(fromItf)));
  const tag = Object.keys(json).find((key) => key.startsWith('#'));
  const content = (json as Record<string, unknown>)[tag ?? ''];
  switch (tag) {
    case undefined:
      return recordFrom(json as Record<string, unknown>);
    case '#bigint':
      return bigIntFrom(content);
    case '#tup':
      return intern(makeTuple(listOf(content, tag).map(fromItf)));
    case '#set':
      return intern(makeSet(listOf(content, tag).map(fromItf)));
    case '#map':
      return functionFrom(listOf(content, tag));
    default:
      throw new FormatError(`ITF has no ${tag} that stands for a value`);
  }
}

function listOf(content: unknown, tag: string): unknown[] {
  if (Array.isArray(content)) return content;
  throw new FormatError(`ITF's ${tag} holds a list, not ${JSON.stringify(content)}`);
}

function bigIntFrom(content: unknown): number {
  const integer =
    typeof content === 'string' && /^-?\d+$/.test(content) ? Number(content) : Number.NaN;
  if (Number.isSafeInteger(integer)) return integer;
  throw new FormatError(`ITF's #bigint ${JSON.stringify(content)} is not an integer within 2^53`);
}

function recordFrom(json: Record<string, unknown>): Value {
  const names = Object.keys(json);
  return fromPlain(Object.fromEntries(names.map((name) => [name, fromItf(json[name])])));
}

function functionFrom(pairs: readonly unknown[]): Value {
  const images = new Map<Value, Value>();
  for (const pair of pairs) {
    const [x, image, ...rest] = listOf(pair, '#map');
    if (x === undefined || image === undefined || rest.length > 0) {
      throw new FormatError("ITF's #map holds pairs of an argument and its image");
    }
    images.set(fromItf(x), fromItf(image));
  }
  const domain = makeSet([...images.keys()]);
  return intern(
    makeFunction(
      domain,
      domain.items.map((x) => images.get(x) as Value),
    ),
  );
}

/** A behaviour as an ITF trace. `loop`: the position to which the last state returns, for a lasso. */
export interface ItfTrace {
  readonly '#meta': Readonly<Record<string, unknown>>;
  readonly vars: readonly string[];
  readonly loop?: number;
  readonly states: readonly Readonly<Record<string, unknown>>[];
}

export function toItfTrace(
  variables: readonly string[],
  states: readonly (readonly Value[])[],
  options: { readonly loop?: number; readonly description?: string } = {},
): ItfTrace {
  return {
    '#meta': {
      format: 'ITF',
      'format-description': itfDescription,
      ...describe(options.description),
    },
    vars: variables,
    ...(options.loop === undefined ? {} : { loop: options.loop }),
    states: states.map((state, index) => ({
      '#meta': { index },
      ...Object.fromEntries(variables.map((name, i) => [name, toItf(state[i] as Value)])),
    })),
  };
}

const itfDescription = 'https://apalache-mc.org/docs/adr/015adr-trace.html';

function describe(description: string | undefined): Record<string, string> {
  return description === undefined ? {} : { description };
}

/** The states of an ITF trace, each with one value for each of its variables. Throws FormatError with the state's number. */
export function fromItfTrace(trace: unknown): {
  variables: string[];
  states: Value[][];
  loop?: number;
} {
  const { vars, states, loop } = (trace ?? {}) as Partial<ItfTrace>;
  if (!Array.isArray(vars) || !Array.isArray(states)) {
    throw new FormatError('an ITF trace has a list of vars and a list of states');
  }
  const read = states.map((state: Record<string, unknown>, i) =>
    vars.map((name: string) => {
      if (!(name in state)) throw new FormatError(`state ${i} of the ITF trace has no ${name}`);
      return fromItf(state[name]);
    }),
  );
  return { variables: vars, states: read, ...(typeof loop === 'number' ? { loop } : {}) };
}
