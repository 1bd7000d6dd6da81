/**
 * Where two or three spec states differ, variable by variable and down to the innermost place that differs:
 * `log[s1][2].term`. A view of values for people; it decides nothing and hides nothing but what is equal.
 */
import type { Spec, State } from '../tla/spec.ts';
import { show } from '../tla/values/print.ts';
import {
  argumentAt,
  imagesOf,
  isFunction,
  type SetValue,
  Tag,
  type Value,
} from '../tla/values/value.ts';

/** One place where not all states have the same value. `values` has one entry for each state, as text. */
export interface Difference {
  readonly variable: string;
  /** `votedFor[s1]`: TLA+ that can be read aloud, and pasted into a REPL. */
  readonly path: string;
  readonly values: readonly string[];
}

/** All innermost places where the states differ. Sets are compared as wholes, by what each has more than the first. */
export function differences(spec: Spec, states: readonly State[]): readonly Difference[] {
  return spec.variables.flatMap((variable, index) => {
    const found: Difference[] = [];
    collect(
      variable,
      variable,
      states.map((state) => state[index] as Value),
      found,
    );
    return found;
  });
}

/** The variables in which two states differ. */
export function differingVariables(spec: Spec, a: State, b: State): readonly string[] {
  return spec.variables.filter((_, index) => a[index] !== b[index]);
}

function collect(
  variable: string,
  path: string,
  values: readonly Value[],
  found: Difference[],
): void {
  const first = values[0] as Value;
  if (values.every((value) => value === first)) return;
  if (sameDomain(values)) {
    for (let i = 0; i < imagesOf(first as never).length; i++) {
      const images = values.map((value) => imagesOf(value as never)[i] as Value);
      collect(variable, `${path}${step(first, i)}`, images, found);
    }
    return;
  }
  const sets = values.filter(isEnumerated);
  const texts = sets.length === values.length ? setTexts(sets) : values.map(show);
  found.push({ variable, path, values: texts });
}

function sameDomain(values: readonly Value[]): boolean {
  const [first, ...others] = values;
  if (first === undefined || !isFunction(first)) return false;
  return others.every((other) => {
    if (!isFunction(other) || imagesOf(other).length !== imagesOf(first).length) return false;
    return imagesOf(first).every((_, i) => argumentAt(first, i) === argumentAt(other, i));
  });
}

function step(value: Value, i: number): string {
  if (!isFunction(value)) return '';
  const argument = argumentAt(value, i);
  if (value.tag === Tag.record && typeof argument === 'object' && argument.tag === Tag.str) {
    return `.${argument.text}`;
  }
  return `[${show(argument)}]`;
}

function isEnumerated(value: Value): value is SetValue {
  return typeof value === 'object' && value.tag === Tag.set;
}

// Message sets grow to dozens of records; what matters of them is what came and went.
function setTexts(sets: readonly SetValue[]): readonly string[] {
  const first = sets[0] as SetValue;
  return sets.map((set, index) => {
    if (index === 0) return first.items.length > 3 ? `a set of ${first.items.length}` : show(first);
    const added = set.items
      .filter((item) => !first.items.includes(item))
      .map((item) => `+ ${show(item)}`);
    const removed = first.items
      .filter((item) => !set.items.includes(item))
      .map((item) => `- ${show(item)}`);
    return added.length + removed.length === 0 ? 'the same' : [...added, ...removed].join('  ');
  });
}
