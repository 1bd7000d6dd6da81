/** What the operators of the community's modules are by their TLA+ definitions: see definitions-standard.ts for the form. */
import type { Definitions } from './definitions-standard.ts';

const under = (check: string): Readonly<Record<string, string>> => {
  const name = check.slice(0, check.indexOf(':'));
  const formula = check.slice(name.length + 1);
  return {
    [name]: `R S: r = (${formula.replaceAll('~>', 'a')})`,
    [`${name}Under`]: `"Near" S: r = (${formula.replaceAll(/~>\[(\w), (\w)\]/g, 'Near($1, $2)')})`,
  };
};
const reflexive = '(\\A x \\in b : ~>[x, x])';
const irreflexive = '(\\A x \\in b : ~ ~>[x, x])';
const antisymmetric = '(\\A x \\in b, y \\in b : ~>[x, y] /\\ ~>[y, x] => x = y)';
const transitive = '(\\A x \\in b, y \\in b, z \\in b : ~>[x, y] /\\ ~>[y, z] => ~>[x, z])';
const total = '(\\A x \\in b, y \\in b : x = y \\/ ~>[x, y] \\/ ~>[y, x])';

export const communityDefinitions: Definitions = {
  Relation: {
    ...under(`IsReflexive: ${reflexive}`),
    ...under(`IsIrreflexive: ${irreflexive}`),
    ...under('IsSymmetric: \\A x \\in b, y \\in b : ~>[x, y] <=> ~>[y, x]'),
    ...under(`IsAntiSymmetric: ${antisymmetric}`),
    ...under('IsAsymmetric: \\A x \\in b, y \\in b : ~(~>[x, y] /\\ ~>[y, x])'),
    ...under(`IsTransitive: ${transitive}`),
    ...under(`IsStrictlyPartiallyOrdered: ${irreflexive} /\\ ${antisymmetric} /\\ ${transitive}`),
    ...under(`IsPartiallyOrdered: ${reflexive} /\\ ${antisymmetric} /\\ ${transitive}`),
    ...under(
      `IsStrictlyTotallyOrdered: ${irreflexive} /\\ ${antisymmetric} /\\ ${transitive} /\\ ${total}`,
    ),
    ...under(`IsTotallyOrdered: ${reflexive} /\\ ${antisymmetric} /\\ ${transitive} /\\ ${total}`),
    TransitiveClosure: 'R N: r = [p \\in b \\X b |-> Leads(a, b, p[1], p[2])]',
    ReflexiveTransitiveClosure:
      'R N: r = [p \\in b \\X b |-> p[1] = p[2] \\/ Leads(a, b, p[1], p[2])]',
    IsConnected: 'R N: r = (\\A x \\in b, y \\in b : x = y \\/ Leads(a, b, x, y))',
  },
  Graphs: {
    IsDirectedGraph:
      'H: r = (a = [node |-> a.node, edge |-> a.edge] /\\ a.edge \\subseteq a.node \\X a.node)',
    DirectedSubgraph:
      'G: r = {g \\in [node : SUBSET a.node, edge : SUBSET a.edge] : g.edge \\subseteq g.node \\X g.node}',
    Transpose: 'G: r = [node |-> a.node, edge |-> {<<e[2], e[1]>> : e \\in a.edge}]',
    IsUndirectedGraph:
      'G: r = (a.edge \\subseteq a.node \\X a.node /\\ \\A e \\in a.edge : <<e[2], e[1]>> \\in a.edge)',
    UndirectedSubgraph:
      'G: r = {g \\in [node : SUBSET a.node, edge : SUBSET a.edge] : g.edge \\subseteq g.node \\X g.node /\\ \\A e \\in g.edge : <<e[2], e[1]>> \\in g.edge}',
    Path: 'G: \\A n \\in 0..2 : \\A p \\in [1..n -> 0..2] : (p \\in r) = IsPath(a, p)',
    SimplePath:
      'G: r = UNION {{p \\in [1..n -> a.node] : IsPath(a, p) /\\ \\A i \\in 1..n, j \\in 1..n : p[i] = p[j] => i = j} : n \\in 0..3}',
    AreConnectedIn: 'm m G: a \\in c.node /\\ b \\in c.node => r = Joined(c, a, b)',
    IsStronglyConnected: 'G: r = (\\A m \\in a.node, n \\in a.node : Joined(a, m, n))',
    ConnectionsIn: 'G: r = [p \\in a.node \\X a.node |-> Joined(a, p[1], p[2])]',
    IsTreeWithRoot:
      'G m: r = (b \\in a.node /\\ (\\A e \\in a.edge : e[1] # b /\\ \\A d \\in a.edge : e[1] = d[1] => e = d) /\\ \\A n \\in a.node : Joined(a, n, b))',
    GraphUnion: 'G G: r = [node |-> a.node \\cup b.node, edge |-> a.edge \\cup b.edge]',
    IsBipartiteWithPartitions:
      'G N N: r = (b \\cap c = {} /\\ a.node \\subseteq b \\cup c /\\ \\A e \\in a.edge : e \\in (b \\X c) \\cup (c \\X b))',
    HasCycle: 'G: r = (\\E n \\in a.node : Leads(Edges(a), a.node, n, n))',
    IsDag: 'G: r = ~ \\E n \\in a.node : Leads(Edges(a), a.node, n, n)',
    Successors: 'G m: r = {n \\in a.node : <<b, n>> \\in a.edge}',
    AllSuccessors: 'G N: r = {n \\in a.node : \\E m \\in b : <<m, n>> \\in a.edge}',
    Predecessors: 'G m: r = {n \\in a.node : <<n, b>> \\in a.edge}',
    AllPredecessors: 'G N: r = {n \\in a.node : \\E m \\in b : <<n, m>> \\in a.edge}',
    Ancestors: 'G +: r = {n \\in a.node : Leads(Edges(a), a.node, n, b)}',
    Descendants: 'G +: r = {n \\in a.node : Leads(Edges(a), a.node, b, n)}',
    InDegree: 'G m: r = Cardinality({n \\in a.node : <<n, b>> \\in a.edge})',
    OutDegree: 'G m: r = Cardinality({n \\in a.node : <<b, n>> \\in a.edge})',
    Roots: 'G: r = {n \\in a.node : \\A m \\in a.node : <<m, n>> \\notin a.edge}',
    Leaves: 'G: r = {n \\in a.node : \\A m \\in a.node : <<n, m>> \\notin a.edge}',
    EmptyGraph: ': r = [node |-> {}, edge |-> {}]',
    Graphs: 'N: Cardinality(a) < 3 => r = [node : {a}, edge : SUBSET (a \\X a)]',
  },
  Bitwise: {
    '&': 'n n: r = Bits(a, b, LAMBDA x, y : x * y)',
    '|': 'n n: r = Bits(a, b, LAMBDA x, y : IF x + y > 0 THEN 1 ELSE 0)',
    '^^': 'n n: r = Bits(a, b, LAMBDA x, y : (x + y) % 2)',
    Not: 'n: \\E k \\in 0..5 : (a = 0 /\\ r = 0) \\/ (Power(2, k) <= a /\\ a < Power(2, k + 1) /\\ r = Power(2, k + 1) - 1 - a)',
    shiftR: 'n n: r = a \\div Power(2, b)',
  },
  Folds: {
    MapThenFoldSet: '"Plus" i "Double" "Least" S: r = b + 2 * Sum(e)',
  },
  FiniteSetsExt: {
    FoldSet: '"Plus" i S: r = b + Sum(c)',
    SumSet: 'S: r = Sum(a)',
    ProductSet: 'S: r = Product([x \\in a |-> x], a)',
    ReduceSet: '"Plus" S i: r = c + Sum(b)',
    MapThenSumSet: '"Double" S: r = 2 * Sum(b)',
    FlattenSet: '{S}: r = UNION a',
    SymDiff: 'S S: r = {x \\in a \\cup b : (x \\in a) # (x \\in b)}',
    Quantify: 'S "Even": r = Cardinality({x \\in a : x % 2 = 0})',
    kSubset: 'n S: r = {X \\in SUBSET b : Cardinality(X) = a}',
    Max: 'T: r \\in a /\\ \\A x \\in a : x <= r',
    Min: 'T: r \\in a /\\ \\A x \\in a : r <= x',
    Choices:
      '{T}: r = {{f[X] : X \\in a} : f \\in {g \\in [a -> UNION a] : \\A X \\in a : g[X] \\in X}}',
    ChooseUnique: 'T "IsFour": Cardinality({x \\in a : x = 4}) = 1 => r = 4',
  },
  Functions: {
    Restrict: 'f S: b \\subseteq DOMAIN a => r = [x \\in b |-> a[x]]',
    RestrictDomain: 'f "Even": r = [x \\in {y \\in DOMAIN a : y % 2 = 0} |-> a[x]]',
    RestrictValues: 'f "Even": r = [x \\in {y \\in DOMAIN a : a[y] % 2 = 0} |-> a[x]]',
    IsRestriction: 'f f: r = (DOMAIN a \\subseteq DOMAIN b /\\ \\A x \\in DOMAIN a : a[x] = b[x])',
    Range: 'f: r = {a[x] : x \\in DOMAIN a}',
    Pointwise: 'f f "Minus": DOMAIN a \\subseteq DOMAIN b => r = [x \\in DOMAIN a |-> a[x] - b[x]]',
    Inverse: 'f ^ T: DOMAIN r = c /\\ \\A t \\in c \\cap Ran(a) : a[r[t]] = t',
    AntiFunction: 'f: DOMAIN r = Ran(a) /\\ \\A t \\in DOMAIN r : a[r[t]] = t',
    IsInjective: 'f: r = (\\A x \\in DOMAIN a, y \\in DOMAIN a : a[x] = a[y] => x = y)',
    Injection: 'S S: r = {f \\in [a -> b] : \\A x \\in a, y \\in a : f[x] = f[y] => x = y}',
    Surjection: 'S S: r = {f \\in [a -> b] : \\A t \\in b : \\E x \\in a : f[x] = t}',
    Bijection:
      'S S: r = {f \\in [a -> b] : (\\A x \\in a, y \\in a : f[x] = f[y] => x = y) /\\ \\A t \\in b : \\E x \\in a : f[x] = t}',
    ExistsInjection:
      'S S: r = (\\E f \\in [a -> b] : \\A x \\in a, y \\in a : f[x] = f[y] => x = y)',
    ExistsSurjection: 'S S: r = (\\E f \\in [a -> b] : \\A t \\in b : \\E x \\in a : f[x] = t)',
    ExistsBijection:
      'S S: r = (\\E f \\in [a -> b] : (\\A x \\in a, y \\in a : f[x] = f[y] => x = y) /\\ \\A t \\in b : \\E x \\in a : f[x] = t)',
    FoldFunctionOnSet: '"Plus" i f S: d \\subseteq DOMAIN c => r = b + Total(c, d)',
    FoldFunction: '"Plus" i f: r = b + Total(c, DOMAIN c)',
    SumFunctionOnSet: 'f S: b \\subseteq DOMAIN a => r = Total(a, b)',
    SumFunction: 'f: r = Total(a, DOMAIN a)',
  },
  VectorClocks: {
    IsCausalOrder:
      'l "Same": r = (\\A i \\in DOMAIN a, j \\in DOMAIN a : i < j => ~(\\A n \\in 1..2 : a[j][n] <= a[i][n]))',
  },
};
