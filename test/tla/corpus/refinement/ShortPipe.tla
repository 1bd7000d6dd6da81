----------------------------- MODULE ShortPipe -----------------------------
(* The store is hidden in the specification proper:
     Spec == \EE s : Whole(s)!Spec, with a bound                             *)
EXTENDS Naturals, Sequences
VARIABLES inlet, outlet
CONSTANT Item, Length
ASSUME Length \in Nat \ {0}
Whole(store) == INSTANCE Pipe
Step(store) == Whole(store)!Next /\ (Whole(store)!Fetch => Len(store) < Length)
=============================================================================
