/**
 * Equality and names of plain data (null, booleans, numbers, strings, bigints, arrays, objects) by content. A property
 * that is `undefined` counts as absent, as JSON has it. Functions, Maps, Sets and cycles are not plain data: refused.
 */

export function sameContent(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((element, index) => sameContent(element, b[index]));
  }
  return sameRecord(a as Record<string, unknown>, b as Record<string, unknown>);
}

function sameRecord(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  const names = definedNames(a);
  if (names.length !== definedNames(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && sameContent(a[name], b[name]));
}

function definedNames(record: Record<string, unknown>): string[] {
  return Object.keys(record).filter((name) => record[name] !== undefined);
}

/** The same for a Map: numbers, of which a history may have a million, stay what they are. */
export function mapKey(value: unknown): unknown {
  return typeof value === 'number' ? (value === 0 ? 0 : value) : contentKey(value);
}

/** A text that two values share exactly when `sameContent` holds of them. */
export function contentKey(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'undefined':
      return 'undefined';
    case 'number':
      return String(value === 0 ? 0 : value);
    case 'bigint':
      return `${value}n`;
    case 'object':
      return compositeKey(value);
    default:
      throw new TypeError(`${typeof value} is not plain data`);
  }
}

function compositeKey(value: object | null): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `[${value.map(contentKey).join()}]`;
  if (value instanceof Map || value instanceof Set)
    throw new TypeError('a Map or Set is not plain data');
  return recordKey(value as Record<string, unknown>);
}

function recordKey(record: Record<string, unknown>): string {
  const fields = Object.keys(record);
  if (fields.length > 1) fields.sort();
  let key = '{';
  for (const name of fields) {
    const part = record[name];
    if (part === undefined) continue;
    key += `${key.length > 1 ? ',' : ''}${JSON.stringify(name)}:${contentKey(part)}`;
  }
  return `${key}}`;
}
