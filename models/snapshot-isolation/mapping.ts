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
import { empty } from '../../impl/snapshot-isolation/recovery.ts';
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
import { type Setting, settingOf } from './scopes.ts';

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

type Abstract = Readonly<Record<string, unknown>>;

/** What only clients and the network do leaves the store as it is, and so all of this. */
const abstractions = new WeakMap<NodeWorld, Abstract>();

/** Of a store that is down nothing is left but what it starts from. */
function abstractionOf(world: World, node: NodeWorld): Abstract {
  const setting = settingOf(world);
  const { txs, keys } = setting;
  const records = node.records as readonly LogRecord[];
  const store = (node.state as Store | undefined) ?? empty;
  const waiting = new Map(store.pending.map(({ tx, out }) => [tx, out]));
  const used = usedNumbers(records, node.state as Store | undefined);
  return {
    ...remembered(setting, records, () => ({
      mode: records.find((record) => record.type === 'mode')?.mode ?? 'None',
      log: commitsOf(records).map(({ tx, writes }) => ({
        tx,
        keys: new Set(Object.keys(writes)),
      })),
    })),
    up: node.up,
    clock: store.clock,
    vers: remembered(setting, store.chains, () => versionsOf(setting, store)),
    siread: remembered(
      setting,
      store.oldReads,
      () => new Map(keys.map((key) => [key, lastReaderOf(store.oldReads, key)])),
    ),
    st: new Map(
      txs.map((tx) => {
        const phase = store.transactions[tx]?.phase ?? (waiting.has(tx) ? 'validated' : undefined);
        const isUsed = numberOf(tx) <= (used.get(sessionOf(tx)) ?? 0);
        return [tx, phase ?? (isUsed ? 'ended' : 'idle')];
      }),
    ),
    ...remembered(setting, store.transactions, () => runningOf(setting, store)),
    outFirst: new Map(
      txs.map((tx) => [tx, store.transactions[tx]?.outFirst ?? waiting.get(tx) ?? 0]),
    ),
    crashes: node.crashes,
  };
}

const memories = new WeakMap<Setting, WeakMap<object, unknown>>();

/** The same object for the same part of a store: the engine remembers what it has converted by identity. */
function remembered<T>(setting: Setting, part: object, compute: () => T): T {
  const memory = memories.get(setting) ?? new WeakMap<object, unknown>();
  memories.set(setting, memory);
  if (!memory.has(part)) memory.set(part, compute());
  return memory.get(part) as T;
}

function versionsOf({ keys }: Setting, { chains }: Store): ReadonlyMap<Key, unknown> {
  return new Map(keys.map((key) => [key, (chains[key] ?? []).map(({ ts, out }) => ({ ts, out }))]));
}

/** What the running transactions are; of all others, nothing. */
function runningOf(setting: Setting, { transactions }: Store): Abstract {
  const { txs } = setting;
  const perTx = <T>(pick: (transaction: Transaction) => T, none: T) =>
    new Map(
      txs.map((tx) => {
        const transaction = transactions[tx];
        return [tx, transaction === undefined ? none : pick(transaction)];
      }),
    );
  const sets = (transaction: Transaction) =>
    remembered(setting, transaction, () => ({
      reads: readsOf(setting, transaction),
      writes: new Set(Object.keys(transaction.writes)),
    }));
  return {
    snap: perTx(({ snapshot }) => snapshot, 0),
    rs: perTx<ReadonlySet<unknown>>((transaction) => sets(transaction).reads, nothing),
    ws: perTx<ReadonlySet<unknown>>((transaction) => sets(transaction).writes, nothing),
    conflicts: new Set(
      Object.entries(transactions).flatMap(([tx, { overtakenBy }]) =>
        overtakenBy.map((writer) => [tx, writer]),
      ),
    ),
    inMax: perTx(({ inMax }) => inMax, 0),
    outSecond: perTx(({ outSecond }) => outSecond, 0),
  };
}

const nothing: ReadonlySet<unknown> = new Set();

function commitsOf(records: readonly LogRecord[]) {
  return records.filter((record) => record.type === 'commit');
}

/** How far each session has got; after a crash only the log says it, and only of those that have committed. */
function usedNumbers(
  records: readonly LogRecord[],
  store: Store | undefined,
): ReadonlyMap<string, number> {
  if (store === undefined)
    return new Map(commitsOf(records).map(({ tx }) => [sessionOf(tx), numberOf(tx)]));
  return new Map(Object.entries(store.sessions).map(([session, { number }]) => [session, number]));
}

function readsOf({ keys }: Setting, transaction: Transaction): ReadonlySet<unknown> {
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
