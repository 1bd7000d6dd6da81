/**
 * `npm run fuzz:consistency -- [--seed n] [--count n] [--kind queue]`: every algorithm for a special kind of history against
 * the definition (all permutations), on generated small histories, broken and not, with unknown outcomes. Exits with 1 and
 * the history where they disagree.
 */
import { parseArgs } from 'node:util';
import { formatNdjson } from '../../harness/consistency/formats/ndjson.ts';
import { compareOne, type Tally } from './compare.ts';
import { kinds } from './generate.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '20000' },
    kind: { type: 'string' },
  },
});
const [first, count] = [natural('seed', values.seed), natural('count', values.count)];
const chosen = kinds.filter(({ name }) => values.kind === undefined || name === values.kind);
if (chosen.length === 0) fail(`there is no kind ${values.kind}`, 64);

for (const kind of chosen) {
  const tally: Tally = { ok: 0, violation: 0, declined: 0 };
  for (let seed = first; seed < first + count; seed++) {
    const wrong = compareOne(kind, seed, tally);
    if (wrong !== undefined) {
      console.log(formatNdjson(wrong.history));
      const again = `npm run fuzz:consistency -- --kind ${kind.name} --seed ${seed} --count 1`;
      fail(`${kind.name}: ${wrong.message}\n${again}`, 1);
    }
  }
  const { ok, violation, declined } = tally;
  console.log(
    `${kind.name}: ${count} histories; ${ok} ok, ${violation} violations, ${declined} left to the search`,
  );
}

function natural(name: string, text: string): number {
  if (!/^\d+$/.test(text)) fail(`--${name} ${text} is not a natural number`, 64);
  return Number(text);
}

function fail(message: string, code: number): never {
  console.error(message);
  process.exit(code);
}
