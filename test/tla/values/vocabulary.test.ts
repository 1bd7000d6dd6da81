import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { check } from '../../../harness/tla/check.ts';
import { nat, seqSet } from '../../../harness/tla/values/infinite-set.ts';
import {
  codeOf,
  intern,
  internedCount,
  useVocabulary,
  Vocabulary,
  valueOfCode,
} from '../../../harness/tla/values/intern.ts';
import { emptyTuple, makeSet, makeTuple } from '../../../harness/tla/values/make.ts';
import { interval } from '../../../harness/tla/values/numbers.ts';
import type { Value } from '../../../harness/tla/values/value.ts';
import { counts, load } from '../run.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const counter = (bound: number): string => `EXTENDS Naturals
VARIABLES n, s
Init == n = 0 /\\ s = {}
Next == n < ${bound} /\\ n' = n + 1 /\\ s' = s \\cup {{n, n + ${bound}}}`;

/** Checks a specification of its own, and keeps nothing of it but a weak word. */
function checked(bound: number): WeakRef<Vocabulary> {
  const spec = load(counter(bound), 'INIT Init\nNEXT Next\nCHECK_DEADLOCK FALSE');
  expect(counts(check(spec))).toBe(`${bound + 1} ${bound + 1} ${bound + 1}`);
  return new WeakRef(spec.vocabulary);
}

describe('a vocabulary', () => {
  it('is forgotten with its specification, and all its values with it', async () => {
    const words = [20, 30, 40].map(checked);
    useVocabulary(new Vocabulary());
    // A weak reference lasts until the end of the turn in which it was made or asked.
    await new Promise((resolve) => setTimeout(resolve));
    collectGarbage();
    expect(words.map((word) => word.deref())).toEqual([undefined, undefined, undefined]);
  });

  it('begins with the universal values, and with nothing that was made in another', () => {
    useVocabulary(new Vocabulary());
    const before = internedCount();
    const pair = codeOf(makeTuple([1, emptyTuple, nat]));
    useVocabulary(new Vocabulary());
    expect(internedCount()).toBe(before);
    expect(codeOf(intern(makeTuple([7])))).toBe(pair);
    for (const value of [emptyTuple, nat]) expect(valueOfCode(codeOf(value))).toBe(value);
  });

  it('has intervals of its own', () => {
    const interned = (): Value => valueOfCode(codeOf(interval(0, 2)));
    useVocabulary(new Vocabulary());
    for (let i = 0; i < 9; i++) codeOf(makeTuple([i]));
    interned();
    useVocabulary(new Vocabulary());
    codeOf(makeTuple([3, 4]));
    expect(interned()).toBe(intern(makeSet([0, 1, 2])));
  });

  it('keeps its codes while another is in use', () => {
    const [first, second] = [new Vocabulary(), new Vocabulary()];
    useVocabulary(first);
    const ours = codeOf(makeTuple([1, 2 ** 40, makeTuple([3])]));
    const sequences = codeOf(makeSet([seqSet(nat)]));
    useVocabulary(second);
    for (let i = 0; i < 5000; i++) codeOf(makeTuple([i]));
    expect(valueOfCode(codeOf(makeTuple([17])))).toBe(intern(makeTuple([17])));
    codeOf(makeSet([seqSet(nat)]));
    useVocabulary(first);
    expect(codeOf(makeTuple([1, 2 ** 40, makeTuple([3])]))).toBe(ours);
    expect(codeOf(makeSet([seqSet(nat)]))).toBe(sequences);
    expect(codeOf(valueOfCode(ours))).toBe(ours);
  });
});
