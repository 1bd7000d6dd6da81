/**
 * A durable log of records, on its own: a ring of frames in a few preallocated segment files. It knows nothing of
 * transactions; whoever needs a log (the store here, Raft's entries) gives it a codec and carries out its effects.
 *
 * A frame is a sealed block: its LSN, how far the log was known to be durable when it was written, and one record. What
 * is read ends at the first place without the frame that should be there. If a later frame says that this one had been
 * durable, it is no torn tail but corruption, and reading refuses (after Alagappan et al., Protocol-Aware Recovery for
 * Consensus-Based Storage, FAST 2018); what is only unsynced may be lost, torn and reordered at will.
 */
import type { Bytes, FileName, StorageEffect } from '../protocol.ts';
import { capacityOf, fromNumber, sealed, toNumber, unsealed, zeros } from './bytes.ts';

/** Log sequence number: 1 for the first frame that is ever written. */
export type Lsn = number;

export interface LogOptions<Entry> {
  /** Bytes of a frame; best a multiple of the sector. */
  readonly frameBytes: number;
  readonly segmentFrames: number;
  readonly segments: number;
  readonly encode: (entry: Entry) => Bytes;
  /** Undefined: no record. */
  readonly decode: (bytes: Bytes) => Entry | undefined;
}

export interface Log<Entry> {
  /** The first frame that is still needed; what precedes it may be overwritten. */
  readonly start: Lsn;
  /** From the start on. */
  readonly entries: readonly Entry[];
  /** Frames up to here are known to be durable. */
  readonly synced: Lsn;
  /** A sync is under way up to this frame, or 0; while the ring is rewritten: of this segment, from 1 on. */
  readonly syncing: number;
}

export interface LogStep<Entry> {
  readonly log: Log<Entry>;
  readonly effects: readonly StorageEffect[];
}

const numberBytes = 6;

/** How many bytes a record may have. */
export function recordBytesMax({ frameBytes }: Pick<LogOptions<never>, 'frameBytes'>): number {
  return capacityOf(frameBytes) - 2 * numberBytes;
}

export function capacity({ segments, segmentFrames }: Ring): number {
  return segments * segmentFrames;
}
type Ring = Pick<LogOptions<never>, 'segments' | 'segmentFrames' | 'frameBytes'>;

export function lastLsn<Entry>({ start, entries }: Log<Entry>): Lsn {
  return start - 1 + entries.length;
}

export function entryAt<Entry>({ start, entries }: Log<Entry>, lsn: Lsn): Entry | undefined {
  return entries[lsn - start];
}

/** The file of a segment, from 1 on. */
export function segmentFile(segment: number): FileName {
  return `log.${segment}`;
}

function placeOf(ring: Ring, lsn: Lsn): { readonly segment: number; readonly offset: number } {
  const slot = (lsn - 1) % capacity(ring);
  const segment = Math.floor(slot / ring.segmentFrames) + 1;
  return { segment, offset: (slot % ring.segmentFrames) * ring.frameBytes };
}

/** The last frame that one sync of one file can make durable together with this one. */
function segmentEnd({ segmentFrames }: Ring, lsn: Lsn): Lsn {
  return (Math.floor((lsn - 1) / segmentFrames) + 1) * segmentFrames;
}

/** The files of an empty log. Their names are durable only when the directory was synced. */
export function format(ring: Ring): readonly StorageEffect[] {
  return segmentNumbers(ring).map((segment) => emptySegment(ring, segmentFile(segment)));
}

function emptySegment({ segmentFrames, frameBytes }: Ring, file: FileName): StorageEffect {
  return { kind: 'write', file, offset: 0, bytes: zeros(segmentFrames * frameBytes) };
}

export function segmentNumbers({ segments }: Ring): readonly number[] {
  return Array.from({ length: segments }, (_, index) => index + 1);
}

interface Frame<Entry> {
  readonly lsn: Lsn;
  readonly durable: Lsn;
  readonly entry: Entry;
}

/** What is in one place of a log: its frame, or `torn`, or undefined where nothing was ever written. */
export function frameIn<Entry>(
  options: LogOptions<Entry>,
  bytes: Bytes,
): Frame<Entry> | 'torn' | undefined {
  const block = unsealed(bytes, options.frameBytes);
  if (block === 'empty') return undefined;
  if (block === 'torn') return 'torn';
  const entry = options.decode(block.content.slice(2 * numberBytes));
  if (entry === undefined) return 'torn';
  const lsn = toNumber(block.content.slice(0, numberBytes));
  return { lsn, durable: toNumber(block.content.slice(numberBytes, 2 * numberBytes)), entry };
}

function frame<Entry>(options: LogOptions<Entry>, { lsn, durable, entry }: Frame<Entry>): Bytes {
  const head = fromNumber(lsn, numberBytes) + fromNumber(durable, numberBytes);
  return sealed(head + options.encode(entry), options.frameBytes);
}

/** What is in each place of the ring, by segment and frame. */
export function placesOf<Entry>(
  options: LogOptions<Entry>,
  files: ReadonlyMap<FileName, Bytes>,
): readonly (Frame<Entry> | 'torn' | undefined)[] {
  const { segmentFrames, frameBytes } = options;
  return segmentNumbers(options).flatMap((segment) => {
    const bytes = files.get(segmentFile(segment)) ?? '';
    return Array.from({ length: segmentFrames }, (_, index) =>
      frameIn(options, bytes.slice(index * frameBytes, (index + 1) * frameBytes)),
    );
  });
}

/** The log as the files have it, from this frame on; a text if durable frames of it are corrupt. */
export function readLog<Entry>(
  options: LogOptions<Entry>,
  files: ReadonlyMap<FileName, Bytes>,
  start: Lsn,
): Log<Entry> | string {
  const places = placesOf(options, files);
  const entries: Entry[] = [];
  for (let lsn = start; lsn < start + places.length; lsn++) {
    const found = places[(lsn - 1) % places.length];
    if (found === undefined || found === 'torn' || found.lsn !== lsn) break;
    entries.push(found.entry);
  }
  const log: Log<Entry> = { start, entries, synced: start - 1, syncing: 0 };
  const missing = lastLsn(log) + 1;
  for (const found of places) {
    if (found === undefined || found === 'torn' || found.lsn <= missing) continue;
    if (found.durable >= missing)
      return `frame ${missing} is corrupt: frame ${found.lsn} knew it to be durable`;
  }
  return log;
}

export function isFull<Entry>(ring: Ring, log: Log<Entry>): boolean {
  return log.entries.length >= capacity(ring);
}

/** The record is written behind the others; durable it is later. Undefined while the ring is full. */
export function append<Entry>(
  options: LogOptions<Entry>,
  log: Log<Entry>,
  entry: Entry,
): LogStep<Entry> | undefined {
  if (isFull(options, log)) return undefined;
  const lsn = lastLsn(log) + 1;
  const { segment, offset } = placeOf(options, lsn);
  const bytes = frame(options, { lsn, durable: log.synced, entry });
  return {
    log: { ...log, entries: [...log.entries, entry] },
    effects: [{ kind: 'write', file: segmentFile(segment), offset, bytes }],
  };
}

export const logSync = 'log';

/** Group commit: one sync for all that has been written, as far as it is in one file. */
export function beginLogSync<Entry>(ring: Ring, log: Log<Entry>): LogStep<Entry> | undefined {
  if (log.syncing !== 0) return undefined;
  if (lastLsn(log) <= log.synced) return undefined;
  const first = log.synced + 1;
  const syncing = Math.min(lastLsn(log), segmentEnd(ring, first));
  const file = segmentFile(placeOf(ring, first).segment);
  return { log: { ...log, syncing }, effects: [{ kind: 'sync', file, tag: logSync }] };
}

export function endLogSync<Entry>(log: Log<Entry>): Log<Entry> {
  return { ...log, synced: log.syncing, syncing: 0 };
}

/** What precedes this frame is needed no more, which must be durable elsewhere: it may be overwritten from now on. */
export function cutBefore<Entry>(log: Log<Entry>, start: Lsn): Log<Entry> {
  return { ...log, start, entries: log.entries.slice(start - log.start) };
}

export const segmentSync = 'segment';

/**
 * All of the ring is written once more: what was read need not be durable, and what survived behind the end of the log
 * must not be found there when the log has grown up to it. The segments are then synced one after another.
 */
export function rewrite<Entry>(options: LogOptions<Entry>, log: Log<Entry>): LogStep<Entry> {
  const places = Array.from({ length: capacity(options) }, () => zeros(options.frameBytes));
  for (const [index, entry] of log.entries.entries()) {
    const lsn = log.start + index;
    places[(lsn - 1) % places.length] = frame(options, { lsn, durable: log.start - 1, entry });
  }
  const writes = segmentNumbers(options).map((segment): StorageEffect => {
    const first = (segment - 1) * options.segmentFrames;
    const bytes = places.slice(first, first + options.segmentFrames).join('');
    return { kind: 'write', file: segmentFile(segment), offset: 0, bytes };
  });
  return { log: { ...log, syncing: 1 }, effects: [...writes, syncOf(1)] };
}

/** One segment of the ring is durable; with the last of them, all of the log. */
export function nextSegment<Entry>({ segments }: Ring, log: Log<Entry>): LogStep<Entry> {
  const next = log.syncing + 1;
  if (next > segments) return { log: { ...log, synced: lastLsn(log), syncing: 0 }, effects: [] };
  return { log: { ...log, syncing: next }, effects: [syncOf(next)] };
}

function syncOf(segment: number): StorageEffect {
  return { kind: 'sync', file: segmentFile(segment), tag: segmentSync };
}
