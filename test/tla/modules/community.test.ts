import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { seededRandom, setHost, silentHost } from '../../../harness/tla/modules/host.ts';
import type { Operator } from '../../../harness/tla/modules/native.ts';
import { nativeModules } from '../../../harness/tla/modules/standard.ts';
import { fromPlain, toPlain } from '../../../harness/tla/values/convert.ts';
import { show } from '../../../harness/tla/values/print.ts';
import { cardinality, elementsOf, subsetEq } from '../../../harness/tla/values/sets.ts';
import { intern, type Value } from '../../../harness/tla/values/value.ts';

type Argument = Value | Operator;

/** `call('SequencesExt', 'Reverse', s)`. */
function call(module: string, operator: string, ...args: Argument[]): Value {
  const native = nativeModules.get(module)?.operators[operator];
  if (native === undefined) throw new Error(`${module} has no ${operator}`);
  expect(args.length).toBe(native.arity);
  for (const [i, arg] of args.entries())
    expect(typeof arg === 'function').toBe((native.parameters?.[i] ?? 0) > 0);
  return native.apply(...args);
}

const v = fromPlain;
const set = (...items: unknown[]): Value => v(new Set(items));
const minus: Operator = (a, b) => (a as number) - (b as number);
const even: Operator = (x) => (x as number) % 2 === 0;
const lists = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 6 });

beforeEach(() => setHost(silentHost()));

describe('SequencesExt', () => {
  const ext = (operator: string, ...args: Argument[]) => call('SequencesExt', operator, ...args);

  // Left: what is computed. Right: what its published definition gives.
  it.each([
    ['ToSet', () => ext('ToSet', v([2, 1, 2])), '{1, 2}'],
    ['ToBag', () => ext('ToBag', v([7, 8, 7])), '(7 :> 2 @@ 8 :> 1)'],
    ['SetToSeq', () => ext('SetToSeq', set(3, 1, 2)), '<<1, 2, 3>>'],
    ['SetToSeqs', () => ext('SetToSeqs', set(1, 2)), '{<<1, 2>>, <<2, 1>>}'],
    ['SetToSortSeq', () => ext('SetToSortSeq', set(1, 3, 2), (a, b) => a > b), '<<3, 2, 1>>'],
    [
      'SetToAllKPermutations',
      () => ext('SetToAllKPermutations', set(1, 2)),
      '{<<>>, <<1>>, <<2>>, <<1, 2>>, <<2, 1>>}',
    ],
    ['TupleOf', () => ext('TupleOf', set(1, 2), 2), '{<<1, 1>>, <<1, 2>>, <<2, 1>>, <<2, 2>>}'],
    ['SeqOf', () => ext('SeqOf', set(1), 2), '{<<>>, <<1>>, <<1, 1>>}'],
    ['BoundedSeq', () => ext('BoundedSeq', set(1, 2), 1), '{<<>>, <<1>>, <<2>>}'],
    ['Contains', () => ext('Contains', v([1, 2]), 2), 'TRUE'],
    ['IsSorted', () => ext('IsSorted', v([1, 2, 2]), (a, b) => a <= b), 'TRUE'],
    ['Reverse', () => ext('Reverse', v([1, 2, 3])), '<<3, 2, 1>>'],
    ['Remove', () => ext('Remove', v([1, 2, 1]), 1), '<<2>>'],
    ['ReplaceAll', () => ext('ReplaceAll', v([1, 2, 1]), 1, 7), '<<7, 2, 7>>'],
    ['SelectInSeq', () => ext('SelectInSeq', v([1, 2, 4]), even), '2'],
    ['SelectInSeq, not found', () => ext('SelectInSeq', v([1]), even), '0'],
    ['SelectInSubSeq', () => ext('SelectInSubSeq', v([2, 1, 4]), 2, 3, even), '2'],
    ['SelectLastInSeq', () => ext('SelectLastInSeq', v([2, 4, 1]), even), '2'],
    ['SelectLastInSubSeq', () => ext('SelectLastInSubSeq', v([2, 4, 1]), 1, 2, even), '2'],
    ['InsertAt', () => ext('InsertAt', v([1, 3]), 2, 2), '<<1, 2, 3>>'],
    ['InsertAt, at the end', () => ext('InsertAt', v([1, 3]), 3, 2), '<<1, 3, 2>>'],
    ['ReplaceAt', () => ext('ReplaceAt', v([1, 3]), 2, 9), '<<1, 9>>'],
    ['RemoveAt', () => ext('RemoveAt', v([1, 2, 3]), 2), '<<1, 3>>'],
    ['RemoveFirst', () => ext('RemoveFirst', v([1, 2, 1]), 1), '<<2, 1>>'],
    ['RemoveFirstMatch', () => ext('RemoveFirstMatch', v([1, 2, 4]), even), '<<1, 4>>'],
    ['Cons', () => ext('Cons', 1, v([2])), '<<1, 2>>'],
    ['Snoc', () => ext('Snoc', 1, v([2])), '<<2, 1>>'],
    ['Front', () => ext('Front', v([1, 2])), '<<1>>'],
    ['Front of nothing', () => ext('Front', v([])), '<<>>'],
    ['Last', () => ext('Last', v([1, 2])), '2'],
    ['IsPrefix', () => ext('IsPrefix', v([1]), v([1, 2])), 'TRUE'],
    ['IsPrefix of a shorter one', () => ext('IsPrefix', v([1, 2]), v([1])), 'FALSE'],
    ['IsStrictPrefix', () => ext('IsStrictPrefix', v([1]), v([1])), 'FALSE'],
    ['IsSuffix', () => ext('IsSuffix', v([2]), v([1, 2])), 'TRUE'],
    ['IsStrictSuffix', () => ext('IsStrictSuffix', v([1]), v([1, 2])), 'FALSE'],
    ['Prefixes', () => ext('Prefixes', v([1, 2])), '{<<>>, <<1>>, <<1, 2>>}'],
    [
      'CommonPrefixes',
      () =>
        ext(
          'CommonPrefixes',
          v(
            new Set([
              [1, 2],
              [1, 3],
            ]),
          ),
        ),
      '{<<>>, <<1>>}',
    ],
    [
      'LongestCommonPrefix',
      () =>
        ext(
          'LongestCommonPrefix',
          v(
            new Set([
              [1, 2, 4],
              [1, 2, 3],
            ]),
          ),
        ),
      '<<1, 2>>',
    ],
    ['Suffixes', () => ext('Suffixes', v([1, 2])), '{<<>>, <<2>>, <<1, 2>>}'],
    ['SeqMod', () => ext('SeqMod', 6, 3), '3'],
    ['FoldSeq', () => ext('FoldSeq', minus, 0, v([1, 2, 3])), '2'],
    ['FoldLeft', () => ext('FoldLeft', minus, 0, v([1, 2, 3])), '-6'],
    ['FoldRight', () => ext('FoldRight', minus, v([1, 2, 3]), 0), '2'],
    ['FoldLeftDomain', () => ext('FoldLeftDomain', minus, 0, v([9, 9])), '-3'],
    ['FoldRightDomain', () => ext('FoldRightDomain', minus, v([9, 9]), 0), '-1'],
    ['FlattenSeq', () => ext('FlattenSeq', v([[1], [], [2, 3]])), '<<1, 2, 3>>'],
    ['FlattenSeq of strings', () => ext('FlattenSeq', v(['a', 'b'])), '"ab"'],
    ['Zip', () => ext('Zip', v([1, 2, 3]), v([4, 5])), '<<<<1, 4>>, <<2, 5>>>>'],
    ['Interleave', () => ext('Interleave', v([1]), v([4])), '<<<<1>>, <<4>>>>'],
    [
      'SubSeqs',
      () => ext('SubSeqs', v([1, 2, 1])),
      '{<<>>, <<1>>, <<2>>, <<1, 2>>, <<2, 1>>, <<1, 2, 1>>}',
    ],
    ['AllSubSeqs', () => ext('AllSubSeqs', v([1, 2])), '{<<>>, <<1>>, <<2>>, <<1, 2>>}'],
    ['IndexFirstSubSeq', () => ext('IndexFirstSubSeq', v([2, 3]), v([1, 2, 3, 2, 3])), '2'],
    ['IndexFirstSubSeq of nothing', () => ext('IndexFirstSubSeq', v([]), v([1])), '1'],
    [
      'ReplaceSubSeqAt',
      () => ext('ReplaceSubSeqAt', 2, v([9, 9]), v([2]), v([1, 2, 3])),
      '<<1, 9, 9, 3>>',
    ],
    [
      'ReplaceFirstSubSeq',
      () => ext('ReplaceFirstSubSeq', v([9]), v([2, 2]), v([1, 2, 2, 2, 2])),
      '<<1, 9, 2, 2>>',
    ],
    [
      'ReplaceAllSubSeqs',
      () => ext('ReplaceAllSubSeqs', v([9]), v([2, 2]), v([1, 2, 2, 2, 2, 2])),
      '<<1, 9, 9, 2>>',
    ],
    [
      'ReplaceAllSubSeqs of nothing',
      () => ext('ReplaceAllSubSeqs', v([9]), v([]), v([1, 2])),
      '<<9, 1, 9, 2>>',
    ],
    [
      'ReplaceAllSubSeqs of the whole',
      () => ext('ReplaceAllSubSeqs', v([9]), v([]), v([])),
      '<<9>>',
    ],
  ] as [string, () => Value, string][])('%s', (_, compute, expected) => {
    expect(show(compute())).toBe(expected);
  });

  it('inserts what it removes again, and reverses twice to where it was', () => {
    fc.assert(
      fc.property(lists, fc.nat(5), (list, at) => {
        fc.pre(at < list.length);
        const s = v(list);
        const back = ext('InsertAt', ext('RemoveAt', s, at + 1), at + 1, list[at] as number);
        expect(intern(back)).toBe(s);
        expect(intern(ext('Reverse', ext('Reverse', s)))).toBe(s);
        expect(intern(ext('FlattenSeq', ext('Zip', s, s)))).toBe(v(list.flatMap((x) => [x, x])));
      }),
    );
  });

  it('has a subsequence exactly where it can find it', () => {
    fc.assert(
      fc.property(lists, lists, (part, whole) => {
        const found = subsetEq(set(part), ext('SubSeqs', v(whole)));
        if (found) {
          const at = ext('IndexFirstSubSeq', v(part), v(whole)) as number;
          expect(whole.slice(at - 1, at - 1 + part.length)).toEqual(part);
        } else
          expect(() => ext('IndexFirstSubSeq', v(part), v(whole))).toThrow('is not a subsequence');
        expect(subsetEq(ext('SubSeqs', v(whole)), ext('AllSubSeqs', v(whole)))).toBe(true);
      }),
    );
  });

  it.each([
    [() => ext('Last', v([])), 'out of domain'],
    [() => ext('RemoveAt', v([1]), 3), 'SubSeq'],
    [() => ext('Interleave', v([1]), v([])), 'not of the same length'],
    [() => ext('LongestCommonPrefix', set()), 'has no value'],
    [() => ext('Contains', v([1]), v('a')), 'integer 1 with non-integer'],
    [() => ext('Reverse', 1), 'The argument of Reverse should be a sequence'],
  ] as [() => Value, string][])('refuses what has no value: %#', (compute, message) => {
    expect(compute).toThrow(message);
  });
});

describe('FiniteSetsExt, Folds and Functions', () => {
  const sets = (operator: string, ...args: Argument[]) => call('FiniteSetsExt', operator, ...args);
  const functions = (operator: string, ...args: Argument[]) => call('Functions', operator, ...args);
  const f = v(
    new Map([
      [5, 1],
      [6, 1],
      [7, 2],
    ]),
  );

  it.each([
    ['FoldSet', () => sets('FoldSet', minus, 0, set(1, 2, 3)), '2'],
    ['ReduceSet', () => sets('ReduceSet', minus, set(1, 2, 3), 0), '2'],
    [
      'MapThenFoldSet',
      () =>
        call(
          'Folds',
          'MapThenFoldSet',
          minus,
          0,
          (x) => x,
          (S) => elementsOf(S)[0] as Value,
          set(1, 2, 3),
        ),
      '2',
    ],
    [
      'MapThenFoldSet, largest first',
      () =>
        call(
          'Folds',
          'MapThenFoldSet',
          minus,
          0,
          (x) => x,
          (S) => elementsOf(S).at(-1) as Value,
          set(1, 2, 4),
        ),
      '3',
    ],
    ['SumSet', () => sets('SumSet', set(1, 2, 3)), '6'],
    ['ProductSet', () => sets('ProductSet', set(2, 3, 4)), '24'],
    ['MapThenSumSet', () => sets('MapThenSumSet', (x) => (x as number) * 2, set(1, 2)), '6'],
    ['FlattenSet', () => sets('FlattenSet', set(set(1), set(2))), '{1, 2}'],
    ['SymDiff', () => sets('SymDiff', set(1, 2), set(2, 3)), '{1, 3}'],
    ['Quantify', () => sets('Quantify', set(1, 2, 4), even), '2'],
    ['kSubset', () => sets('kSubset', 2, set(1, 2, 3)), '{{1, 2}, {1, 3}, {2, 3}}'],
    ['Max', () => sets('Max', set(3, 9, 1)), '9'],
    ['Min', () => sets('Min', set(3, 9, 1)), '1'],
    ['Choices', () => sets('Choices', set(set(1, 2), set(2, 3))), '{{2}, {1, 2}, {1, 3}, {2, 3}}'],
    ['ChooseUnique', () => sets('ChooseUnique', set(1, 2, 3), even), '2'],
    ['Restrict', () => functions('Restrict', f, set(5, 7)), '(5 :> 1 @@ 7 :> 2)'],
    ['RestrictDomain', () => functions('RestrictDomain', f, even), '(6 :> 1)'],
    ['RestrictValues', () => functions('RestrictValues', f, even), '(7 :> 2)'],
    ['IsRestriction', () => functions('IsRestriction', v(new Map([[5, 1]])), f), 'TRUE'],
    [
      'IsRestriction of another',
      () => functions('IsRestriction', v(new Map([[5, 2]])), f),
      'FALSE',
    ],
    ['Range', () => functions('Range', f), '{1, 2}'],
    ['Pointwise', () => functions('Pointwise', f, f, minus), '(5 :> 0 @@ 6 :> 0 @@ 7 :> 0)'],
    ['Inverse', () => functions('Inverse', f, set(5, 6, 7), set(1, 2)), '<<5, 7>>'],
    ['AntiFunction', () => functions('AntiFunction', f), '<<5, 7>>'],
    ['IsInjective', () => functions('IsInjective', f), 'FALSE'],
    ['Injection', () => functions('Injection', set(1, 2), set(1, 2)), '{<<1, 2>>, <<2, 1>>}'],
    ['Surjection', () => functions('Surjection', set(1, 2), set(7)), '{<<7, 7>>}'],
    ['Bijection', () => functions('Bijection', set(1, 2), set(7, 8)), '{<<7, 8>>, <<8, 7>>}'],
    ['ExistsInjection', () => functions('ExistsInjection', set(1, 2), set(7)), 'FALSE'],
    ['ExistsSurjection', () => functions('ExistsSurjection', set(1, 2), set(7)), 'TRUE'],
    ['ExistsBijection', () => functions('ExistsBijection', set(1, 2), set(7)), 'FALSE'],
    ['FoldFunction', () => functions('FoldFunction', minus, 0, f), '2'],
    ['FoldFunctionOnSet', () => functions('FoldFunctionOnSet', minus, 0, f, set(6, 7)), '-1'],
    ['SumFunction', () => functions('SumFunction', f), '4'],
    ['SumFunctionOnSet', () => functions('SumFunctionOnSet', f, set(5, 7)), '3'],
  ] as [string, () => Value, string][])('%s', (_, compute, expected) => {
    expect(show(compute())).toBe(expected);
  });

  it('say that a morphism exists exactly if the set of them is not empty', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.nat(3), (m, n) => {
        const [S, T] = [set(...Array(m).keys()), set(...Array(n).keys())];
        for (const kind of ['Injection', 'Surjection', 'Bijection']) {
          expect(functions(`Exists${kind}`, S, T)).toBe(cardinality(functions(kind, S, T)) > 0);
        }
      }),
    );
  });

  it.each([
    [() => sets('Max', set()), 'a set of integers that is not empty'],
    [() => sets('Min', set('a', 'b')), 'a set of integers that is not empty'],
    [() => sets('ChooseUnique', set(2, 4), even), '2 elements satisfy the predicate'],
    [() => sets('Quantify', set(1), () => 3), 'boolean-valued operator'],
    [() => functions('Restrict', f, set(9)), 'not in its domain'],
  ] as [() => Value, string][])('refuse what has no value: %#', (compute, message) => {
    expect(compute).toThrow(message);
  });
});

describe('Bitwise', () => {
  it('agrees with the bits of the numbers', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), fc.nat(2 ** 31 - 1), fc.nat(40), (a, b, n) => {
        const bits = (operator: string, ...args: Argument[]) => call('Bitwise', operator, ...args);
        expect(bits('&', a, b)).toBe((a & b) >>> 0);
        expect(bits('|', a, b)).toBe((a | b) >>> 0);
        expect(bits('^^', a, b)).toBe((a ^ b) >>> 0);
        expect(bits('shiftR', a, n)).toBe(Math.floor(a / 2 ** n));
        expect(bits('Not', a)).toBe(a === 0 ? 0 : 2 ** (Math.floor(Math.log2(a)) + 1) - 1 - a);
      }),
    );
  });
});

describe('Relation and Graphs', () => {
  const relations = (operator: string, ...args: Argument[]) => call('Relation', operator, ...args);
  const graphs = (operator: string, ...args: Argument[]) => call('Graphs', operator, ...args);
  const edgeLists = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 8 });
  const graphOf = (edges: readonly (readonly number[])[]) =>
    v({ node: new Set([0, 1, 2, 3, 4]), edge: new Set(edges.map((edge) => [...edge])) });

  it('close a relation under transitivity, and know its kind', () => {
    fc.assert(
      fc.property(edgeLists, (edges) => {
        const S = set(0, 1, 2, 3, 4);
        const related = (x: Value, y: Value) => edges.some(([a, b]) => a === x && b === y);
        const R = v(
          new Map(
            Array.from({ length: 25 }, (_, i) => [
              [i % 5, Math.floor(i / 5)],
              related(i % 5, Math.floor(i / 5)),
            ]),
          ),
        );
        const closure = toPlain(relations('TransitiveClosure', R, S)) as Map<number[], boolean>;
        for (const [[x, y], reached] of closure as unknown as Map<[number, number], boolean>) {
          const seen = new Set<number>();
          const next = [x];
          for (let at = next.pop(); at !== undefined; at = next.pop()) {
            for (const [a, b] of edges) if (a === at && !seen.has(b)) next.push(seen.add(b) && b);
          }
          expect(reached).toBe(seen.has(y));
        }
        expect(relations('IsTransitive', relations('TransitiveClosure', R, S), S)).toBe(true);
        expect(relations('IsReflexive', relations('ReflexiveTransitiveClosure', R, S), S)).toBe(
          true,
        );
        expect(relations('IsTransitive', R, S)).toBe(
          intern(relations('TransitiveClosure', R, S)) === intern(R),
        );
        expect(relations('IsConnected', R, S)).toBe(graphs('IsStronglyConnected', graphOf(edges)));
        expect(relations('IsSymmetric', R, S)).toBe(graphs('IsUndirectedGraph', graphOf(edges)));
        expect(relations('IsAsymmetric', R, S)).toBe(
          relations('IsAntiSymmetric', R, S) === true && relations('IsIrreflexive', R, S) === true,
        );
      }),
    );
  });

  it('know orders', () => {
    const S = set(1, 2, 3);
    const atMost: Operator = (a, b) => a <= b;
    const below: Operator = (a, b) => a < b;
    const kinds = [
      'IsPartiallyOrdered',
      'IsTotallyOrdered',
      'IsStrictlyPartiallyOrdered',
      'IsStrictlyTotallyOrdered',
    ];
    expect(kinds.map((kind) => relations(`${kind}Under`, atMost, S))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(kinds.map((kind) => relations(`${kind}Under`, below, S))).toEqual([
      false,
      false,
      true,
      true,
    ]);
    const apart: Operator = (a, b) => a === 1 && b !== 1;
    expect(kinds.map((kind) => relations(`${kind}Under`, apart, S))).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });

  it('find paths', () => {
    fc.assert(
      fc.property(edgeLists, (edges) => {
        const G = graphOf(edges);
        const paths = elementsOf(graphs('SimplePath', G)).map((path) => toPlain(path) as number[]);
        for (const path of paths) {
          expect(new Set(path).size).toBe(path.length);
          for (let i = 1; i < path.length; i++)
            expect(edges).toContainEqual([path[i - 1], path[i]]);
        }
        for (const m of [0, 3]) {
          for (const n of [0, 1, 4]) {
            const connected = paths.some((path) => path[0] === m && path.at(-1) === n);
            expect(graphs('AreConnectedIn', m, n, G)).toBe(connected);
            expect(subsetEq(set(n), graphs('Descendants', G, m)) || m === n).toBe(connected);
            expect(subsetEq(set(m), graphs('Ancestors', G, n))).toBe(
              subsetEq(set(n), graphs('Descendants', G, m)),
            );
          }
        }
        expect(graphs('HasCycle', G)).toBe(
          [0, 1, 2, 3, 4].some((n) => subsetEq(set(n), graphs('Descendants', G, n))),
        );
        expect(graphs('IsDag', G)).toBe(!graphs('HasCycle', G));
      }),
    );
  });

  const tree = v({
    node: new Set([1, 2, 3]),
    edge: new Set([
      [2, 1],
      [3, 1],
    ]),
  });
  it.each([
    ['IsDirectedGraph', () => graphs('IsDirectedGraph', tree), 'TRUE'],
    ['IsTreeWithRoot', () => graphs('IsTreeWithRoot', tree, 1), 'TRUE'],
    ['IsTreeWithRoot of another node', () => graphs('IsTreeWithRoot', tree, 2), 'FALSE'],
    [
      'Transpose',
      () => (graphs('Transpose', tree) as unknown as { values: Value[] }).values[1] as Value,
      '{<<1, 2>>, <<1, 3>>}',
    ],
    ['Successors', () => graphs('Successors', tree, 2), '{1}'],
    ['AllSuccessors', () => graphs('AllSuccessors', tree, set(2, 3)), '{1}'],
    ['Predecessors', () => graphs('Predecessors', tree, 1), '{2, 3}'],
    ['AllPredecessors', () => graphs('AllPredecessors', tree, set(1, 2)), '{2, 3}'],
    ['InDegree', () => graphs('InDegree', tree, 1), '2'],
    ['OutDegree', () => graphs('OutDegree', tree, 1), '0'],
    ['Roots', () => graphs('Roots', tree), '{2, 3}'],
    ['Leaves', () => graphs('Leaves', tree), '{1}'],
    ['EmptyGraph', () => graphs('EmptyGraph'), '[node |-> {}, edge |-> {}]'],
    ['GraphUnion', () => graphs('GraphUnion', tree, graphs('EmptyGraph')), show(tree)],
    [
      'IsBipartiteWithPartitions',
      () => graphs('IsBipartiteWithPartitions', tree, set(1), set(2, 3)),
      'TRUE',
    ],
    ['Graphs', () => cardinality(graphs('Graphs', set(1, 2))), '16'],
    ['DirectedSubgraph', () => cardinality(graphs('DirectedSubgraph', tree)), '13'],
    ['UndirectedSubgraph', () => cardinality(graphs('UndirectedSubgraph', tree)), '8'],
    ['Path', () => subsetEq(v(new Set([[2, 1]])), graphs('Path', tree)), 'TRUE'],
    ['Path, none', () => subsetEq(v(new Set([[1, 2]])), graphs('Path', tree)), 'FALSE'],
    [
      'ConnectionsIn',
      () => graphs('ConnectionsIn', v({ node: new Set([1, 2]), edge: new Set([[1, 2]]) })),
      '(<<1, 1>> :> TRUE @@ <<1, 2>> :> TRUE @@ <<2, 1>> :> FALSE @@ <<2, 2>> :> TRUE)',
    ],
  ] as [string, () => Value, string][])('%s', (_, compute, expected) => {
    expect(show(compute())).toBe(expected);
  });
});

describe('VectorClocks', () => {
  const entry = (clock: object) => ({ clock });
  const clockOf: Operator = (line) => (line as unknown as { values: Value[] }).values[0] as Value;
  const clocks = (operator: string, ...args: Argument[]) => call('VectorClocks', operator, ...args);
  const rest: Operator[] = [(line) => line, (clock) => clock];

  it('order a shuffled log causally', () => {
    const log = [
      entry({ a: 1 }),
      entry({ a: 2 }),
      entry({ a: 2, b: 1 }),
      entry({ a: 3 }),
      entry({ a: 3, b: 2 }),
    ];
    expect(clocks('IsCausalOrder', v(log), clockOf)).toBe(true);
    fc.assert(
      fc.property(fc.shuffledSubarray(log, { minLength: log.length }), (shuffled) => {
        const ordered = clocks('CausalOrder', v(shuffled), clockOf, ...rest);
        expect(clocks('IsCausalOrder', ordered, clockOf)).toBe(true);
        expect(elementsOf(call('SequencesExt', 'ToSet', ordered))).toEqual(
          elementsOf(v(new Set(log))),
        );
      }),
    );
    expect(clocks('IsCausalOrder', v(log.toReversed()), clockOf)).toBe(false);
  });
});

describe('Json, IOUtils, Randomization and TLCExt', () => {
  const json = (operator: string, ...args: Argument[]) => call('Json', operator, ...args);

  it('write and read JSON through the host, and nothing without one', () => {
    const files = new Map<string, string>();
    expect(() => json('JsonDeserialize', v('f'))).toThrow('there is no file f');
    expect(() => json('JsonSerialize', v('f'), 1)).toThrow('files cannot be written here');
    setHost({
      ...silentHost(),
      readFile: (path) => files.get(path),
      writeFile: (path, text) => void files.set(path, text),
      environment: () => ({ HOME: '/tmp' }),
    });
    const value = v([{ a: 1 }, [true, 'x']]);
    expect(json('JsonSerialize', v('f'), value)).toBe(true);
    expect(json('JsonDeserialize', v('f'))).toBe(value);
    json('ndJsonSerialize', v('g'), value);
    expect(files.get('g')).toBe('{"a":1}\n[true,"x"]\n');
    expect(intern(json('ndJsonDeserialize', v('g')))).toBe(value);
    files.set('h', '{');
    expect(() => json('JsonDeserialize', v('h'))).toThrow('h does not hold JSON');
    expect(show(call('IOUtils', 'IOEnv'))).toBe('[HOME |-> "/tmp"]');
    expect(() => call('IOUtils', 'IOExec', v(['ls']))).toThrow('refused');
  });

  it('print JSON', () => {
    expect(toPlain(json('ToJson', v({ a: [1], b: new Set([2]) })))).toBe('{"a":[1],"b":[2]}');
    expect(toPlain(json('ToJsonObject', v([7, 8])))).toBe('{"1":7,"2":8}');
    expect(toPlain(json('ToJsonArray', v({ a: 1, b: 2 })))).toBe('[1,2]');
  });

  it('read and pad numbers', () => {
    expect(call('IOUtils', 'atoi', v('-12'))).toBe(-12);
    expect(() => call('IOUtils', 'atoi', v('12x'))).toThrow('the text of an integer');
    expect(toPlain(call('IOUtils', 'zeroPadN', 7, 3))).toBe('007');
  });

  it('choose by the seed of the run', () => {
    const draw = (seed: number) => {
      setHost({ ...silentHost(), random: seededRandom(seed) });
      return Array.from({ length: 5 }, () =>
        show(call('Randomization', 'RandomSubset', 2, set(1, 2, 3, 4))),
      );
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    fc.assert(
      fc.property(fc.nat(6), (k) => {
        expect(cardinality(call('Randomization', 'RandomSubset', k, set(1, 2, 3, 4, 5, 6)))).toBe(
          k,
        );
        const sets = call('Randomization', 'RandomSetOfSubsets', 3, k, set(1, 2, 3, 4, 5, 6));
        for (const S of elementsOf(sets)) expect(subsetEq(S, set(1, 2, 3, 4, 5, 6))).toBe(true);
        expect(cardinality(sets)).toBeLessThanOrEqual(3);
      }),
    );
    expect(() => call('Randomization', 'RandomSubset', 3, set(1))).toThrow('no subset of 3');
  });

  it('keep registers', () => {
    const ext = (operator: string, ...args: Argument[]) => call('TLCExt', operator, ...args);
    expect(ext('TLCGetOrDefault', 1, 7)).toBe(7);
    expect(ext('TLCGetAndSet', 1, (a, b) => (a as number) + (b as number), 2, 7)).toBe(7);
    expect(ext('TLCGetOrDefault', 1, 0)).toBe(9);
    expect(ext('AssertEq', set(1), set(1))).toBe(true);
    expect(ext('AssertEq', set(1), set(2))).toBe(false);
    expect(show(ext('TLCModelValue', v('fresh')))).toBe('fresh');
    expect(() => ext('Trace')).toThrow('no behaviour');
  });
});
