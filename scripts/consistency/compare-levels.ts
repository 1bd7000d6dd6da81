/**
 * Every level of transactions and of registers against a direct reading of its definition, on generated histories: for the
 * fuzzer, and in tests a slice. Implications are looked at as well: what a level implies must hold where it does.
 */
import { formatJepsenTransactions } from '../../harness/consistency/formats/jepsen-transactions.ts';
import { formatNdjson } from '../../harness/consistency/formats/ndjson.ts';
import { transactionalLevels } from '../../harness/consistency/levels.ts';
import { checkLinearizable } from '../../harness/consistency/linearizability.ts';
import { kv } from '../../harness/consistency/objects/kv.ts';
import { judgeRegisters } from '../../harness/consistency/registers/judge.ts';
import { registerLevels } from '../../harness/consistency/registers/register-levels.ts';
import { judgeTransactions } from '../../harness/consistency/transactions/judge.ts';
import { obviousRegisters } from '../../test/consistency/registers/obvious.ts';
import { asStore, randomRegisters } from '../../test/consistency/registers/random.ts';
import { asOperations, store } from '../../test/consistency/transactions/as-operations.ts';
import { obviousLevels } from '../../test/consistency/transactions/obvious.ts';
import { randomHistory } from '../../test/consistency/transactions/random.ts';
import type { Disagreement, Tally } from './compare.ts';

type Lattice = Readonly<Record<string, { readonly implies: readonly string[] }>>;
type Verdicts = Readonly<Record<string, { readonly verdict: string }>>;

/** History number `seed`, of at most four transactions. Every level is counted. */
export function compareTransactions(seed: number, tally: Tally): Disagreement | undefined {
  const history = randomHistory(seed, 4);
  const { levels } = judgeTransactions(history);
  const message =
    difference(levels, obviousLevels(history), tally) ?? gap(levels, transactionalLevels);
  return message === undefined
    ? undefined
    : { seed, text: formatJepsenTransactions(history), message };
}

/** History number `seed`, of at most fourteen transactions: strictly serializable as the store is linearizable. */
export function compareStrict(seed: number, tally: Tally): Disagreement | undefined {
  const history = randomHistory(seed, 14);
  const { levels } = judgeTransactions(history);
  const { verdict } = checkLinearizable(asOperations(history), store(history.model), {
    afterInfo: 'go on',
  });
  const isJudged = verdict === 'ok' || verdict === 'violation';
  const expected = { 'strict-serializable': verdict === 'ok' };
  const message =
    (isJudged ? difference(levels, expected, tally) : 'the search did not come to its end') ??
    gap(levels, transactionalLevels);
  return message === undefined
    ? undefined
    : { seed, text: formatJepsenTransactions(history), message };
}

/** History number `seed`, of at most five operations on a store of registers, every tenth of six. */
export function compareRegisters(seed: number, tally: Tally): Disagreement | undefined {
  const history = randomRegisters(seed, seed % 10 === 0 ? 6 : 5);
  const store = asStore(history);
  const { levels } = judgeRegisters(store, kv);
  const message =
    difference(levels, obviousRegisters(history), tally) ?? gap(levels, registerLevels);
  return message === undefined ? undefined : { seed, text: formatNdjson(store), message };
}

/** The first level that is not judged as it is defined. */
function difference(
  levels: Verdicts,
  obvious: Readonly<Record<string, boolean>>,
  tally: Tally,
): string | undefined {
  for (const [name, holds] of Object.entries(obvious)) {
    const expected = holds ? 'ok' : 'violation';
    tally[expected]++;
    const { verdict } = levels[name]!;
    if (verdict !== expected) return `${name} is ${expected} by definition, and was ${verdict}`;
  }
  return undefined;
}

/** A level that holds though one that it implies does not. */
function gap(levels: Verdicts, lattice: Lattice): string | undefined {
  for (const [name, { implies }] of Object.entries(lattice))
    for (const weaker of implies)
      if (levels[name]!.verdict === 'ok' && levels[weaker]!.verdict === 'violation')
        return `${name} holds, and ${weaker} does not`;
  return undefined;
}
