/**
 * TLA+ values in the lines of a trace: JSON as one would write it by hand. Arrays are sequences, objects records, whole
 * numbers integers; what JSON has no word for is written as in ITF (Apalache ADR-015): `{"#set": [...]}`, `{"#map":
 * [[x, y], ...]}`, and for readers of ITF `{"#tup": [...]}`, `{"#bigint": "7"}`. A string is the model value of its name
 * if the configuration has one.
 */
import { argumentAt, imagesOf, Tag, type Value } from '../../tla/values/value.ts';

/** A value as JSON. Throws EvaluationError for an infinite set or function. */
export function toTraceJson(value: Value): unknown {
  if (typeof value !== 'object') return value;
  switch (value.tag) {
    case Tag.str:
      return value.text;
    case Tag.model:
      return value.name;
    case Tag.set:
      return { '#set': value.items.map(toTraceJson) };
    case Tag.tuple:
      return value.items.map(toTraceJson);
    case Tag.record:
      return Object.fromEntries(
        value.shape.names.map((name, i) => [name.text, toTraceJson(value.values[i] as Value)]),
      );
    case Tag.func:
      return {
        '#map': imagesOf(value).map((image, i) => [
          toTraceJson(argumentAt(value, i)),
          toTraceJson(image),
        ]),
      };
    case Tag.lazySet:
    case Tag.lazyFunction:
      return toTraceJson(value.force());
  }
}

/** JSON as the plain data that `Spec.toValue` takes. Throws TypeError where it stands for no value. */
export function fromTraceJson(json: unknown): unknown {
  if (json === null) throw new TypeError('null has no TLA+ value');
  if (typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map(fromTraceJson);
  const keys = Object.keys(json);
  const [tag] = keys;
  const record = json as Readonly<Record<string, unknown>>;
  if (tag === undefined || !tag.startsWith('#')) {
    return Object.fromEntries(keys.map((key) => [key, fromTraceJson(record[key])]));
  }
  return tagged(tag, record[tag]);
}

function tagged(tag: string, content: unknown): unknown {
  if (tag === '#bigint') {
    if (typeof content === 'string' && /^-?\d+$/.test(content)) return BigInt(content);
    throw new TypeError(`#bigint ${JSON.stringify(content)} is no integer`);
  }
  if (!Array.isArray(content)) {
    throw new TypeError(`${tag} holds a list, not ${JSON.stringify(content)}`);
  }
  switch (tag) {
    case '#set':
      return new Set(content.map(fromTraceJson));
    case '#tup':
      return content.map(fromTraceJson);
    case '#map':
      return new Map(content.map(pairOf));
    default:
      throw new TypeError(`${tag} stands for no value`);
  }
}

function pairOf(pair: unknown): [unknown, unknown] {
  if (Array.isArray(pair) && pair.length === 2)
    return [fromTraceJson(pair[0]), fromTraceJson(pair[1])];
  throw new TypeError('#map holds pairs of an argument and its image');
}
