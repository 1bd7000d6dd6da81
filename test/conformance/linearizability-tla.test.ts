/**
 * The checker against the definition in specs/lib/Linearizability.tla, evaluated by the engine on small histories of every
 * object of specs/lib/objects. The object is that module too: what it does with the operations of the histories is written
 * down as a table, which the definition reads. So neither side of the comparison is the TypeScript of the other.
 */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tlaObject } from '../../harness/conformance/tla-object.ts';
import type { History } from '../../harness/consistency/history.ts';
import { checkLinearizable } from '../../harness/consistency/linearizability.ts';
import { contentKey } from '../../harness/consistency/plain.ts';
import type { AnyObject } from '../../harness/consistency/steps.ts';
import { fileResolver, grammarFiles } from '../../harness/files.ts';
import { loadSpec } from '../../harness/tla/engine.ts';
import { loadGrammar } from '../../harness/tla/syntax/grammar.ts';
import { type Kind, randomFrom, smallHistory } from '../../scripts/consistency/generate.ts';
import { loadSpecFile } from '../../scripts/engine.ts';
import { library } from '../../scripts/repository.ts';
import { type ObjectCase, objectCases } from './object-cases.ts';

/** Of each object so many histories, by their operations: orders of four take ten times as long as those of three. */
const wanted = new Map([
  [2, 20],
  [3, 50],
  [4, 6],
]);
const specPath = join(library, 'Judge.tla');

/** Operations of the case at random; an answer in the way is one that some operation has given. */
function kindOf({ module, object, inputs }: ObjectCase): Kind {
  const answers = inputs.flatMap((input) =>
    object.apply(object.initial, input).map(({ output }) => output),
  );
  return {
    name: module,
    object,
    input: (random) => inputs[random(inputs.length)],
    answer: (random) => answers[random(answers.length)],
  };
}

function historiesOf(one: ObjectCase): History[] {
  const kind = kindOf(one);
  const left = new Map(wanted);
  const found: History[] = [];
  for (let seed = 1; [...left.values()].some((count) => count > 0); seed++) {
    const history = smallHistory(kind, randomFrom(seed));
    const happened = history.filter(({ outcome }) => outcome !== 'fail');
    const count = left.get(happened.length) ?? 0;
    if (count > 0) found.push(happened);
    left.set(happened.length, count - 1);
  }
  return found;
}

/** Numbers for values, from 1 on, by their content. */
function numbering() {
  const numbers = new Map<string, number>();
  return (key: string) => {
    const known = numbers.get(key) ?? numbers.size + 1;
    numbers.set(key, known);
    return known;
  };
}

/** An object as `After(state, input)`, for the operations of some histories; states, inputs and outputs are numbers. */
function asTable(object: AnyObject, histories: readonly History[]) {
  const [stateOf, inputOf, outputOf] = [numbering(), numbering(), numbering()];
  const rows = new Map<number, Map<number, string>>();
  const explore = (state: unknown, left: readonly unknown[]) => {
    const row = rows.get(stateOf(object.key(state))) ?? new Map<number, string>();
    rows.set(stateOf(object.key(state)), row);
    left.forEach((input, at) => {
      const answers = object.apply(state, input);
      const records = answers.map(
        (one) =>
          `[state |-> ${stateOf(object.key(one.state))}, output |-> ${outputOf(contentKey(one.output))}]`,
      );
      row.set(inputOf(contentKey(input)), `{${records.join(', ')}}`);
      for (const one of answers) explore(one.state, left.toSpliced(at, 1));
    });
  };
  stateOf(object.key(object.initial));
  for (const history of histories)
    explore(
      object.initial,
      history.map(({ input }) => input),
    );
  const cases = [...rows].flatMap(([state, row]) =>
    [...row].map(([input, answers]) => `<<${state}, ${input}>> :> ${answers}`),
  );
  const record = ({ input, output, outcome, invoke, return: end }: History[number]) =>
    `[input |-> ${inputOf(contentKey(input))}, output |-> ${outputOf(contentKey(output))}, outcome |-> "${outcome}", invoke |-> ${invoke}, return |-> ${outcome === 'info' ? 0 : end}]`;
  return {
    table: cases.join(' @@ '),
    histories: histories.map((history) => `<<${history.map(record).join(', ')}>>`),
  };
}

it('a history of any object is linearizable to the checker exactly when it is by definition', async () => {
  await loadGrammar(grammarFiles);
  const judged = await Promise.all(
    objectCases.map(async (one) => {
      const path = join(library, 'objects', one.module);
      const module = tlaObject(await loadSpecFile(`${path}.tla`, `${path}.cfg`));
      const histories = historiesOf(one);
      return { ...one, histories, text: asTable(module, histories) };
    }),
  );
  const text = `---- MODULE Judge ----
EXTENDS Integers, Sequences, TLC
VARIABLE verdicts
${judged
  .map(
    ({ module, text }) => `${module}Table == ${text.table}
${module}After(state, input) == ${module}Table[<<state, input>>]
${module} == INSTANCE Linearizability WITH Initial <- 1, After <- ${module}After
`,
  )
  .join('\n')}
Init == verdicts = <<
${judged
  .flatMap(({ module, text }) => text.histories.map((one) => `  ${module}!Linearizable(${one})`))
  .join(',\n')}
>>
Next == UNCHANGED verdicts
====
`;
  const files = fileResolver([library]);
  const spec = loadSpec({
    resolver: { ...files, read: (path) => (path === specPath ? text : files.read(path)) },
    specPath,
    config: { file: 'Judge.cfg', text: 'INIT Init NEXT Next' },
  });
  const verdicts = spec.initialStates()[0]![0];
  const ours = judged.map(({ object, histories }) =>
    histories.map(
      (history) => checkLinearizable(history, object, { afterInfo: 'go on' }).verdict === 'ok',
    ),
  );
  expect(verdicts).toBe(spec.toValue(ours.flat()));
  judged.forEach(({ module }, at) => {
    expect(new Set(ours[at]), `${module} is met from both sides`).toEqual(new Set([true, false]));
  });
});
