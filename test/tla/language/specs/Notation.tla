---- MODULE Notation ----
EXTENDS Naturals, Sequences, TLC, FiniteSets
a (+) b == <<a, b>>
a \prec b == a < b
a ## b == {a, b}
F(G(_, _), x) == G(x, 1)
S == {"x", "S", "zz", "val", "CHOOSE", "Notation", "aa", "Sequences", "m1", "q", "n", "TRUE", "STRING", "BOOLEAN"}
R == [zz |-> 1, b |-> 2, aa |-> 3, S |-> 4]
t[i \in 1 .. 3, <<j, k>> \in {1} \X {2}] == i + j + k
u == [x \in {1}, y \in {2} |-> x + y]
ASSUME PrintT(<<1, F((+), 0), F(\prec, 0), F(##, 0), F(=, 1)>>)
ASSUME PrintT(S)
ASSUME PrintT(R)
ASSUME PrintT(<<2, t[2, <<1, 2>>], u[1, 2], DOMAIN t>>)
ASSUME PrintT([t EXCEPT ![1, <<1, 2>>] = @ + 100][1, <<1, 2>>])
ASSUME PrintT(LET g[i \in Nat] == IF i = 0 THEN 1 ELSE i * g[i - 1] IN g[6])
ASSUME PrintT({<<p, q>> \in {1, 2} \X {3} : p + q > 4})
ASSUME PrintT({p + q : <<p, q>> \in {1, 2} \X {3}})
ASSUME PrintT(CHOOSE <<p, q>> \in {1, 2} \X {3} : p + q > 4)
ASSUME PrintT(\E <<p, q>> \in {<<1, 2>>}, r \in {3} : p + q = r)
ASSUME PrintT([[a |-> [b |-> <<1, 2>>]] EXCEPT !.a.b[2] = @ + 1, !.a.b[1] = 7])
ASSUME PrintT(IF 1 = 1 THEN \b101 + \o17 + \hFF ELSE 0)
ASSUME PrintT(<<SUBSET {1, 2}, UNION {{1}, {2}}, [{1} -> {2, 3}], [a : {1}, b : {2, 3}], {1} \X {2} \X {3, 4}>>)
ASSUME PrintT(CASE 1 = 2 -> "no" [] 2 = 2 -> "yes" [] OTHER -> "other")
ASSUME PrintT((1 :> 2 @@ 2 :> 3))
ASSUME PrintT(\A i \in {1}, j, k \in {2, 3} : i < j /\ i < k)
ASSUME PrintT(<<"a\"b\\c\td", 7 \div 2, (0 - 7) \div 2, (0 - 7) % 3, 2 ^ 10>>)
ASSUME PrintT({"zeta", "alpha", "Len", "beta"})
====
