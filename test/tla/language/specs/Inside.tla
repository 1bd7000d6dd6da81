---- MODULE Inside ----
EXTENDS Naturals, Sequences
CONSTANTS c, Op(_, _), _ \prec _
x \oplus y == <<x, y, c>>
x ^* == <<"star", x>>
-. x == <<"neg", x>>
Fold(a, b) == Op(a, b)
Lt(a, b) == a \prec b
f[n \in 0 .. 5] == IF n = 0 THEN c ELSE f[n - 1] + 1
RECURSIVE Len2(_)
Len2(s) == IF s = <<>> THEN c ELSE 1 + Len2(Tail(s))
LOCAL Hidden == c
Shown == Hidden
H(G(_), v) == G(G(v))
P == \A i \in {c, 2} : lab(i) :: i < 3
---- MODULE Inner ----
CONSTANT d
Sum(k) == c + d + k
x ++ y == <<x, y, d>>
====
In(d2) == INSTANCE Inner WITH d <- d2
====
