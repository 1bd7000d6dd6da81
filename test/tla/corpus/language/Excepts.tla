---- MODULE Excepts ----
EXTENDS Integers, Sequences, TLC
VARIABLES f, log
S == {"a", "b"}
Init == f = [k \in S |-> [n |-> 0, seq |-> <<1, 2>>, sub |-> [p \in 1..2 |-> [q |-> p, r |-> {}]]]] /\ log = << >>
Step(k) ==
  /\ f[k].n < 2
  /\ f' = [f EXCEPT ![k].n = @ + 1,
                    ![k].seq[1] = @ + f[k].seq[2],
                    ![k].sub[2].q = IF @ > 3 THEN 0 ELSE @ + 1,
                    ![k]["sub"][1].r = @ \cup {[f EXCEPT ![k].n = @ * 10][k].n}]
  /\ log' = Append(log, <<k, f'[k].n>>)
Two == /\ f["a"].n = 2
       /\ f' = [f EXCEPT !.a.n = 0, !.b.n = @ + 5, !.b = [@ EXCEPT !.n = @ + 1], !["a"].seq = Tail(@)]
       /\ UNCHANGED log
Next == (\E k \in S : Step(k)) \/ Two
Pair == [<<i, j>> \in {1, 2} \X {3, 4} |-> i * j]
ASSUME PrintT([Pair EXCEPT ![1, 3] = @ + 100, ![<<2, 4>>] = -@])
Fn2[i, j \in 1..3] == IF i = 1 \/ j = 1 THEN 1 ELSE Fn2[i - 1, j] + Fn2[i, j - 1]
ASSUME PrintT(Fn2[3, 3]) /\ PrintT([Fn2 EXCEPT ![1, 1] = 7][<<1, 1>>])
Mixed[<<a, b>> \in {1, 2} \X {1, 2}, c \in {5, 6}, d, e \in {0}] == <<a, b, c, d, e>>
ASSUME PrintT(Mixed[<<1, 2>>, 5, 0, 0]) /\ PrintT(DOMAIN Mixed)
Bound == Len(log) < 4
Inv == /\ \A k \in S : f[k].n \in 0..8
       /\ \A k \in S : f[k].seq[1] <= 7
====
