/** The community module Graphs: a graph is a record of a set of nodes and a set of edges, which are pairs of nodes. */
import { EvaluationError } from '../diagnostic.ts';
import { equal } from '../values/equality.ts';
import { fieldOf, functionOfMany } from '../values/functions.ts';
import { seqSet } from '../values/infinite-set.ts';
import { intern } from '../values/intern.ts';
import { emptySet, makeRecord, makeSet, makeTuple, str } from '../values/make.ts';
import { elementsOf, listed, sizeOf } from '../values/membership.ts';
import { show } from '../values/print.ts';
import {
  filter,
  intersect,
  mapSet,
  member,
  powerset,
  product,
  recordSet,
  subsetEq,
  union,
} from '../values/sets.ts';
import { type Str, Tag, Tuple, type Value } from '../values/value.ts';
import { binary, constant, type NativeModule, ternary, unary } from './native.ts';
import { closureOf } from './relation.ts';
import { sequenceOf } from './sequences.ts';

const names = (): Str[] => [str('node'), str('edge')];
const nodesOf = (G: Value): Value => fieldOf(G, str('node'));
const edgesOf = (G: Value): Value => fieldOf(G, str('edge'));
const pairsOf = (S: Value): Value => product([S, S]);

function graph(nodes: Value, edges: Value): Value {
  return makeRecord(names(), [nodes, edges]);
}

function ends(edge: Value): readonly [Value, Value] {
  if (typeof edge === 'object' && edge.tag === Tag.tuple && edge.items.length === 2) {
    return edge.items as readonly [Value, Value];
  }
  throw new EvaluationError(
    `An edge of a graph should be a pair of nodes, but instead it is:\n${show(edge)}`,
  );
}

function hasEdge(G: Value, from: Value, to: Value): boolean {
  return member(new Tuple([intern(from), intern(to)]), edgesOf(G));
}

function isDirected(G: Value): boolean {
  if (!equal(G, graph(nodesOf(G), edgesOf(G)))) return false;
  return subsetEq(edgesOf(G), pairsOf(nodesOf(G)));
}

function isUndirected(G: Value): boolean {
  if (!isDirected(G)) return false;
  return elementsOf(edgesOf(G)).every((edge) =>
    hasEdge(G, ...(ends(edge).toReversed() as [Value, Value])),
  );
}

function subgraphs(G: Value): Value {
  const all = recordSet(names(), [powerset(nodesOf(G)), powerset(edgesOf(G))]);
  return filter(all, (H) => subsetEq(edgesOf(H), pairsOf(nodesOf(H))));
}

function transpose(G: Value): Value {
  return graph(
    nodesOf(G),
    mapSet(edgesOf(G), (edge) => makeTuple(ends(edge).toReversed())),
  );
}

/** All paths, of which there may be infinitely many: a set that can be asked, and not enumerated. */
function paths(G: Value): Value {
  return filter(seqSet(nodesOf(G)), (path) => {
    const nodes = (path as Tuple).items;
    return (
      nodes.length > 0 &&
      nodes.every((node, i) => i === 0 || hasEdge(G, nodes[i - 1] as Value, node))
    );
  });
}

/** All paths that visit no node twice. */
function simplePaths(G: Value): Value {
  const found: Value[] = [];
  const visit = (path: readonly Value[]): void => {
    found.push(sequenceOf(path));
    const last = path[path.length - 1] as Value;
    for (const next of elementsOf(successors(G, last)))
      if (!path.includes(next)) visit([...path, next]);
  };
  for (const node of elementsOf(nodesOf(G))) visit([node]);
  return makeSet(found);
}

/** For each two nodes, by position, whether there is a path of at least one edge. */
function reachability(G: Value): {
  readonly positions: Map<Value, number>;
  readonly reached: boolean[][];
} {
  const items = elementsOf(nodesOf(G));
  const positions = new Map(items.map((node, i) => [node, i]));
  const reached = closureOf({
    items,
    related: (i, j) => hasEdge(G, items[i] as Value, items[j] as Value),
  });
  return { positions, reached };
}

function isReached(G: Value, from: Value, to: Value): boolean {
  const { positions, reached } = reachability(G);
  const [i, j] = [positions.get(intern(from)), positions.get(intern(to))];
  if (i === undefined || j === undefined) return false;
  return i === j || (reached[i]?.[j] ?? false);
}

function isStronglyConnected(G: Value): boolean {
  return reachability(G).reached.every((row, i) => row.every((reaches, j) => reaches || i === j));
}

function connections(G: Value): Value {
  const { positions, reached } = reachability(G);
  const nodes = nodesOf(G);
  return functionOfMany([nodes, nodes], (from, to) => {
    const [i, j] = [positions.get(from as Value) as number, positions.get(to as Value) as number];
    return i === j || (reached[i]?.[j] ?? false);
  });
}

function isTreeWithRoot(G: Value, root: Value): boolean {
  if (!isDirected(G) || !member(root, nodesOf(G))) return false;
  const sources = elementsOf(edgesOf(G)).map((edge) => ends(edge)[0]);
  if (new Set(sources).size !== sources.length || sources.includes(intern(root))) return false;
  return elementsOf(nodesOf(G)).every((node) => isReached(G, node, root));
}

function isBipartite(G: Value, U: Value, V: Value): boolean {
  if (sizeOf(intersect(U, V)) > 0 || !subsetEq(nodesOf(G), union(U, V))) return false;
  return elementsOf(edgesOf(G)).every((edge) => {
    const [from, to] = ends(edge);
    return (member(from, U) && member(to, V)) || (member(to, U) && member(from, V));
  });
}

function hasCycle(G: Value): boolean {
  return reachability(G).reached.some((row, i) => row[i]);
}

function successors(G: Value, node: Value): Value {
  return filter(listed(nodesOf(G)), (other) => hasEdge(G, node, other));
}

function predecessors(G: Value, node: Value): Value {
  return filter(listed(nodesOf(G)), (other) => hasEdge(G, other, node));
}

function unionOver(S: Value, rule: (node: Value) => Value): Value {
  return elementsOf(S).reduce((all: Value, node) => union(all, rule(node)), emptySet);
}

function related(G: Value, isIn: (reached: boolean[][], i: number) => boolean): Value {
  const { positions, reached } = reachability(G);
  return filter(listed(nodesOf(G)), (other) => isIn(reached, positions.get(other) as number));
}

function positionIn(G: Value, node: Value): number {
  const position = elementsOf(nodesOf(G)).indexOf(intern(node));
  if (position < 0)
    throw new EvaluationError(`${show(node)} is not a node of the graph\n${show(G)}`);
  return position;
}

export const graphs: NativeModule = {
  name: 'Graphs',
  extends: ['Naturals', 'Sequences', 'FiniteSets', 'SequencesExt', 'Relation'],
  operators: {
    IsDirectedGraph: unary(isDirected),
    DirectedSubgraph: unary(subgraphs),
    Transpose: unary(transpose),
    IsUndirectedGraph: unary(isUndirected),
    UndirectedSubgraph: unary((G) => filter(subgraphs(G), isUndirected)),
    Path: unary(paths),
    SimplePath: unary(simplePaths),
    AreConnectedIn: ternary((m, n, G) => isReached(G, m, n)),
    IsStronglyConnected: unary(isStronglyConnected),
    ConnectionsIn: unary(connections),
    IsTreeWithRoot: binary(isTreeWithRoot),
    GraphUnion: binary((G, H) =>
      graph(union(nodesOf(G), nodesOf(H)), union(edgesOf(G), edgesOf(H))),
    ),
    IsBipartiteWithPartitions: ternary(isBipartite),
    HasCycle: unary(hasCycle),
    IsDag: unary((G) => isDirected(G) && !hasCycle(G)),
    Successors: binary(successors),
    AllSuccessors: binary((G, S) => unionOver(S, (node) => successors(G, node))),
    Predecessors: binary(predecessors),
    AllPredecessors: binary((G, S) => unionOver(S, (node) => predecessors(G, node))),
    Ancestors: binary((G, n) => {
      const to = positionIn(G, n);
      return related(G, (reached, i) => reached[i]?.[to] ?? false);
    }),
    Descendants: binary((G, n) => {
      const from = positionIn(G, n);
      return related(G, (reached, i) => reached[from]?.[i] ?? false);
    }),
    InDegree: binary((G, n) => sizeOf(predecessors(G, n))),
    OutDegree: binary((G, n) => sizeOf(successors(G, n))),
    Roots: unary((G) => filter(listed(nodesOf(G)), (n) => sizeOf(predecessors(G, n)) === 0)),
    Leaves: unary((G) => filter(listed(nodesOf(G)), (n) => sizeOf(successors(G, n)) === 0)),
    EmptyGraph: constant(() => graph(emptySet, emptySet)),
    Graphs: unary((S) => recordSet(names(), [makeSet([S]), powerset(pairsOf(S))])),
  },
};
