/**
 * One client, one server without a disk, unreliable links: a ping is repeated until its pong comes.
 */
import type { Effect, Envelope, Program, Protocol } from '../../../impl/protocol.ts';

export interface Ping extends Envelope {
  readonly type: 'Ping' | 'Pong';
  readonly round: number;
}

interface Client {
  readonly round: number;
  readonly waiting: boolean;
}

const client: Program<Client, Ping> = {
  start: () => ({ state: { round: 0, waiting: false }, effects: [] }),
  call({ round, waiting }) {
    if (waiting) return undefined;
    return { state: { round: round + 1, waiting: true }, effects: ask(round + 1) };
  },
  receive(state, message) {
    if (!state.waiting || message.round !== state.round) return undefined;
    const outcome = { type: 'ok', output: message.round } as const;
    return {
      state: { ...state, waiting: false },
      effects: [
        { kind: 'cancelTimer', timer: 'retry' },
        { kind: 'complete', outcome },
      ],
    };
  },
  timeout(state) {
    return state.waiting ? { state, effects: ask(state.round) } : undefined;
  },
};

function ask(round: number): readonly Effect<Ping>[] {
  return [
    { kind: 'send', message: { type: 'Ping', source: 'c', dest: 's', round } },
    { kind: 'setTimer', timer: 'retry', ticks: 5 },
  ];
}

interface Server {
  readonly pings: number;
}

const server: Program<Server, Ping> = {
  start: () => ({ state: { pings: 0 }, effects: [] }),
  receive: ({ pings }, { source, round }) => ({
    state: { pings: pings + 1 },
    effects: [{ kind: 'send', message: { type: 'Pong', source: 's', dest: source, round } }],
  }),
};

export const pingPong: Protocol = {
  name: 'ping-pong',
  nodes: ['c', 's'],
  clients: ['c'],
  program: (node) => (node === 'c' ? client : server),
};

export const ping = (round: number): Ping => ({ type: 'Ping', source: 'c', dest: 's', round });
export const pong = (round: number): Ping => ({ type: 'Pong', source: 's', dest: 'c', round });
