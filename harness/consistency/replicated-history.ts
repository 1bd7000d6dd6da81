/**
 * Recorded histories of replicated objects, as `judge` reads them: strong eventual convergence needs to know who saw which
 * updates, so each answer has to tell it. An operation says
 *
 *     {"process":"a","input":{"type":"add","elem":1,"id":"a1"},"invoke":0,"return":1,"outcome":"ok","output":{"saw":[]}}
 *     {"process":"b","input":{"type":"read"},"invoke":2,"return":3,"outcome":"ok","output":{"saw":["a1"],"value":[1]}}
 *
 * `id` makes it an update; `object` names one of several objects; `stamp`, of the input or the output, is its place in the
 * arbitration; `value` is what it was told. visibility.ts judges.
 */
import type { History, Operation } from './history.ts';
import {
  addWinsSet,
  lastWriterWins,
  multiValue,
  type ReplicatedType,
  replicatedCounter,
  stronglyOrderedList,
} from './replicated.ts';
import { checkVisibility, type Sight, type VisibilityVerdict } from './visibility.ts';

/** By the names that `--object` takes. */
export const replicatedTypes = {
  'replicated-counter': replicatedCounter,
  'last-writer-wins': lastWriterWins,
  'multi-value': multiValue,
  'add-wins-set': addWinsSet,
  'replicated-list': stronglyOrderedList,
} as const satisfies Record<string, unknown>;

export type ReplicatedName = keyof typeof replicatedTypes;

/** A text where the history is none of replicated objects: why. */
export function judgeReplicated(
  history: History,
  name: ReplicatedName,
): VisibilityVerdict | string {
  for (const [index, operation] of history.entries()) {
    const problem = problemOf(operation);
    if (problem !== undefined) return `operation ${index}: ${problem}`;
  }
  return checkVisibility(history, {
    sightOf,
    typeOf: () => replicatedTypes[name] as ReplicatedType<never>,
    describe: describeReplicated,
  });
}

export const describeReplicated = ({ input, output }: Operation) =>
  `${JSON.stringify(input)} -> ${JSON.stringify(output)}`;

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isListOf = (type: string, value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => type.split(' ').includes(typeof one));

function problemOf({ input, output, outcome }: Operation): string | undefined {
  if (!isRecord(input) || typeof input.type !== 'string')
    return 'input must be an object with a type';
  for (const name of ['id', 'object'])
    if (input[name] !== undefined && typeof input[name] !== 'string')
      return `${name} must be a text`;
  if (outcome !== 'ok') return undefined;
  if (!isRecord(output) || !isListOf('string', output.saw))
    return 'output must tell the ids of the updates that it saw, in `saw`';
  const stamp = input.stamp ?? output.stamp;
  if (stamp !== undefined && !isListOf('string number', stamp))
    return 'stamp must be a list of numbers and texts';
  return undefined;
}

/** What did not happen, or may not have, saw nothing that is known. */
function sightOf({ process, input, output, outcome }: Operation): Sight | undefined {
  if (outcome !== 'ok') return undefined;
  const [asked, told] = [input as Fields, output as Fields];
  const stamp = (asked.stamp ?? told.stamp) as Sight['saw'] | undefined;
  const sight = {
    object: (asked.object ?? 'it') as string,
    session: process,
    saw: told.saw as readonly string[],
    value: told.value,
  };
  if (asked.id === undefined) return sight;
  const update = { id: asked.id as string, input: asked };
  return { ...sight, update: stamp === undefined ? update : { ...update, stamp } };
}
