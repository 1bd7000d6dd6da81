/** The tally's spec (by hand), its mapping and its model; each can be built with something planted in it. */
import { defineMapping, type Mapping } from '../../harness/conformance/mapping.ts';
import { defineModel, type Model } from '../../harness/conformance/model.ts';
import type { SequentialObject } from '../../harness/consistency/history.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { callsOf } from '../../harness/simulation/history.ts';
import type { World } from '../../harness/simulation/world.ts';
import type { NodeId, Protocol } from '../../impl/protocol.ts';
import type { FakeAction, FakeSpec, Plain } from './fake-spec.ts';
import { type Client, type Server, server, tally } from './tally.ts';

export const clients: readonly NodeId[] = ['c1', 'c2'];

/** The spec's actions; a test replaces one of them to plant a bug in the spec. */
export const tallyActions = (callsMax: number): Readonly<Record<string, FakeAction>> => ({
  Call: {
    parameters: ['c'],
    tries: () => clients.map((c) => [c]),
    guards: {
      '~open[c].busy': ({ open }: Plain, c) => !open.get(c).busy,
      'open[c].id < MaxCalls': ({ open }: Plain, c) => open.get(c).id < callsMax,
    },
    updates: {
      open: ({ open }: Plain, c) => new Map(open).set(c, { id: open.get(c).id + 1, busy: true }),
      requests: ({ open, requests }: Plain, c) =>
        new Set([...requests, { source: c, id: open.get(c).id + 1 }]),
    },
  },
  Handle: {
    parameters: ['m'],
    tries: ({ requests }: Plain) => [...requests].map((m) => [m]),
    guards: { 'm.id > last[m.source]': ({ last }: Plain, m) => m.id > last.get(m.source) },
    updates: {
      total: ({ total }: Plain) => total + 1,
      last: ({ last }: Plain, m) => new Map(last).set(m.source, m.id),
    },
  },
  Finish: {
    parameters: ['c'],
    tries: () => clients.map((c) => [c]),
    guards: {
      'open[c].busy': ({ open }: Plain, c) => open.get(c).busy,
      'last[c] = open[c].id': ({ open, last }: Plain, c) => last.get(c) === open.get(c).id,
    },
    updates: {
      open: ({ open }: Plain, c) => new Map(open).set(c, { id: open.get(c).id, busy: false }),
    },
  },
});

export function tallySpec(callsMax: number, planted: Readonly<Record<string, FakeAction>> = {}): FakeSpec {
  return {
    module: 'Tally',
    init: {
      total: 0,
      last: new Map(clients.map((c) => [c, 0])),
      open: new Map(clients.map((c) => [c, { id: 0, busy: false }])),
      requests: new Set(),
    },
    actions: { ...tallyActions(callsMax), ...planted },
    invariants: {
      TotalInv: ({ total, last }: Plain) => total === [...last.values()].reduce((a, b) => a + b, 0),
    },
    modelValues: [...clients],
  };
}

export const tallyMapping: Mapping = defineMapping({
  module: 'Tally',
  abstraction: ({ nodes, network, protocol }) => {
    const { state, records } = nodes.get(server) as { state: Server | undefined; records: readonly unknown[] };
    const ids = records as readonly { client: NodeId; id: number }[];
    const lastOf = (c: NodeId) => ids.filter(({ client }) => client === c).at(-1)?.id ?? 0;
    const clientOf = (c: NodeId) => nodes.get(c)?.state as Client;
    return {
      total: state?.total ?? records.length,
      last: new Map(protocol.clients.map((c) => [c, state?.last.get(c)?.id ?? lastOf(c)])),
      open: new Map(protocol.clients.map((c) => [c, { id: clientOf(c).id, busy: clientOf(c).busy }])),
      requests: new Set(
        network.everSent
          .filter(({ type }) => type === 'Add')
          .map((message) => ({ source: message.source, id: (message as unknown as { id: number }).id })),
      ),
    };
  },
  actions: {
    call: ({ node }) => ['Call', node],
    deliver: ({ event: { message } }) =>
      message.type === 'Add'
        ? ['Handle', { source: message.source, id: (message as unknown as { id: number }).id }]
        : ['Finish', message.dest],
    timer: 'stutter',
    crash: 'stutter',
    restart: 'stutter',
    drop: 'stutter',
    duplicate: 'stutter',
    partition: 'stutter',
    heal: 'stutter',
  },
});

/** Fetch-and-add: each addition answers with the new total. */
export const counter: SequentialObject<number, unknown, number> = {
  name: 'counter',
  initial: 0,
  apply: (state) => [{ state: state + 1, output: state + 1 }],
  key: String,
  describe: (_input, output, outcome) => `add -> ${outcome === 'ok' ? output : outcome}`,
};

function outside(callsMax: number): (world: World) => readonly Event[] {
  return (world) =>
    clients
      .filter((node) => callsOf(world, node) < callsMax)
      .map((node) => ({ type: 'call', node, operation: 'add' }));
}

export interface Planted {
  readonly protocol?: Protocol;
  readonly mapping?: Mapping;
  readonly model?: Partial<Model>;
}

/** Replay allows three calls of each client, refine one. */
export function tallyModel({ protocol = tally(clients), mapping = tallyMapping, model = {} }: Planted = {}): Model {
  return defineModel({
    name: 'tally',
    book: [],
    sources: [],
    configs: [],
    mapping,
    replay: {
      config: 'MCTally.cfg',
      protocol,
      options: {},
      outside: outside(3),
      faults: ['loss', 'duplication', 'reordering', 'partition', 'crash', 'crash in the middle of a step'],
      crashesMax: 2,
      crashable: [server],
      histories: 300,
      eventsMax: 40,
      settled: ({ history }) =>
        history.every(({ outcome }) => outcome?.type === 'ok') ? undefined : 'a client still waits for its answer',
    },
    refine: {
      config: 'MCTallyRefine.cfg',
      protocol,
      options: { network: 'set' },
      outside: outside(1),
      faults: ['crash', 'crash in the middle of a step'],
      crashesMax: 1,
      crashable: [server],
      worldsMax: 10_000,
    },
    object: counter,
    evidence: { operations: 100, bitten: { loss: 10, crash: 10 } },
    mutants: [],
    ...model,
  });
}
