/** One shape of generated history for each object, narrow enough that operations meet. */
import fc from 'fast-check';
import type { SequentialObject } from '../../harness/consistency/history.ts';
import { bank } from '../../harness/consistency/objects/bank.ts';
import { casRegister } from '../../harness/consistency/objects/cas-register.ts';
import { counter } from '../../harness/consistency/objects/counter.ts';
import { fencingLock } from '../../harness/consistency/objects/fencing-lock.ts';
import { kv } from '../../harness/consistency/objects/kv.ts';
import { lock } from '../../harness/consistency/objects/lock.ts';
import { log } from '../../harness/consistency/objects/log.ts';
import { priorityQueue } from '../../harness/consistency/objects/priority-queue.ts';
import { queue } from '../../harness/consistency/objects/queue.ts';
import { register } from '../../harness/consistency/objects/register.ts';
import { set, snapshotSet } from '../../harness/consistency/objects/set.ts';
import { stack } from '../../harness/consistency/objects/stack.ts';
import type { Shape } from './histories.ts';

const small = fc.integer({ min: 1, max: 3 });
const letter = fc.constantFrom('a', 'b');
const key = fc.constantFrom('x', 'y');
const owner = fc.constantFrom('a', 'b');
const maybe = fc.option(small, { nil: null });
const yesNo = fc.boolean();
const input = (fields: Record<string, fc.Arbitrary<unknown>>, ...types: string[]) =>
  fc.record({ type: fc.constantFrom(...types), ...fields });

/** A register that may answer with any of its last two values: nondeterministic, with states that matter. */
const blurred: SequentialObject<readonly number[], { type: string; value?: number }, unknown> = {
  name: 'blurred-register',
  initial: [0],
  apply(state, { type, value }) {
    if (type === 'write') return [{ state: [value!, ...state].slice(0, 2), output: null }];
    if (type === 'settle') return state.map((one) => ({ state: [one], output: null }));
    return state.map((one) => ({ state, output: one }));
  },
  key: (state) => state.join(),
  describe: ({ type }) => type,
};

/** The same without hints, so that the general search alone decides. */
const plain = ({ isRead, asRegister, ...object }: SequentialObject<never, never, never>) => object;

const distinctWrites = (one: unknown, place: number) =>
  (one as { type: string }).type === 'read' ? one : { ...(one as object), value: place + 1 };

export const shapes: readonly Shape[] = [
  {
    object: { ...register(0), name: 'register with distinct writes' },
    inputs: fc.oneof(input({}, 'read'), input({ value: small }, 'write')),
    outputs: fc.integer({ min: 0, max: 4 }),
    adapt: distinctWrites,
    operationsMax: 7,
  },
  {
    object: register(0),
    inputs: fc.oneof(input({}, 'read'), input({ value: small }, 'write')),
    outputs: fc.oneof(small, fc.constant(0)),
    operationsMax: 7,
  },
  {
    object: { ...plain(register(0) as never), name: 'plain-register' },
    inputs: fc.oneof(input({}, 'read'), input({ value: small }, 'write')),
    outputs: fc.oneof(small, fc.constant(0)),
  },
  {
    object: casRegister(0),
    inputs: fc.oneof(
      input({}, 'read'),
      input({ value: small }, 'write'),
      input({ from: small, to: small }, 'cas'),
    ),
    outputs: fc.oneof(small, yesNo),
  },
  {
    object: kv,
    inputs: fc.oneof(
      input({ key }, 'get', 'get', 'delete'),
      input({ key, value: small }, 'put'),
      input({ key, value: fc.constantFrom('1', '2') }, 'append'),
      input({ key, from: maybe, to: maybe }, 'cas'),
    ),
    outputs: fc.oneof(maybe, yesNo),
  },
  {
    object: { ...kv, name: 'kv of texts that grow' },
    inputs: fc.oneof(
      input({ key: fc.constant('x') }, 'get', 'get'),
      input({ key: fc.constant('x'), value: letter }, 'append', 'append', 'put'),
      input({ key: fc.constant('x'), from: fc.constantFrom('a', 'ab'), to: letter }, 'cas'),
    ),
    outputs: fc.oneof(fc.constantFrom('a', 'b', 'ab', 'ba', 'aa', 'aba'), yesNo),
  },
  {
    object: set,
    inputs: input({ value: small }, 'add', 'remove', 'contains'),
    outputs: fc.oneof(yesNo, fc.constant(null)),
  },
  {
    object: snapshotSet,
    inputs: fc.oneof(input({ value: small }, 'add', 'remove', 'contains'), input({}, 'members')),
    outputs: fc.oneof(yesNo, fc.subarray([1, 2, 3])),
  },
  {
    object: counter,
    inputs: fc.oneof(input({}, 'read'), input({ amount: small }, 'add', 'addAndGet')),
    outputs: fc.integer({ min: 0, max: 6 }),
  },
  {
    object: queue,
    inputs: fc.oneof(input({}, 'dequeue'), input({ value: small }, 'enqueue')),
    outputs: maybe,
  },
  {
    object: stack,
    inputs: fc.oneof(input({}, 'pop'), input({ value: small }, 'push')),
    outputs: maybe,
  },
  {
    object: priorityQueue,
    inputs: fc.oneof(input({}, 'removeMin'), input({ priority: small }, 'insert')),
    outputs: maybe,
  },
  { object: lock, inputs: input({ owner }, 'acquire', 'release'), outputs: yesNo },
  {
    object: fencingLock(),
    inputs: fc.oneof(
      input({ owner }, 'acquire'),
      input({ owner, token: small }, 'release'),
      input({ token: small, value: small }, 'write'),
      input({}, 'read'),
    ),
    outputs: fc.oneof(yesNo, maybe),
  },
  {
    object: fencingLock([2, 3, 5]),
    inputs: fc.oneof(input({ owner }, 'acquire'), input({ token: small, value: small }, 'write')),
    outputs: fc.constantFrom(2, 3, 5, null, true),
  },
  {
    object: log(),
    inputs: fc.oneof(
      input({ value: small }, 'append'),
      input({ position: fc.nat(2) }, 'read'),
      input({}, 'length'),
    ),
    outputs: fc.oneof(maybe, fc.constant(0)),
  },
  {
    object: bank({ a: 2, b: 1 }),
    inputs: fc.oneof(
      input({ from: owner, to: owner, amount: small }, 'transfer'),
      input({}, 'balances'),
    ),
    outputs: fc.oneof(yesNo, fc.constantFrom({ a: 2, b: 1 }, { a: 0, b: 3 }, { a: 1, b: 1 })),
  },
  {
    object: blurred,
    inputs: fc.oneof(input({}, 'read', 'settle'), input({ value: small }, 'write')),
    outputs: fc.oneof(fc.constant(null), small),
  },
];
