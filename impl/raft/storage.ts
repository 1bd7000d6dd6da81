/**
 * What a server has on its disk: a control file with all that was durable at some time, and behind it, in a write-ahead
 * log (impl/write-ahead-log/log.ts), one record for each step that has changed it since. A snapshot is a new control file,
 * after which the log may be cut. Reading is a function of the files and of nothing else.
 */
import { decode, encode } from '../cbor.ts';
import type { Bytes, FileName } from '../protocol.ts';
import { crc32c, fromNumber, toNumber } from '../write-ahead-log/bytes.ts';
import { entryAt, type Log, type LogOptions, lastLsn, readLog } from '../write-ahead-log/log.ts';
import {
  type Change,
  type Control,
  changeOfData,
  controlOfData,
  dataOfChange,
  dataOfControl,
} from './codec.ts';
import { type Durable, entriesFrom, lastIndex, nothingDurable, termAt } from './server.ts';

export type Files = ReadonlyMap<FileName, Bytes>;

export const controlFile: FileName = 'control';
export const newControlFile: FileName = 'control.new';

export function logOptions(
  sizes: Pick<LogOptions<Change>, 'frameBytes' | 'segments' | 'segmentFrames'>,
): LogOptions<Change> {
  return {
    ...sizes,
    encode: (change) => encode(dataOfChange(change)),
    decode: (bytes) => changeOfData(decode(bytes)),
  };
}

/** Undefined: nothing durable is another. */
export function changeBetween(before: Durable, after: Durable): Change | undefined {
  const { currentTerm, votedFor } = after;
  const from = firstChanged(before, after);
  const isSame = currentTerm === before.currentTerm && votedFor === before.votedFor;
  if (isSame && from === 0) return undefined;
  const entries = from === 0 ? [] : entriesFrom(after, from, lastIndex(after));
  return { currentTerm, votedFor, from, entries };
}

/** The first index at which the logs differ, or 0. Entries of one term at one index are the same (Log Matching). */
function firstChanged(before: Durable, after: Durable): number {
  if (before.log === after.log) return 0;
  const last = Math.max(lastIndex(before), lastIndex(after));
  for (let index = after.snapshot.index + 1; index <= last; index++) {
    if (termAt(before, index) !== termAt(after, index)) return index;
  }
  return 0;
}

/** What is durable after this change. */
export function changed(durable: Durable, change: Change): Durable {
  const { currentTerm, votedFor, from, entries } = change;
  if (from === 0) return { ...durable, currentTerm, votedFor };
  const first = durable.snapshot.index + 1;
  const log = [
    ...entriesFrom(durable, first, from - 1),
    ...entries.slice(Math.max(0, first - from)),
  ];
  return { ...durable, currentTerm, votedFor, log };
}

/** Checksum and length in front: what stands behind it in the file is not part of it. */
export function encodeControl(control: Control): Bytes {
  const content = encode(dataOfControl(control));
  return fromNumber(crc32c(content), 4) + fromNumber(content.length, 4) + content;
}

function decodeControl(bytes: Bytes): Control | undefined {
  const content = bytes.slice(8, 8 + toNumber(bytes.slice(4, 8)));
  if (toNumber(bytes.slice(0, 4)) !== crc32c(content)) return undefined;
  return controlOfData(decode(content));
}

/** What was read: the state after each record of the log, oldest first; before them, that of the control file. */
export interface Recovered {
  readonly log: Log<Change>;
  readonly states: readonly Durable[];
}

/**
 * `none`: no process has ever got as far as to run, and whatever is there may be thrown away. A text: what no crash of a
 * sound disk leaves there; somebody has to look.
 */
export function recover(
  options: LogOptions<Change>,
  files: Files,
): Recovered | 'none' | { readonly refused: string } {
  const bytes = files.get(controlFile);
  if (bytes === undefined) return 'none';
  const control = decodeControl(bytes);
  if (control === undefined) return { refused: 'the control file is corrupt' };
  const log = readLog(options, files, control.start);
  if (typeof log === 'string') return { refused: log };
  const states: Durable[] = [control.durable];
  for (let lsn = log.start; lsn <= lastLsn(log); lsn++) {
    states.push(changed(states.at(-1) as Durable, entryAt(log, lsn) as Change));
  }
  return { log, states };
}

export function lastState(recovered: ReturnType<typeof recover>): Durable {
  if (recovered === 'none' || 'refused' in recovered) return nothingDurable;
  return recovered.states.at(-1) as Durable;
}
