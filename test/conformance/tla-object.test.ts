/** Every object as TypeScript and as TLA+: the same answers to all operations, from all states that are near the first. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { tlaObject } from '../../harness/conformance/tla-object.ts';
import { checkLinearizable } from '../../harness/consistency/linearizability.ts';
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
import { contentKey } from '../../harness/consistency/plain.ts';
import type { AnyObject } from '../../harness/consistency/steps.ts';
import { kinds, randomFrom, smallHistory } from '../../scripts/consistency/generate.ts';
import { loadSpecFile } from '../../scripts/engine.ts';
import { library } from '../../scripts/repository.ts';

const values = [1, 2];
const owners = ['a', 'b'];
const each = <T>(items: readonly T[], of: (item: T) => object) => items.map(of);
const pairs = <A, B>(as: readonly A[], bs: readonly B[]) =>
  as.flatMap((a) => bs.map((b) => [a, b] as const));

interface Case {
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

const cases: readonly Case[] = [
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

const load = async (module: string) => {
  const path = join(library, 'objects', module);
  return tlaObject(await loadSpecFile(`${path}.tla`, `${path}.cfg`));
};

/** Walks through both at once. Each answer of one has to be an answer of the other, and the states go in pairs. */
function walk(ours: AnyObject, theirs: AnyObject, { inputs, depth = 4 }: Case): number {
  const pairOf = new Map([[ours.key(ours.initial), theirs.key(theirs.initial)]]);
  let level = [[ours.initial, theirs.initial] as const];
  let steps = 0;
  for (let at = 0; at < depth; at++) {
    const next: (readonly [unknown, unknown])[] = [];
    for (const [mine, other] of level)
      for (const input of inputs) {
        const byOutput = (object: AnyObject, state: unknown) =>
          new Map(object.apply(state, input).map((one) => [contentKey(one.output), one.state]));
        const [here, there] = [byOutput(ours, mine), byOutput(theirs, other)];
        expect([...there.keys()].sort(), JSON.stringify(input)).toEqual([...here.keys()].sort());
        for (const [output, state] of here) {
          steps++;
          const counterpart = there.get(output);
          const [name, itsName] = [ours.key(state), theirs.key(counterpart)];
          const known = pairOf.get(name);
          if (known === undefined) next.push([state, counterpart]);
          pairOf.set(name, known ?? itsName);
          expect(itsName).toBe(pairOf.get(name));
        }
      }
    level = next;
  }
  expect(new Set(pairOf.values()).size).toBe(pairOf.size);
  return steps;
}

describe('an object in TypeScript and its module in specs/lib/objects answer alike', () => {
  for (const one of cases)
    it(one.module, async () => {
      expect(walk(one.object, await load(one.module), one)).toBeGreaterThan(8);
    });

  it('and a walk sees an object that does not', async () => {
    const [theirs, one] = [await load('Stack'), cases.find(({ module }) => module === 'Stack')!];
    const wrong = {
      ...queue,
      apply: (state: never, { type, value }: { type: string; value: never }) =>
        queue.apply(state, type === 'pop' ? { type: 'dequeue' } : { type: 'enqueue', value }),
    };
    expect(() => walk(wrong as AnyObject, theirs, one)).toThrow();
  });
});

describe('tlaObject', () => {
  let module: AnyObject;
  beforeAll(async () => {
    module = await load('Queue');
  });

  it('judges histories as the object in TypeScript does', () => {
    const kind = kinds.find(({ name }) => name === 'queue')!;
    const seen = { ok: 0, violation: 0, unknown: 0 };
    for (let seed = 1; seed <= 120; seed++) {
      const history = smallHistory(kind, randomFrom(seed));
      const { verdict } = checkLinearizable(history, module, { afterInfo: 'go on' });
      expect(verdict).toBe(checkLinearizable(history, queue, { afterInfo: 'go on' }).verdict);
      seen[verdict]++;
    }
    expect(Math.min(seen.ok, seen.violation)).toBeGreaterThan(10);
  });

  it('says what is no operation of it', () => {
    expect(() => module.apply(module.initial, { type: 'push', value: 1 })).toThrow(
      'Queue has no action Push',
    );
    expect(() => module.apply(module.initial, { type: 'enqueue' })).toThrow(
      'has no value, which Enqueue needs',
    );
  });
});
