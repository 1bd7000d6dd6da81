---- MODULE Subexpressions ----
EXTENDS TLC, Naturals
R == [a |-> 11, b |-> 12]
Fd == R.b
Ex == [R EXCEPT !.a = 21, !.b = 22]
C == CASE 1 = 2 -> 31 [] 1 = 1 -> 32 [] OTHER -> 33
Rs == [a : {41}, b : {42}]
f == [i \in {1}, j \in {2} |-> i + j]
Ap == f[1, 2]
St == {i + 50 : i \in {1}, j \in {2}}
Fi == {i \in {60} : i > 0}
L == \A i \in {1, 2}, j \in {3} : lab(i, j) :: (i < j /\ inner :: (i = j))
Let == LET d == 71  g(a) == a + 72 IN d + g(1)
N(a, b) == a = b
Ho(F(_), x) == F(x)
Ho2(F(_, _)) == F(1, 2)
g[n \in {1}] == n + 80
Tu == <<91, 92>>
Im == 1 = 1 => 2 = 3
Ch == CHOOSE i \in {95} : i > 1
Neg == ~ (1 = 2)
Pr == {1} \X {2} \X {3}
Fs == [{1} -> {2}]
J == /\ \A i \in {1} : \E j \in {2} : i < j
     /\ 7 = 8
Three == (1 + 2) + 3
ASSUME PrintT(<<"R", R!1, R!2>>)
ASSUME PrintT(<<"Fd", Fd!1, Fd!2>>)
ASSUME PrintT(<<"C", C!1!1, C!1!2, C!2!2, C!3!2>>)
ASSUME PrintT(<<"Rs", Rs!1, Rs!2>>)
ASSUME PrintT(<<"Ap", Ap!1, Ap!2>>)
ASSUME PrintT(<<"St", St!1, St!2, St!(5, 6)>>)
ASSUME PrintT(<<"Fi", Fi!1, Fi!(5)>>)
ASSUME PrintT(<<"L", L!lab(1, 3), L!lab(1, 3)!1, L!lab(1, 1)!inner, L!lab(1, 1)!inner!1, L!1, L!2>>)
ASSUME PrintT(<<"Let", Let!1, Let!: >>)
ASSUME PrintT(<<"N", N(1, 2)!2, N(1, 1)!: >>)
ASSUME PrintT(<<"Ho2", Ho2(L!lab), Ho2(N!:), Ho2(St!@)>>)
ASSUME PrintT(<<"g", g!1, g!(7)>>)
ASSUME PrintT(<<"Tu", Tu!1, Tu!2, Tu!<<, Tu!>>  >>)
ASSUME PrintT(<<"Im", Im!1, Im!2, Im!2!1>>)
ASSUME PrintT(<<"Ch", Ch!1, Ch!(0)>>)
ASSUME PrintT(<<"Neg", Neg!1, Neg!1!2>>)
ASSUME PrintT(<<"Pr", Pr!1, Pr!3, Fs!1, Fs!2>>)
ASSUME PrintT(<<"J", J!1!(3), J!1!(3)!(2), J!1!(3)!1, J!2!2, Three!1, Three!1!2>>)
====
