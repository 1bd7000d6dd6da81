/**
 * An object that is a TLA+ module, run by our engine: specs/lib/objects has ours, and anybody's will do that keeps to the
 * same. The variable `output` is what the last operation answered, all others are the state. An operation of type
 * `enqueue` is the action Enqueue, its parameters are fields of the input, and every successor is a way to answer. The
 * model value Nil is `null`. A module may answer in several ways, or not at all: then the operation is not possible.
 */
import type { Answer, SequentialObject } from '../consistency/history.ts';
import { phrase } from '../consistency/objects/value.ts';
import { contentKey } from '../consistency/plain.ts';
import type { Spec, State } from '../tla/spec.ts';
import { toPlain } from '../tla/values/convert.ts';
import { show } from '../tla/values/print.ts';

export interface TlaInput {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Throws TypeError where the module is no object, and later where an input is none of its operations. */
export function tlaObject(spec: Spec): SequentialObject<State, TlaInput, unknown> {
  const place = spec.variables.indexOf('output');
  if (place < 0) throw new TypeError(`${spec.module} has no variable output`);
  const [initial, ...others] = spec.initialStates();
  if (initial === undefined || others.length > 0)
    throw new TypeError(`${spec.module} has ${others.length + 1} initial states, not one`);
  const quiet = initial[place]!;
  return {
    name: spec.module,
    initial,
    apply(state, input): readonly Answer<State, unknown>[] {
      const { name, args } = actionOf(spec, input);
      const answers = new Map<string, Answer<State, unknown>>();
      for (const after of spec.successorsOf(name, args, state)) {
        const output = plainOf(toPlain(after[place]!));
        const next = after.with(place, quiet);
        answers.set(`${keyOf(next)} ${contentKey(output)}`, { state: next, output });
      }
      return [...answers.values()];
    },
    key: keyOf,
    describe: ({ type, ...fields }, output, outcome) =>
      phrase([type, ...Object.values(fields)], { output, outcome, tells: output !== null }),
  };
}

const keyOf = (state: State) => state.map(show).join(' ');

function actionOf(spec: Spec, input: TlaInput) {
  const { type } = input;
  if (typeof type !== 'string') throw new TypeError(`${contentKey(input)} has no type`);
  const name = `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
  const action = spec.actions.get(name);
  if (action === undefined) throw new TypeError(`${spec.module} has no action ${name}`);
  const args = action.parameters.map((parameter) => {
    if (!Object.hasOwn(input, parameter))
      throw new TypeError(`${contentKey(input)} has no ${parameter}, which ${name} needs`);
    return spec.toValue(withNil(input[parameter]));
  });
  return { name, args };
}

function withNil(plain: unknown): unknown {
  return plain === null ? 'Nil' : Array.isArray(plain) ? plain.map(withNil) : plain;
}

/** What a history says: no sets, but their members in the order of their texts; no functions, but objects. */
function plainOf(value: unknown): unknown {
  if (value === 'Nil') return null;
  if (value instanceof Set) {
    const members = [...value].map(plainOf).map((one) => [contentKey(one), one] as const);
    return members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  }
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, image]) => [String(key), plainOf(image)]));
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plainOf(part)]));
}
