/**
 * Small histories for the fuzzer, many a second: a few clients call an object, each operation takes effect at some moment of
 * its time, values are inserted once. Some are then broken: an answer is replaced or exchanged, or an operation moved in
 * time. Times are small whole numbers, so that ties happen. A seed gives the same histories everywhere.
 */
import type { History, Operation } from '../../harness/consistency/history.ts';
import { priorityQueue } from '../../harness/consistency/objects/priority-queue.ts';
import { queue } from '../../harness/consistency/objects/queue.ts';
import { register } from '../../harness/consistency/objects/register.ts';
import { set } from '../../harness/consistency/objects/set.ts';
import { stack } from '../../harness/consistency/objects/stack.ts';
import type { AnyObject } from '../../harness/consistency/steps.ts';

export interface Kind {
  readonly name: string;
  readonly object: AnyObject;
  /** `value` is given to at most one operation. */
  input(random: Random, value: number): unknown;
  /** An answer that is in the way. */
  answer(random: Random, size: number): unknown;
}

/** Whole numbers below `n`, the same for the same seed (xorshift32, Marsaglia 2003). */
export type Random = (n: number) => number;

export function randomFrom(seed: number): Random {
  let x = Math.imul(seed + 1, 0x9e3779b1) | 1;
  return (n) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % n;
  };
}

const someValue = (random: Random, size: number) => (random(3) === 0 ? null : 1 + random(size));

export const kinds: readonly Kind[] = [
  {
    name: 'register',
    object: register(0),
    input: (random, value) => (random(5) < 2 ? { type: 'write', value } : { type: 'read' }),
    answer: (random, size) => random(size + 1),
  },
  {
    name: 'queue',
    object: queue,
    input: (random, value) => (random(2) === 0 ? { type: 'enqueue', value } : { type: 'dequeue' }),
    answer: someValue,
  },
  {
    name: 'stack',
    object: stack,
    input: (random, value) => (random(2) === 0 ? { type: 'push', value } : { type: 'pop' }),
    answer: someValue,
  },
  {
    name: 'priority-queue',
    object: priorityQueue,
    input: (random, value) =>
      random(2) === 0 ? { type: 'insert', priority: value } : { type: 'removeMin' },
    answer: someValue,
  },
  {
    name: 'set',
    object: set,
    input: (random) => ({
      type: ['add', 'remove', 'contains', 'contains'][random(4)],
      value: 'a',
    }),
    answer: (random) => random(2) === 0,
  },
];

interface Plan {
  readonly operation: { -readonly [name in keyof Operation]: Operation[name] };
  readonly at: number;
  readonly happens: boolean;
}

export function smallHistory({ object, input, answer }: Kind, random: Random): History {
  const size = 2 + random(6);
  const values = shuffled(size, random);
  const clock = [0, 0, 0, 0];
  const clients = 2 + random(3);
  const plans = values.map((value, place): Plan => {
    const client = random(clients);
    const invoke = clock[client]! + random(3) + 1;
    const end = invoke + 1 + random(random(3) === 0 ? 14 : 5);
    clock[client] = end;
    const outcome = chance(random);
    // A client whose operation is unknown comes back under a new name.
    const process = `c${client}.${outcome === 'info' ? place : 'x'}`;
    const returned = outcome === 'info' ? Number.POSITIVE_INFINITY : end;
    const at =
      invoke + ((end - invoke) * random(1000)) / 1000 + (outcome === 'info' ? random(9) : 0);
    const happens = outcome === 'ok' || (outcome === 'info' && random(2) === 0);
    const operation = { process, input: input(random, value), invoke, outcome, return: returned };
    return { operation, at, happens };
  });
  perform(object, plans, random);
  const history = plans.map(({ operation }) => operation);
  for (let times = random(4); times > 0; times--)
    damage(history, () => answer(random, size), random);
  return history;
}

function chance(random: Random): Operation['outcome'] {
  const roll = random(20);
  return roll === 0 ? 'fail' : roll < 4 ? 'info' : 'ok';
}

function perform(object: AnyObject, plans: readonly Plan[], random: Random): void {
  let state = object.initial;
  for (const { operation, happens } of plans.toSorted((a, b) => a.at - b.at)) {
    if (!happens) continue;
    const answers = object.apply(state, operation.input);
    const { state: next, output } = answers[random(8) === 0 ? answers.length - 1 : 0]!;
    state = next;
    if (operation.outcome === 'ok') operation.output = output;
  }
}

function damage(history: Plan['operation'][], answer: () => unknown, random: Random): void {
  const told = history.filter(({ outcome, input }) => outcome === 'ok' && isAsking(input));
  if (told.length === 0) return;
  const [one, other] = [told[random(told.length)]!, told[random(told.length)]!];
  const way = random(3);
  if (way === 0) one.output = answer();
  else if (way === 1) [one.output, other.output] = [other.output, one.output];
  else {
    const by = random(7) - 3;
    one.invoke += by;
    one.return += by;
    one.process = `moved ${one.process} ${by}`;
  }
}

const isAsking = (input: unknown) =>
  !['write', 'enqueue', 'push', 'insert'].includes((input as { type: string }).type);

function shuffled(size: number, random: Random): number[] {
  const values = Array.from({ length: size }, (_, index) => index + 1);
  for (let at = size - 1; at > 0; at--) {
    const other = random(at + 1);
    [values[at], values[other]] = [values[other]!, values[at]!];
  }
  return values;
}
