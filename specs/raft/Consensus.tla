----------------------------- MODULE Consensus ------------------------------
(***************************************************************************)
(* What consensus is: at most one value is chosen, and it stays chosen.    *)
(* Whose values these may be is said by who uses this.                     *)
(***************************************************************************)
EXTENDS FiniteSets

VARIABLE chosen  \* the values that are chosen

Init == chosen = {}

Choose ==
  /\ chosen = {}
  /\ Cardinality(chosen') = 1

Spec == Init /\ [][Choose]_chosen
=============================================================================
