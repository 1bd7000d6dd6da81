/** The checker against the definition in specs/lib/Linearizability.tla, evaluated by the engine on small histories. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { History } from '../../harness/consistency/history.ts';
import { checkLinearizable } from '../../harness/consistency/linearizability.ts';
import { fileResolver, grammarFiles } from '../../harness/files.ts';
import { loadSpec } from '../../harness/tla/engine.ts';
import { loadGrammar } from '../../harness/tla/syntax/grammar.ts';
import { kinds, randomFrom, smallHistory } from '../../scripts/consistency/generate.ts';
import { library } from '../../scripts/repository.ts';

const specPath = join(library, 'Judge.tla');

/** A register that holds 0 at first, and a queue, as functions: what the module takes. Nil is no number. */
const text = (histories: readonly [string, string][]) => `---- MODULE Judge ----
EXTENDS Integers, Sequences
CONSTANT Nil
VARIABLE verdicts
RegisterAfter(state, input) ==
  IF input.type = "read" THEN {[state |-> state, output |-> state]}
  ELSE {[state |-> input.value, output |-> Nil]}
QueueAfter(state, input) ==
  IF input.type = "enqueue" THEN {[state |-> Append(state, input.value), output |-> Nil]}
  ELSE IF state = <<>> THEN {[state |-> state, output |-> Nil]}
  ELSE {[state |-> Tail(state), output |-> Head(state)]}
register == INSTANCE Linearizability WITH Initial <- 0, After <- RegisterAfter
queue == INSTANCE Linearizability WITH Initial <- <<>>, After <- QueueAfter
Init == verdicts = <<
${histories.map(([kind, history]) => `  ${kind}!Linearizable(${history})`).join(',\n')}
>>
Next == UNCHANGED verdicts
====
`;

function tla(value: unknown): string {
  if (value === null || value === undefined) return 'Nil';
  if (Array.isArray(value)) return `<<${value.map(tla).join(', ')}>>`;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, part]) => `${name} |-> ${tla(part)}`);
  return `[${fields.join(', ')}]`;
}

const asTla = (history: History) =>
  tla(
    history.map(({ input, output, outcome, invoke, return: returned }) => {
      const end = outcome === 'info' ? 0 : returned;
      return { input, output, outcome, invoke, return: end };
    }),
  );

it('a history is linearizable to the checker exactly when it is by definition', async () => {
  await loadGrammar(grammarFiles);
  const chosen = kinds.filter(({ name }) => name === 'register' || name === 'queue');
  const judged = chosen.flatMap((kind) =>
    Array.from({ length: 120 }, (_, seed) => smallHistory(kind, randomFrom(seed + 1)))
      .map((history) => history.filter(({ outcome }) => outcome !== 'fail'))
      .filter((history) => history.length <= 4)
      .map((history) => ({ kind, history })),
  );
  const module = text(judged.map(({ kind, history }) => [kind.name, asTla(history)]));
  const files = fileResolver([library]);
  const spec = loadSpec({
    resolver: { ...files, read: (path) => (path === specPath ? module : files.read(path)) },
    specPath,
    config: { file: 'Judge.cfg', text: 'INIT Init NEXT Next CONSTANT Nil = Nil' },
  });
  const verdicts = spec.initialStates()[0]![0];
  const ours = judged.map(
    ({ kind, history }) =>
      checkLinearizable(history, kind.object, { afterInfo: 'go on' }).verdict === 'ok',
  );
  expect(verdicts).toBe(spec.toValue(ours));
  expect(ours.filter((is) => !is).length).toBeGreaterThan(10);
  expect(ours.filter((is) => is).length).toBeGreaterThan(10);
});
