/**
 * A counter with a durable log, and clients that number their requests durably and repeat them:
 * at-least-once delivery, exactly-once increments. An increment is durable before it is
 * acknowledged.
 */
import type { Effect, Envelope, NodeId, Program, Protocol } from '../../../impl/protocol.ts';

export type Message =
  | (Envelope & { readonly type: 'Increment'; readonly request: number; readonly by: number })
  | (Envelope & { readonly type: 'Done'; readonly request: number; readonly value: number });

interface Increment {
  readonly client: NodeId;
  readonly request: number;
  readonly value: number;
}

interface Server {
  readonly self: NodeId;
  readonly value: number;
  /** The last increment of each client: what makes a repeated request harmless. */
  readonly last: ReadonlyMap<NodeId, Increment>;
}

function replay(state: Server, record: Increment): Server {
  const last = new Map(state.last).set(record.client, record);
  return { ...state, value: record.value, last };
}

const server: Program<Server, Message, Increment, unknown, 'audit'> = {
  start: (self, records) => ({
    state: records.reduce(replay, { self, value: 0, last: new Map() }),
    effects: [],
  }),
  receive(state, message) {
    if (message.type !== 'Increment') return undefined;
    const { source: client, request } = message;
    const known = state.last.get(client);
    if (known !== undefined && known.request > request) return undefined;
    if (known?.request === request) return { state, effects: [done(state.self, known)] };
    const record = { client, request, value: state.value + message.by };
    return {
      state: replay(state, record),
      effects: [{ kind: 'persist', record }, done(state.self, record)],
    };
  },
  input: (state, input) => (input === 'audit' ? { state, effects: [] } : undefined),
};

function done(self: NodeId, { client, request, value }: Increment): Effect<Message, never> {
  return { kind: 'send', message: { type: 'Done', source: self, dest: client, request, value } };
}

interface Client {
  readonly self: NodeId;
  readonly request: number;
  readonly by: number | undefined;
}

const client: Program<Client, Message, number, number> = {
  start: (self, records) => ({
    state: { self, request: records.at(-1) ?? 0, by: undefined },
    effects: [],
  }),
  call(state, by) {
    if (state.by !== undefined || typeof by !== 'number') return undefined;
    const next = { ...state, request: state.request + 1, by };
    return { state: next, effects: [{ kind: 'persist', record: next.request }, ...ask(next, by)] };
  },
  receive(state, message) {
    if (message.type !== 'Done' || state.by === undefined || message.request !== state.request) {
      return undefined;
    }
    const outcome = { type: 'ok', output: message.value } as const;
    return {
      state: { ...state, by: undefined },
      effects: [
        { kind: 'cancelTimer', timer: 'retry' },
        { kind: 'complete', outcome },
      ],
    };
  },
  timeout(state, timer) {
    if (timer !== 'retry' || state.by === undefined) return undefined;
    return { state, effects: ask(state, state.by) };
  },
};

function ask({ self, request }: Client, by: number): readonly Effect<Message, never>[] {
  return [
    { kind: 'send', message: { type: 'Increment', source: self, dest: 's', request, by } },
    { kind: 'setTimer', timer: 'retry', ticks: 10 },
  ];
}

/** One server `s` and clients `c1`, `c2`, ... */
export function counter(clientCount: number): Protocol {
  const clients = Array.from({ length: clientCount }, (_, index) => `c${index + 1}`);
  return {
    name: 'counter',
    nodes: ['s', ...clients],
    clients,
    program: (node) => (node === 's' ? server : client),
  };
}
