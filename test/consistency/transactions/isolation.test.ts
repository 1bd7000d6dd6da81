import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { LevelName } from '../../../harness/consistency/levels.ts';
import { judgeTransactions } from '../../../harness/consistency/transactions/judge.ts';
import type { Transaction } from '../../../harness/consistency/transactions.ts';
import { grammarFiles } from '../../../harness/files.ts';
import { loadGrammar } from '../../../harness/tla/syntax/grammar.ts';
import { Repl } from '../../../scripts/repl.ts';
import { root } from '../../../scripts/repository.ts';
import { randomHistory } from './random.ts';

const count = 60;
const levels: readonly LevelName[] = [
  'read-committed',
  'read-atomic',
  'snapshot-isolation',
  'strong-snapshot-isolation',
  'serializable',
  'strong-session-serializable',
  'strict-serializable',
];

/** Those that Isolation.tla speaks of: registers, nothing of unknown outcome; what aborted is left out there. */
function* histories() {
  for (let seed = 0, made = 0; made < count; seed++) {
    const history = randomHistory(seed, 4);
    const { model, transactions } = history;
    if (model !== 'rw-register' || transactions.some(({ outcome }) => outcome === 'info')) continue;
    made++;
    yield { seed, history };
  }
}

const tla = (value: unknown) => (value === null ? 'Nil' : JSON.stringify(String(value)));

function record({ process, invoke, return: end, accesses }: Transaction): string {
  const ops = accesses.map(({ type, key, value }) => {
    const kind = type === 'read' ? 'read' : 'write';
    return `[type |-> "${kind}", key |-> ${tla(key)}, value |-> ${tla(value)}]`;
  });
  return `[session |-> ${tla(process)}, start |-> ${invoke}, end |-> ${end}, ops |-> <<${ops.join(', ')}>>]`;
}

beforeAll(() => loadGrammar(grammarFiles));

it('the checker and the definitions of specs/lib/Isolation.tla agree on every level', () => {
  const repl = new Repl(join(root, 'specs/lib/Isolation.tla'));
  const all = [...histories()];
  const met = new Set<string>();
  const asked = all.map(({ history }) => {
    const committed = history.transactions.filter(({ outcome }) => outcome === 'ok');
    return `Levels(<<${committed.map(record).join(', ')}>>)`;
  });
  const answer = repl.feed(`<<${asked.join(',\n')}>>`).join(' ');
  const sets = [...answer.matchAll(/\{([^{}]*)\}/g)].map(([, names = '']) =>
    [...names.matchAll(/"([^"]+)"/g)].map(([, name]) => name!).sort(),
  );
  expect(sets).toHaveLength(count);
  for (const [index, { seed, history }] of all.entries()) {
    const judged = judgeTransactions(history).levels;
    const held = levels.filter((name) => judged[name].verdict === 'ok');
    expect([...held].sort(), `seed ${seed}`).toEqual(sets[index]);
    for (const name of levels) met.add(`${name} ${held.includes(name)}`);
  }
  for (const name of levels) expect([...met]).toContain(`${name} false`);
});
