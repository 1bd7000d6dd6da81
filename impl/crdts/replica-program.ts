/**
 * A replica as its driver sees it. Clients call it where they are: an operation ends in the step in which it began, and
 * its answer tells what it saw. There are three kinds of timers: `sync <peer>`, `state <peer>` and `gc`.
 */
import type { NodeId, Program } from '../protocol.ts';
import type { Dot } from './dot.ts';
import { type DiskRecord, type Message, type Vector, vectorOf } from './message.ts';
import {
  begin,
  deltaSend,
  gcCausallyStable,
  merge,
  type Replica,
  type ReplicaEffect,
  recover,
  send,
  type Update,
  update,
} from './replica.ts';
import { type Rga, visibleDots } from './rga.ts';
import { type ObjectName, readObject, type Schema } from './store.ts';

export type Operation =
  | { readonly type: 'read'; readonly object: ObjectName }
  | ({ readonly type: 'update' } & Update);

/** An update is named by its dot; `saw` is what was seen before it. */
export type Output =
  /** `dots`: of a sequence, the names of its elements, which insertions and deletions need. */
  | { readonly saw: Vector; readonly value: unknown; readonly dots?: readonly Dot[] }
  | { readonly saw: Vector; readonly dot: Dot };

export type ReplicaInput =
  | { readonly type: 'begin'; readonly incarnation: number }
  /** An update that nobody waits for. */
  | ({ readonly type: 'update' } & Update);

export type ReplicaProgram = Program<
  Replica,
  Message,
  DiskRecord,
  Operation,
  ReplicaInput,
  ReplicaEffect
>;

export const gcTimer = 'gc';
export const syncTimer = (peer: NodeId): string => `sync ${peer}`;
/** Whatever deltas there are: what nobody noticed to be missing arrives all the same. */
const stateTimer = (peer: NodeId): string => `state ${peer}`;

/** One period for all: a driver that wants states to be rarer than deltas lets that timer wait. */
const ticks = 3;

export function replicaProgram(schema: Schema, replicas: readonly NodeId[]): ReplicaProgram {
  return {
    start(self, records) {
      const peers = replicas.filter((replica) => replica !== self);
      const volatile = { incarnation: undefined, known: new Map() };
      const state = { self, peers, schema, ...volatile, ...recover(schema, records) };
      const timers = [...peers.flatMap((peer) => [syncTimer(peer), stateTimer(peer)]), gcTimer];
      return { state, effects: timers.map(again) };
    },
    receive: merge,
    timeout(replica, timer) {
      if (timer === gcTimer) {
        const { state, effects } = gcCausallyStable(replica) ?? { state: replica, effects: [] };
        return { state, effects: [...effects, again(gcTimer)] };
      }
      const [kind, peer = ''] = timer.split(' ');
      const delta = kind === 'sync' ? deltaSend(replica, peer) : undefined;
      const { state, effects } = delta ?? send(replica, peer);
      return { state, effects: [...effects, again(timer)] };
    },
    call(replica, operation) {
      const saw = vectorOf(replica.store.context);
      if (operation.type === 'read') {
        return { state: replica, effects: [complete({ saw, ...told(replica, operation.object) })] };
      }
      const step = update(replica, operation);
      if (step === undefined) return undefined;
      const [dot] = [...step.state.buffer.keys()].slice(-1) as [Dot];
      return { state: step.state, effects: [...step.effects, complete({ saw, dot })] };
    },
    input(replica, input) {
      return input.type === 'begin' ? begin(replica, input) : update(replica, input);
    },
  };
}

function told({ schema, store }: Replica, object: ObjectName) {
  const value = readObject(schema, store, object);
  if (schema[object] !== 'Rga') return { value };
  return { value, dots: visibleDots(store.objects.get(object) as Rga) };
}

function again(timer: string): ReplicaEffect {
  return { kind: 'setTimer', timer, ticks };
}

function complete(output: Output): ReplicaEffect {
  return { kind: 'complete', outcome: { type: 'ok', output } };
}
