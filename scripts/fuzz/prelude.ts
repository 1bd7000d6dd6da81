/** What every batch of expressions and every module starts with: constants, operators of all shapes, instances. */

export const preludeConfig = [
  'CONSTANTS ma = ma mb = mb mc = mc ta = A_ta tb = B_tb',
  'CONSTANT Models = {ma, mb, mc}',
  'CONSTANT Three = 3',
  'CONSTANT Replaced <- Replacement',
  '',
].join('\n');

/** Parameters are not called like the variables of a module: TLC would take a call for something about a state. */
export const prelude = String.raw`
---- MODULE Plain ----
CONSTANT Three
ThreeMore(pa) == pa + Three
LOCAL Hidden(pa) == pa - Three
ThreeLess(pa) == Hidden(pa)
====
CONSTANTS ma, mb, mc, ta, tb, Models, Three, Replaced(_)
INSTANCE Plain
Replacement(pa) == <<pa, pa>>
Apply(F(_), pa) == F(pa)
Apply2(F(_, _), pa, pb) == F(pa, pb)
Twice(F(_), pa) == F(F(pa))
Ignore(pa, pb) == pa
Maybe(p, pa, pb) == IF p THEN pa ELSE pb
Pair(pa, pb) == <<pa, pb>>
RECURSIVE Sum(_)
Sum(S) == IF S = {} THEN 0 ELSE LET e == CHOOSE pa \in S : TRUE IN e + Sum(S \ {e})
RECURSIVE Reverse(_)
Reverse(s) == IF s = <<>> THEN <<>> ELSE Append(Reverse(Tail(s)), Head(s))
RECURSIVE Fold(_, _, _)
Fold(F(_, _), start, s) == IF s = <<>> THEN start ELSE F(Head(s), Fold(F, start, Tail(s)))
RECURSIVE IsEven(_)
RECURSIVE IsOdd(_)
IsEven(n) == IF n <= 0 THEN TRUE ELSE IsOdd(n - 1)
IsOdd(n) == IF n <= 0 THEN FALSE ELSE IsEven(n - 1)
factorial[n \in 0..5] == IF n = 0 THEN 1 ELSE n * factorial[n - 1]
fibonacci[n \in Nat] == IF n < 2 THEN n ELSE fibonacci[n - 1] + fibonacci[n - 2]
grid[i \in 1..2, j \in 1..2] == i * 10 + j
Range(f) == {f[pa] : pa \in DOMAIN f}
Force(S) == IF Cardinality(S) >= 0 THEN S ELSE S
ForceFinite(S) == IF IsFiniteSet(S) THEN Force(S) ELSE S
ForceFunction(f) == IF f = [pa \in DOMAIN f |-> f[pa]] THEN f ELSE f
Max(S) == CHOOSE pa \in S : \A pb \in S : pb <= pa
Labelled(pa) ==
  /\ positive:: pa > 0
  /\ pa + 1 = sum:: (pa + Three)
a \odot b == a + 2 * b
a ** b == <<a, b>>
a ++ b == a \cup b
a \prec b == a < b
a ^+ == a + 1
---- MODULE Deeper ----
CONSTANT D
Twofold(pa) == 2 * pa + D
====
---- MODULE Inner ----
CONSTANT K, G(_)
Plus(pa) == pa + K
Through(pa) == G(G(pa))
Local(pa) == LET twice == pa + pa IN twice + K
fun[pa \in 0..2] == pa + K
Deep == INSTANCE Deeper WITH D <- K
====
Succ(pa) == pa + 1
Fixed == INSTANCE Inner WITH K <- 3, G <- Succ
Given(k) == INSTANCE Inner WITH K <- k, G <- LAMBDA pb : pb * k
`;
