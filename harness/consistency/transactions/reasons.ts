/**
 * Why one transaction comes before another, in words that name keys and values. The graph of dependencies keeps only kinds
 * of edges; which key an edge is about is looked up here, for the few edges that are shown.
 */
import type { Access, Transaction } from '../transactions.ts';
import type { Forced } from './clocks.ts';
import { type Compiled, initial } from './compiled.ts';
import type { Step } from './cycles.ts';
import { kinds, slotOf } from './dependencies.ts';

/** Reads as the end of "T1 comes before T2, because ...". */
export function reasonOf(compiled: Compiled, step: Step, forced: readonly Forced[]): string {
  const { from, to, kind } = step;
  const { transactions } = compiled;
  switch (kind) {
    case kinds.session:
      return `T${from} came before T${to} in process ${transactions[from]!.process}`;
    case kinds.realTime:
      return `T${from} had returned before T${to} began`;
    case kinds.follows:
      return `the session of T${to} had read T${from}'s write`;
    case kinds.wr:
      return readReason(compiled, from, to);
    case kinds.forced: {
      const why = forced.find(({ first, second }) => first === from && second === to);
      return why === undefined ? 'a reader forces it' : forcedReason(compiled, why);
    }
    case kinds.ww:
      return writeReason(compiled, from, to, forced);
    default:
      return overwriteReason(compiled, from, to, forced);
  }
}

/** `T3 read x as [1], though it had to see T1, which writes x too`. */
export function forcedReason(compiled: Compiled, { first, second, reader, key }: Forced): string {
  const name = nameOf(compiled, key);
  const source = second === initial ? 'nobody' : `T${second}`;
  return `T${reader} read ${name} from ${source} though T${first}, which writes ${name}, ${mustSee(compiled, first, reader)}`;
}

function mustSee(compiled: Compiled, first: number, reader: number): string {
  const key = keysRead(compiled, reader, first)[0];
  const [one, other] = [compiled.transactions[first]!, compiled.transactions[reader]!];
  if (key === undefined && one.process === other.process && first < reader)
    return `came before it in process ${one.process}`;
  if (key === undefined) return 'had to be seen there';
  return `was seen by T${reader} in ${nameOf(compiled, key)}`;
}

function readReason(compiled: Compiled, from: number, to: number): string {
  const key = keysRead(compiled, to, from)[0];
  if (key === undefined) return `T${to} read from T${from}`;
  return `T${to} read ${written(compiled, from, key)}`;
}

function writeReason(
  compiled: Compiled,
  from: number,
  to: number,
  forced: readonly Forced[],
): string {
  const keys = commonKeys(compiled, from, to);
  const read = keys.find((key) => keysRead(compiled, to, from).includes(key));
  if (read !== undefined && compiled.model === 'rw-register')
    return `T${to} read ${written(compiled, from, read)} and wrote ${value(compiled, to, read)} over it`;
  const key = keys.find((each) => isBefore(compiled, each, from, to)) ?? read ?? keys[0];
  const why = forced.find(({ first, second }) => first === from && second === to);
  if (key === undefined || (compiled.model === 'rw-register' && why !== undefined))
    return why === undefined ? `T${from} wrote before T${to}` : forcedReason(compiled, why);
  return `${written(compiled, to, key)} comes after ${written(compiled, from, key)}${witnessed(compiled, key, to)}`;
}

function overwriteReason(
  compiled: Compiled,
  from: number,
  to: number,
  forced: readonly Forced[],
): string {
  const { reads } = compiled;
  for (let slot = reads.first[from]!; slot < reads.first[from + 1]!; slot++) {
    const key = reads.key[slot]!;
    const source = reads.from[slot]!;
    if (slotOf(compiled, to, key) === -1 || source === to) continue;
    const isForced = forced.some((one) => one.first === source && one.second === to);
    const readBy = keysRead(compiled, to, source).includes(key);
    if (!isBefore(compiled, key, source, to) && !isForced && !readBy) continue;
    const read = `T${from} read ${nameOf(compiled, key)} as ${shown(compiled, from, key)}`;
    const missed = `${read}, without ${written(compiled, to, key)}`;
    if (compiled.model === 'list-append' || source === initial) return missed;
    return `${read}, which ${written(compiled, to, key)} replaced (${writeReason(compiled, source, to, forced)})`;
  }
  return `T${from} did not see T${to}`;
}

/** Whether the history tells that the first writer (or nobody) comes before the second. */
function isBefore(compiled: Compiled, key: number, first: number, second: number): boolean {
  const known = compiled.known[key]!;
  const [a, b] = [known.indexOf(first), known.indexOf(second)];
  if (first === initial) return b !== -1 || compiled.open[key]!.includes(second);
  if (a === -1) return false;
  return b === -1 ? compiled.open[key]!.includes(second) : a < b;
}

function commonKeys({ writes }: Compiled, a: number, b: number): number[] {
  const keysOf = (t: number) => [...writes.key.subarray(writes.first[t]!, writes.first[t + 1]!)];
  const others = new Set(keysOf(b));
  return keysOf(a).filter((key) => others.has(key));
}

function keysRead({ reads }: Compiled, reader: number, from: number): number[] {
  const keys: number[] = [];
  for (let slot = reads.first[reader]!; slot < reads.first[reader + 1]!; slot++)
    if (reads.from[slot] === from) keys.push(reads.key[slot]!);
  return keys;
}

/** Who read a list that holds what the transaction appended. */
function witnessed(compiled: Compiled, key: number, writer: number): string {
  if (compiled.model !== 'list-append') return '';
  const last = lastValue(compiled, writer, key);
  const name = compiled.keys[key]!;
  for (const [t, { accesses, outcome }] of compiled.transactions.entries()) {
    if (outcome !== 'ok') continue;
    const list = accesses.find((one) => isListWith(one, name, last))?.value;
    if (list !== undefined) return `, as T${t} read it: ${valueText(list)}`;
  }
  return ', which was seen, and this was not';
}

function isListWith({ type, key, value: list }: Access, name: string | number, element: unknown) {
  return type === 'read' && key === name && Array.isArray(list) && list.includes(element as never);
}

function lastValue({ transactions, keys }: Compiled, writer: number, key: number) {
  const own = transactions[writer]!.accesses.filter(
    (one) => one.type !== 'read' && one.key === keys[key],
  );
  return own.at(-1)?.value;
}

/** `T1's append of 2 to "x"`. */
function written(compiled: Compiled, writer: number, key: number): string {
  const what = compiled.model === 'list-append' ? 'append' : 'write';
  return `T${writer}'s ${what} of ${value(compiled, writer, key)} to ${nameOf(compiled, key)}`;
}

const value = (compiled: Compiled, writer: number, key: number) =>
  valueText(lastValue(compiled, writer, key));

const nameOf = ({ keys }: Compiled, key: number) => String(keys[key]);

/** What the transaction read in the key, first. */
function shown({ transactions, keys }: Compiled, reader: number, key: number): string {
  const read = transactions[reader]!.accesses.find(
    (one) => one.type === 'read' && one.key === keys[key] && one.value !== undefined,
  );
  return valueText(read?.value);
}

const listShown = 12;

/** Of a long list, its end. */
function valueText(what: unknown): string {
  if (!Array.isArray(what)) return what === undefined ? '?' : JSON.stringify(what);
  const end = what.slice(-listShown).map((one) => JSON.stringify(one));
  return `[${what.length > listShown ? '... ' : ''}${end.join(' ')}]`;
}

/** `append x 1, read y [2]   (process 1, aborted)`. */
export function transactionText(transaction: Transaction): string {
  const { outcome, process } = transaction;
  const how = { ok: '', fail: ', aborted', info: ', of unknown outcome' }[outcome];
  return `${accessesText(transaction)}   (process ${process}${how})`;
}

/** `append x 1, read y [2]`. */
export function accessesText({ accesses }: Pick<Transaction, 'accesses'>): string {
  const parts = accesses.map(({ type, key, value: what }) => {
    const seen = type === 'read' && what === undefined ? '' : ` ${valueText(what)}`;
    return `${type} ${key}${seen}`;
  });
  return parts.join(', ');
}
