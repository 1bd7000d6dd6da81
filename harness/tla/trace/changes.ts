/**
 * What became different between two values of a variable, said where it is different: `phase[rm1]: "working" ->
 * "prepared"`. Sets say what came and what went, sequences what was appended. Large values are folded.
 */
import { show, showPretty } from '../values/print.ts';
import {
  argumentAt,
  type FunctionValue,
  imagesOf,
  isFunction,
  Tag,
  type Value,
} from '../values/value.ts';

/** More differences than these in one variable, and the new value is shown as a whole. */
const differencesMax = 4;

/** A value of more characters than these is cut in the middle. */
const charactersMax = 2000;

/** `x = 1`, on several lines if it takes them. */
export function whole(name: string, value: Value): string {
  return `${name} = ${folded(showPretty(value, 8 + name.length))}`;
}

function folded(text: string): string {
  if (text.length <= charactersMax) return text;
  const half = charactersMax / 2;
  return `${text.slice(0, half)} … (${text.length - charactersMax} characters more) … ${text.slice(-half)}`;
}

/** Lines; none if the values are the same. */
export function changesOf(name: string, before: Value, after: Value): string[] {
  if (before === after) return [];
  const differences = differencesIn(name, before, after);
  if (differences === undefined || differences.length > differencesMax) return [whole(name, after)];
  return differences;
}

function differencesIn(path: string, before: Value, after: Value): string[] | undefined {
  if (before === after) return [];
  if (typeof before !== 'object' || typeof after !== 'object') return simple(path, before, after);
  if (before.tag === Tag.set && after.tag === Tag.set) {
    const old = new Set(before.items);
    const kept = new Set(after.items);
    return [
      ...after.items
        .filter((item) => !old.has(item))
        .map((item) => `${path}: + ${folded(show(item))}`),
      ...before.items
        .filter((item) => !kept.has(item))
        .map((item) => `${path}: - ${folded(show(item))}`),
    ];
  }
  if (!isFunction(before) || !isFunction(after)) return simple(path, before, after);
  const oldImages = imagesOf(before);
  const newImages = imagesOf(after);
  if (
    before.tag === Tag.tuple &&
    after.tag === Tag.tuple &&
    newImages.length > oldImages.length &&
    oldImages.every((item, i) => item === newImages[i])
  ) {
    return newImages
      .slice(oldImages.length)
      .map((item) => `${path}: appended ${folded(show(item))}`);
  }
  if (
    oldImages.length !== newImages.length ||
    !oldImages.every((_, i) => argumentAt(before, i) === argumentAt(after, i))
  )
    return undefined;
  const inner = newImages.map((image, i) =>
    differencesIn(`${path}${step(after, i)}`, oldImages[i] as Value, image),
  );
  return inner.some((each) => each === undefined) ? undefined : inner.flatMap((each) => each ?? []);
}

/** One line if it fits there. */
function simple(path: string, before: Value, after: Value): string[] | undefined {
  const line = `${path}: ${show(before)} -> ${show(after)}`;
  return line.length > 120 ? undefined : [line];
}

function step(f: FunctionValue, i: number): string {
  const argument = argumentAt(f, i);
  if (f.tag === Tag.record && typeof argument === 'object' && argument.tag === Tag.str)
    return `.${argument.text}`;
  return `[${show(argument)}]`;
}
