---------------------------- MODULE Philosophers ----------------------------
EXTENDS Naturals
CONSTANTS N, Polite
ASSUME N > 1
P == 0 .. N - 1
VARIABLES fork, pc
Left(p) == p   Right(p) == (p + 1) % N
First(p) == IF Polite /\ p = N - 1 THEN Right(p) ELSE Left(p)
Second(p) == IF First(p) = Left(p) THEN Right(p) ELSE Left(p)
Free == N
Init == fork = [f \in P |-> Free] /\ pc = [p \in P |-> "think"]
Grab(p, f, from, to) == /\ pc[p] = from /\ fork[f] = Free
                        /\ fork' = [fork EXCEPT ![f] = p] /\ pc' = [pc EXCEPT ![p] = to]
Hungry(p) == Grab(p, First(p), "think", "one")
Eat(p) == Grab(p, Second(p), "one", "eat")
Think(p) == /\ pc[p] = "eat" /\ pc' = [pc EXCEPT ![p] = "think"]
            /\ fork' = [f \in P |-> IF fork[f] = p THEN Free ELSE fork[f]]
Next == \E p \in P : Hungry(p) \/ Eat(p) \/ Think(p)
v == <<fork, pc>>
Spec == Init /\ [][Next]_v /\ \A p \in P : WF_v(Think(p)) /\ SF_v(Hungry(p)) /\ SF_v(Eat(p))
Apart == \A p \in P : ~(pc[p] = "eat" /\ pc[(p + 1) % N] = "eat")
Fed == \A p \in P : []<>(pc[p] = "eat")
Holds(p) == CASE pc[p] = "think" -> {} [] pc[p] = "one" -> {First(p)} [] pc[p] = "eat" -> {First(p), Second(p)}
Consistent == \A f \in P, p \in P : fork[f] = p <=> f \in Holds(p)
=============================================================================
