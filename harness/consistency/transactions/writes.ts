/** Which transactions count as committed, and what each of them writes. */
import type { Writes } from './compiled.ts';
import { outcomes, type Times } from './times.ts';
import type { ValueTable } from './values.ts';

/** `seen` is -1 for every write (a slot of the table) that nobody who committed read. */
export function committedOnes({ outcome }: Times, table: ValueTable, seen: Int32Array): Uint8Array {
  const committed = outcome.map((one) => (one === outcomes.ok ? 1 : 0));
  for (let slot = 0; slot < seen.length; slot++) {
    const writer = table.writer[slot]!;
    if (seen[slot] !== -1 && outcome[writer] === outcomes.info) committed[writer] = 1;
  }
  return committed;
}

export function compileWrites(table: ValueTable, committed: Uint8Array): Writes {
  const first = new Int32Array(committed.length + 1);
  const key: number[] = [];
  let slot = 0;
  for (let t = 0; t < committed.length; t++) {
    for (; slot < table.writer.length && table.writer[slot] === t; slot++)
      if (table.last[slot] === 1 && committed[t] === 1) key.push(table.key[slot]!);
    first[t + 1] = key.length;
  }
  return { first, key: Int32Array.from(key) };
}
