/**
 * What one line of a trace says of a state: places with their values, and sets by what came and went. A line never says
 * all: what it does not mention is unknown, or, if the trace promises so, as it was before.
 */
import type { Spec, State } from '../../tla/spec.ts';
import { intern } from '../../tla/values/intern.ts';
import { show } from '../../tla/values/print.ts';
import { difference, union } from '../../tla/values/sets.ts';
import { type SetValue, Tag, type Value } from '../../tla/values/value.ts';
import { fromTraceJson } from './json.ts';
import { type Place, parsePlace, replacedAt, valueAt } from './place.ts';

export type Logged =
  | { readonly place: Place; readonly is: Value }
  /** A set that has changed by these elements; the rest of it is as it was. */
  | { readonly place: Place; readonly plus: Value; readonly minus: Value };

/** One place where a state is not what the trace says. */
export interface Mismatch {
  readonly place: string;
  readonly logged: string;
  /** `nothing`: the state has no such place. */
  readonly found: string;
}

/** Throws TypeError, with the place, for what has no value or is no place. */
export function parseLogged(spec: Spec, json: unknown): readonly Logged[] {
  if (json === undefined) return [];
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new TypeError('the state is an object: a place of the state for each value');
  }
  return Object.entries(json).map(([text, value]) => {
    const place = parsePlace(spec, text);
    try {
      return parseOne(spec, place, value);
    } catch (error) {
      if (error instanceof TypeError) throw new TypeError(`${text}: ${error.message}`);
      throw error;
    }
  });
}

function parseOne(spec: Spec, place: Place, json: unknown): Logged {
  if (typeof json === 'object' && json !== null && ('#plus' in json || '#minus' in json)) {
    const { '#plus': plus = [], '#minus': minus = [] } = json as Record<string, unknown>;
    const setOf = (items: unknown) => spec.toValue(fromTraceJson({ '#set': items }));
    return { place, plus: setOf(plus), minus: setOf(minus) };
  }
  return { place, is: spec.toValue(fromTraceJson(json)) };
}

/** Whether `after` is what the line says, coming from `before`. */
export function agrees(logged: readonly Logged[], before: State, after: State): boolean {
  return logged.every((item) => {
    const value = valueAt(after, item.place);
    return value !== undefined && value === wantedAt(item, before);
  });
}

/** The value that the line wants at the place; undefined where a set is wanted and there was none. */
export function wantedAt(logged: Logged, before: State): Value | undefined {
  if ('is' in logged) return logged.is;
  const old = valueAt(before, logged.place);
  return old === undefined ? undefined : changed(old, logged);
}

function changed(old: Value, { plus, minus }: { plus: Value; minus: Value }): Value | undefined {
  if (!isSet(old)) return undefined;
  return intern(difference(union(old, plus), minus));
}

/**
 * The state before with everything in place that the line says; undefined if it has no such place. In a trace that
 * promises that the rest is unchanged, this is the state after.
 */
export function withLogged(logged: readonly Logged[], before: State): State | undefined {
  const after = [...before];
  for (const item of logged) {
    const { variable, steps } = item.place;
    const value = replacedAt(after[variable] as Value, steps, (old) =>
      'is' in item ? item.is : changed(old, item),
    );
    if (value === undefined) return undefined;
    after[variable] = value;
  }
  return after;
}

/** Where the state is not what the line says. */
export function mismatches(
  logged: readonly Logged[],
  before: State,
  after: State,
): readonly Mismatch[] {
  return logged.flatMap((item) => {
    const found = valueAt(after, item.place);
    const wanted = wantedAt(item, before);
    if (found !== undefined && found === wanted) return [];
    const place = item.place.text;
    if (isSet(found) && isSet(wanted)) return [setMismatch(place, found, wanted)];
    return [
      {
        place,
        logged: wanted === undefined ? describe(item) : show(wanted),
        found: found === undefined ? 'nothing' : show(found),
      },
    ];
  });
}

/** Sets of messages grow long; what is seen is what one has and the other has not. */
function setMismatch(place: string, found: SetValue, wanted: SetValue): Mismatch {
  const without = (a: SetValue, b: SetValue): string => show(intern(difference(a, b)));
  return {
    place,
    logged: `a set that has also ${without(wanted, found)}`,
    found: `a set that has also ${without(found, wanted)}`,
  };
}

function isSet(value: Value | undefined): value is SetValue {
  return typeof value === 'object' && value.tag === Tag.set;
}

function describe(logged: Logged): string {
  if ('is' in logged) return show(logged.is);
  return `a set, with ${show(logged.plus)} and without ${show(logged.minus)}`;
}
