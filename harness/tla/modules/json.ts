/** The module Json. Files are the host's: without a host that has them, reading and writing are refused. */
import { EvaluationError } from '../diagnostic.ts';
import { asFunction } from '../values/functions.ts';
import { makeTuple, str } from '../values/make.ts';
import { show } from '../values/print.ts';
import { fromTlcJson, toTlcJson } from '../values/tlc-json.ts';
import { argumentAt, imagesOf, Tag, type Value } from '../values/value.ts';
import { host } from './host.ts';
import { binary, type NativeModule, unary, wrongArgument } from './native.ts';
import { sequenceItems } from './sequences.ts';

function toJson(value: Value): Value {
  return str(JSON.stringify(toTlcJson(value)));
}

/** The images of a function as an array, whatever its domain is. */
function toJsonArray(value: Value): Value {
  if (typeof value === 'object' && (value.tag === Tag.set || value.tag === Tag.lazySet))
    return toJson(value);
  const f = asFunction(value);
  if (f === undefined) throw wrongArgument('argument', 'ToJsonArray', 'a function or a set', value);
  return str(JSON.stringify(imagesOf(f).map(toTlcJson)));
}

/** A function as an object, even if it is a sequence. */
function toJsonObject(value: Value): Value {
  const f = asFunction(value);
  if (f === undefined) throw wrongArgument('argument', 'ToJsonObject', 'a function', value);
  const entries = imagesOf(f).map((image, i) => {
    const x = argumentAt(f, i);
    return [
      typeof x === 'object' && x.tag === Tag.str ? x.text : show(x),
      toTlcJson(image),
    ] as const;
  });
  return str(JSON.stringify(Object.fromEntries(entries)));
}

export function pathOf(value: Value, operator: string): string {
  if (typeof value === 'object' && value.tag === Tag.str) return value.text;
  throw wrongArgument('first argument', operator, 'the name of a file', value);
}

export function readText(path: string, operator: string): string {
  const text = host().readFile?.(path);
  if (text === undefined)
    throw new EvaluationError(`${operator}: there is no file ${path} to read here`);
  return text;
}

export function writeText(path: string, text: string, operator: string): true {
  const { writeFile } = host();
  if (writeFile === undefined)
    throw new EvaluationError(`${operator}: files cannot be written here`);
  writeFile(path, text);
  return true;
}

function parse(text: string, path: string, operator: string): Value {
  try {
    return fromTlcJson(JSON.parse(text));
  } catch (error) {
    throw new EvaluationError(
      `${operator}: ${path} does not hold JSON that has a value: ${(error as Error).message}`,
    );
  }
}

function deserialize(file: Value): Value {
  const path = pathOf(file, 'JsonDeserialize');
  return parse(readText(path, 'JsonDeserialize'), path, 'JsonDeserialize');
}

/** One value on each line that is not empty. */
function deserializeLines(file: Value): Value {
  const path = pathOf(file, 'ndJsonDeserialize');
  const lines = readText(path, 'ndJsonDeserialize').split('\n');
  return makeTuple(
    lines
      .filter((line) => line.trim() !== '')
      .map((line) => parse(line, path, 'ndJsonDeserialize')),
  );
}

function serializeLines(file: Value, values: Value): Value {
  const lines = sequenceItems(values, 'ndJsonSerialize', 'second argument').map(
    (value) => `${JSON.stringify(toTlcJson(value))}\n`,
  );
  return writeText(pathOf(file, 'ndJsonSerialize'), lines.join(''), 'ndJsonSerialize');
}

export const json: NativeModule = {
  name: 'Json',
  extends: [],
  operators: {
    ToJson: unary(toJson),
    ToJsonArray: unary(toJsonArray),
    ToJsonObject: unary(toJsonObject),
    JsonSerialize: binary((file, value) =>
      writeText(pathOf(file, 'JsonSerialize'), JSON.stringify(toTlcJson(value)), 'JsonSerialize'),
    ),
    JsonDeserialize: unary(deserialize),
    ndJsonSerialize: binary(serializeLines),
    ndJsonDeserialize: unary(deserializeLines),
  },
};
