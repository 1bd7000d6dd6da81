/**
 * How TLC writes values. `show` gives one line; `showPretty` breaks what is wider than 80 columns over several lines, as
 * TLC does in traces and in PrintT. Printing never changes a value and never enumerates a large or infinite set.
 */
import {
  argumentAt,
  type Func,
  imagesOf,
  installPrinter,
  type LazySet,
  type Rec,
  Tag,
  type Value,
} from './value.ts';

/** TLC writes a described set as a list if it has fewer elements than this. */
const listedMax = 36;

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
      return `[${fields(value, show).join(', ')}]`;
    case Tag.func:
      return `(${pairs(value, show).join(' @@ ')})`;
    case Tag.lazySet:
      return showLazySet(value);
    case Tag.lazyFunction: {
      const { domain } = value;
      const finite = domain.tag === Tag.set || domain.size() !== Infinity;
      return finite ? show(value.force()) : `[x \\in ${show(domain)} |-> ...]`;
    }
  }
}

function showLazySet(set: LazySet): string {
  return set.isListed(listedMax) ? show(set.force()) : set.describe();
}

function fields(record: Rec, print: (value: Value) => string): string[] {
  return record.shape.names.map(
    (name, i) => `${name.text} |-> ${print(record.values[i] as Value)}`,
  );
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

/** The value as TLC prints it when it has more than one line to do so; `indent` is the column where it begins. */
export function showPretty(value: Value, indent = 0): string {
  const line = show(value);
  if (line.length + indent <= columnsMax || typeof value !== 'object') return line;
  switch (value.tag) {
    case Tag.set:
      return lines(
        '{ ',
        ',',
        ' }',
        value.items.map((item) => showPretty(item, indent + 2)),
        indent + 2,
      );
    case Tag.tuple:
      return lines(
        '<< ',
        ',',
        ' >>',
        value.items.map((item) => showPretty(item, indent + 3)),
        indent + 3,
      );
    case Tag.record:
      return lines('[ ', ',', ' ]', prettyEntries(value, indent + 2, ' |-> '), indent + 2);
    case Tag.func:
      return lines('( ', ' @@', ' )', prettyEntries(value, indent + 2, ' :> '), indent + 2);
    case Tag.lazySet:
      return value.isListed(listedMax) ? showPretty(value.force(), indent) : line;
    case Tag.lazyFunction:
      return line;
    default:
      return line;
  }
}

function prettyEntries(f: Rec | Func, indent: number, arrow: string): string[] {
  return imagesOf(f).map((image, i) => {
    const argument = argumentAt(f, i);
    const name = f.tag === Tag.record ? (f.shape.names[i]?.text ?? '') : show(argument);
    const head = `${name}${arrow}`;
    const rest = showPretty(image, indent + head.length);
    if (!rest.includes('\n')) return head + rest;
    return `${head.trimEnd()}\n${' '.repeat(indent + 4)}${showPretty(image, indent + 4)}`;
  });
}

function lines(
  open: string,
  separator: string,
  close: string,
  parts: readonly string[],
  indent: number,
): string {
  return open + parts.join(`${separator}\n${' '.repeat(indent)}`) + close;
}

installPrinter(show);
