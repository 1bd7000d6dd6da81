/**
 * How TLC writes values. `show` gives one line; `showPretty` breaks what is wider than 80 columns over several lines, as
 * TLC does in traces and in PrintT. Printing never changes a value and never enumerates a large or infinite set.
 */
import { installPrinter } from './mismatch.ts';
import {
  argumentAt,
  type Func,
  imagesOf,
  type LazySet,
  type Rec,
  type Str,
  Tag,
  type Value,
} from './value.ts';

/** The value on one line, as TLC prints it. The empty function is always `<<>>`, though TLC has `<< >>` for some. */
export function show(value: Value): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  switch (value.tag) {
    case Tag.str:
      return quote(value.text);
    case Tag.model:
      return value.name;
    case Tag.set:
      return `{${value.items.map(show).join(', ')}}`;
    case Tag.tuple:
      return `<<${value.items.map(show).join(', ')}>>`;
    case Tag.record:
      if (!hasNames(value)) return `(${fields(value, show).join(' @@ ')})`;
      return `[${fields(value, show).join(', ')}]`;
    case Tag.func:
      return `(${pairs(value, show).join(' @@ ')})`;
    case Tag.lazySet:
      return showLazySet(value);
    case Tag.lazyFunction:
      return value.isInfinite() ? `[x \\in ${show(value.domain)} |-> ...]` : show(value.force());
  }
}

function showLazySet(set: LazySet): string {
  return set.isListed() ? show(set.force()) : set.describe();
}

/** Could the record have been written with fields? `"" :> 1` could not, and is printed as it is written. */
function hasNames(record: Rec): boolean {
  return record.shape.names.every(({ text }) => /^(?!(?:WF|SF)_.)\w*[A-Za-z]\w*$/.test(text));
}

function fields(record: Rec, print: (value: Value) => string): string[] {
  const [mark, named] = hasNames(record) ? ['|->', true] : [':>', false];
  return record.shape.names.map((name, i) => {
    const image = print(record.values[i] as Value);
    return `${named ? name.text : quote(name.text)} ${mark} ${image}`;
  });
}

function pairs(f: Func, print: (value: Value) => string): string[] {
  return f.domain.items.map((x, i) => `${print(x)} :> ${print(f.values[i] as Value)}`);
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\f': '\\f',
};

/** A string as it is written in TLA+, with its quotes. */
export function quote(text: string): string {
  return `"${text.replace(/["\\\n\t\r\f]/g, (character) => escapes[character] as string)}"`;
}

const columnsMax = 80;

/** Where a value is printed: the column where it begins, and how many characters follow on its last line. */
interface Place {
  readonly indent: number;
  readonly suffix: number;
}

/** The value as TLC prints it when it has more than one line to do so; `indent` is the column where it begins. */
export function showPretty(value: Value, indent = 0): string {
  return pretty(value, { indent, suffix: 0 });
}

function pretty(value: Value, place: Place): string {
  const line = show(value);
  if (place.indent + line.length + place.suffix <= columnsMax || typeof value !== 'object')
    return line;
  switch (value.tag) {
    case Tag.set:
      return listLines(value.items, '{ ', ' }', place);
    case Tag.tuple:
      return listLines(value.items, '<< ', ' >>', place);
    case Tag.record:
      if (!hasNames(value)) return functionLines(value, ['( ', ' :> ', ' @@', ' )'], place);
      return functionLines(value, ['[ ', ' |-> ', ',', ' ]'], place);
    case Tag.func:
      return functionLines(value, ['( ', ' :> ', ' @@', ' )'], place);
    case Tag.lazySet:
      return value.isListed() ? pretty(value.force(), place) : line;
    case Tag.lazyFunction:
      return value.isInfinite() ? line : pretty(value.force(), place);
    default:
      return line;
  }
}

function listLines(items: readonly Value[], open: string, close: string, place: Place): string {
  const indent = place.indent + open.length;
  const parts = items.map((item, i) => {
    const suffix = i === items.length - 1 ? close.length + place.suffix : 1;
    return pretty(item, { indent, suffix });
  });
  return open + parts.join(`,\n${' '.repeat(indent)}`) + close;
}

type Marks = readonly [open: string, arrow: string, separator: string, close: string];

function functionLines(
  f: Rec | Func,
  [open, arrow, separator, close]: Marks,
  place: Place,
): string {
  const indent = place.indent + open.length;
  const images = imagesOf(f);
  const parts = images.map((image, i) => {
    const argument = argumentAt(f, i);
    const isField = f.tag === Tag.record && hasNames(f);
    const head = (isField ? (argument as Str).text : show(argument)) + arrow;
    const suffix = i === images.length - 1 ? close.length + place.suffix : separator.length;
    const line = head + show(image);
    if (indent + line.length + suffix <= columnsMax) return line;
    // What does not fit beside its name begins below it.
    const below = indent + 4;
    return `${head.trimEnd()}\n${' '.repeat(below)}${pretty(image, { indent: below, suffix })}`;
  });
  return open + parts.join(`${separator}\n${' '.repeat(indent)}`) + close;
}

installPrinter(show);
