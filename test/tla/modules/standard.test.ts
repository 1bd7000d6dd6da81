import { describe, expect, it } from 'vitest';
import { nativeModules } from '../../../harness/tla/modules/standard.ts';

/** Names of every module's operators with their arities, as the modules of the tools' release 1.7.4 define them. */
const names: Readonly<Record<string, string>> = {
  Naturals: 'Nat/0 +/2 -/2 */2 ^/2 </2 >/2 <=/2 >=/2 %/2 \\div/2 ../2',
  Integers: 'Int/0 -./1',
  Reals: 'Real/0 //2 Infinity/0',
  Sequences: 'Seq/1 Len/1 \\o/2 Append/2 Head/1 Tail/1 SubSeq/3 SelectSeq/2',
  FiniteSets: 'IsFiniteSet/1 Cardinality/1',
  Bags: 'IsABag/1 BagToSet/1 SetToBag/1 BagIn/2 EmptyBag/0 (+)/2 (-)/2 BagUnion/1 \\sqsubseteq/2 SubBag/1 BagOfAll/2 BagCardinality/1 CopiesIn/2',
  TLC: 'Print/2 PrintT/1 Assert/2 JavaTime/0 TLCGet/1 TLCSet/2 :>/2 @@/2 Permutations/1 SortSeq/2 RandomElement/1 Any/0 ToString/1 TLCEval/1',
};

const extended: Readonly<Record<string, readonly string[]>> = {
  Naturals: [],
  Integers: ['Naturals'],
  Reals: ['Integers'],
  Sequences: [],
  FiniteSets: [],
  Bags: ['TLC'],
  TLC: [],
};

describe('a standard module', () => {
  it.each(Object.keys(names))('%s defines exactly its operators', (name) => {
    const module = nativeModules.get(name);
    const defined = Object.entries(module?.operators ?? {}).map(
      ([operator, { arity }]) => `${operator}/${arity}`,
    );
    expect(defined.sort()).toEqual(names[name]?.split(' ').sort());
    expect(module?.extends).toEqual(extended[name]);
  });

  it('is known by its own name, and extends only modules that are known', () => {
    for (const [name, module] of nativeModules) {
      expect(module.name).toBe(name);
      for (const other of module.extends) expect(nativeModules.has(other)).toBe(true);
      for (const native of Object.values(module.operators)) {
        expect(native.parameters?.length ?? native.arity).toBe(native.arity);
      }
    }
  });
});
