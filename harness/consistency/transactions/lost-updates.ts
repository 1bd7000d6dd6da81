/** Two transactions that read one version of a key and both write the key: whichever came second missed the first. */
import type { Compiled, Finding } from './compiled.ts';
import { Findings, initial } from './compiled.ts';
import { slotOf } from './dependencies.ts';

export function lostUpdates(compiled: Compiled): readonly Finding[] {
  const { reads, committed, keys } = compiled;
  const findings = new Findings();
  const first = new Map<number, number>();
  for (let t = 0; t < committed.length; t++) {
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++) {
      const [key, from] = [reads.key[slot]!, reads.from[slot]!];
      if (slotOf(compiled, t, key) === -1) continue;
      const cell = (from + 1) * keys.length + key;
      const other = first.get(cell);
      if (other === undefined) first.set(cell, t);
      else if (other !== t) {
        const version = from === initial ? 'the initial version' : `T${from}'s version`;
        const words = () =>
          `T${other} and T${t} both read ${version} of ${JSON.stringify(keys[key])} and both replaced it`;
        findings.add('lost-update', [other, t], words);
      }
    }
  }
  return findings.kept;
}
