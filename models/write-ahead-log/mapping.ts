/**
 * Where the world of impl/write-ahead-log and specs/write-ahead-log/WriteAheadLog.tla meet. Variables of the process are
 * fields of its state. The disk is decoded place by place, three times: as it is read, as a power failure would leave it
 * at the worst, and at the best; what is read and could not be left at the best was dropped by a failed sync.
 */
import {
  defineMapping,
  type Mapped,
  type MappingContext,
  stutter,
} from '../../harness/conformance/mapping.ts';
import { crashDisk, type Disk, filesOf, unsynced } from '../../harness/simulation/disk.ts';
import { keyOf } from '../../harness/simulation/key.ts';
import type { NodeWorld, World } from '../../harness/simulation/world.ts';
import type { Bytes, FileName } from '../../impl/protocol.ts';
import { controlFileSync, controlNameSync } from '../../impl/write-ahead-log/durability.ts';
import {
  capacity,
  frameIn,
  logSync,
  segmentFile,
  segmentNumbers,
  segmentSync,
} from '../../impl/write-ahead-log/log.ts';
import type { Message } from '../../impl/write-ahead-log/message.ts';
import {
  blank,
  type Control,
  controlFile,
  decodeControl,
  decodeImage,
  type Image,
  type LogRecord,
  sessionOf,
  txOf,
  type Value,
} from '../../impl/write-ahead-log/record.ts';
import { formatSync, nextToFormat } from '../../impl/write-ahead-log/recovery.ts';
import {
  pageFile,
  pageSync,
  type Store,
  type StoreOptions,
  toUndo,
} from '../../impl/write-ahead-log/store.ts';
import { type StoreInput, storeName } from '../../impl/write-ahead-log/store-program.ts';
import { optionsOf, settingOf } from './scopes.ts';

export const mapping = defineMapping({
  module: 'WriteAheadLog',

  abstraction: (world) => {
    const node = storeNode(world);
    const store = node.state as Store | undefined;
    const { pages, txs } = settingOf(world);
    const log = store?.log ?? { start: 1, entries: [], synced: 0, syncing: 0 };
    return {
      disk: diskOf(world, node.disk),
      mode: store?.mode ?? 'down',
      start: log.start,
      ended: endedIn(store?.ended ?? {}),
      log: [
        ...Array.from({ length: log.start - 1 }, () => ({ type: 'gone' })),
        ...log.entries.map((record, index) => frame(log.start + index, record)),
      ],
      synced: log.synced,
      syncing: log.syncing,
      mem: new Map(pages.map((page) => [page, image(store?.mem[page] ?? blank)])),
      home: new Map(pages.map((page) => [page, store?.home[page] ?? 0])),
      flushing: store?.flushing
        ? { page: store.flushing.page, image: image(store.flushing.image) }
        : 'None',
      cutting: store?.cutting
        ? { control: control(store.cutting.control), phase: store.cutting.phase }
        : 'None',
      st: new Map(txs.map((tx) => [tx, store?.st[tx] ?? 'idle'])),
      crashes: node.crashes,
      failures: node.diskFaults ?? 0,
    };
  },

  actions: {
    deliver: (context) => served(context, context.event.message as Message),
    input: ({ event }) => decided(event.input as StoreInput),
    timer: (context) => due(context, context.event.timer),
    sync: (context) =>
      context.event.outcome === undefined
        ? synced(context, context.event.tag)
        : ['SyncFails', beingSynced(context, context.event.tag)],
    crash: crashed,
    restart: () => ['Restart'],
    // What clients know, and what is under way between them and the store, is none of the store's state.
    call: stutter,
    drop: stutter,
    duplicate: stutter,
    partition: stutter,
    heal: stutter,
  },
});

/** A new number of a session ends what it had begun before: then the request itself waits until it comes again. */
function served({ before }: MappingContext, message: Message): Mapped {
  if (message.type === 'Reply' || message.type === 'Read') return stutter;
  const tx = txOf(message.source, message.number);
  const open = Object.keys(storeOf(before)?.st ?? {});
  const older = open.find((other) => other !== tx && sessionOf(other) === message.source);
  if (older !== undefined) return ['Abort', older];
  return message.type === 'Put' ? ['Update', tx, message.page] : [message.type, tx];
}

function decided(input: StoreInput): Mapped {
  if (input.type === 'update') return ['Update', input.tx, input.page];
  return [input.type === 'commit' ? 'Commit' : 'Abort', input.tx];
}

function due({ before }: MappingContext, timer: string): Mapped {
  const [what, name = ''] = timer.split(' ');
  switch (what) {
    case 'sync':
      return ['BeginSync'];
    case 'flush':
      return ['Flush', name];
    case 'checkpoint':
      return ['Checkpoint'];
    case 'undo': {
      const isDone = toUndo(storeOf(before) as Store, name).length === 0;
      return [isDone ? 'EndAbort' : 'Undo', name];
    }
    default:
      return stutter;
  }
}

const actionOfSync: Readonly<Record<string, string>> = {
  [logSync]: 'LogSynced',
  [pageSync]: 'PageSynced',
  [segmentSync]: 'SegmentSynced',
  [controlFileSync]: 'ControlWritten',
  [controlNameSync]: 'ControlSynced',
};

function synced({ before }: MappingContext, tag: string): Mapped {
  const action = actionOfSync[tag];
  if (action !== undefined) return [action];
  const done = Number(tag.slice(formatSync.length));
  return nextToFormat(optionsOf(before), done) === undefined ? ['Formatted'] : stutter;
}

/** The places of the files that the sync is of, as far as it goes. */
function beingSynced({ before }: MappingContext, tag: string): ReadonlySet<Place> {
  const { log: ring, pages } = optionsOf(before);
  const { log } = storeOf(before) as Store;
  switch (tag) {
    case logSync: {
      const count = log.syncing - log.synced;
      return new Set(
        Array.from({ length: count }, (_, i) => slot(((log.synced + i) % capacity(ring)) + 1)),
      );
    }
    case segmentSync: {
      const first = (log.syncing - 1) * ring.segmentFrames + 1;
      return new Set(Array.from({ length: ring.segmentFrames }, (_, i) => slot(first + i)));
    }
    case pageSync:
      return new Set(pages.map(home));
    case controlNameSync:
      return new Set([controlPlace]);
    default:
      return new Set();
  }
}

/** What a power failure kept and tore is seen in what it left. Where all was durable no crash is of the process alone. */
function crashed({ event, before, after }: MappingContext): Mapped {
  const kept = event.type === 'crash' ? event.kept?.writes : undefined;
  const was = diskOf(before, storeNode(before).disk);
  if (kept === undefined) return ['PowerFails', new Set(), new Set()];
  if (kept === 'cache') {
    const isUnsynced = [...was.values()].some((at) => !isSame(at.cached, at.durable));
    return isUnsynced ? ['ProcessFails'] : ['PowerFails', new Set(), new Set()];
  }
  const is = diskOf(after, storeNode(after).disk);
  const changed = [...was.keys()].filter(
    (place) => !isSame(was.get(place)?.durable, is.get(place)?.durable),
  );
  const torn = changed.filter((place) => is.get(place)?.durable === 'Torn');
  return ['PowerFails', new Set(changed), new Set(torn)];
}

type Place = readonly ['log' | 'page' | 'control', unknown];

// The same object for the same place: the engine remembers by identity what it has converted.
const places = new Map<string, Place>();
function place(...name: Place): Place {
  const key = name.join(' ');
  const known = places.get(key) ?? name;
  places.set(key, known);
  return known;
}
const slot = (index: number): Place => place('log', index);
const home = (page: string): Place => place('page', page);
const controlPlace = place('control', 0);

interface Held {
  readonly durable: unknown;
  readonly cached: unknown;
  readonly dropped: boolean;
}
type AbstractDisk = ReadonlyMap<Place, Held>;

const disks = new WeakMap<Disk, AbstractDisk>();

function diskOf(world: World, disk: Disk): AbstractDisk {
  let known = disks.get(disk);
  if (known === undefined) {
    known = decodedDisk(optionsOf(world), disk);
    disks.set(disk, known);
  }
  return known;
}

function decodedDisk(options: StoreOptions, disk: Disk): AbstractDisk {
  const [cached, durable] = [filesOf(disk), filesOf(crashDisk(disk))];
  const best = filesOf(crashDisk(disk, { writes: [...unsynced(disk).keys()] }));
  const [read, worst, atBest] = [cached, durable, best].map((files) => contents(options, files));
  return new Map(
    [...(read as Contents)].map(([at, content]) => {
      const lasting = worst?.get(at);
      const dropped = !isSame(content, lasting) && !isSame(content, atBest?.get(at));
      return [at, { durable: lasting, cached: content, dropped }];
    }),
  );
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || keyOf(one) === keyOf(other);
}

type Contents = ReadonlyMap<Place, unknown>;

function contents(options: StoreOptions, files: ReadonlyMap<FileName, Bytes>): Contents {
  const { log, pages, pageBytes } = options;
  const slots = segmentNumbers(log).flatMap((segment) => {
    const bytes = files.get(segmentFile(segment)) ?? '';
    return Array.from({ length: log.segmentFrames }, (_, index): [Place, unknown] => {
      const piece = bytes.slice(index * log.frameBytes, (index + 1) * log.frameBytes);
      return [slot((segment - 1) * log.segmentFrames + index + 1), readFrame(log, piece)];
    });
  });
  const bytes = files.get(pageFile) ?? '';
  const homes = pages.map((page, index): [Place, unknown] => {
    return [home(page), readImage(bytes.slice(index * pageBytes, (index + 1) * pageBytes))];
  });
  return new Map([...slots, ...homes, [controlPlace, readControl(files.get(controlFile))]]);
}

function readFrame(options: StoreOptions['log'], bytes: Bytes): unknown {
  return remembered(frames, bytes, () => {
    const found = frameIn(options, bytes);
    if (found === undefined) return 'None';
    return found === 'torn' ? 'Torn' : frame(found.lsn, found.entry);
  });
}

function readImage(bytes: Bytes): unknown {
  return remembered(images, bytes, () => {
    const found = decodeImage(bytes, bytes.length);
    return found === 'torn' ? 'Torn' : image(found);
  });
}

function readControl(bytes: Bytes | undefined): unknown {
  if (bytes === undefined) return 'None';
  return remembered(controls, bytes, () => {
    const found = decodeControl(bytes);
    if (found === undefined) return 'None';
    return found === 'torn' ? 'Torn' : control(found);
  });
}

/** The same object for the same bytes: to check the sums of all sectors of every disk would take most of the time. */
function remembered(known: Map<Bytes, unknown>, bytes: Bytes, read: () => unknown): unknown {
  let found = known.get(bytes);
  if (found === undefined) {
    found = read();
    if (known.size >= rememberedMax) known.clear();
    known.set(bytes, found);
  }
  return found;
}
const rememberedMax = 20_000;
const frames = new Map<Bytes, unknown>();
const images = new Map<Bytes, unknown>();
const controls = new Map<Bytes, unknown>();

function frame(lsn: number, { type, tx, ...content }: LogRecord): unknown {
  if (!('page' in content)) return { type, lsn, tx };
  if ('undoes' in content) {
    const { page, after, undoes } = content;
    return { type, lsn, tx, page, after: plain(after), undoes };
  }
  const { page, before, after } = content;
  return { type, lsn, tx, page, before: plain(before), after: plain(after) };
}

function image({ value, lsn }: Image): unknown {
  return { value: plain(value), lsn };
}

function control({ start, ended }: Control): unknown {
  return { start, ended: endedIn(ended) };
}

function endedIn(ended: Control['ended']): ReadonlySet<string> {
  return new Set(Object.entries(ended).map(([session, number]) => txOf(session, number)));
}

function plain(value: Value): unknown {
  return value ?? 'None';
}

function storeNode({ nodes }: World): NodeWorld {
  return nodes.get(storeName) as NodeWorld;
}

function storeOf(world: World): Store | undefined {
  return storeNode(world).state as Store | undefined;
}
