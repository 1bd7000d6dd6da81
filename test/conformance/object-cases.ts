/** Every object, its module in specs/lib/objects, and operations that tell it from others. */
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
import { snapshotSet } from '../../harness/consistency/objects/set.ts';
import { stack } from '../../harness/consistency/objects/stack.ts';
import type { AnyObject } from '../../harness/consistency/steps.ts';

const values = [1, 2];
const owners = ['a', 'b'];
const each = <T>(items: readonly T[], of: (item: T) => object) => items.map(of);
const pairs = <A, B>(as: readonly A[], bs: readonly B[]) =>
  as.flatMap((a) => bs.map((b) => [a, b] as const));

export interface ObjectCase {
  readonly module: string;
  readonly object: AnyObject;
  readonly inputs: readonly object[];
  readonly depth?: number;
}

const read = { type: 'read' };
const writes = each(values, (value) => ({ type: 'write', value }));
const cas = (key: object) =>
  each(pairs([null, 'a', 'b'], ['a', 'b', null]), ([from, to]) => ({
    type: 'cas',
    ...key,
    from,
    to,
  }));
const x = { key: 'x' };

export const objectCases: readonly ObjectCase[] = [
  { module: 'Register', object: register(), inputs: [read, ...writes] },
  {
    module: 'CasRegister',
    object: casRegister(),
    inputs: [read, ...each(owners, (value) => ({ type: 'write', value })), ...cas({})],
  },
  {
    module: 'KeyValueStore',
    object: kv,
    inputs: [
      { type: 'get', ...x },
      { type: 'get', key: 'y' },
      { type: 'delete', ...x },
      { type: 'put', key: 'y', value: 'b' },
      ...each(['a', 'b', null], (value) => ({ type: 'put', ...x, value })),
      ...each(owners, (value) => ({ type: 'append', ...x, value })),
      ...cas(x),
    ],
    depth: 3,
  },
  {
    module: 'Set',
    object: snapshotSet,
    inputs: [
      { type: 'members' },
      ...each(pairs(['add', 'remove', 'contains'], values), ([type, value]) => ({ type, value })),
    ],
  },
  {
    module: 'Counter',
    object: counter,
    inputs: [
      read,
      ...each(pairs(['add', 'addAndGet'], [1, 2, -1]), ([type, amount]) => ({ type, amount })),
    ],
  },
  {
    module: 'Queue',
    object: queue,
    inputs: [{ type: 'dequeue' }, ...each(values, (value) => ({ type: 'enqueue', value }))],
  },
  {
    module: 'Stack',
    object: stack,
    inputs: [{ type: 'pop' }, ...each(values, (value) => ({ type: 'push', value }))],
  },
  {
    module: 'PriorityQueue',
    object: priorityQueue,
    inputs: [
      { type: 'removeMin' },
      ...each([2, 1, 3], (priority) => ({ type: 'insert', priority })),
    ],
  },
  {
    module: 'Lock',
    object: lock,
    inputs: each(pairs(['acquire', 'release'], owners), ([type, owner]) => ({ type, owner })),
  },
  {
    module: 'FencingLock',
    object: fencingLock(),
    inputs: [
      read,
      ...each(owners, (owner) => ({ type: 'acquire', owner })),
      ...each(pairs(owners, [1, 2]), ([owner, token]) => ({ type: 'release', owner, token })),
      ...each(pairs([0, 1, 2], values), ([token, value]) => ({ type: 'write', token, value })),
    ],
    depth: 3,
  },
  {
    module: 'AppendLog',
    object: log(),
    inputs: [
      { type: 'length' },
      ...each([0, 1, 3], (position) => ({ type: 'read', position })),
      ...each(values, (value) => ({ type: 'append', value })),
    ],
  },
  {
    module: 'Bank',
    object: bank({ a: 2, b: 2 }),
    inputs: [
      { type: 'balances' },
      ...each(pairs(pairs(owners, owners), [1, 3]), ([[from, to], amount]) => ({
        type: 'transfer',
        from,
        to,
        amount,
      })),
    ],
  },
];
