/** Whether two stores are the same in content. Stores are Maps of plain data, and lists in them are in one order. */
import type { Store } from './store.ts';

export function sameStore(a: Store, b: Store): boolean {
  return same(a.objects, b.objects) && same(a.context.vector, b.context.vector);
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof Map && b instanceof Map) {
    return a.size === b.size && [...a].every(([key, item]) => b.has(key) && same(item, b.get(key)));
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    left.length === right.size &&
    left.every(([key, item]) => right.has(key) && same(item, right.get(key)))
  );
}
