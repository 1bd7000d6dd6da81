/**
 * Properties that are TRUE and that TLC 2.19 finds counterexamples to, as `npm run fuzz:temporal` found and shrank them: on the
 * formulas as TLC reads them the engine finds one too. And what TLC reads rightly stays as it is.
 */
import { expect, it } from 'vitest';
import { grammarFiles } from '../../../harness/files.ts';
import { loadGrammar } from '../../../harness/tla/syntax/grammar.ts';
import { run } from '../../../scripts/fuzz/engine.ts';
import { filesOf, formulaText } from '../../../scripts/fuzz/temporal/as-text.ts';
import { asTlcReads } from '../../../scripts/fuzz/temporal/as-tlc-reads.ts';
import type { Formula, Predicate, System } from '../../../scripts/fuzz/temporal/systems.ts';

await loadGrammar(grammarFiles);

const x = (is: number): Predicate => ({ kind: 'x', is });
const now = (predicate: Predicate): Formula => ({ kind: 'now', predicate });
const not = (body: Formula): Formula => ({ kind: 'not', body });
const always = (body: Formula): Formula => ({ kind: 'always', body });
const eventually = (body: Formula): Formula => ({ kind: 'eventually', body });
const leadsTo = (left: Formula, right: Formula): Formula => ({ kind: 'leadsTo', left, right });
const y0 = now({ kind: 'y', is: 0 });
const low = now({ kind: 'or', left: x(0), right: x(2) });

/** One state, x = 2 and y = 1, or what is given instead. */
function system(property: Formula, rest: Partial<System> = {}): System {
  return { initial: [5], actions: [[[0, 0]], [[0, 1]], [[0, 3]]], assumed: [], property, ...rest };
}

const forgotten: Readonly<Record<string, System>> = {
  'a [] left of ~>, under a negation': system(not(leadsTo(always(low), y0))),
  'a negated ~> in a [] left of ~>': system(
    leadsTo(always(not(leadsTo(now(x(1)), now({ kind: 'not', body: x(0) })))), now(x(0))),
  ),
  'two negations that cancel': system(leadsTo(not(always(eventually(always(now(x(1)))))), y0), {
    initial: [0],
    actions: [
      [
        [1, 3],
        [5, 3],
      ],
      [
        [4, 2],
        [3, 2],
        [5, 2],
        [2, 1],
      ],
      [
        [0, 1],
        [1, 4],
      ],
    ],
    assumed: [{ kind: 'SF', action: { kind: 'named', name: 'C' }, subscript: 'x' }],
  }),
  'a <> left of ~>, under a negation': system(
    not(leadsTo(eventually(now({ kind: 'not', body: x(2) })), now(x(0)))),
    { initial: [3] },
  ),
  'a negated implication, FALSE in its left half': system(
    leadsTo(
      {
        kind: 'implies',
        left: { kind: 'implies', left: now(x(0)), right: eventually(now(x(0))) },
        right: eventually(now(x(0))),
      },
      now(x(0)),
    ),
    { initial: [2] },
  ),
  'a negated implication left of ~>': system(
    leadsTo(not({ kind: 'implies', left: now(x(1)), right: eventually(now(x(1))) }), y0),
    { initial: [3] },
  ),
  'a [] left of ~> in what is assumed': system(not(always(eventually(now(x(1))))), {
    initial: [3],
    assumed: [leadsTo(always(now(x(1))), now({ kind: 'and', left: x(0), right: x(1) }))],
  }),
};

it.each(Object.entries(forgotten))('TLC takes a negated [] or <> for TRUE: %s', (_, found) => {
  // Where nothing is fair the engine says `vacuous` (3).
  expect([0, 3]).toContain(exitOf(found));
  expect(exitOf(asTlcReads(found))).toBe(13);
});

it('a negation that TLC moves to its end loses nothing', () => {
  const rightly = [
    not(leadsTo(now(x(1)), y0)),
    not(always(eventually(not(now(x(1)))))),
    leadsTo(always(low), y0),
    always(eventually(not(now(x(1))))),
    not(not(always(low))),
  ];
  for (const property of rightly) {
    const read = asTlcReads(system(property)).property;
    expect(formulaText(read)).toBe(formulaText(property));
  }
});

function exitOf(each: System): number | string {
  const outcome = run(filesOf(each));
  return typeof outcome === 'string' ? outcome : outcome.exit;
}
