/**
 * A spec, a mapping and a scope, bound together: the two questions that replay, refine and everything after them ask.
 * Which spec state is this world in? Is this step of the code one that the spec allows under the name the mapping gives?
 * A session only answers; what to do about a step that is not allowed is its callers' business.
 */
import type { Applied } from '../simulation/apply.ts';
import { createWorld } from '../simulation/start.ts';
import type { World } from '../simulation/world.ts';
import type { Spec, State } from '../tla/spec.ts';
import {
  type Dictionary,
  dictionaryOf,
  isCut,
  MappingError,
  type NamedAction,
} from './dictionary.ts';
import type { Mapping } from './mapping.ts';
import type { Scope } from './model.ts';
import { createStateTable, type StateTable } from './state-table.ts';
import { stepsOf, takenBetween } from './steps-of.ts';

/** The step is what the mapping says, and the spec allows it. `path`: the states between, first and last included. */
export interface Allowed {
  readonly kind: 'actions';
  readonly actions: readonly NamedAction[];
  readonly path: readonly State[];
}

/** The spec does not allow the step under the name that the mapping gives it. */
export interface Forbidden {
  readonly kind: 'forbidden';
  /** What the mapping says the event is; none: it must not change the abstract state. */
  readonly actions: readonly NamedAction[];
  /** Which of `actions` cannot be taken, and from where; with no actions, 0 and the state before. */
  readonly failing: number;
  readonly from: State;
  readonly before: State;
  readonly after: State;
}

export type Explained = { readonly kind: 'stutter' } | Allowed | Forbidden;

const stuttering: Explained = { kind: 'stutter' };

export interface Session {
  readonly spec: Spec;
  readonly mapping: Mapping;
  readonly scope: Scope;
  readonly states: StateTable;
  /** The mapping leaves variables out. */
  readonly infers: boolean;
  /** The first world of every run. */
  readonly initial: World;
  /** Is the state of the first world an initial state of the spec? */
  startsRight(): boolean;
  /** The abstraction of a world: one object for each distinct state. Throws MappingError. */
  stateOf(world: World): State;
  /**
   * Is the step allowed? It is when the abstract state stays as it was, or when it is the sequence of actions that the
   * mapping names. A step cut by `crashAfter` is that sequence and then the crash, or the crash alone when nothing of
   * the step was left behind. Throws MappingError, and EvaluationError where the spec has no value.
   */
  explains(step: Applied): Explained;
  /** The same, where the caller knows the two states already (refine does, and spares the abstraction). */
  explainsBetween(step: Applied, from: State, to: State): Explained;
  /** The sequences of actions that the step may be: one, or for a step that was cut by a crash, two. */
  readingsOf(step: Applied): readonly (readonly NamedAction[])[];
  /** What the mapping calls the step, whatever became of it. Throws MappingError. */
  actionsOf(step: Applied): readonly NamedAction[];
  /** The first invariant that is false in this state, remembered. */
  violatedInvariant(state: State): string | undefined;
}

/**
 * What a session has learned of the spec, for the next one with the same spec and mapping: nothing of it depends on the
 * code, and mutants of one protocol ask the same questions over and over.
 */
export interface Memory {
  readonly states: StateTable;
  readonly dictionary: Dictionary;
  readonly invariants: Map<State, string | undefined>;
  readonly answers: Map<string, Explained>;
}

export function createMemory(spec: Spec, mapping: Mapping): Memory {
  return {
    states: createStateTable(),
    dictionary: dictionaryOf(spec, mapping),
    invariants: new Map(),
    answers: new Map(),
  };
}

/** Remembered answers are dropped beyond this many, so that long replays do not grow without end. */
const rememberedMax = 400_000;

/**
 * Binds and checks what can be checked before anything runs: the abstraction of the first world has exactly the spec's
 * variables, each with a value. Names and arities of actions are checked as they come up. Throws MappingError, and
 * ProgramError where a program cannot even start.
 * That the first state is initial is a claim about the code and so not checked here (run.ts asks).
 */
export function bind(
  spec: Spec,
  mapping: Mapping,
  scope: Scope,
  memory: Memory = createMemory(spec, mapping),
): Session {
  const initial = createWorld(scope.protocol, scope.options);
  checkVariables(spec, mapping, initial);
  const { states, dictionary, invariants, answers } = memory;
  const ofWorld = new WeakMap<World, State>();
  const session: Session = {
    spec,
    mapping,
    scope,
    states,
    infers: (mapping.hidden ?? []).length > 0,
    initial,
    startsRight: () => spec.isInitial(session.stateOf(initial)),
    stateOf(world) {
      let state = ofWorld.get(world);
      if (state === undefined) {
        state = states.canonical(abstractState(spec, mapping, world));
        ofWorld.set(world, state);
      }
      return state;
    },
    explains: (step) =>
      session.explainsBetween(step, session.stateOf(step.before), session.stateOf(step.after)),
    explainsBetween(step, from, to) {
      if (from === to) return stuttering;
      const readings = readingsOf(dictionary, step);
      const key = answerKey(states, from, to, readings);
      let answer = answers.get(key);
      if (answer === undefined) {
        if (answers.size >= rememberedMax) answers.clear();
        answer = judge(spec, states, readings, from, to);
        answers.set(key, answer);
      }
      return answer;
    },
    readingsOf: (step) => readingsOf(dictionary, step),
    actionsOf: (step) => dictionary.actionsOf(step),
    violatedInvariant(state) {
      if (!invariants.has(state)) {
        if (invariants.size >= rememberedMax) invariants.clear();
        invariants.set(state, spec.violatedInvariant(state));
      }
      return invariants.get(state);
    },
  };
  return session;
}

type Reading = readonly NamedAction[];

// A cut step that left nothing behind (it crashed before its first visible effect) is a crash and nothing else.
function readingsOf(dictionary: Dictionary, step: Applied): readonly Reading[] {
  const actions = dictionary.actionsOf(step);
  if (!isCut(step.event)) return [actions];
  const crash = dictionary.crashOf(step);
  return actions.length === 0 ? [crash] : [[...actions, ...crash], crash];
}

function answerKey(
  states: StateTable,
  from: State,
  to: State,
  readings: readonly Reading[],
): string {
  let key = `${states.idOf(from)}>${states.idOf(to)}`;
  for (const reading of readings) {
    key += '|';
    for (const action of reading) key += `${action.key};`;
  }
  return key;
}

function judge(
  spec: Spec,
  states: StateTable,
  readings: readonly Reading[],
  from: State,
  to: State,
): Allowed | Forbidden {
  let first: Forbidden | undefined;
  for (const reading of readings) {
    const answer = search(spec, states, reading, from, to);
    if (answer.kind === 'actions') return answer;
    first ??= answer;
  }
  return first as Forbidden;
}

interface Reached {
  readonly state: State;
  /** The action that led here, with all its arguments. */
  readonly by?: NamedAction;
  readonly previous: Reached | undefined;
}

/** Is there a way from `from` to `to` by these actions in this order? Breadth-first over what each can lead to. */
function search(
  spec: Spec,
  states: StateTable,
  actions: Reading,
  from: State,
  to: State,
): Allowed | Forbidden {
  const forbidden = (failing: number, at: State): Forbidden => {
    return { kind: 'forbidden', actions, failing, from: at, before: from, after: to };
  };
  let frontier: readonly Reached[] = [{ state: from, previous: undefined }];
  for (const [index, action] of actions.entries()) {
    if (index === actions.length - 1) {
      for (const previous of frontier) {
        const by = takenBetween(spec, action, previous.state, to);
        if (by !== undefined) return { kind: 'actions', ...wayTo({ state: to, by, previous }) };
      }
      return forbidden(index, (frontier[0] as Reached).state);
    }
    const next = expand(spec, states, action, frontier);
    if (next.length === 0) return forbidden(index, (frontier[0] as Reached).state);
    frontier = next;
  }
  return forbidden(0, from);
}

function expand(
  spec: Spec,
  states: StateTable,
  action: NamedAction,
  frontier: readonly Reached[],
): readonly Reached[] {
  const next = new Map<State, Reached>();
  for (const previous of frontier) {
    for (const step of stepsOf(spec, action, previous.state)) {
      const state = states.canonical(step.state);
      if (!next.has(state)) next.set(state, { state, by: step.action, previous });
    }
  }
  return [...next.values()];
}

function wayTo(end: Reached): Pick<Allowed, 'actions' | 'path'> {
  const path: State[] = [];
  const actions: NamedAction[] = [];
  for (let at: Reached | undefined = end; at !== undefined; at = at.previous) {
    path.unshift(at.state);
    if (at.by !== undefined) actions.unshift(at.by);
  }
  return { actions, path };
}

/** A session for who asks for the state of a world: throws MappingError if the mapping hides variables. */
export function bindWhole(...[spec, mapping, ...rest]: Parameters<typeof bind>): Session {
  const { hidden = [], module } = mapping;
  if (hidden.length > 0) {
    const names = hidden.join(', ');
    throw new MappingError(`the mapping of ${module} hides ${names}: only replay can do without`);
  }
  return bind(spec, mapping, ...rest);
}

function abstractState(spec: Spec, mapping: Mapping, world: World): State {
  try {
    return spec.toState(mapping.abstraction(world));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new MappingError(
      `the abstraction of ${mapping.module} gives no state of ${spec.module}: ${error.message}`,
    );
  }
}

function checkVariables(spec: Spec, mapping: Mapping, world: World): void {
  const given = Object.keys(mapping.abstraction(world));
  const { hidden = [] } = mapping;
  const missing = spec.variables.filter((name) => !given.includes(name) && !hidden.includes(name));
  const unknown = [...given, ...hidden].filter((name) => !spec.variables.includes(name));
  const both = hidden.filter((name) => given.includes(name));
  if (missing.length + unknown.length + both.length === 0) return;
  const faults = [
    ...missing.map((name) => `variable ${name} of ${spec.module} is missing from the abstraction`),
    ...unknown.map((name) => `${name} in the abstraction is no variable of ${spec.module}`),
    ...both.map((name) => `${name} is in the abstraction, and hidden`),
  ];
  throw new MappingError(`the mapping of ${mapping.module} does not fit: ${faults.join('; ')}`);
}
