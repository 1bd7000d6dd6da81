/**
 * What clients ask for: transactions of two to four accesses, in shapes that get in each other's way: reading one key and
 * writing the next, reading a range and writing into it, appending to two lists. In one world all of them are about
 * lists, or all about registers; one client only reads, and says so.
 */
import type { Event } from '../../harness/simulation/event.ts';
import { callsOf, openOperation } from '../../harness/simulation/history.ts';
import type { NodeWorld, World } from '../../harness/simulation/world.ts';
import type { Client, Operation } from '../../impl/snapshot-isolation/client.ts';
import { type Access, storeName } from '../../impl/snapshot-isolation/message.ts';
import { hasRead, type Store } from '../../impl/snapshot-isolation/store.ts';
import type { StoreInput } from '../../impl/snapshot-isolation/store-program.ts';
import { isIn, type Key } from '../../impl/snapshot-isolation/versions.ts';
import { kindOf } from './isolation.ts';
import { accessesMax, attemptsMax, numbersMax, settingOf } from './scopes.ts';

const modes = ['OCC', 'SI', 'SSI'] as const;

const input = (content: StoreInput): Event => ({ type: 'input', node: storeName, input: content });

const impatient = 'c';

/** First the operator decides how to isolate; then clients that wait for nothing call. */
export function sessions(world: World): readonly Event[] {
  const store = world.nodes.get(storeName)?.state as Store | undefined;
  if (store?.mode === null) return modes.map((mode) => input({ type: 'configure', mode }));
  return world.protocol.clients.flatMap((client): readonly Event[] => {
    const { step, number } = (world.nodes.get(client) as NodeWorld).state as Client;
    if (openOperation(world, client) !== undefined) {
      // Who waits for a commit may find that it takes too long, most likely while the store is down. One goes away
      // in the middle of a transaction.
      const isWaiting = store === undefined && step === 'end';
      const givesUp = isWaiting || (client === impatient && step === 1);
      return givesUp ? [{ type: 'input', node: client, input: { type: 'give up' } }] : [];
    }
    if (number + attemptsMax > numbersMax) return [];
    return operations(world, client, callsOf(world, client) + 1).map((operation) => ({
      type: 'call',
      node: client,
      operation,
    }));
  });
}

function operations(world: World, client: string, number: number): readonly Operation[] {
  const { keys, ranges, readers } = settingOf(world);
  const { clients } = world.protocol;
  const at = clients.indexOf(client);
  const [one, two] = [0, 1].map((step) => keys[(at + step) % keys.length] as string) as [
    string,
    string,
  ];
  const read = (key: string): Access => ({ type: 'read', key });
  const scan = (index: number): Access => ({ type: 'scan', ...ranges[index % ranges.length]! });
  if (readers.includes(client)) {
    const [x, y, z] = keys as [string, string, string];
    return [[read(x), read(y), read(z)], [scan(2)], [read(z), scan(0)]].map((accesses) => ({
      accesses,
    }));
  }
  const kind = kindOf(world);
  const kinds = kind === undefined ? (['append', 'write'] as const) : [writes[kind]];
  return kinds.flatMap((type) => {
    const write = (key: string): Access => ({ type, key, value: `${client}${number}` });
    const shapes = [
      [read(one), write(two)],
      [read(one), read(two), write(one)],
      [scan(at), write(two)],
      [write(one), write(two)],
      [write(two), read(one), scan(at + 1)],
      [read(two), write(two)],
    ];
    return shapes.map((accesses) => ({ accesses }));
  });
}

const writes = { 'list-append': 'append', 'rw-register': 'write' } as const;

/** The store without clients: anything that its owner may do with it. */
export function owner(world: World): readonly Event[] {
  const { txs, keys, ranges, readers } = settingOf(world);
  const store = world.nodes.get(storeName)?.state as Store | undefined;
  if (store === undefined) return [];
  if (store.mode === null) return modes.map((mode) => input({ type: 'configure', mode }));
  return txs.flatMap((tx) => {
    const begin = input({ type: 'begin', tx, readOnly: readers.includes(tx.slice(0, 1)) });
    const transaction = store.transactions[tx];
    if (transaction === undefined) return [begin];
    const read = keys.filter((key) => hasRead(transaction, key) !== undefined);
    const left = accessesMax - read.length - Object.keys(transaction.writes).length;
    const isNew = (key: Key) => !read.includes(key) && !(key in transaction.writes);
    const scanned = ranges.filter((range) => {
      const count = keys.filter((key) => isIn(range, key) && isNew(key)).length;
      return count > 0 && count <= left;
    });
    return [
      input({ type: 'commit', tx }),
      input({ type: 'abort', tx }),
      ...(left > 0 ? keys : []).flatMap((key) => [
        ...(isNew(key) ? [input({ type: 'read', tx, key })] : []),
        ...(key in transaction.writes ? [] : [input({ type: 'write', tx, key, value: tx })]),
      ]),
      ...scanned.map((range) => input({ type: 'scan', tx, range })),
    ];
  });
}

/** When the faults have stopped every client has been told how its operation ended, and nothing is left to install. */
export function settled(world: World): string | undefined {
  const store = world.nodes.get(storeName)?.state as Store | undefined;
  if (store === undefined) return 'the store is down';
  if (store.pending.length > 0)
    return `${store.pending[0]?.tx} is not installed: EventuallyInstalledProp`;
  if (store.mode === null) return undefined;
  const waiting = world.protocol.clients.find(
    (client) => openOperation(world, client) !== undefined,
  );
  return waiting === undefined ? undefined : `${waiting} waits for an answer`;
}
