/** Strong eventual consistency as visibility.ts judges it against its definition in specs/lib/Convergence.tla. */
import { describe, expect, it } from 'vitest';
import type { History, Operation } from '../../harness/consistency/history.ts';
import { addWinsSet, type ReplicatedType } from '../../harness/consistency/replicated.ts';
import { checkVisibility, type Sight } from '../../harness/consistency/visibility.ts';
import { availableTlc } from '../models/available-tlc.ts';
import { type Question, tla, tlaSet, tlcVerdict, valuesOf } from './definitions.ts';
import { randomFrom } from './transactions/random.ts';

const tlc = await availableTlc();

type Input = { readonly type: 'add' | 'remove'; readonly elem: string };

/** A few replicas that update a set and read it, mostly as they should: see what they saw, and what came with it. */
function sights(seed: number): Sight[] {
  const random = randomFrom(seed);
  const [count, sessions, honest] = [2 + random(6), 1 + random(3), 3 + random(24)];
  const known = Array.from({ length: sessions }, () => new Set<string>());
  const updates: { id: string; input: Input; saw: ReadonlySet<string> }[] = [];
  return Array.from({ length: count }, (_, at): Sight => {
    const client = random(sessions);
    const mine = known[client]!;
    for (const { id, saw } of updates)
      if (random(2) === 0) for (const each of [id, ...saw]) mine.add(each);
    if (random(honest) === 0) mine.delete([...mine][random(mine.size + 1)] ?? '');
    if (random(4 * honest) === 0) mine.add('never');
    const common = { object: 's', session: `${client}`, saw: [...mine] };
    if (random(2) === 0) {
      const id = random(4 * honest) === 0 ? '0' : `${at}`;
      const input: Input = { type: random(3) === 0 ? 'remove' : 'add', elem: 'xy'[random(2)]! };
      updates.push({ id, input, saw: new Set(mine) });
      mine.add(id);
      return { ...common, update: { id, input } };
    }
    const seen = updates.filter(({ id }) => mine.has(id));
    const isRemoved = (id: string, elem: string) =>
      seen.some(({ input, saw }) => input.type === 'remove' && input.elem === elem && saw.has(id));
    const value = seen.flatMap(({ id, input: { type, elem } }) =>
      type === 'add' && !isRemoved(id, elem) ? [elem] : [],
    );
    if (random(honest) === 0) value.push('x');
    return { ...common, value: [...new Set(value)] };
  });
}

function record({ session, saw, update, value }: Sight): string {
  const { type, elem } = (update?.input ?? {}) as Partial<Input>;
  const updates =
    update === undefined
      ? '{}'
      : `{[id |-> ${tla(update.id)}, input |-> [type |-> ${tla(type)}, elem |-> ${tla(elem)}]]}`;
  const told = value === undefined ? '{}' : `{${tlaSet(value as string[])}}`;
  return `[session |-> ${tla(session)}, saw |-> ${tlaSet(saw)}, updates |-> ${updates}, told |-> ${told}]`;
}

const addWins = `AddWins(updates, saw) ==
  {a.input.elem : a \\in {u \\in updates :
    /\\ u.input.type = "add"
    /\\ ~\\E r \\in updates : /\\ r.input.type = "remove"
                          /\\ r.input.elem = u.input.elem
                          /\\ u.id \\in saw[r.id]}}
INSTANCE Convergence WITH Answer <- AddWins`;

describe('strong eventual consistency', () => {
  const all = Array.from({ length: 300 }, (_, seed) => sights(seed));
  const ours = all.map((some) => {
    const history: History = some.map((sight, at): Operation => {
      const { session: process } = sight;
      return {
        process,
        input: sight,
        invoke: 2 * at,
        return: 2 * at + 1,
        outcome: 'ok',
        output: null,
      };
    });
    const { verdict } = checkVisibility(history, {
      sightOf: ({ input }) => input as Sight,
      typeOf: () => addWinsSet as ReplicatedType<never>,
      describe: () => '',
    });
    return verdict === 'ok';
  });
  const histories = all.map((some) => `<<${some.map(record).join(', ')}>>`);
  const question: Question = {
    extended: ['Integers', 'Sequences'],
    definitions: addWins,
    expressions: histories.map((history) => `StrongEventual(${history})`),
  };

  it('is what its definition says', async () => {
    const values = await valuesOf(question);
    for (const [at, history] of histories.entries())
      expect(ours[at], `seed ${at}: ${history}`).toBe(values[at]);
    const broken = values.filter((holds) => holds === false).length;
    expect(Math.min(broken, values.length - broken)).toBeGreaterThan(50);
  });

  it('meets each of the demands of the definition alone', async () => {
    const parts = ['WellNamed', 'Causal', 'Convergent'];
    // Where names are wrong, nobody can say what was to be told.
    const broken = `Broken(H) == IF ~WellNamed(H) THEN {"WellNamed"} ELSE
      (IF Causal(H) THEN {} ELSE {"Causal"}) \\cup (IF Convergent(H) THEN {} ELSE {"Convergent"})`;
    const values = await valuesOf({
      ...question,
      definitions: `${addWins}\n${broken}`,
      expressions: histories.map((history) => `Broken(${history})`),
    });
    const met = (values as ReadonlySet<string>[]).filter(({ size }) => size === 1);
    for (const part of parts)
      expect(met.filter((one) => one.has(part)).length, part).toBeGreaterThan(3);
  });

  it.skipIf(tlc === undefined)('is to TLC what it is to the engine', async () => {
    const expressions = question.expressions.slice(0, 100);
    const expected = ours.slice(0, 100).map((holds) => (holds ? 'TRUE' : 'FALSE'));
    expect(await tlcVerdict({ ...question, expressions }, expected, tlc!)).toBe('ok');
    const wrong = expected.with(9, expected[9] === 'TRUE' ? 'FALSE' : 'TRUE');
    expect(await tlcVerdict({ ...question, expressions }, wrong, tlc!)).toBe('violation');
  });
});
