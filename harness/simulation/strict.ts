/**
 * Distrust: freezing what programs return, so that a program that changes a state or a message in
 * place fails at that line, instead of corrupting worlds that share the object.
 */

const frozen = new WeakSet<object>();

/**
 * Freezes plain data in depth, Maps and Sets included, and returns it. What was frozen once is not
 * visited again.
 */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || frozen.has(value)) return value;
  frozen.add(value);
  if (value instanceof Map) freezeEntries(value, [...value.keys(), ...value.values()]);
  else if (value instanceof Set) freezeEntries(value, [...value]);
  else for (const item of Object.values(value)) deepFreeze(item);
  return Object.freeze(value);
}

// Object.freeze does not stop Map.prototype.set: the content of a Map is not in its properties.
function freezeEntries(collection: object, items: readonly unknown[]): void {
  for (const item of items) deepFreeze(item);
  for (const method of ['set', 'add', 'delete', 'clear'] as const) {
    if (method in collection) Object.defineProperty(collection, method, { value: refuse });
  }
}

function refuse(): never {
  throw new TypeError('a program must not change what it has returned');
}

/**
 * Whether JSON carries this value unchanged: no undefined in arrays, no Map, no Set, no bigint, no
 * NaN.
 */
export function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.every(isJson);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((item) => item === undefined || isJson(item));
}
