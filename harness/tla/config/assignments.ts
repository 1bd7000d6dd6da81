/** The CONSTANTS section: values for constants, and definitions put in the place of others. */
import type { Identifier } from '../syntax/ast.ts';
import type { Assignment, ConfigValue, Override } from './entries.ts';
import type { Reader } from './reader.ts';

interface Target {
  readonly constants: Assignment[];
  readonly overrides: Override[];
}

/** Reads `name = value` and `name <- name` up to the next section. */
export function readAssignments(reader: Reader, target: Target): void {
  while (atTarget(reader)) {
    const name = readTarget(reader);
    const args = reader.accept('(') ? readValues(reader, ')') : [];
    if (args === undefined) return;
    const isOverride = args.length === 0 && reader.accept('<-');
    if (!isOverride && !reader.expect('=')) return;
    const module = readModule(reader);
    if (module === 'failed') return;
    const scope = module === undefined ? {} : { module };
    if (isOverride) {
      const other = reader.name(`the name of a definition that takes the place of ${name.name}`);
      if (other === undefined) return;
      add(target, { name, target: other, ...scope });
    } else {
      const value = readValue(reader);
      if (value === undefined) return;
      add(target, { name, args, value, ...scope });
    }
  }
}

/** A name, or the symbol of an operator, as in `+ <- Plus`. */
function atTarget(reader: Reader): boolean {
  const token = reader.peek();
  if (reader.atName()) return true;
  return token?.kind === 'symbol' && !/^[=,{}[\]()]$|^<-$/.test(token.text);
}

function readTarget(reader: Reader): Identifier {
  const token = reader.take();
  return { name: token.text, span: reader.span(token) };
}

function readModule(reader: Reader): Identifier | undefined | 'failed' {
  if (!reader.accept('[')) return undefined;
  const module = reader.name('the name of a module');
  if (module === undefined || !reader.expect(']')) return 'failed';
  return module;
}

/** TLC's rule: the last line about a name counts, and the config keeps both kinds, for `<-` goes before `=`. */
function add(target: Target, entry: Assignment | Override): void {
  if ('target' in entry) replace(target.overrides, entry);
  else replace(target.constants, entry);
}

function replace<Entry extends Assignment | Override>(entries: Entry[], entry: Entry): void {
  const at = entries.findIndex((earlier) => keyOf(earlier) === keyOf(entry));
  if (at >= 0) entries.splice(at, 1);
  entries.push(entry);
}

function keyOf({ name, module, ...rest }: Assignment | Override): string {
  return `${name.name} ${module?.name ?? ''} ${'args' in rest ? rest.args.map(textOf).join() : ''}`;
}

function textOf(value: ConfigValue): string {
  switch (value.kind) {
    case 'number':
      return value.digits;
    case 'string':
      return JSON.stringify(value.value);
    case 'boolean':
      return String(value.value);
    case 'modelValue':
      return value.name;
    case 'set':
      return `{${value.items.map(textOf).join()}}`;
  }
}

function readValue(reader: Reader): ConfigValue | undefined {
  const token = reader.peek();
  if (token?.kind === 'number') {
    return {
      kind: 'number',
      digits: BigInt(token.text).toString(),
      span: reader.span(reader.take()),
    };
  }
  if (token?.kind === 'string') {
    const value = token.text.slice(1, -1).replace(/\\(["\\])/g, '$1');
    return { kind: 'string', value, span: reader.span(reader.take()) };
  }
  if (token?.text === 'TRUE' || token?.text === 'FALSE')
    return { kind: 'boolean', ...boolean(reader) };
  if (token?.text === '{') return readSet(reader);
  const name = reader.name('a value');
  return name === undefined ? undefined : { kind: 'modelValue', ...name };
}

function boolean(reader: Reader) {
  return reader.boolean() as NonNullable<ReturnType<Reader['boolean']>>;
}

function readSet(reader: Reader): ConfigValue | undefined {
  const { start } = reader.take();
  const items = readValues(reader, '}');
  const end = reader.peek(-1)?.end ?? start;
  return items === undefined
    ? undefined
    : { kind: 'set', items, span: reader.source.span(start, end) };
}

/** Values with commas between them, up to and including the closing bracket. */
function readValues(reader: Reader, closing: string): ConfigValue[] | undefined {
  const values: ConfigValue[] = [];
  if (reader.accept(closing)) return values;
  for (;;) {
    const value = readValue(reader);
    if (value === undefined) return undefined;
    values.push(value);
    if (reader.accept(closing)) return values;
    if (reader.peek()?.text !== ',') {
      reader.fail(`, or ${closing}`);
      return undefined;
    }
    reader.take();
  }
}
