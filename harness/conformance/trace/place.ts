/**
 * Places in a state, as TLA+ writes them: `total`, `votedFor[s1]`, `log[s1][2].term`, `channel[a, b]`. A trace names what
 * it logged by its place, so that a node can log its own share of a variable and say nothing of the others'.
 */
import type { Spec, State } from '../../tla/spec.ts';
import { asFunction, except } from '../../tla/values/functions.ts';
import { intern } from '../../tla/values/intern.ts';
import { makeTuple } from '../../tla/values/make.ts';
import { argumentAt, imagesOf, type Value } from '../../tla/values/value.ts';

export interface Place {
  readonly text: string;
  /** The position of the variable in a state. */
  readonly variable: number;
  /** The arguments from the variable's value on; a field is the string of its name. */
  readonly steps: readonly Value[];
}

const variablePart = /^\s*([A-Za-z_]\w*)/;
const stepPart = /^\s*(?:\.\s*(\w+)|\[([^\]]*)\])/;

/** Throws TypeError for what is no place of this spec. */
export function parsePlace(spec: Spec, text: string): Place {
  const [head, name = ''] = variablePart.exec(text) ?? [];
  const variable = spec.variables.indexOf(name);
  if (head === undefined || variable < 0) {
    const known = spec.variables.join(', ');
    throw new TypeError(
      `${JSON.stringify(text)} names no variable of ${spec.module}; it has ${known}`,
    );
  }
  const steps: Value[] = [];
  let rest = text.slice(head.length);
  while (rest.trim() !== '') {
    const step = stepPart.exec(rest);
    if (step === null)
      throw new TypeError(`${JSON.stringify(text)} is no place: at ${rest.trim()}`);
    const [whole, field, inside] = step;
    steps.push(field === undefined ? argumentOf(spec, inside ?? '', text) : spec.toValue(field));
    rest = rest.slice(whole.length);
  }
  return { text: text.trim(), variable, steps };
}

function argumentOf(spec: Spec, inside: string, place: string): Value {
  const items = inside.split(',').map((item) => atomOf(spec, item.trim(), place));
  return items.length === 1 ? (items[0] as Value) : intern(makeTuple(items));
}

function atomOf(spec: Spec, text: string, place: string): Value {
  if (/^-?\d+$/.test(text)) return Number(text);
  if (text === 'TRUE' || text === 'FALSE') return text === 'TRUE';
  const [, quoted, bare] = /^(?:"([^"]*)"|(\w+))$/.exec(text) ?? [];
  const name = quoted ?? bare;
  if (name !== undefined) return spec.toValue(name);
  throw new TypeError(
    `${JSON.stringify(place)} is no place: ${JSON.stringify(text)} is no argument`,
  );
}

/** The value at this place; undefined where the state has no such place (a shorter log). */
export function valueAt(state: State, { variable, steps }: Place): Value | undefined {
  let value = state[variable];
  for (const step of steps) {
    if (value === undefined) return undefined;
    value = imageOf(value, step);
  }
  return value;
}

function imageOf(value: Value, argument: Value): Value | undefined {
  const f = asFunction(value);
  if (f === undefined) return undefined;
  const images = imagesOf(f);
  for (let i = 0; i < images.length; i++) if (argumentAt(f, i) === argument) return images[i];
  return undefined;
}

/** The variable's value with this one at the place; undefined where there is no such place. */
export function replacedAt(
  value: Value,
  steps: readonly Value[],
  by: (old: Value) => Value | undefined,
): Value | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return by(value);
  const old = imageOf(value, step);
  const image = old === undefined ? undefined : replacedAt(old, rest, by);
  return image === undefined ? undefined : intern(except(value, step, () => image));
}
