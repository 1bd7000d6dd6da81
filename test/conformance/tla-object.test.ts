/** Every object as TypeScript and as TLA+: the same answers to all operations, from all states that are near the first. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { tlaObject } from '../../harness/conformance/tla-object.ts';
import { checkLinearizable } from '../../harness/consistency/linearizability.ts';
import { queue } from '../../harness/consistency/objects/queue.ts';
import { contentKey } from '../../harness/consistency/plain.ts';
import type { AnyObject } from '../../harness/consistency/steps.ts';
import { kinds, randomFrom, smallHistory } from '../../scripts/consistency/generate.ts';
import { loadSpecFile } from '../../scripts/engine.ts';
import { library } from '../../scripts/repository.ts';
import { type ObjectCase, objectCases } from './object-cases.ts';

const load = async (module: string) => {
  const path = join(library, 'objects', module);
  return tlaObject(await loadSpecFile(`${path}.tla`, `${path}.cfg`));
};

/** Walks through both at once. Each answer of one has to be an answer of the other, and the states go in pairs. */
function walk(ours: AnyObject, theirs: AnyObject, { inputs, depth = 4 }: ObjectCase): number {
  const pairOf = new Map([[ours.key(ours.initial), theirs.key(theirs.initial)]]);
  let level = [[ours.initial, theirs.initial] as const];
  let steps = 0;
  for (let at = 0; at < depth; at++) {
    const next: (readonly [unknown, unknown])[] = [];
    for (const [mine, other] of level)
      for (const input of inputs) {
        const byOutput = (object: AnyObject, state: unknown) =>
          new Map(object.apply(state, input).map((one) => [contentKey(one.output), one.state]));
        const [here, there] = [byOutput(ours, mine), byOutput(theirs, other)];
        expect([...there.keys()].sort(), JSON.stringify(input)).toEqual([...here.keys()].sort());
        for (const [output, state] of here) {
          steps++;
          const counterpart = there.get(output);
          const [name, itsName] = [ours.key(state), theirs.key(counterpart)];
          const known = pairOf.get(name);
          if (known === undefined) next.push([state, counterpart]);
          pairOf.set(name, known ?? itsName);
          expect(itsName).toBe(pairOf.get(name));
        }
      }
    level = next;
  }
  expect(new Set(pairOf.values()).size).toBe(pairOf.size);
  return steps;
}

describe('an object in TypeScript and its module in specs/lib/objects answer alike', () => {
  for (const one of objectCases)
    it(one.module, async () => {
      expect(walk(one.object, await load(one.module), one)).toBeGreaterThan(8);
    });

  it('and a walk sees an object that does not', async () => {
    const [theirs, one] = [
      await load('Stack'),
      objectCases.find(({ module }) => module === 'Stack')!,
    ];
    const wrong = {
      ...queue,
      apply: (state: never, { type, value }: { type: string; value: never }) =>
        queue.apply(state, type === 'pop' ? { type: 'dequeue' } : { type: 'enqueue', value }),
    };
    expect(() => walk(wrong as AnyObject, theirs, one)).toThrow();
  });
});

describe('tlaObject', () => {
  let module: AnyObject;
  beforeAll(async () => {
    module = await load('Queue');
  });

  it('judges histories as the object in TypeScript does', () => {
    const kind = kinds.find(({ name }) => name === 'queue')!;
    const seen = { ok: 0, violation: 0, unknown: 0 };
    for (let seed = 1; seed <= 120; seed++) {
      const history = smallHistory(kind, randomFrom(seed));
      const { verdict } = checkLinearizable(history, module, { afterInfo: 'go on' });
      expect(verdict).toBe(checkLinearizable(history, queue, { afterInfo: 'go on' }).verdict);
      seen[verdict]++;
    }
    expect(Math.min(seen.ok, seen.violation)).toBeGreaterThan(10);
  });

  it('says what is no operation of it', () => {
    expect(() => module.apply(module.initial, { type: 'push', value: 1 })).toThrow(
      'Queue has no action Push',
    );
    expect(() => module.apply(module.initial, { type: 'enqueue' })).toThrow(
      'has no value, which Enqueue needs',
    );
  });
});
