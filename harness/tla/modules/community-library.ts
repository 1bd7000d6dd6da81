/**
 * Modules that the engine has as TLA+ text: those of the community that are small or hardly computed with, and what comes
 * with Apalache, whose operators have a meaning for TLC too. The names are theirs, the definitions are written here. A
 * file of the same name beside the specification or in a library folder comes first.
 */
import { textModule } from './text-module.ts';

const bagsExt = String.raw`
LOCAL INSTANCE Naturals
LOCAL INSTANCE FiniteSets
LOCAL Copies(B, x) == IF x \in DOMAIN B THEN B[x] ELSE 0
BagAdd(B, x) == [e \in DOMAIN B \cup {x} |-> IF e = x THEN Copies(B, x) + 1 ELSE B[e]]
BagRemoveAll(B, x) == [e \in DOMAIN B \ {x} |-> B[e]]
BagRemove(B, x) ==
  IF Copies(B, x) <= 1 THEN BagRemoveAll(B, x) ELSE [B EXCEPT ![x] = @ - 1]
FoldBag(op(_, _), base, B) ==
  LET RECURSIVE Power(_, _), Over(_)
      Power(x, n) == op(IF n = 1 THEN base ELSE Power(x, n - 1), x)
      Over(S) == IF S = {} THEN base
                 ELSE LET x == CHOOSE e \in S : TRUE IN op(Power(x, B[x]), Over(S \ {x}))
  IN Over(DOMAIN B)
SumBag(B) == FoldBag(LAMBDA x, y : x + y, 0, B)
ProductBag(B) == FoldBag(LAMBDA x, y : x * y, 1, B)`;

const combinatorics = String.raw`
factorial[n \in Nat] == IF n = 0 THEN 1 ELSE factorial[n - 1] * n
choose(n, k) ==
  LET Row[i \in Nat] == IF i = 0 THEN 1 ELSE (Row[i - 1] * (n - i + 1)) \div i
  IN IF k > n THEN 0 ELSE Row[k]`;

const dyadicRationals = String.raw`
LOCAL INSTANCE Integers
LOCAL INSTANCE Sequences
LOCAL INSTANCE TLC
LOCAL Fraction(n, d) == [num |-> n, den |-> d]
RECURSIVE Lowest(_, _)
LOCAL Lowest(n, d) ==
  IF d > 1 /\ n % 2 = 0 THEN Lowest(n \div 2, d \div 2) ELSE Fraction(n, d)
Zero == Fraction(0, 1)
One == Fraction(1, 1)
IsDyadicRational(r) == \E i \in 0 .. r.den : 2 ^ i = r.den
Add(p, q) ==
  LET den == IF p.den > q.den THEN p.den ELSE q.den
  IN Lowest(p.num * (den \div p.den) + q.num * (den \div q.den), den)
Half(p) == Lowest(p.num, 2 * p.den)
PrettyPrint(p) ==
  CASE p = Zero -> "0"
    [] p = One -> "1"
    [] OTHER -> ToString(p.num) \o "/" \o ToString(p.den)`;

const undirectedGraphs = String.raw`
LOCAL INSTANCE Naturals
LOCAL INSTANCE Sequences
LOCAL INSTANCE FiniteSets
LOCAL IsGraph(G) == G = [node |-> G.node, edge |-> G.edge]
IsUndirectedGraph(G) == IsGraph(G) /\ \A e \in G.edge : \E m, n \in G.node : e = {m, n}
IsLoopFreeUndirectedGraph(G) ==
  IsGraph(G) /\ \A e \in G.edge : \E m, n \in G.node : m # n /\ e = {m, n}
UndirectedSubgraph(G) ==
  {H \in [node : SUBSET G.node, edge : SUBSET G.edge] : IsUndirectedGraph(H)}
Path(G) ==
  {p \in Seq(G.node) : p # <<>> /\ \A i \in 1 .. Len(p) - 1 : {p[i], p[i + 1]} \in G.edge}
SimplePath(G) ==
  LET OfLength(k) == [1 .. k -> G.node]
      All == UNION {OfLength(k) : k \in 1 .. Cardinality(G.node)}
  IN {p \in All : /\ \A i, j \in 1 .. Len(p) : p[i] = p[j] => i = j
                  /\ \A i \in 1 .. Len(p) - 1 : {p[i], p[i + 1]} \in G.edge}
RECURSIVE Reach(_, _)
LOCAL Reach(S, G) ==
  LET more == S \cup {n \in G.node : \E m \in S : {m, n} \in G.edge}
  IN IF more = S THEN S ELSE Reach(more, G)
AreConnectedIn(m, n, G) == n \in Reach({m}, G)
ConnectedComponents(G) == {Reach({n}, G) : n \in G.node}
IsStronglyConnected(G) == ConnectedComponents(G) = {G.node}
UndirectedGraphs(S) == [node : {S}, edge : SUBSET {{m, n} : m, n \in S}]`;

const quorum = String.raw`
QuorumSystem(S) ==
  {QS \in SUBSET SUBSET S :
     /\ QS # {}
     /\ \A Q \in QS, R \in QS : Q \cap R # {}
     /\ \A Q \in QS : \A R \in SUBSET S : Q \subseteq R => R \in QS}`;

const svg = String.raw`
LOCAL INSTANCE Integers
LOCAL INSTANCE Sequences
LOCAL INSTANCE TLC
LOCAL Element(tag, own, attrs) == [name |-> tag, attrs |-> own @@ attrs, children |-> <<>>, innerText |-> ""]
SVGElem(tag, attrs, children, innerText) ==
  [name |-> tag, attrs |-> attrs, children |-> children, innerText |-> innerText]
Line(x1, y1, x2, y2, attrs) ==
  Element("line", [x1 |-> ToString(x1), y1 |-> ToString(y1), x2 |-> ToString(x2), y2 |-> ToString(y2)], attrs)
Circle(cx, cy, r, attrs) ==
  Element("circle", [cx |-> ToString(cx), cy |-> ToString(cy), r |-> ToString(r)], attrs)
Rect(x, y, w, h, attrs) ==
  Element("rect", [x |-> ToString(x), y |-> ToString(y), width |-> ToString(w), height |-> ToString(h)], attrs)
Text(x, y, text, attrs) ==
  [Element("text", [x |-> ToString(x), y |-> ToString(y)], attrs) EXCEPT !.innerText = text]
Image(x, y, width, height, href, attrs) ==
  Element("image", ("xlink:href" :> href) @@
    [x |-> ToString(x), y |-> ToString(y), width |-> ToString(width), height |-> ToString(height)], attrs)
Group(children, attrs) == SVGElem("g", attrs, children, "")
Svg(children, attrs) == SVGElem("svg", attrs, children, "")
SVGDoc(children, vbX, vbY, vbW, vbH, attrs) ==
  Svg(<<children>>,
    ("xmlns" :> "http://www.w3.org/2000/svg") @@ ("xmlns:xlink" :> "http://www.w3.org/1999/xlink") @@
    ("viewBox" :> (ToString(vbX) \o " " \o ToString(vbY) \o " " \o ToString(vbW) \o " " \o ToString(vbH))) @@
    attrs)
LOCAL Joined(S, Text1(_)) ==
  LET RECURSIVE Over(_)
      Over(T) == IF T = {} THEN "" ELSE LET x == CHOOSE e \in T : TRUE IN Text1(x) \o Over(T \ {x})
  IN Over(S)
RECURSIVE Written(_)
LOCAL Written(e) ==
  LET Attribute(k) == " " \o k \o "='" \o e.attrs[k] \o "'"
      RECURSIVE Inside(_)
      Inside(i) == IF i > Len(e.children) THEN "" ELSE Written(e.children[i]) \o Inside(i + 1)
  IN "<" \o e.name \o Joined(DOMAIN e.attrs, Attribute) \o ">" \o Inside(1) \o e.innerText \o "</" \o e.name \o ">"
SVGElemToString(elem) == Written(elem)
NodeOfRingNetwork(cx, cy, r, n, m) ==
  LET Corner == <<<<0, -1>>, <<1, 0>>, <<0, 1>>, <<-1, 0>>>>[1 + (((4 * n) \div m) % 4)]
  IN [x |-> cx + r * Corner[1], y |-> cy + r * Corner[2]]
NodesOfDirectedMultiGraph(nodes, edges, options) == [n \in nodes |-> [x |-> 0, y |-> 0]]
PointOnLine(from, to, segment) ==
  [x |-> from.x + ((to.x - from.x) \div segment), y |-> from.y + ((to.y - from.y) \div segment)]
SVGSerialize(image, frameNamePrefix, frameNumber) == TRUE`;

const csv = String.raw`
LOCAL INSTANCE Naturals
CSVWrite(template, val, file) == TRUE
CSVWriteRecord(record, delim, headers, file) == TRUE
CSVRead(columns, delimiter, file) == <<>>
CSVRecords(file) == 0`;

const apalache = String.raw`
LOCAL INSTANCE Integers
LOCAL INSTANCE Sequences
LOCAL INSTANCE FiniteSets
x := e == x = e
Gen(size) == {}
Skolem(e) == e
Expand(S) == S
ConstCardinality(e) == e
Guess(S) == CHOOSE x \in S : TRUE
MkSeq(n, F(_)) == [i \in 1 .. n |-> F(i)]
Repeat(F(_, _), N, x) ==
  LET RECURSIVE After(_)
      After(i) == IF i = 0 THEN x ELSE F(After(i - 1), i)
  IN After(N)
ApaFoldSet(op(_, _), base, S) ==
  LET RECURSIVE Over(_, _)
      Over(sofar, T) == IF T = {} THEN sofar
                        ELSE LET x == CHOOSE e \in T : TRUE IN Over(op(sofar, x), T \ {x})
  IN Over(base, S)
ApaFoldSeqLeft(op(_, _), base, seq) ==
  LET RECURSIVE Upto(_)
      Upto(i) == IF i = 0 THEN base ELSE op(Upto(i - 1), seq[i])
  IN Upto(Len(seq))
FunAsSeq(f, len, capacity) == [i \in 1 .. len |-> f[i]]
SetAsFun(S) ==
  LET D == {p[1] : p \in S}
  IN [x \in D |-> (CHOOSE p \in S : p[1] = x)[2]]`;

const variants = String.raw`
Variant(tag, value) == [tag |-> tag, value |-> value]
UNIT == "U_OF_UNIT"
VariantTag(v) == v.tag
VariantFilter(tag, S) == {v.value : v \in {w \in S : w.tag = tag}}
VariantGetUnsafe(tag, v) == v.value
VariantGetOrElse(tag, v, default) == IF v.tag = tag THEN v.value ELSE default
VariantMatch(tag, v, Then(_), Else(_)) == IF v.tag = tag THEN Then(v.value) ELSE Else(v)`;

const option = String.raw`
Some(value) == Variant("Some", value)
None == Variant("None", UNIT)
IsSome(o) == o.tag = "Some"
IsNone(o) == o.tag = "None"
OptionCase(o, caseSome(_), caseNone(_)) == IF IsSome(o) THEN caseSome(o.value) ELSE caseNone(UNIT)
OptionGetOrElse(o, default) == IF IsSome(o) THEN o.value ELSE default`;

/** The timers of real-time specifications: a search cannot judge them, but modules that speak of them can be read. */
const realTime = String.raw`
VARIABLE now
RTBound(A, v, D, E) ==
  LET Reset == <<A>>_v \/ ~(ENABLED <<A>>_v)'
      Tick(t) == t' = IF Reset THEN 0 ELSE t + (now' - now)
  IN \EE t : /\ t = 0 /\ [][Tick(t)]_<<t, v, now>>
             /\ [](t <= E)
             /\ [][A => t >= D]_v
RTnow(v) ==
  LET Passes == now' \in {r \in Real : r > now} /\ UNCHANGED v
  IN /\ now \in Real
     /\ [][Passes]_now
     /\ \A r \in Real : WF_now(Passes /\ now' > r)`;

const toolbox = String.raw`
LOCAL INSTANCE TLC
LOCAL INSTANCE Naturals
_TETrace == <<>>
_TEPosition == TLCGet("level")`;

/** The text of each module, by name. */
export const communityLibrary: ReadonlyMap<string, string> = new Map([
  textModule('Apalache', '', apalache),
  textModule('BagsExt', '', bagsExt),
  textModule('Combinatorics', 'Naturals', combinatorics),
  textModule('CSV', '', csv),
  textModule('DyadicRationals', '', dyadicRationals),
  textModule('GraphViz', '', 'DotDiGraph(G, VL(_), EL(_)) == TRUE'),
  textModule('Option', 'Variants', option),
  textModule('Quorum', '', quorum),
  textModule('RealTime', 'Reals', realTime),
  textModule('ShiViz', 'Toolbox', 'Host == "--"\nClock == "{}"'),
  textModule('Statistics', 'Naturals', 'ChiSquare(expected, actual, alpha) == TRUE'),
  textModule('SVG', '', svg),
  textModule('Toolbox', '', toolbox),
  textModule('UndirectedGraphs', '', undirectedGraphs),
  textModule('Variants', '', variants),
]);
