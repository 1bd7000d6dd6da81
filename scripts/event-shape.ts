/**
 * Lists of events come from strangers: each event is looked at before the simulation, which trusts its types, sees it.
 * Whether it can happen in a world is another question, and no error: see `apply`.
 */
import type { EventType } from '../harness/simulation/event.ts';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isCount: Check = (value) => Number.isInteger(value) && (value as number) >= 0;
const isAnything: Check = (value) => value !== undefined;
const isNodes: Check = (value) => Array.isArray(value) && value.every(isText);
const isMessage: Check = (value) =>
  isObject(value) && ['type', 'source', 'dest'].every((field) => isText(value[field]));
const isKept: Check = (value) =>
  isObject(value) &&
  (value.writes === 'cache' || (Array.isArray(value.writes) && value.writes.every(isCount))) &&
  (value.torn === undefined || isCount(value.torn)) &&
  (value.tornWrite === undefined || isCount(value.tornWrite));
const isFailedSync: Check = (value) => value === 'io error' || value === 'no space';

const cut = { 'crashAfter?': isCount };

/** The fields of each type of event; a name with a question mark may be absent. */
const shapes: Readonly<Record<EventType, Readonly<Record<string, Check>>>> = {
  deliver: { message: isMessage, ...cut },
  drop: { message: isMessage },
  duplicate: { message: isMessage },
  timer: { node: isText, timer: isText, ...cut },
  sync: { node: isText, tag: isText, 'outcome?': isFailedSync, ...cut },
  call: { node: isText, operation: isAnything, ...cut },
  input: { node: isText, input: isAnything, ...cut },
  crash: { node: isText, 'kept?': isKept },
  loseDisk: { node: isText },
  rot: { node: isText, file: isText, offset: isCount, bit: isCount },
  rollBack: { node: isText, records: isCount },
  restart: { node: isText, ...cut },
  partition: { from: isNodes, to: isNodes },
  heal: {},
};

/** What is wrong with an event, in words; undefined if nothing is. */
export function eventProblem(value: unknown): string | undefined {
  if (!isObject(value) || typeof value.type !== 'string') return 'is no object with a `type`';
  if (!Object.hasOwn(shapes, value.type)) {
    return `has the type ${JSON.stringify(value.type)}; known are ${Object.keys(shapes).join(', ')}`;
  }
  const shape = shapes[value.type as EventType];
  const fields = Object.entries(shape).map(([name, check]) => ({
    name: name.replace('?', ''),
    isOptional: name.endsWith('?'),
    check,
  }));
  for (const { name, isOptional, check } of fields) {
    if (value[name] === undefined && isOptional) continue;
    if (!check(value[name])) return `of type ${value.type} has no fitting \`${name}\``;
  }
  const names = ['type', ...fields.map(({ name }) => name)];
  const stranger = Object.keys(value).find((name) => !names.includes(name));
  return stranger === undefined ? undefined : `of type ${value.type} has no field \`${stranger}\``;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
