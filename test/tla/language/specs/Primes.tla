---- MODULE Primes ----
EXTENDS Naturals, Sequences, TLC
VARIABLES x, y, z
pair == <<x, y>>
all == <<pair, <<z>>>>
Plus(a, b) == a + b
I(k) == INSTANCE Primed WITH u <- x, w <- <<y, z>>, F <- LAMBDA a : (a + k) % 4
Even(v) == v % 2 = 0
Step(i) == x' = (x + i) % 5 /\ y' = Plus(x, i)' % 3 /\ z' = z
Le == LET n == x + 1 IN UNCHANGED pair /\ n' <= 5 /\ z' = n'
La(Op(_), v) == Op(v)' = 2
Prim == /\ x' \in {1, 2} /\ y' = (LET k == x IN k')  /\ La(LAMBDA a : a + 1, x) /\ UNCHANGED z
En == ENABLED (x' = 7 /\ x' > 6) /\ ENABLED Step(1) /\ ~ENABLED (x' = x + 1 /\ x' = x)
EnNest == ENABLED (x' = 1 /\ ENABLED (y' = 2)) /\ ENABLED (UNCHANGED all)
Init == x = 0 /\ y = 0 /\ z = 0
Next == \/ \E i \in 1 .. 2 : Step(i)
        \/ Le
        \/ Prim
        \/ \E k \in {1, 2} : I(k)!Next(1)
        \/ I(1)!Both
        \/ En /\ EnNest /\ x = 4 /\ UNCHANGED all
        \/ /\ (ENABLED (x' = 1))' = TRUE
           /\ x = 3 /\ x' = 0 /\ UNCHANGED <<y, <<z>>>>


Bound == z < 6
====
