/**
 * Where the world of impl/snapshot-isolation and specs/snapshot-isolation/SnapshotIsolation.tla meet. Variables of the spec
 * are functions of all transactions and keys, fields of the code are of those that there are; values are the code's own.
 * The log is the disk. A request that finds nothing to do, because it was done before, changes nothing.
 */
import {
  defineMapping,
  type Mapped,
  type MappingContext,
  type SpecAction,
  stutter,
} from '../../harness/conformance/mapping.ts';
import type { NodeWorld, World } from '../../harness/simulation/world.ts';
import { lastReaderOf } from '../../impl/snapshot-isolation/conflicts.ts';
import {
  type Access,
  type Message,
  type Request,
  storeName,
} from '../../impl/snapshot-isolation/message.ts';
import {
  hasRead,
  type LogRecord,
  numberOf,
  type Store,
  sessionOf,
  type Transaction,
  type Tx,
  txOf,
} from '../../impl/snapshot-isolation/store.ts';
import type { StoreInput } from '../../impl/snapshot-isolation/store-program.ts';
import { isIn, type Key } from '../../impl/snapshot-isolation/versions.ts';
import { settingOf } from './scopes.ts';

export const mapping = defineMapping({
  module: 'SnapshotIsolation',

  abstraction: (world) => {
    const node = storeNode(world);
    const known = abstractions.get(node) ?? abstractionOf(world, node);
    abstractions.set(node, known);
    return known;
  },

  actions: {
    deliver: (context) => {
      const message = context.event.message as Message;
      return message.type === 'Reply' ? stutter : served(context, message);
    },
    input: (context) =>
      context.node === storeName ? decided(context, context.event.input as StoreInput) : stutter,
    timer: (context) => due(context, context.event.timer),
    crash: () => ['Crash'],
    restart: () => ['Restart'],
    // What clients know, and what is under way between them and the store, is none of the store's state.
    call: stutter,
  },
});

/** What only clients and the network do leaves the store as it is, and so all of this. */
const abstractions = new WeakMap<NodeWorld, Readonly<Record<string, unknown>>>();

function abstractionOf(world: World, node: NodeWorld): Readonly<Record<string, unknown>> {
  const store = node.state as Store | undefined;
  const records = node.records as readonly LogRecord[];
  const { txs, keys } = settingOf(world);
  const perTx = <T>(pick: (transaction: Transaction) => T, none: T) =>
    new Map(txs.map((tx) => [tx, within(store?.transactions[tx], pick, none)]));
  return {
    mode: records.find((record) => record.type === 'mode')?.mode ?? 'None',
    up: node.up,
    log: commitsOf(records).map(({ tx, writes }) => ({ tx, keys: new Set(Object.keys(writes)) })),
    clock: store?.clock ?? 0,
    vers: new Map(
      keys.map((key) => [key, (store?.chains[key] ?? []).map(({ ts, out }) => ({ ts, out }))]),
    ),
    siread: new Map(
      keys.map((key) => [key, store === undefined ? 0 : lastReaderOf(store.oldReads, key)]),
    ),
    st: new Map(txs.map((tx) => [tx, phaseOf(records, store, tx)])),
    snap: perTx(({ snapshot }) => snapshot, 0),
    rs: perTx<ReadonlySet<unknown>>((transaction) => readsOf(keys, transaction), new Set()),
    ws: perTx(({ writes }) => new Set(Object.keys(writes)), new Set()),
    conflicts: new Set(
      Object.entries(store?.transactions ?? {}).flatMap(([tx, { overtakenBy }]) =>
        overtakenBy.map((writer) => [tx, writer]),
      ),
    ),
    inMax: perTx(({ inMax }) => inMax, 0),
    outFirst: new Map(
      txs.map((tx) => [
        tx,
        store?.transactions[tx]?.outFirst ?? store?.pending.find((one) => one.tx === tx)?.out ?? 0,
      ]),
    ),
    outSecond: perTx(({ outSecond }) => outSecond, 0),
    crashes: node.crashes,
  };
}

function within<T>(
  transaction: Transaction | undefined,
  pick: (transaction: Transaction) => T,
  none: T,
): T {
  return transaction === undefined ? none : pick(transaction);
}

function commitsOf(records: readonly LogRecord[]) {
  return records.filter((record) => record.type === 'commit');
}

/** A number that its session has used, or has gone past, is used up; after a crash only the log says which those are. */
function phaseOf(records: readonly LogRecord[], store: Store | undefined, tx: Tx): string {
  const transaction = store?.transactions[tx];
  if (transaction !== undefined) return transaction.phase;
  if (store?.pending.some((one) => one.tx === tx)) return 'validated';
  const used =
    store === undefined
      ? commitsOf(records).map((commit) => commit.tx)
      : Object.entries(store.sessions).map(([session, { number }]) => txOf(session, number));
  const isUsed = used.some(
    (other) => sessionOf(other) === sessionOf(tx) && numberOf(other) >= numberOf(tx),
  );
  return isUsed ? 'ended' : 'idle';
}

function readsOf(keys: readonly Key[], transaction: Transaction): ReadonlySet<unknown> {
  const seen = keys.map((key) => [key, hasRead(transaction, key)?.ts] as const);
  return new Set(seen.filter(([, ts]) => ts !== undefined));
}

/** A new number of a session ends what it had begun before: then the request itself waits until it comes again. */
function served(context: MappingContext, request: Request): Mapped {
  const { source, number } = request;
  const tx = txOf(source, number);
  const store = storeOf(context.before);
  const transaction = store.transactions[tx];
  if (request.type === 'Begin') {
    if (transaction !== undefined) return stutter;
    const older = Object.keys(store.transactions).find(
      (other) => sessionOf(other) === source && numberOf(other) < number,
    );
    if (older !== undefined) return ['Abort', older];
    const session = store.sessions[source];
    const isPast = session !== undefined && (session.number >= number || session.end === 'open');
    return store.mode === null || isPast ? stutter : ['Begin', tx];
  }
  if (transaction === undefined) return stutter;
  if (request.type === 'Commit') return ended(context, tx);
  if (request.type === 'Abort') return ['Abort', tx];
  if (request.step !== transaction.steps) return stutter;
  return accessed(context.before, tx, request.access);
}

function accessed(world: World, tx: Tx, access: Access): readonly SpecAction[] {
  const transaction = storeOf(world).transactions[tx] as Transaction;
  const isKnown = (key: Key) =>
    key in transaction.writes || hasRead(transaction, key) !== undefined;
  if (access.type === 'scan') {
    const range = settingOf(world).keys.filter((key) => isIn(access, key));
    return range.every(isKnown) ? [] : [['ReadRange', tx, new Set(range)]];
  }
  const { key } = access;
  const read: readonly SpecAction[] = isKnown(key) ? [] : [['Read', tx, key]];
  if (access.type === 'read') return read;
  const write: readonly SpecAction[] = key in transaction.writes ? [] : [['Write', tx, key]];
  return access.type === 'append' ? [...read, ...write] : write;
}

/** Whether it was validated is seen in what was written to the log; of readers, in what the session remembers. */
function ended({ effects, after }: MappingContext, tx: Tx): Mapped {
  if (effects.some(({ kind }) => kind === 'persist')) return ['Validate', tx];
  const session = (storeNode(after).state as Store | undefined)?.sessions[sessionOf(tx)];
  return [session?.end === 'gone' ? 'Reject' : 'Validate', tx];
}

function decided(context: MappingContext, input: StoreInput): Mapped {
  switch (input.type) {
    case 'configure':
      return ['Configure', input.mode];
    case 'begin':
      return ['Begin', input.tx];
    case 'commit':
      return ended(context, input.tx);
    case 'abort':
      return ['Abort', input.tx];
    case 'scan':
      return accessed(context.before, input.tx, { type: 'scan', ...input.range });
    case 'read':
      return accessed(context.before, input.tx, { type: 'read', key: input.key });
    case 'write':
      return accessed(context.before, input.tx, { type: 'write', key: input.key, value: '' });
  }
}

function due({ before, node }: MappingContext, timer: string): Mapped {
  if (node !== storeName) return stutter;
  const [what, name = ''] = timer.split(' ');
  switch (what) {
    case 'install':
      return ['Commit', storeOf(before).pending[0]?.tx];
    case 'safe':
      return ['SafeSnapshot', name];
    case 'vacuum':
      return ['Vacuum', name];
    default:
      return ['ForgetReaders'];
  }
}

function storeNode({ nodes }: World): NodeWorld {
  return nodes.get(storeName) as NodeWorld;
}

function storeOf(world: World): Store {
  return storeNode(world).state as Store;
}
