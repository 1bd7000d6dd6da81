/** The tally's mapping and its model; each can be built with something planted in it. */
import { defineMapping, type Mapping } from '../../harness/conformance/mapping.ts';
import { defineModel, type Model } from '../../harness/conformance/model.ts';
import type { SequentialObject } from '../../harness/consistency/history.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { callsOf } from '../../harness/simulation/history.ts';
import type { World } from '../../harness/simulation/world.ts';
import type { NodeId, Protocol } from '../../impl/protocol.ts';
import { type Client, type Server, server, tally } from './tally.ts';

export const clients: readonly NodeId[] = ['c1', 'c2'];

export const tallyMapping: Mapping = defineMapping({
  module: 'Tally',
  abstraction: ({ nodes, network, protocol }) => {
    const { state, records } = nodes.get(server) as {
      state: Server | undefined;
      records: readonly unknown[];
    };
    const ids = records as readonly { client: NodeId; id: number }[];
    const lastOf = (c: NodeId) => ids.filter(({ client }) => client === c).at(-1)?.id ?? 0;
    const clientOf = (c: NodeId) => nodes.get(c)?.state as Client;
    return {
      crashes: nodes.get(server)?.crashes ?? 0,
      total: state?.total ?? records.length,
      last: new Map(protocol.clients.map((c) => [c, state?.last.get(c)?.id ?? lastOf(c)])),
      open: new Map(
        protocol.clients.map((c) => [c, { id: clientOf(c).id, busy: clientOf(c).busy }]),
      ),
      requests: new Set(
        network.everSent
          .filter(({ type }) => type === 'Add')
          .map((message) => ({
            source: message.source,
            id: (message as unknown as { id: number }).id,
          })),
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
    crash: () => ['Crash'],
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

/** What a test puts in place of the honest parts. */
export interface Parts {
  readonly protocol?: Protocol;
  readonly mapping?: Mapping;
  readonly model?: Partial<Model>;
}

/** Replay allows three calls of each client, refine one. */
export function tallyModel({
  protocol = tally(clients),
  mapping = tallyMapping,
  model = {},
}: Parts = {}): Model {
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
      faults: [
        'loss',
        'duplication',
        'reordering',
        'partition',
        'crash',
        'crash in the middle of a step',
      ],
      crashesMax: 2,
      crashable: [server],
      histories: 300,
      eventsMax: 40,
      settled: ({ history }) =>
        history.every(({ outcome }) => outcome?.type === 'ok')
          ? undefined
          : 'a client still waits for its answer',
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
    evidence: { operations: 100, bitten: { loss: 10, 'crash in the middle of a step': 5 } },
    mutants: [],
    ...model,
  });
}
