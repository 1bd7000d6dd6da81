/**
 * A protocol for tests: clients add one to a tally that a server keeps. Requests may be lost or come twice, so clients
 * repeat them and the server remembers the last one of each; its log survives crashes, everything else does not.
 */
import type { Effect, Envelope, NodeId, Program, Protocol, Step } from '../../impl/protocol.ts';

interface Add extends Envelope {
  readonly type: 'Add';
  readonly id: number;
}
interface Added extends Envelope {
  readonly type: 'Added';
  readonly id: number;
  readonly total: number;
}

export interface Client {
  readonly self: NodeId;
  readonly id: number;
  readonly busy: boolean;
}

export interface Server {
  readonly total: number;
  readonly last: ReadonlyMap<NodeId, { readonly id: number; readonly total: number }>;
}

interface LogRecord {
  readonly client: NodeId;
  readonly id: number;
}

export const server = 's';

/** @spec Tally!Call */
export function call(client: Client): Step<Client> | undefined {
  if (client.busy) return undefined;
  const id = client.id + 1;
  return { state: { ...client, id, busy: true }, effects: request(client.self, id) };
}

/** @spec Tally!Finish */
export function finish(client: Client, message: Added): Step<Client> | undefined {
  if (!client.busy) return undefined;
  if (message.id !== client.id) return undefined;
  return {
    state: { ...client, busy: false },
    effects: [
      { kind: 'cancelTimer', timer: 'retry' },
      { kind: 'complete', outcome: { type: 'ok', output: message.total } },
    ],
  };
}

/** @spec Tally!Handle */
export function handle(state: Server, { source, id }: Add): Step<Server> | undefined {
  const last = state.last.get(source);
  if (last !== undefined && id < last.id) return undefined;
  if (last !== undefined && id === last.id) return { state, effects: [reply(source, last)] };
  const next = apply(state, { client: source, id });
  // Durable first: an answer is a promise that the addition survives.
  const log: Effect = { kind: 'persist', record: { client: source, id } };
  const answer = reply(source, { id, total: next.total });
  return { state: next, effects: [log, answer] };
}

function apply({ total, last }: Server, { client, id }: LogRecord): Server {
  return { total: total + 1, last: new Map(last).set(client, { id, total: total + 1 }) };
}

function request(self: NodeId, id: number): readonly Effect[] {
  return [
    { kind: 'send', message: { type: 'Add', source: self, dest: server, id } as Envelope },
    { kind: 'setTimer', timer: 'retry', ticks: 5 },
  ];
}

function reply(dest: NodeId, answer: { readonly id: number; readonly total: number }): Effect {
  return { kind: 'send', message: { type: 'Added', source: server, dest, ...answer } as Envelope };
}

const clientProgram: Program<Client> = {
  start: (self) => ({ state: { self, id: 0, busy: false }, effects: [] }),
  receive: (client, message) => finish(client, message as Added),
  timeout: (client) => ({ state: client, effects: request(client.self, client.id) }),
  call: (client) => call(client),
};

const serverProgram: Program<Server, Envelope, LogRecord> = {
  start: (_self, records) => ({
    state: records.reduce(apply, { total: 0, last: new Map() }),
    effects: [],
  }),
  receive: (state, message) => handle(state, message as Add) as never,
};

/** What a test plants: handlers in place of others, given the honest program. */
export interface Planted {
  readonly client?: (honest: Program<Client>) => Partial<Program<Client>>;
  readonly server?: (honest: Program<Server>) => Partial<Program<Server>>;
}

export function tally(clients: readonly NodeId[], planted: Planted = {}): Protocol {
  const theServer = { ...serverProgram, ...planted.server?.(serverProgram as Program<Server>) };
  const theClient = { ...clientProgram, ...planted.client?.(clientProgram) };
  return {
    name: 'tally',
    nodes: [server, ...clients],
    clients,
    program: (node) => (node === server ? theServer : theClient),
  };
}
