/**
 * A Spec by hand, from guards and updates in JavaScript: what a session needs, without the engine. It keeps the conjuncts
 * apart, so that it can say which of them is false.
 */
import type { ActionInfo, Falsehood, Spec, State, Successor } from '../../harness/tla/spec.ts';
import {
  intern,
  makeFunction,
  makeRecord,
  makeSet,
  makeTuple,
  modelValue,
  str,
  type Value,
} from '../../harness/tla/values/value.ts';

// biome-ignore lint/suspicious/noExplicitAny: states of fakes are whatever the test says.
export type Plain = any;

export interface FakeAction {
  readonly parameters: readonly string[];
  /** Every list of arguments that Next tries in this state. */
  readonly tries: (state: Plain) => readonly (readonly unknown[])[];
  readonly guards: Readonly<Record<string, (state: Plain, ...args: Plain[]) => boolean>>;
  readonly updates: Readonly<Record<string, (state: Plain, ...args: Plain[]) => unknown>>;
}

export interface FakeSpec {
  readonly module: string;
  readonly init: Plain;
  readonly actions: Readonly<Record<string, FakeAction>>;
  readonly invariants: Readonly<Record<string, (state: Plain) => boolean>>;
  readonly modelValues: readonly string[];
}

export function fakeSpec(fake: FakeSpec): Spec {
  for (const name of fake.modelValues) modelValue(name);
  const variables = Object.keys(fake.init);
  const plainOf = new Map<string, Plain>();
  const toValue = (plain: unknown): Value => intern(convert(plain, fake.modelValues));
  const toState = (plain: Plain): State => {
    const missing = variables.find((name) => !(name in plain));
    if (missing !== undefined) throw new TypeError(`variable ${missing} is missing`);
    const state = variables.map((name) => toValue(plain[name]));
    plainOf.set(keyOf(state), plain);
    return state;
  };
  const plain = (state: State): Plain => plainOf.get(keyOf(state));
  const next = (name: string, args: readonly unknown[], state: State): State | undefined => {
    const action = fake.actions[name] as FakeAction;
    const before = plain(state);
    const guards = Object.values(action.guards);
    if (!guards.every((guard) => guard(before, ...args))) return undefined;
    const updated = Object.entries(action.updates).map(([key, update]) => [key, update(before, ...args)]);
    return toState({ ...before, ...Object.fromEntries(updated) });
  };
  // Arguments come back as values; the fake finds the plain ones among those it tries.
  const argsOf = (name: string, args: readonly Value[], state: State): readonly unknown[] | undefined =>
    (fake.actions[name] as FakeAction)
      .tries(plain(state))
      .find((tried) => tried.every((argument, i) => toValue(argument) === args[i]));
  const span = { file: `${fake.module}.tla`, line: 1, column: 1, endLine: 1, endColumn: 1 };
  const initial = toState(fake.init);
  const same = (a: State, b: State) => a.every((value, i) => value === b[i]);

  const spec: Spec = {
    module: fake.module,
    variables,
    actions: new Map(
      Object.entries(fake.actions).map(([name, { parameters }]): [string, ActionInfo] => [
        name,
        { name, parameters, span },
      ]),
    ),
    invariants: Object.keys(fake.invariants),
    initialStates: () => [initial],
    successors: (state) =>
      Object.entries(fake.actions).flatMap(([action, { tries }]) =>
        tries(plain(state)).flatMap((args): Successor[] => {
          const after = next(action, args, state);
          return after === undefined ? [] : [{ action, args: args.map(toValue), state: after }];
        }),
      ),
    successorsOf(action, args, state) {
      const tried = argsOf(action, args, state);
      const after = tried === undefined ? undefined : next(action, tried, state);
      return after === undefined ? [] : [after];
    },
    isStep(action, args, before, after) {
      return spec.successorsOf(action, args, before).some((state) => same(state, after));
    },
    explainStep(action, args, before, after): Falsehood | undefined {
      const tried = argsOf(action, args, before);
      const { guards, updates } = fake.actions[action] as FakeAction;
      const base = { span, bindings: [], path: [{ name: action, span }] };
      if (tried === undefined) return { ...base, text: `${action} is tried with other arguments` };
      for (const [text, guard] of Object.entries(guards)) {
        if (!guard(plain(before), ...tried)) return { ...base, text };
      }
      for (const [index, name] of variables.entries()) {
        const update = updates[name];
        const right = update === undefined ? before[index] : toValue(update(plain(before), ...tried));
        const left = after[index] as Value;
        if (left === right) continue;
        const sides = { left: { text: `${name}'`, value: left }, right: { text: 'update', value: right as Value } };
        return { ...base, text: update === undefined ? `UNCHANGED ${name}` : `${name}' = update`, ...sides };
      }
      return undefined;
    },
    isInitial: (state) => same(state, initial),
    violatedInvariant: (state) =>
      Object.entries(fake.invariants).find(([, holds]) => !holds(plain(state)))?.[0],
    explainInvariant: (name) => ({ text: name, span, bindings: [], path: [] }),
    withinConstraints: () => true,
    toValue,
    toState,
  };
  return spec;
}

function keyOf(state: State): string {
  return state.map((value) => (typeof value === 'object' ? `#${value.id}` : String(value))).join();
}

function convert(plain: Plain, modelValues: readonly string[]): Value {
  const inner = (value: Plain) => intern(convert(value, modelValues));
  if (typeof plain === 'number' || typeof plain === 'boolean') return plain;
  if (typeof plain === 'string') return modelValues.includes(plain) ? modelValue(plain) : str(plain);
  if (Array.isArray(plain)) return makeTuple(plain.map(inner));
  if (plain instanceof Set) return makeSet([...plain].map(inner));
  if (plain instanceof Map) {
    const entries = [...plain].map(([key, value]) => [inner(key), inner(value)] as const);
    const domain = makeSet(entries.map(([key]) => key));
    const images = domain.items.map((item) => entries.find(([key]) => key === item)?.[1] as Value);
    return makeFunction(domain, images);
  }
  if (typeof plain !== 'object' || plain === null) throw new TypeError(`${plain} is no value`);
  const names = Object.keys(plain);
  return makeRecord(
    names.map(str),
    names.map((name) => inner(plain[name])),
  );
}
