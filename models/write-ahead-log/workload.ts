/**
 * What clients ask for: transactions of one or two puts, and reads of one or several pages at once; all of it is judged as
 * one object, a map on which a transaction takes effect as a whole. Every put of a transaction is its own name, so that a
 * value tells who wrote it.
 */
import type { SequentialObject } from '../../harness/consistency/history.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { openOperation } from '../../harness/simulation/history.ts';
import type { NodeWorld, World } from '../../harness/simulation/world.ts';
import type { Client, Operation } from '../../impl/write-ahead-log/client.ts';
import { txOf, type Value } from '../../impl/write-ahead-log/record.ts';
import { storeName } from '../../impl/write-ahead-log/store-program.ts';
import { operationsMax, settingOf } from './scopes.ts';

type State = ReadonlyMap<string, Value>;
type Output = Readonly<Record<string, Value>> | null;

/** Atomic and durable: all puts of a transaction at once, and for ever; a read of several pages sees one moment. */
export const atomicMap: SequentialObject<State, Operation, Output> = {
  name: 'atomic map',
  initial: new Map(),
  apply(state, operation) {
    if (operation.type === 'write') {
      return [{ state: new Map([...state, ...Object.entries(operation.values)]), output: null }];
    }
    const values = operation.pages.map((page) => [page, state.get(page) ?? null] as const);
    return [{ state, output: Object.fromEntries(values) }];
  },
  key: (state) =>
    [...state]
      .map(([page, value]) => `${page}=${value}`)
      .sort()
      .join(),
  isRead: ({ type }) => type === 'read',
  describe(operation, output, outcome) {
    const words =
      operation.type === 'write'
        ? `write ${textOf(operation.values)}`
        : `read ${operation.pages.join(' ')}`;
    if (outcome !== 'ok') return `${words} (${outcome === 'fail' ? 'failed' : 'unknown'})`;
    return operation.type === 'write' ? words : `${words} -> ${textOf(output ?? {})}`;
  },
};

function textOf(values: Readonly<Record<string, Value>>): string {
  return Object.entries(values)
    .map(([page, value]) => `${page}=${value}`)
    .join(' ');
}

/** Calls of clients that wait for nothing, and the loss of patience of those that wait for a store that is down. */
export function sessions(world: World): readonly Event[] {
  const { clients } = world.protocol;
  return clients.flatMap((client): Event[] => {
    const { number, askedToCommit } = (world.nodes.get(client) as NodeWorld).state as Client;
    if (openOperation(world, client) !== undefined) {
      // A client that waits for a commit may find that it takes too long, most likely while the store is down.
      const isDown = world.nodes.get(storeName)?.up !== true;
      const givesUp = isDown && askedToCommit;
      return givesUp ? [{ type: 'input', node: client, input: { type: 'give up' } }] : [];
    }
    if (number >= operationsMax) return [];
    return operations(world, client, number + 1).map((operation) => ({
      type: 'call',
      node: client,
      operation,
    }));
  });
}

/** Neighbouring clients have one page in common. */
function operations(world: World, client: string, number: number): readonly Operation[] {
  const { pages, clients } = settingOf(world);
  const value = txOf(client, number);
  const first = pages[clients.indexOf(client) % pages.length] as string;
  const second = pages[(clients.indexOf(client) + 1) % pages.length] as string;
  return [
    { type: 'write', values: { [first]: value, [second]: value } },
    { type: 'read', pages },
    { type: 'write', values: { [second]: value } },
    { type: 'read', pages: [first] },
  ];
}

/** The store without clients: anything that its owner may do with it. */
export function owner(world: World): readonly Event[] {
  const { pages, txs } = settingOf(world);
  const input = (content: unknown): Event => ({ type: 'input', node: storeName, input: content });
  return txs.flatMap((tx) => [
    ...pages.map((page) => input({ type: 'update', tx, page, value: tx })),
    input({ type: 'commit', tx }),
    input({ type: 'abort', tx }),
  ]);
}

/** When the faults have stopped every client has been told how its operation ended. */
export function settled(world: World): string | undefined {
  const store = world.nodes.get(storeName)?.state as { readonly mode: string } | undefined;
  if (store?.mode !== 'running')
    return `the store is ${store?.mode ?? 'down'}: RecoveryTerminatesProp`;
  const waiting = world.protocol.clients.find(
    (client) => openOperation(world, client) !== undefined,
  );
  return waiting === undefined ? undefined : `${waiting} waits for an answer: EventuallyAckedProp`;
}
