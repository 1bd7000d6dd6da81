/** Random runs of replicas with one object: what the algebra tests quantify over. Every store ever reached is kept. */
import fc from 'fast-check';
import type { VisibleUpdate } from '../../harness/consistency/replicated.ts';
import { dotsOf, nextOf, sizeOf } from '../../impl/crdts/causal-context.ts';
import { actorOf, type Dot, dotOf, livesOf } from '../../impl/crdts/dot.ts';
import type { LwwRegister } from '../../impl/crdts/lww-register.ts';
import { type Rga, visibleDots } from '../../impl/crdts/rga.ts';
import {
  type Delta,
  deltaOf,
  emptyStore,
  joinStores,
  type Schema,
  type Store,
  type TypeName,
  withDelta,
} from '../../impl/crdts/store.ts';

export const typeNames: readonly TypeName[] = [
  'GCounter',
  'PnCounter',
  'LwwRegister',
  'MvRegister',
  'OrSet',
  'Rga',
];

/** A replica does an update, or joins what another one had at some time. Numbers are taken modulo what there is. */
type Choice =
  | {
      readonly type: 'update';
      readonly replica: number;
      readonly what: number;
      readonly clock: number;
    }
  | { readonly type: 'merge'; readonly replica: number; readonly which: number };

export const choices: fc.Arbitrary<readonly Choice[]> = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant('update' as const),
      replica: fc.nat(2),
      what: fc.nat(11),
      clock: fc.nat(3),
    }),
    fc.record({ type: fc.constant('merge' as const), replica: fc.nat(2), which: fc.nat(50) }),
  ),
  { maxLength: 24 },
);

export interface Replay {
  readonly schema: Schema;
  /** Every store that was reached, in order. */
  readonly stores: readonly Store[];
  readonly deltas: readonly Delta[];
  /** What was done, by its dot, as a specification sees it. */
  readonly updates: ReadonlyMap<Dot, VisibleUpdate>;
}

const replicas = ['a', 'b', 'c'];

export function play(type: TypeName, list: readonly Choice[]): Replay {
  const schema = { x: type };
  const stores: Store[] = [emptyStore(schema)];
  const current = replicas.map(() => stores[0] as Store);
  const deltas: Delta[] = [];
  const updates = new Map<Dot, VisibleUpdate>();
  for (const choice of list) {
    const mine = current[choice.replica] as Store;
    let next: Store;
    if (choice.type === 'merge') {
      next = joinStores(schema, mine, stores[choice.which % stores.length] as Store);
    } else {
      const actor = actorOf(replicas[choice.replica] as string, 1);
      const dot = dotOf(actor, nextOf(mine.context, actor));
      const input = inputOf(type, mine.objects.get('x'), choice.what, dot);
      const moment = { dot, actor, lamport: sizeOf(mine.context) + 1, clock: choice.clock };
      const delta = deltaOf(schema, mine, { object: 'x', update: input }, moment);
      if (delta === undefined) continue;
      deltas.push(delta);
      updates.set(dot, updateOf(type, delta, input, mine));
      next = withDelta(schema, mine, delta);
    }
    stores.push(next);
    current[choice.replica] = next;
  }
  return { schema, stores, deltas, updates };
}

function updateOf(type: TypeName, delta: Delta, input: unknown, { context }: Store): VisibleUpdate {
  const update = { id: delta.dot, input, saw: new Set(dotsOf(context)) };
  if (type !== 'LwwRegister') return update;
  const { time, actor } = delta.state as NonNullable<LwwRegister>;
  const { replica, life } = livesOf(actor);
  return { ...update, stamp: [time, replica, life] };
}

/** Any update that has a meaning here; elements of sequences are unique. */
function inputOf(type: TypeName, state: unknown, what: number, dot: Dot): unknown {
  const elem = 'uvw'.charAt(what % 3);
  switch (type) {
    case 'GCounter':
      return { type: 'increment', amount: 1 + (what % 3) };
    case 'PnCounter':
      return { type: what < 6 ? 'increment' : 'decrement', amount: 1 + (what % 3) };
    case 'LwwRegister':
    case 'MvRegister':
      return { type: 'write', value: elem };
    case 'OrSet':
      return { type: what < 7 ? 'add' : 'remove', elem };
    case 'Rga': {
      const visible = visibleDots(state as Rga);
      const place = what % (visible.length + 1);
      if (what >= 8) return { type: 'delete', target: visible[place] ?? '' };
      return { type: 'insert', after: visible[place] ?? '', elem: dot };
    }
  }
}
