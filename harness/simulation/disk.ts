/**
 * A disk as POSIX promises it, which is little (Pillai et al., OSDI 2014; Rebello et al., ATC 2020). What a program writes
 * is at once what it would read, but only a `sync` that was answered `ok` makes it durable, file by file; names are
 * content of the directory and have a sync of their own. A crash keeps any of the writes that were not synced yet, sector
 * by sector and in no order, and the last of them perhaps in part. After a failed sync the writes are still read but will
 * never be durable, and a later sync does not say so.
 *
 * Everything is plain data. The list `pending` is in the order of the effects; a pending sync is a mark in it.
 */
import type { Bytes, FileName } from '../../impl/protocol.ts';

type InodeId = number;

export type Pending =
  | {
      readonly kind: 'data';
      readonly inode: InodeId;
      readonly offset: number;
      readonly bytes: Bytes;
    }
  | { readonly kind: 'size'; readonly inode: InodeId; readonly size: number }
  /** The directory: a name now means this inode, or (null) nothing. */
  | { readonly kind: 'name'; readonly name: FileName; readonly inode: InodeId | null }
  /** One directory operation, though it changes two names. */
  | {
      readonly kind: 'rename';
      readonly from: FileName;
      readonly to: FileName;
      readonly inode: InodeId;
    }
  /** A sync under way: what precedes it of this file (null: of the directory) is what it will make durable. */
  | { readonly kind: 'sync'; readonly tag: string; readonly inode: InodeId | null };

/** `dropped`: a sync of it has failed; it is read, but nothing will make it durable. */
interface Entry {
  readonly item: Pending;
  readonly dropped?: true;
}

export interface Disk {
  /** What survives any crash. */
  readonly inodes: ReadonlyMap<InodeId, Bytes>;
  readonly names: ReadonlyMap<FileName, InodeId>;
  readonly pending: readonly Entry[];
}

/**
 * What survives a crash of what was not synced: by default nothing. `cache`: only the process died, and the operating
 * system still holds everything. Else the indices, among the unsynced writes in order, of those that reached the disk;
 * `torn` is how many bytes did of one of these, the last if `tornWrite` does not name another by its index. Indices that
 * do not exist mean nothing.
 */
export interface Kept {
  readonly writes: 'cache' | readonly number[];
  readonly torn?: number;
  readonly tornWrite?: number;
}

/** The directory, where an effect wants the name of a file. */
export const directory = '/';

export const emptyDisk: Disk = { inodes: new Map(), names: new Map(), pending: [] };

/** The files as a program reads them now: also what is not durable. */
export function filesOf(disk: Disk): ReadonlyMap<FileName, Bytes> {
  const { inodes, names } = carriedOut(disk, disk.pending);
  return new Map([...names].sort(byName).map(([name, inode]) => [name, inodes.get(inode) ?? '']));
}

/** The writes that a crash may lose, sector by sector, oldest first. */
export function unsynced(disk: Disk): readonly Pending[] {
  return atRisk(disk).map(({ item }) => item);
}

function atRisk({ pending }: Disk): readonly Entry[] {
  return pending.filter(({ item, dropped }) => item.kind !== 'sync' && dropped !== true);
}

/** Tags of the syncs under way, oldest first. */
export function pendingSyncs({ pending }: Disk): readonly string[] {
  return pending.flatMap(({ item }) => (item.kind === 'sync' ? [item.tag] : []));
}

/** Writes bytes; the file is made if there is none of this name. Behind its end, zeros fill the gap. */
export function write(
  disk: Disk,
  {
    file,
    offset,
    bytes,
  }: { readonly file: FileName; readonly offset: number; readonly bytes: Bytes },
  sectorBytes: number,
): Disk {
  const [made, inode] = inodeFor(disk, file);
  const pieces: Pending[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(bytes.length, at + sectorBytes - ((offset + at) % sectorBytes));
    const piece = {
      kind: 'data',
      inode,
      offset: offset + at,
      bytes: bytes.slice(at, end),
    } as const;
    if (!changesNothing(made, piece)) pieces.push(piece);
    at = end;
  }
  return append(made, ...pieces);
}

/**
 * Is the same already there, be it durable or as the last thing that is waiting for a sync? Then no crash and no failure
 * can tell whether it was written once more. (What a failed sync has dropped is written anew.)
 */
function changesNothing(disk: Disk, piece: Extract<Pending, { kind: 'data' }>): boolean {
  const { inode, offset, bytes } = piece;
  const touches = ({ item }: Entry): boolean => {
    if (item.kind === 'sync') return item.inode === inode;
    if (inodeOf(item) !== inode) return false;
    if (item.kind !== 'data') return true;
    return item.offset < offset + bytes.length && offset < item.offset + item.bytes.length;
  };
  const last = disk.pending.findLast(touches);
  if (last === undefined)
    return disk.inodes.get(inode)?.slice(offset, offset + bytes.length) === bytes;
  const { item, dropped } = last;
  if (dropped === true || item.kind !== 'data') return false;
  return item.offset === offset && item.bytes === bytes;
}

/** Cuts a file, or extends it with zeros; it is made if there is none of this name. */
export function truncate(disk: Disk, file: FileName, size: number): Disk {
  const [made, inode] = inodeFor(disk, file);
  return append(made, { kind: 'size', inode, size });
}

/** As rename(2): what `to` named before is gone. Undefined if there is no such file. */
export function rename(disk: Disk, from: FileName, to: FileName): Disk | undefined {
  const inode = carriedOut(disk, disk.pending).names.get(from);
  return inode === undefined ? undefined : append(disk, { kind: 'rename', from, to, inode });
}

/** As unlink(2). A file that is not there is no error: recovery must be able to repeat itself. */
export function remove(disk: Disk, name: FileName): Disk {
  const isThere = carriedOut(disk, disk.pending).names.has(name);
  return isThere ? append(disk, { kind: 'name', name, inode: null }) : disk;
}

/** Begins a sync of a file or of the `directory`. Undefined if there is no such file. */
export function beginSync(disk: Disk, file: FileName, tag: string): Disk | undefined {
  const inode = file === directory ? null : carriedOut(disk, disk.pending).names.get(file);
  return inode === undefined ? undefined : append(disk, { kind: 'sync', tag, inode });
}

/** The oldest sync of this tag ends. Undefined if there is none. */
export function endSync(disk: Disk, tag: string, outcome: 'ok' | 'failed'): Disk | undefined {
  const end = disk.pending.findIndex(({ item }) => item.kind === 'sync' && item.tag === tag);
  const mark = disk.pending[end]?.item;
  if (mark?.kind !== 'sync') return undefined;
  const isMeant = ({ item, dropped }: Entry, index: number): boolean =>
    index < end && dropped !== true && item.kind !== 'sync' && inodeOf(item) === mark.inode;
  const rest = disk.pending.filter((_, index) => index !== end);
  if (outcome === 'failed') {
    const pending = rest.map((entry, i) =>
      isMeant(entry, i) ? { ...entry, dropped: true } : entry,
    );
    return { ...disk, pending: pending as readonly Entry[] };
  }
  const durable = carriedOut(disk, rest.filter(isMeant));
  const isLost = ({ item, dropped }: Entry): boolean =>
    dropped === true && inodeOf(item) === mark.inode;
  if (!rest.some(isLost))
    return tidied({ ...durable, pending: rest.filter((entry, i) => !isMeant(entry, i)) });
  // What was lost earlier is still read, but not over what was written later: that is kept above it, for reading alone.
  const pending = rest.map((entry, i) =>
    isMeant(entry, i) ? { ...entry, dropped: true as const } : entry,
  );
  return tidied(covered({ ...durable, pending }, mark.inode));
}

/** What was lost and is read no more, because all of it was written anew, is forgotten. */
function covered(disk: Disk, inode: InodeId | null): Disk {
  const isLost = ({ item, dropped }: Entry): boolean => dropped === true && inodeOf(item) === inode;
  const read = carriedOut(disk, disk.pending.filter(isLost));
  const isSame =
    inode === null
      ? [...read.names].sort().join() === [...disk.names].sort().join()
      : read.inodes.get(inode) === disk.inodes.get(inode);
  return isSame ? { ...disk, pending: disk.pending.filter((entry) => !isLost(entry)) } : disk;
}

/** What is left when the node has crashed. A kept change of a name implies the earlier ones: a directory is journaled. */
export function crashDisk(disk: Disk, kept: Kept = { writes: [] }): Disk {
  if (kept.writes === 'cache') {
    return { ...disk, pending: disk.pending.filter(({ item }) => item.kind !== 'sync') };
  }
  if (disk.pending.length === 0) return disk;
  const candidates = atRisk(disk);
  const chosen = new Set(kept.writes);
  const isName = (entry: Entry): boolean => inodeOf(entry.item) === null;
  const lastName = candidates.findLastIndex((entry, i) => chosen.has(i) && isName(entry));
  const survives = (entry: Entry, i: number): boolean =>
    chosen.has(i) || (isName(entry) && i < lastName);
  const { torn, tornWrite = candidates.findLastIndex(survives) } = kept;
  const survivors = candidates.flatMap((entry, i) => {
    if (!survives(entry, i)) return [];
    const { item } = entry;
    if (torn === undefined || i !== tornWrite || item.kind !== 'data') return [entry];
    return [{ item: { ...item, bytes: item.bytes.slice(0, torn) } }];
  });
  return tidied({ ...carriedOut(disk, survivors), pending: [] });
}

/** One bit of what is durable turns over. Undefined if there is no such byte. */
export function flipBit(disk: Disk, name: FileName, offset: number, bit: number): Disk | undefined {
  const inode = disk.names.get(name);
  const bytes = inode === undefined ? undefined : disk.inodes.get(inode);
  if (inode === undefined || bytes === undefined || offset < 0 || offset >= bytes.length)
    return undefined;
  const byte = String.fromCharCode(bytes.charCodeAt(offset) ^ (1 << (bit & 7)));
  const flipped = bytes.slice(0, offset) + byte + bytes.slice(offset + 1);
  return { ...disk, inodes: new Map(disk.inodes).set(inode, flipped) };
}

function inodeOf(item: Pending): InodeId | null {
  return isOfDirectory(item) ? null : item.inode;
}

function isOfDirectory(item: Pending): item is Extract<Pending, { kind: 'name' | 'rename' }> {
  return item.kind === 'name' || item.kind === 'rename';
}

function append(disk: Disk, ...items: readonly Pending[]): Disk {
  return { ...disk, pending: [...disk.pending, ...items.map((item) => ({ item }))] };
}

/** The inode that a name means, and the disk on which it means one. The smallest free number, so that runs that meet are equal. */
function inodeFor(disk: Disk, name: FileName): readonly [Disk, InodeId] {
  const known = carriedOut(disk, disk.pending).names.get(name);
  if (known !== undefined) return [disk, known];
  const used = inodesInUse(disk);
  let inode = 0;
  while (used.has(inode)) inode++;
  return [append(disk, { kind: 'name', name, inode }), inode];
}

function inodesInUse({ names, pending }: Disk): ReadonlySet<InodeId> {
  const used = new Set(names.values());
  for (const { item } of pending) if (item.inode !== null) used.add(item.inode);
  return used;
}

/**
 * What nothing names any more, and nothing can name again, is gone; the others are numbered anew, by their names: worlds
 * that differ in such things alone would be told apart for nothing.
 */
function tidied(disk: Disk): Disk {
  const numbers = new Map<InodeId, InodeId>();
  const number = (inode: InodeId | null): void => {
    if (inode !== null && !numbers.has(inode)) numbers.set(inode, numbers.size);
  };
  for (const [, inode] of [...disk.names].sort(byName)) number(inode);
  for (const { item } of disk.pending) if (isOfDirectory(item)) number(item.inode);
  // A sync under way will be answered, whatever it is of.
  for (const { item } of disk.pending) if (item.kind === 'sync') number(item.inode);
  const again = <I extends InodeId | null>(inode: I): I =>
    (inode === null ? null : numbers.get(inode)) as I;
  const pending = disk.pending.filter(({ item }) => item.inode === null || numbers.has(item.inode));
  return {
    inodes: new Map(
      [...disk.inodes]
        .filter(([inode]) => numbers.has(inode))
        .map(([inode, bytes]) => [again(inode), bytes]),
    ),
    names: new Map([...disk.names].map(([name, inode]) => [name, again(inode)])),
    pending: pending.map((entry) =>
      again(entry.item.inode) === entry.item.inode
        ? entry
        : { ...entry, item: { ...entry.item, inode: again(entry.item.inode) } as Pending },
    ),
  };
}

function carriedOut(disk: Disk, entries: readonly Entry[]): Pick<Disk, 'inodes' | 'names'> {
  if (entries.length === 0) return disk;
  const inodes = new Map(disk.inodes);
  const names = new Map(disk.names);
  for (const { item } of entries) {
    switch (item.kind) {
      case 'data':
        inodes.set(item.inode, overwritten(inodes.get(item.inode) ?? '', item.offset, item.bytes));
        break;
      case 'size':
        inodes.set(item.inode, resized(inodes.get(item.inode) ?? '', item.size));
        break;
      case 'name':
        if (item.inode === null) names.delete(item.name);
        else names.set(item.name, item.inode);
        break;
      case 'rename':
        names.delete(item.from);
        names.set(item.to, item.inode);
        break;
      default:
    }
  }
  return { inodes, names };
}

function overwritten(old: Bytes, offset: number, bytes: Bytes): Bytes {
  return (
    resized(old, Math.max(offset, old.length)).slice(0, offset) +
    bytes +
    old.slice(offset + bytes.length)
  );
}

function resized(bytes: Bytes, size: number): Bytes {
  return bytes.length >= size ? bytes.slice(0, size) : bytes + '\0'.repeat(size - bytes.length);
}

function byName([a]: readonly [FileName, number], [b]: readonly [FileName, number]): number {
  return a < b ? -1 : Number(a > b);
}
