/** TLC's words for two values of kinds that do not go together. */
import { kindOf, Tag, type Value } from './value.ts';

export let show: (value: Value) => string = (value) => kindOf(value);

/** print.ts installs the printer here, so that errors can show values without an import cycle. */
export function installPrinter(printer: (value: Value) => string): void {
  show = printer;
}

/** TLC's words for two values of kinds that do not go together. */
export function mismatch(verb: 'compare' | 'check equality of', a: Value, b: Value): string {
  const [left, right] = [show(a), show(b)];
  if (typeof a === 'boolean') {
    const words = verb === 'compare' ? 'compare' : 'compare equality of';
    return `Attempted to ${words} boolean ${left} with non-boolean:\n${right}`;
  }
  if (typeof a === 'number')
    return `Attempted to ${verb} integer ${left} with non-integer:\n${right}`;
  switch (a.tag) {
    case Tag.str:
      return `Attempted to ${verb} string ${left} with non-string:\n${right}`;
    case Tag.set:
    case Tag.lazySet:
      return `Attempted to ${verb} the set ${left} with the value:\n${right}`;
    case Tag.record:
      return `Attempted to ${verb} record:\n${left}\nwith non-record\n${right}`;
    default:
      return `Attempted to ${verb} the function ${left} with the value:\n${right}`;
  }
}
