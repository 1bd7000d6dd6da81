
   This text is ignored. VARIABLES too ==== no

--------MODULE Names-------- 
(* Identifiers with digits, instances of instances, symbols substituted, RECURSIVE pairs. *)
EXTENDS NamesMid, Sequences, TLC, NamesMid, Integers
1a == 1   2b_c == 2   _under == 3   x1y2 == 4
VARIABLE s \* after definitions
N == 3
M1 == INSTANCE NamesMid WITH k <- 10
LOCAL M2 == INSTANCE NamesMid WITH k <- 20
CONSTANT Late
S1 == "(* not a comment *)"  S2 == "\\* neither"  S3 == "a\\b\"c" S4 == "ünï"
T == <<1a, 2b_c, _under, x1y2, In!Public(1), In!Less(1, 2), In!F[2], In!r.a[2].b, In!r.c[1], In!D,
  P(5)!D, P(5)!Less(1, 2), M1!Plus(1, 1), M2!Plus(1,1), M1!In!D, M2!P(3)!D, M1!In!F[1], (M1!In!r).a[1], Plus(1,1)>>
E1 == 1 :> 2 @@ 3 :> 4 @@ 1 :> 9
App(Op(_, _), a, b) == Op(a, b)
A2 == <<App(M1!Plus, 1, 2), App(LAMBDA a, b : <<b, a>>, 1, 2), App(In!Less, 2, 1)>>
If3 == IF N = 3 THEN /\ TRUE
                     /\ N # 4
               ELSE \/ FALSE
                    \/ N = 4
Let3 == LET a==1 b == 2
            c(x)== x+a
        IN c(b) + LET d == 3 IN d
Case3 == CASE N=1 -> "a" [] N=2 -> "b"
         [] OTHER -> "c"
B3 == \A i \in 1..2 : \E j \in 1..2 : i = j /\ \A l \in {i, j} : l = i
Not == ~ N = 4 /\ ~(N = 4) /\ N \notin {4} /\ N /= 4
U == <<1, 2>> \o <<3>> \o <<>>
Sq == [i \in 1..3 |-> i * i][2]
Rec2 == [a |-> 1, b |-> [c |-> 2]].b.c
Pw == 2 ^ 3 * 2 + 1
Cmp == 1 < 2 /\ 2 > 1 /\ 1 <= 1 /\ 1 =< 1 /\ 1 \leq 1
Ne == -N + 1
RECURSIVE ev(_), od(_)
ev(n) == IF n = 0 THEN TRUE ELSE od(n - 1)
od(n) == IF n = 0 THEN FALSE ELSE ev(n - 1)
ASSUME PrintT(T)
ASSUME PrintT(<<E1, A2, If3, Let3, Case3, B3, Not, U, Sq, Rec2, Pw, Cmp, Ne, ev(4), S1, S2, S3, S4>>)
ASSUME A == Late = Late
THEOREM TRUE
THEOREM Th == N = 3 OBVIOUS
Init == s = 0
Act(i) == s' = i
A_B == \E i \in {1} : Act(i)
Next == (s = 0 /\ A_B) \/ (s = 1 /\ [Act(2)]_s /\ s' # s) \/ <<s = 2 /\ Act(0)>>_s
Spec == Init /\ [][Next]_<<s>> /\ WF_<<s>>(A_B) /\ SF_(s)(s = 2 /\ Act(0))
Inv == s \in 0..2 /\ Th
Pr == [][s' # s]_s /\ <>(s = 2) /\ []<><<s' = 0>>_s
==== trailing
