import { expect, it } from 'vitest';
import type { LevelName } from '../../../harness/consistency/levels.ts';
import { judgeTransactions } from '../../../harness/consistency/transactions/judge.ts';
import { sessionLevels } from '../../../harness/consistency/transactions/session-guarantees.ts';
import type { Access, Transaction } from '../../../harness/consistency/transactions.ts';
import { availableTlc } from '../../models/available-tlc.ts';
import { tla, tlaSet, tlcVerdict, valuesOf } from '../definitions.ts';
import { randomHistory } from './random.ts';

const count = 60;
const tlc = await availableTlc();

/** The levels that a module defines, and what it calls the set of those that hold. */
interface Definitions {
  readonly module: string;
  readonly held: string;
  readonly levels: readonly LevelName[];
}

const isolationLevels: readonly LevelName[] = [
  'read-committed',
  'read-atomic',
  'snapshot-isolation',
  'strong-snapshot-isolation',
  'serializable',
  'strong-session-serializable',
  'strict-serializable',
];

const one = (process: string, at: number, ...accesses: Access[]): Transaction => ({
  process,
  invoke: at,
  return: at + 1,
  outcome: 'ok',
  accesses,
});
const write = (key: string, value: number): Access => ({ type: 'write', key, value });
const read = (key: string, value: number | null): Access => ({ type: 'read', key, value });

/** What chance seldom brings: guarantees that are broken through a third session. */
const handed: readonly Transaction[][] = [
  [
    one('a', 1, write('x', 1)),
    one('b', 3, read('x', 1), write('y', 2)),
    one('c', 5, read('y', 2), write('z', 3)),
    one('d', 7, read('z', 3), read('x', null)),
  ],
  [
    one('a', 1, write('x', 1)),
    one('a', 3, write('x', 2)),
    one('a', 5, write('y', 3)),
    one('b', 7, read('y', 3), read('x', 1)),
  ],
  [one('a', 1, write('x', 1)), one('b', 3, read('x', 1)), one('b', 5, read('x', null))],
  [one('a', 1, write('x', 1)), one('a', 3, read('x', null))],
];

/** Those that Isolation.tla speaks of: registers, nothing of unknown outcome; what aborted is left out there. */
function* histories() {
  for (const [at, transactions] of handed.entries())
    yield { seed: `by hand ${at}`, history: { model: 'rw-register' as const, transactions } };
  for (let seed = 0, made = 0; made < count; seed++) {
    const history = randomHistory(seed, 4);
    const { model, transactions } = history;
    if (model !== 'rw-register' || transactions.some(({ outcome }) => outcome === 'info')) continue;
    made++;
    yield { seed, history };
  }
}

function record({ process, invoke, return: end, accesses }: Transaction): string {
  const ops = accesses.map(({ type, key, value }) => {
    const kind = type === 'read' ? 'read' : 'write';
    return `[type |-> "${kind}", key |-> ${tla(key)}, value |-> ${tla(value)}]`;
  });
  return `[session |-> ${tla(process)}, start |-> ${invoke}, end |-> ${end}, ops |-> <<${ops.join(', ')}>>]`;
}

const modules: readonly Definitions[] = [
  { module: 'Isolation', held: 'Levels', levels: isolationLevels },
  { module: 'SessionGuarantees', held: 'Guarantees', levels: sessionLevels },
];

it.each(modules)(
  'the checker and the definitions of $module agree, to the engine and to TLC',
  async (one) => {
    const { module, held, levels } = one;
    const all = [...histories()];
    const ours = all.map(({ history }) => {
      const judged = judgeTransactions(history).levels;
      return levels.filter((name) => judged[name].verdict === 'ok');
    });
    const expressions = all.map(({ history }) => {
      const committed = history.transactions.filter(({ outcome }) => outcome === 'ok');
      return `${held}(<<${committed.map(record).join(', ')}>>)`;
    });
    const values = (await valuesOf({ extended: [module], expressions })) as ReadonlySet<string>[];
    for (const [at, { seed }] of all.entries())
      expect(new Set(ours[at]), `seed ${seed}: ${expressions[at]}`).toEqual(values[at]);
    for (const name of levels)
      expect(new Set(values.map((holds) => holds.has(name))), name).toContain(false);
    if (tlc === undefined) return;
    const [some, expected] = [expressions.slice(0, 20), ours.slice(0, 20).map(tlaSet)];
    const asked = { extended: [module], expressions: some };
    expect(await tlcVerdict(asked, expected, tlc)).toBe('ok');
    expect(await tlcVerdict(asked, expected.with(4, '{"none"}'), tlc)).toBe('violation');
  },
);
