/**
 * A token goes round over FIFO links without loss; a greeting goes ahead of it, and must arrive
 * ahead of it.
 */

import type { WorldOptions } from '../../../harness/simulation/world.ts';
import type { Envelope, NodeId, Program, Protocol } from '../../../impl/protocol.ts';

export interface Passed extends Envelope {
  readonly type: 'Greeting' | 'Token';
  readonly lap: number;
}

interface Member {
  readonly self: NodeId;
  readonly lap: number | undefined;
  readonly greeted: number;
  readonly disorder: boolean;
}

const ring = ['n1', 'n2', 'n3'];

function next(self: NodeId): NodeId {
  return ring[(ring.indexOf(self) + 1) % ring.length] as NodeId;
}

const hold = { kind: 'setTimer', timer: 'pass', ticks: 1 } as const;

const member: Program<Member, Passed, 'started'> = {
  start(self, records) {
    const mine = self === 'n1' && records.length === 0;
    return {
      state: { self, lap: mine ? 0 : undefined, greeted: -1, disorder: false },
      effects: mine ? [{ kind: 'persist', record: 'started' }, hold] : [],
    };
  },
  receive(state, { type, lap }) {
    if (type === 'Greeting') return { state: { ...state, greeted: lap }, effects: [] };
    const disorder = state.disorder || state.greeted !== lap;
    return { state: { ...state, lap, disorder }, effects: [hold] };
  },
  timeout(state) {
    if (state.lap === undefined) return undefined;
    const lap = state.lap + (state.self === 'n3' ? 1 : 0);
    const envelope = { source: state.self, dest: next(state.self), lap };
    return {
      state: { ...state, lap: undefined },
      effects: [
        { kind: 'send', message: { type: 'Greeting', ...envelope } },
        { kind: 'send', message: { type: 'Token', ...envelope } },
      ],
    };
  },
};

export const tokenRing: Protocol = {
  name: 'token-ring',
  nodes: ring,
  clients: [],
  program: () => member,
};

export const fifo: WorldOptions = {
  link: () => ({ order: 'fifo', lossy: false, duplicating: false }),
};
