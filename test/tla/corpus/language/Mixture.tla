---- MODULE Mixture ----
(* Functions of tuples, nested EXCEPT, ENABLED, primes on expressions, implicit substitutions. *)
EXTENDS Integers, Sequences, TLC, FiniteSets
\* weird but legal bits
VARIABLES x, f, r
-----------------------------------------------------------------------------
Op1(a)==a  Op2(a)
  ==
   a
LOCAL Loc == 3
F1[a \in {1,2}, b \in {3}] == a + b
F2[<<a, b>> \in {1,2} \X {3}] == a - b
Tup == <<1, <<2, 3>>, "s">>
Acc == Tup[2][1] + F1[1,3] + F1[<<2,3>>] + F2[<<1,3>>]
Fld == [type |-> "a", val |-> [x |-> 3, IN_ |-> 4]]
Nest == [r EXCEPT !.a[1].b = @ + 1, !.c = [@ EXCEPT ![2] = 7], !.a[2] = [b |-> 0]]
Multi == [f EXCEPT ![1] = 5, ![1] = @ + 1]
Q == \A a, b \in {1,2}, <<c, d>> \in {<<3,4>>}, e \in {5} : a + b + c + d + e > 0
Qu == \E S \in SUBSET {1,2,3} : /\ Cardinality(S) = 2 /\ 1 \in S
Chs == CHOOSE <<a, b>> \in {1,2} \X {1,2} : a > b
Lm == LET G(H(_), a) == H(H(a)) IN G(LAMBDA z : z * 2, 3)
Comp == {<<a, b>> : a \in {1,2}, b \in {3,4}} = {1,2} \X {3,4}
Fil == {<<a, b>> \in {1,2} \X {1,2} : a = b}
Case2 == CASE x = 0 -> 1 [] x = 1 -> 2 [] x > 1 -> 3
IfIn == IF x = 0 THEN LET y == 1 IN y + 1 ELSE CASE TRUE -> 9
StrOps == "abc" \o "def" = "abcdef" /\ Len("abc") = 3 /\ SubSeq("hello", 2, 3) = "el" /\ "a" \in STRING
Ord == 2 \geq 1 /\ 1 \leq 2 /\ 1 =< 2 /\ 2 >= 1 /\ ~(1 /= 1) /\ 1 # 2 /\ (TRUE \land TRUE) /\ (FALSE \lor TRUE)
Sets == {1} \union {2} = {1,2} /\ {1} \intersect {2} = {} /\ {1} \subseteq {1} /\ 1 \notin {2} /\ {1,2} \ {1} = {2}
Times == {1} \times {2} = {1} \X {2}
Conc == <<1>> \circ <<2>> = <<1,2>>
Fun3 == [a \in {1,2} |-> [b \in {1} |-> a + b]][2][1]
Prime == x' = x + 1 /\ (f[1])' = f'[1] /\ <<x, f>>' = <<x', f'>>
Bool == \A p \in BOOLEAN : p \/ ~p
BigAnd == \A p, q \in BOOLEAN : (p => q) <=> (~p \/ q)
Rc == [a : {1}, b : {2,3}] = {[a |-> 1, b |-> 2], [a |-> 1, b |-> 3]}
Ats == [[a |-> <<1,2>>] EXCEPT !.a = <<@[2], @[1]>>]
Neg == -(-3) = 3 /\ -3 + 5 = 2 /\ 0 - 3 = -3 /\ -3 \in Int /\ (-3) % 2 = 1 /\ (-3) \div 2 = -2
Dots == 3..1 = {} /\ -1..1 = {-1,0,1}
Lots == Op1(Op2(Loc))
SubU == UNION {{1}, {2,3}} = 1..3 /\ SUBSET {} = {{}}
Ty == [a \in {} |-> 1] = <<>> /\ (1 :> 2 @@ 2 :> 3) = <<2, 3>>
ASSUME PrintT(<<Acc, Fld, Q, Qu, Chs, Lm, Comp, Fil, Ord, Sets, Times, Conc, Fun3, Bool, BigAnd, Rc, Ats, Neg, Dots, Lots, SubU, Ty>>)
ASSUME StrOps
Init == x = 0 /\ f = <<1, 2>> /\ r = [a |-> <<[b |-> 1], [b |-> 2]>>, c |-> <<1,2,3>>]
Step ==   x < 2
       /\ x' = x + 1
       /\ f' = Multi
       /\ r' = Nest
       /\ Prime
Next == \/ Step
        \/ x = 2 /\ x' = 3 /\ UNCHANGED f /\ UNCHANGED <<r>>
        \/ x = 3 /\ \A i \in {1} : x' = i /\ UNCHANGED <<f, r>>
        \/ LET k == x IN k = 3 /\ x' = 0 /\ UNCHANGED <<f, r>>
        \/ x = 1 /\ IF f[1] > 5 THEN x' \in {2, 3} /\ f' = f /\ r' = r ELSE FALSE
Inv == Case2 \in 1..3 /\ IfIn \in {2, 9} /\ ENABLED Next /\ (ENABLED (x' = x /\ x > 1)) = (x > 1)
Inst == INSTANCE MixtureVotes WITH Acceptor <- {1}, Quorum <- {{1}}, Ballot <- {0}, Value <- {"v"}, ballots <- [i \in {1} |-> {}]
Inv2 == Inst!TypeOK /\ Inst!Agreement /\ ~Inst!Chosen("v") /\ Inst!Init
Small == r.a[1].b < 4
====
