/**
 * A trace of a run, line by line, read against the specification that it is a trace of. A line says as much as was
 * logged: which action it was, perhaps with arguments, and what the state was at some places before and after.
 *
 *     {"action": "Handle", "args": [{"source": "c1", "id": 1}], "state": {"total": 1}}
 *     {"action": "Handle", "args": [null], "state": {"last[c1]": 1}}      an argument that nobody logged
 *     {"actions": [["Prepare", "rm1"], ["VoteYes", "rm1"]]}               one event that is two actions
 *     {"action": "stutter", "state": {"total": 1}}                        nothing happened to the specification
 *     {"state": {"requests": {"#plus": [{"source": "c1", "id": 2}]}}}     any one step, or none
 */
import type { Spec } from '../../tla/spec.ts';
import { show } from '../../tla/values/print.ts';
import type { Value } from '../../tla/values/value.ts';
import { linesOf, parseLine, readHeader, TraceError, type TraceHeader } from './header.ts';
import { fromTraceJson } from './json.ts';
import { type Logged, parseLogged } from './logged.ts';

/** An action as it was logged: an argument is `undefined` where nobody logged it. */
export interface LoggedAction {
  readonly name: string;
  readonly args: readonly (Value | undefined)[];
}

export interface TraceEvent {
  /** The line of the file. */
  readonly line: number;
  /** In order; empty: the specification stutters; undefined: any one step, or none. */
  readonly actions: readonly LoggedAction[] | undefined;
  readonly before: readonly Logged[];
  readonly after: readonly Logged[];
}

export interface Trace {
  readonly file: string;
  readonly header: TraceHeader;
  readonly events: readonly TraceEvent[];
  /** What is known of the first state. */
  readonly initial: readonly Logged[];
  /** By position of the variable: whether it is never logged. */
  readonly hidden: readonly boolean[];
}

/** How many faults of a trace are told at once. */
const faultsMax = 10;

/** Throws TraceError with every fault and its line, the first ten of them. */
export function readTrace(text: string, spec: Spec, file = 'the trace'): Trace {
  const header = readHeader(text, file);
  const faults: string[] = [];
  const [first, ...rest] = linesOf(text);
  const attempt = <T>(line: number, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof TraceError)) throw error;
      faults.push(
        error instanceof TraceError ? error.message : `${file}:${line}: ${error.message}`,
      );
      return undefined;
    }
  };
  const at = first?.number ?? 1;
  attempt(at, () => checkHeader(spec, header));
  const initial = attempt(at, () => parseLogged(spec, header.initial)) ?? [];
  const events: TraceEvent[] = [];
  for (const { number, text: line } of rest) {
    if (faults.length >= faultsMax) break;
    const event = attempt(number, () =>
      readEvent(spec, parseLine(line, `${file}:${number}`), number),
    );
    if (event !== undefined) events.push(event);
  }
  if (faults.length > 0) throw new TraceError(faults.join('\n'));
  const hidden = spec.variables.map((name) => header.hidden?.includes(name) === true);
  return { file, header, events, initial, hidden };
}

function checkHeader(spec: Spec, { module, hidden = [], unlogged = [] }: TraceHeader): void {
  const stranger = hidden.find((name) => !spec.variables.includes(name));
  if (stranger !== undefined) {
    throw new TypeError(
      `hidden: ${spec.module} has no variable ${stranger}; it has ${spec.variables.join(', ')}`,
    );
  }
  for (const name of unlogged) checkAction(spec, name, undefined);
  if (module !== undefined && !spec.modules.includes(module)) {
    throw new TypeError(
      `it is a trace of ${module}, and ${spec.module} is made of ${spec.modules.join(', ')}`,
    );
  }
}

/** Of an event these are read; `event`, `node`, `time` and `note` are for people and tools. */
const read = ['action', 'args', 'actions', 'state', 'before'];
const carried = ['event', 'node', 'time', 'note'];

function readEvent(spec: Spec, json: Readonly<Record<string, unknown>>, line: number): TraceEvent {
  const stranger = Object.keys(json).find((key) => ![...read, ...carried].includes(key));
  if (stranger !== undefined) {
    throw new TypeError(
      `an event has no ${JSON.stringify(stranger)}; it has ${read.join(', ')}, and unread ${carried.join(', ')}`,
    );
  }
  return {
    line,
    actions: actionsOf(spec, json),
    before: parseLogged(spec, json.before),
    after: parseLogged(spec, json.state),
  };
}

function actionsOf(
  spec: Spec,
  { action, args, actions }: Readonly<Record<string, unknown>>,
): readonly LoggedAction[] | undefined {
  if (actions !== undefined) {
    if (action !== undefined) throw new TypeError('an event has an action or actions, not both');
    if (!Array.isArray(actions)) throw new TypeError('actions is a list of [name, argument, ...]');
    return actions.map((each) => {
      const [name, ...rest] = Array.isArray(each) ? each : [each];
      return actionOf(spec, name, rest.length === 0 ? undefined : rest);
    });
  }
  if (action === undefined) {
    if (args !== undefined) throw new TypeError('there are args and no action');
    return undefined;
  }
  return action === 'stutter' ? [] : [actionOf(spec, action, args)];
}

function actionOf(spec: Spec, name: unknown, args: unknown): LoggedAction {
  if (typeof name !== 'string')
    throw new TypeError(`${JSON.stringify(name)} is no name of an action`);
  if (args !== undefined && !Array.isArray(args)) throw new TypeError('args is a list');
  const arity = checkAction(spec, name, args?.length);
  const given: readonly unknown[] = args ?? Array.from({ length: arity }, () => null);
  return {
    name,
    args: given.map((item) => (item === null ? undefined : spec.toValue(fromTraceJson(item)))),
  };
}

function checkAction(spec: Spec, name: string, given: number | undefined): number {
  const action = spec.actions.get(name);
  if (action === undefined) {
    throw new TypeError(`${name} is no action of ${spec.module}; it has ${spec.steps.join(', ')}`);
  }
  const arity = action.parameters.length;
  if (given === undefined || given === arity) return arity;
  const { file, line, column } = action.span;
  const signature = arity === 0 ? name : `${name}(${action.parameters.join(', ')})`;
  throw new TypeError(
    `${signature} at ${file}:${line}:${column} takes ${arity}, and ${given} are given`,
  );
}

/** `Handle(?, 3)`: an argument that was not logged is a question mark. */
export function showLogged({ name, args }: LoggedAction): string {
  if (args.length === 0) return name;
  return `${name}(${args.map((value) => (value === undefined ? '?' : show(value))).join(', ')})`;
}
