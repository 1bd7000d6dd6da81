/**
 * `npm run fuzz:consistency -- [--seed n] [--count n] [--kind queue]`: every algorithm for a special kind of history against
 * the definition (all permutations), and every level of transactions and of registers against a direct reading of its own, on
 * generated small histories, broken and not, with unknown outcomes. Exits with 1 and the history where they disagree.
 */
import { parseArgs } from 'node:util';
import { compareOne, type Disagreement, type Tally } from './compare.ts';
import { compareRegisters, compareStrict, compareTransactions } from './compare-levels.ts';
import { kinds } from './generate.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '20000' },
    kind: { type: 'string' },
  },
});
const [first, count] = [natural('seed', values.seed), natural('count', values.count)];
type Compare = (seed: number, tally: Tally) => Disagreement | undefined;

const comparisons: Readonly<Record<string, Compare>> = {
  ...Object.fromEntries(
    kinds.map((kind): [string, Compare] => [
      kind.name,
      (seed, tally) => compareOne(kind, seed, tally),
    ]),
  ),
  'transaction-levels': compareTransactions,
  'strict-serializable': compareStrict,
  'register-levels': compareRegisters,
};

const chosen = Object.entries(comparisons).filter(
  ([name]) => values.kind === undefined || name === values.kind,
);
if (chosen.length === 0)
  fail(`there is no kind ${values.kind}; kinds: ${Object.keys(comparisons).join(', ')}`, 64);

for (const [name, compare] of chosen) {
  const tally: Tally = { ok: 0, violation: 0, declined: 0 };
  for (let seed = first; seed < first + count; seed++) {
    const wrong = compare(seed, tally);
    if (wrong !== undefined) {
      console.log(wrong.text);
      const again = `npm run fuzz:consistency -- --kind ${name} --seed ${seed} --count 1`;
      fail(`${name}: ${wrong.message}\n${again}`, 1);
    }
  }
  const { ok, violation, declined } = tally;
  // Of levels, each verdict is counted; of objects, each history.
  console.log(
    `${name}: ${count} histories; ${ok} ok, ${violation} violations, ${declined} left to the search`,
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
