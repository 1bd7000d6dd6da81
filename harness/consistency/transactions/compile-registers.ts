/**
 * Registers that are written (Elle's rw-register). A read names its writer, and that is all: the order of versions is not
 * in the history, and every level asks whether there is one.
 */
import type { Value } from '../objects/value.ts';
import type { Access, Transaction, TransactionalHistory } from '../transactions.ts';
import { type Compiled, Findings, initial, ReadsBuilder } from './compiled.ts';
import { outcomes, type Times } from './times.ts';
import { ValueTable } from './values.ts';
import { committedOnes, compileWrites } from './writes.ts';

export function compileRegisters(history: TransactionalHistory, times: Times): Compiled {
  const { model, transactions } = history;
  const table = new ValueTable(history);
  const findings = new Findings();
  const seen = new Int32Array(table.writer.length).fill(-1);
  const reads = new ReadsBuilder(transactions.length);
  for (let t = 0; t < transactions.length; t++) {
    if (times.outcome[t] === outcomes.ok)
      compileReader(t, { transactions, table, findings, seen, reads });
    reads.close(t);
  }
  const committed = committedOnes(times, table, seen);
  const open: number[][] = table.keys.map(() => []);
  for (let slot = 0; slot < seen.length; slot++)
    if (table.last[slot] === 1 && committed[table.writer[slot]!] === 1)
      open[table.key[slot]!]!.push(table.writer[slot]!);
  return {
    model,
    transactions,
    times,
    committed,
    keys: table.keys.map(({ name }) => name),
    reads: reads.build(),
    writes: compileWrites(table, committed),
    known: table.keys.map(() => []),
    open,
    findings: findings.kept,
    problems: table.repeated,
  };
}

interface Reading {
  readonly transactions: readonly Transaction[];
  readonly table: ValueTable;
  readonly findings: Findings;
  readonly seen: Int32Array;
  readonly reads: ReadsBuilder;
}

function compileReader(t: number, reading: Reading): void {
  const { accesses } = reading.transactions[t]!;
  for (let at = 0; at < accesses.length; at++) {
    const access = accesses[at]!;
    if (access.type !== 'read' || access.value === undefined) continue;
    const value = access.value as Value;
    const written = lastOf(accesses, { end: at, key: access.key, type: 'write' });
    if (written !== undefined) {
      if (written.value === value) continue;
      const words = () =>
        `T${t} read ${text(value)} in ${text(access.key)} after it had written ${text(written.value)}`;
      reading.findings.add('internal', [t], words);
      readVersion(t, access.key, value, reading, false);
      continue;
    }
    const before = lastOf(accesses, { end: at, key: access.key, type: 'read' });
    if (before !== undefined && before.value !== value) {
      const words = () =>
        `T${t} read ${text(access.key)} as ${text(before.value)}, then as ${text(value)}`;
      reading.findings.add('non-repeatable-read', [t], words);
    }
    readVersion(t, access.key, value, reading, true);
  }
}

function readVersion(
  t: number,
  name: string | number,
  value: Value,
  { table, transactions, findings, seen, reads }: Reading,
  isExternal: boolean,
): void {
  const { id, slots } = table.of(name);
  if (value === null) {
    if (isExternal) reads.add(id, initial);
    return;
  }
  const slot = slots.get(value);
  const what = `T${t} read ${text(value)} in ${text(name)}`;
  if (slot === undefined) {
    findings.add('garbage-read', [t], () => `${what}, which nobody wrote`);
    return;
  }
  const writer = table.writer[slot]!;
  if (writer === t) {
    if (isExternal) findings.add('future-read', [t], () => `${what}, which it wrote only later`);
    return;
  }
  seen[slot] = t;
  if (transactions[writer]!.outcome === 'fail')
    findings.add('G1a', [writer, t], () => `${what}, though T${writer} had aborted`);
  else if (table.last[slot] === 0)
    findings.add('G1b', [writer, t], () => `${what}, which was not T${writer}'s last write to it`);
  if (isExternal && transactions[writer]!.outcome !== 'fail') reads.add(id, writer);
}

/** The transaction's last access of the type to the key before `end`, with a known value. */
function lastOf(
  accesses: readonly Access[],
  { end, key, type }: { end: number; key: string | number; type: Access['type'] },
) {
  for (let at = end - 1; at >= 0; at--) {
    const access = accesses[at]!;
    if (access.key === key && access.type === type && access.value !== undefined) return access;
  }
  return undefined;
}

const text = (value: unknown) => JSON.stringify(value);
