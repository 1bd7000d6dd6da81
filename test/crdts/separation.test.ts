/**
 * Where strong eventual consistency ends. Two registers are causally convergent on every random history; the next
 * stronger condition, one order of all operations, fails on some of them, and the smallest of these is kept.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toHistory } from '../../harness/conformance/operations.ts';
import type { History, Operation } from '../../harness/consistency/history.ts';
import { kv } from '../../harness/consistency/objects/kv.ts';
import { judgeRegisters } from '../../harness/consistency/registers/judge.ts';
import { crdts } from '../../impl/crdts/crdts.ts';
import type { Operation as Called, Output } from '../../impl/crdts/replica-program.ts';
import { begin, read, Stage, tell, update } from './stage.ts';

type Choice = readonly [
  'write x' | 'write y' | 'read x' | 'read y' | 'tell',
  node: number,
  other: number,
];

const choices = fc.array(
  fc.tuple(fc.constantFrom('write x', 'write y', 'read x', 'read y', 'tell'), fc.nat(1), fc.nat(3)),
  { minLength: 4, maxLength: 20 },
) as fc.Arbitrary<Choice[]>;

const names = ['a', 'b'];
const protocol = crdts({ x: 'LwwRegister', y: 'LwwRegister' }, names);

function play(list: readonly Choice[]): Stage {
  const stage = new Stage(protocol).play(...names.map(begin));
  for (const [index, [what, at, other]] of list.entries()) {
    const node = names[at] as string;
    const object = what.slice(-1);
    if (what === 'tell') stage.play(...tell(node, names[1 - at] as string));
    else if (what.startsWith('read')) stage.play(read(node, object));
    else stage.play(update(node, object, { type: 'write', value: `v${index}` }, other));
  }
  return stage;
}

/** As what they are to somebody who knows registers and nothing of replicas. */
function asStore(stage: Stage): History {
  return toHistory(stage.world.history).map((operation): Operation => {
    const called = operation.input as Called;
    if (called.type === 'read') {
      const { value } = operation.output as Extract<Output, { value: unknown }>;
      return { ...operation, input: { type: 'get', key: called.object }, output: value };
    }
    const { value } = called.update as { readonly value: string };
    return { ...operation, input: { type: 'put', key: called.object, value }, output: null };
  });
}

const levelsOf = (stage: Stage) => judgeRegisters(asStore(stage), kv).levels;
const isSequential = (list: readonly Choice[]) =>
  levelsOf(play(list)).sequential.verdict !== 'violation';

describe('a store of last-writer-wins registers', () => {
  test('is causally convergent on every generated history', () => {
    for (const list of fc.sample(choices, { seed: 11, numRuns: 40 })) {
      expect(levelsOf(play(list))['causal-convergence'].verdict).toBe('ok');
    }
  });

  test('is not sequentially consistent: a generated history shows it', () => {
    const found = fc.check(fc.property(choices, isSequential), { seed: 11, numRuns: 500 });
    expect(found.failed).toBe(true);
    const [list] = found.counterexample as [Choice[]];
    expect(list).toMatchInlineSnapshot(`
      [
        [
          "write y",
          1,
          0,
        ],
        [
          "read x",
          1,
          0,
        ],
        [
          "write x",
          0,
          0,
        ],
        [
          "read y",
          0,
          0,
        ],
        [
          "write x",
          0,
          0,
        ],
      ]
    `);
  });
});
