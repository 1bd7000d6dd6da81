some text before the module -- with (* and \* inside

-------------------------------- MODULE Symbols --------------------------------
(* Every user-definable symbol, operators as arguments, numbers, strings. *)
EXTENDS Naturals,Integers , Sequences,
  FiniteSets , TLC
(***************************************************************************)
(* comment (* nested (* deeper *) *) \* not a line comment *)
CONSTANTS N , Op(_,_), Foo(_)
CONSTANT a \* constant
ASSUME /\ N \in Nat \ {0}
       /\ N < 10
ASSUME NPos == N > 0
VARIABLES x, (* in the list *) y
,z
------
vars == << x,y , z>>
a1 \oplus b1 == a1 + b1 - 1
a1 ++ b1 == <<a1, b1>>
a1 $$ b1 == {a1} \cup {b1}
a1 %% b1 == a1 % b1
a1 ?? b1 == a1
a1 !! b1 == b1
a1 ## b1 == a1 # b1
a1 ^+ == a1 + 100
a1 ^# == a1 * 2
a1 \prec b1 == a1 < b1
a1 \sqcup b1 == IF a1 > b1 THEN a1 ELSE b1
a1 \bigcirc b1 == a1 * 10 + b1
a1 ... b1 == a1 .. (b1 + 1)
a1 & b1 == a1 /\ b1
a1 | b1 == b1 % a1 = 0
a1 || b1 == a1 \/ b1
a1 && b1 == a1 /\ b1
a1 <: b1 == a1
a1 := b1 == a1 = b1
a1 ::= b1 == a1 = b1
a1 \star b1 == a1 + 2 * b1
Map(F(_), S) == {F(s) : s \in S}
Fold(G(_,_), s, e) == LET RECURSIVE go(_)
                          go(i) == IF i = 0 THEN e ELSE G(go(i-1), s[i])
                      IN  go(Len(s))
App(_\odot_, p, q) == p \odot q
Neg(F_(_), p) == F_(p)
Post(_^*, p) == p^*

Sum == Fold(+, <<1,2,3>>, 0)
Prod == Fold( *, <<2,3,4>>, 1)
Un == Fold(\cup, <<{1},{2}>>, {})
Cat == Fold(\o, <<<<1>>,<<2>>>>, <<>>)
Opl == App(\oplus, 3, 4)
Lam == App(LAMBDA u, v : u * v, 3, 4)
Ngt == Neg(-., 5)
Ps == Post(^+, 5)
Lt == App(<, 3, 4)
Eq == App(=, 3, 4)
Inn == App(\in, 3, {3})
fact[n \in Nat] == IF n = 0 THEN 1 ELSE n * fact[n-1]
g[i, j \in 1..3] == i * j
h[<<i, j>> \in (1..2) \X (1..2), k \in {5}] == i + j + k
T1 == \A p, q \in 1..2, <<r, s>> \in {<<1,2>>} : p + q + r + s > 0
T2 == \E p \in 1..3 : \E q \in 1..3 : /\ p # q
                                       /\ \/ p > q
                                          \/ /\ p < q
                                             /\ q - p = 2
Rec == [a |-> 1, b |-> [c |-> <<1,2,[d |-> 7]>>]]
E1 == [Rec EXCEPT !.a = @ + 1, !.b.c[3].d = @ * 2, !["a"] = @ + 5]
E2 == [g EXCEPT ![1,2] = 99, ![<<2,1>>] = 77]
Nums == <<\b1011, \o17, \hFF, \B11, \O7, \Hab, 1024>>
Str == "esc \" \\ \t \n \f \r end"
CaseT == CASE N = 1 -> "one"
           [] N = 2 -> "two"
           [] OTHER -> "many"
Iff == (TRUE <=> FALSE) \/ (TRUE \equiv TRUE) \/ ~TRUE \/ \lnot FALSE \/ \neg TRUE
Prec == 1 + 2 * 3 ^ 2 - (4 \div 2) * 3
Rng == -1..1
Neg2 == - 1 + 2
Sub == 3 - -2
Imp == FALSE => (TRUE => FALSE)
Set1 == {e \in SUBSET (1..3) : Cardinality(e) = 2}
Set2 == {<<e,f>> \in (1..2) \X (1..2) : e # f}
Set3 == {e + f : e, f \in 1..2, q \in {10}}
Fun2 == [e \in 1..2, f \in {"a"} |-> e]
FunS == [{1,2} -> {"x"}]
RecS == [u : {1}, v : BOOLEAN]
Ch == CHOOSE e \in 1..5 : e * e = 9
Dom == DOMAIN [u |-> 1, v |-> 2]
LetT == LET A == 1
            B(u) == u + A
            C[u \in 1..3] == B(u)
            u1 \oslash u2 == u1
            D == LET E == 5 IN E + B(2)
        IN  <<A, B(2), C[3], D, 4 \oslash 2>>
SetTup == \A <<u, v>> \in {1,2} \X {3} : u < v
Ite == IF TRUE THEN IF FALSE THEN 1 ELSE 2 ELSE 3
All == <<Sum, Prod, Un, Cat, Opl, Lam, Ngt, Ps, Lt, Eq, Inn, fact[5], g, h, T1, T2, E1, E2, Nums, Str, CaseT, Iff,
  Prec, Neg2, Sub, Imp, Set1, Set2, Set3, Fun2, FunS, RecS, Ch, Dom, LetT, SetTup, Ite,
  5^#, 2 \prec 3, 3 \sqcup 4, 1 \bigcirc 2, 3 \in 1 ... 3, TRUE & FALSE, 2 | 4, TRUE || FALSE, 1 <: 2, (1 := 1), (1 ::= 2), 1 \star 2,
  1 ++ 2, 1 $$ 2, 5 %% 3, 1 ?? 2, 1 !! 2, 1 ## 2, Map(LAMBDA w : w + 1, {1,2}), Foo(3), 4 \oplus 5 >>
ASSUME PrintT(All)
ASSUME PrintT(Op(1,2))
Init == /\ x = 0 /\ y = [i \in 1..N |-> 0]
        /\ z \in {a}
A(i) == /\ x' = x + 1 /\ x < 3
        /\ y' = [y EXCEPT ![i] = @ + 1]
        /\ UNCHANGED <<z, <<>>>>
B == \/ x > 2 /\ x' = 0 /\ UNCHANGED << <<y>>, z >>
     \/ FALSE
Next == \/ \E i \in 1..N : A(i)
        \/ B /\ y[1] < 2
Spec == Init /\ [][Next]_vars /\ WF_vars(B) /\ \A i \in 1..N : WF_<<x,y,z>>(A(i))
Inv == x \in 0..3 /\ z = a
MyOp(u, v) == u
MyFoo(u) == u + 41
Bnd == \A i \in 1..N : y[i] < 3
=============================================================================
text after the module
VARIABLE nothing
