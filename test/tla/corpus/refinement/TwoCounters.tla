---- MODULE TwoCounters ----
(* One module twice, once with a parameter; a mapping that is an expression. *)
\* refinement through nested instances, same names in two instances, parametrised instance of a module with variables
EXTENDS Naturals, Sequences
VARIABLES a, b, log
vars == <<a, b, log>>
---------------------------- MODULE Counter ----------------------------
EXTENDS Naturals
CONSTANT Max
VARIABLE n
Init == n = 0
Inc == n < Max /\ n' = n + 1
Reset == n = Max /\ n' = 0
Next == Inc \/ Reset
Spec == Init /\ [][Next]_n
Bounded == n \in 0..Max
THEOREM Spec => []Bounded
=========================================================================
A == INSTANCE Counter WITH n <- a, Max <- 2
B(m) == INSTANCE Counter WITH n <- b, Max <- m
Sum == INSTANCE Counter WITH n <- (a + b) % 2, Max <- 1
Init == A!Init /\ B(1)!Init /\ log = <<>>
NextA == A!Next /\ UNCHANGED b /\ log' = IF Len(log) < 2 THEN Append(log, "a") ELSE Tail(log)
NextB == B(1)!Next /\ UNCHANGED a /\ log' = <<>>
Next == NextA \/ NextB
Spec == Init /\ [][Next]_vars
Inv == A!Bounded /\ B(1)!Bounded /\ \A k \in 1..2 : B(k)!Bounded
PA == A!Spec
PB == B(1)!Spec
PS == Sum!Spec
====
