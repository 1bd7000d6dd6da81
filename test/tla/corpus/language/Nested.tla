---- MODULE Nested ----
(* Modules in modules, instances with and without parameters, subexpressions. *)
EXTENDS Naturals, TLC, Sequences
VARIABLES pc, s
---- MODULE Inner ----
EXTENDS Naturals
CONSTANT K
VARIABLE v
Inc == v' = v + K
Dbl(n) == n * 2
Val == v + K
LOCAL Hidden == 5
Shown == Hidden
==== 
I1 == INSTANCE Inner WITH K <- 1, v <- s
I2(K) == INSTANCE Inner WITH v <- s
LOCAL I3 == INSTANCE Inner WITH K <- 3, v <- s
M == INSTANCE Sequences
Init == pc = "a" /\ s = 0
Next == \/ pc = "a" /\ pc' = "b" /\ I1!Inc
        \/ pc = "b" /\ pc' = "c" /\ I2(5)!Inc
        \/ pc = "c" /\ pc' \in {"a", "d"} /\ I3!Inc
        \/ pc = "d" /\ UNCHANGED <<pc, s>>
Inv == I1!Val = s + 1 /\ I2(7)!Val = s + 7 /\ I1!Shown = 5 /\ M!Len(<<1>>) = 1
C == s < 30
Lbl == \A x \in {1,2} : lab(x) :: x > 0
L2 == Lbl!lab(3)
L3 == Inv!1
L4 == Inv!2!1
A1 == PrintT(<<"lvl", TLCGet("level")>>)
====
