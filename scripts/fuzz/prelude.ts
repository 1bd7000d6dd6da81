/** What every batch of expressions starts with: constants, operators of all shapes, instances. */

export const preludeConfig = [
  'CONSTANTS ma = ma mb = mb mc = mc',
  'CONSTANT Models = {ma, mb, mc}',
  'CONSTANT Three = 3',
  'CONSTANT Replaced <- Replacement',
  '',
].join('\n');

export const prelude = String.raw`
CONSTANTS ma, mb, mc, Models, Three, Replaced(_)
Replacement(x) == <<x, x>>
Apply(F(_), x) == F(x)
Apply2(F(_, _), x, y) == F(x, y)
Twice(F(_), x) == F(F(x))
Ignore(x, y) == x
Maybe(p, x, y) == IF p THEN x ELSE y
Pair(x, y) == <<x, y>>
RECURSIVE Sum(_)
Sum(S) == IF S = {} THEN 0 ELSE LET e == CHOOSE y \in S : TRUE IN e + Sum(S \ {e})
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
Range(f) == {f[x] : x \in DOMAIN f}
Max(S) == CHOOSE x \in S : \A y \in S : y <= x
a \odot b == a + 2 * b
a ** b == <<a, b>>
a ++ b == a \cup b
a \prec b == a < b
a ^+ == a + 1
~~ a == 0 - a
---- MODULE Inner ----
CONSTANT K, G(_)
Plus(x) == x + K
Through(x) == G(G(x))
Local(x) == LET twice == x + x IN twice + K
fun[x \in 0..2] == x + K
====
Succ(x) == x + 1
Fixed == INSTANCE Inner WITH K <- 3, G <- Succ
Given(k) == INSTANCE Inner WITH K <- k, G <- LAMBDA z : z * k
`.replaceAll('~~ a == 0 - a\n', '');
