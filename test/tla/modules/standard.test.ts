import { describe, expect, it } from 'vitest';
import { nativeModules } from '../../../harness/tla/modules/standard.ts';

/** Names of every module's operators with their arities, as the tools' release 1.7.4 and the community's modules of
 * July 2026 define them. */
const names: Readonly<Record<string, string>> = {
  Naturals: 'Nat/0 +/2 -/2 */2 ^/2 </2 >/2 <=/2 >=/2 %/2 \\div/2 ../2',
  Integers: 'Int/0 -./1',
  Reals: 'Real/0 //2 Infinity/0',
  Sequences: 'Seq/1 Len/1 \\o/2 Append/2 Head/1 Tail/1 SubSeq/3 SelectSeq/2',
  FiniteSets: 'IsFiniteSet/1 Cardinality/1',
  Bags: 'IsABag/1 BagToSet/1 SetToBag/1 BagIn/2 EmptyBag/0 \\oplus/2 \\ominus/2 BagUnion/1 \\sqsubseteq/2 SubBag/1 BagOfAll/2 BagCardinality/1 CopiesIn/2',
  TLC: 'Print/2 PrintT/1 Assert/2 JavaTime/0 TLCGet/1 TLCSet/2 :>/2 @@/2 Permutations/1 SortSeq/2 RandomElement/1 Any/0 ToString/1 TLCEval/1',
  Randomization: 'RandomSubset/2 RandomSetOfSubsets/3 TestRandomSetOfSubsets/3',
  SequencesExt:
    'ToSet/1 ToBag/1 SetToSeq/1 SetToSeqs/1 SetToSortSeq/2 SetToAllKPermutations/1 TupleOf/2 SeqOf/2 BoundedSeq/2 Contains/2 ' +
    'IsSorted/2 Reverse/1 Remove/2 ReplaceAll/3 SelectInSeq/2 SelectInSubSeq/4 SelectLastInSeq/2 SelectLastInSubSeq/4 InsertAt/3 ' +
    'ReplaceAt/3 RemoveAt/2 RemoveFirst/2 RemoveFirstMatch/2 Cons/2 Snoc/2 Front/1 Last/1 IsPrefix/2 IsStrictPrefix/2 IsSuffix/2 ' +
    'IsStrictSuffix/2 Prefixes/1 CommonPrefixes/1 LongestCommonPrefix/1 Suffixes/1 SeqMod/2 FoldSeq/3 FoldLeft/3 FoldRight/3 ' +
    'FoldLeftDomain/3 FoldRightDomain/3 FlattenSeq/1 Zip/2 Interleave/2 SubSeqs/1 AllSubSeqs/1 IndexFirstSubSeq/2 ' +
    'ReplaceSubSeqAt/4 ReplaceFirstSubSeq/3 ReplaceAllSubSeqs/3',
  FiniteSetsExt:
    'FoldSet/3 SumSet/1 ProductSet/1 ReduceSet/3 MapThenSumSet/2 FlattenSet/1 SymDiff/2 Quantify/2 kSubset/2 Max/1 Min/1 ' +
    'Choices/1 ChooseUnique/2',
  Folds: 'MapThenFoldSet/5',
  Functions:
    'Restrict/2 RestrictDomain/2 RestrictValues/2 IsRestriction/2 Range/1 Pointwise/3 Inverse/3 AntiFunction/1 IsInjective/1 ' +
    'Injection/2 Surjection/2 Bijection/2 ExistsInjection/2 ExistsSurjection/2 ExistsBijection/2 FoldFunctionOnSet/4 ' +
    'FoldFunction/3 SumFunctionOnSet/2 SumFunction/1',
  Bitwise: '&/2 |/2 ^^/2 Not/1 shiftR/2',
  Relation:
    'IsReflexive/2 IsReflexiveUnder/2 IsIrreflexive/2 IsIrreflexiveUnder/2 IsSymmetric/2 IsSymmetricUnder/2 IsAntiSymmetric/2 ' +
    'IsAntiSymmetricUnder/2 IsAsymmetric/2 IsAsymmetricUnder/2 IsTransitive/2 IsTransitiveUnder/2 IsStrictlyPartiallyOrdered/2 ' +
    'IsStrictlyPartiallyOrderedUnder/2 IsPartiallyOrdered/2 IsPartiallyOrderedUnder/2 IsStrictlyTotallyOrdered/2 ' +
    'IsStrictlyTotallyOrderedUnder/2 IsTotallyOrdered/2 IsTotallyOrderedUnder/2 TransitiveClosure/2 ReflexiveTransitiveClosure/2 ' +
    'IsConnected/2',
  Graphs:
    'IsDirectedGraph/1 DirectedSubgraph/1 Transpose/1 IsUndirectedGraph/1 UndirectedSubgraph/1 Path/1 SimplePath/1 AreConnectedIn/3 ' +
    'IsStronglyConnected/1 ConnectionsIn/1 IsTreeWithRoot/2 GraphUnion/2 IsBipartiteWithPartitions/3 HasCycle/1 IsDag/1 ' +
    'Successors/2 AllSuccessors/2 Predecessors/2 AllPredecessors/2 Ancestors/2 Descendants/2 InDegree/2 OutDegree/2 Roots/1 ' +
    'Leaves/1 EmptyGraph/0 Graphs/1',
  VectorClocks: 'IsCausalOrder/2 CausalOrder/4',
  Json: 'ToJson/1 ToJsonArray/1 ToJsonObject/1 JsonSerialize/2 JsonDeserialize/1 ndJsonSerialize/2 ndJsonDeserialize/1',
  IOUtils:
    'IOSerialize/3 IODeserialize/2 Serialize/3 Deserialize/2 IOExec/1 IOEnvExec/2 IOExecTemplate/2 IOEnvExecTemplate/3 IOEnv/0 ' +
    'atoi/1 zeroPadN/2',
};

const extended: Readonly<Record<string, readonly string[]>> = {
  Integers: ['Naturals'],
  Reals: ['Integers'],
  Bags: ['TLC'],
  // As the community's modules are today; what came in with these gives way to any other thing of the name.
  FiniteSetsExt: ['Integers', 'FiniteSets', 'Folds', 'Functions'],
  Functions: ['Integers', 'Folds'],
  Graphs: ['Naturals', 'Sequences', 'FiniteSets', 'SequencesExt', 'Relation'],
  Relation: ['Naturals', 'FiniteSets'],
  SequencesExt: [
    ...['Sequences', 'Naturals', 'FiniteSets', 'FiniteSetsExt'],
    ...['Folds', 'Functions', 'Bags', 'TLC'],
  ],
  VectorClocks: ['Naturals', 'Sequences', 'Functions'],
};

describe('a standard module', () => {
  it.each(Object.keys(names))('%s defines exactly its operators', (name) => {
    const module = nativeModules.get(name);
    const defined = Object.entries(module?.operators ?? {}).map(
      ([operator, { arity }]) => `${operator}/${arity}`,
    );
    expect(defined.sort()).toEqual(names[name]?.split(' ').sort());
    expect(module?.extends).toEqual(extended[name] ?? []);
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
