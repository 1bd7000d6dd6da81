import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operator } from '../../../harness/tla/modules/native.ts';
import { fromPlain, toPlain } from '../../../harness/tla/values/convert.ts';
import { intern } from '../../../harness/tla/values/intern.ts';
import { show } from '../../../harness/tla/values/print.ts';
import { cardinality, elementsOf, subsetEq } from '../../../harness/tla/values/sets.ts';
import type { Value } from '../../../harness/tla/values/value.ts';
import { type Argument, call, set } from './call.ts';

const v = fromPlain;

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
