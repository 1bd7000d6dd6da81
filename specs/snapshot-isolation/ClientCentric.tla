---------------------------- MODULE ClientCentric ----------------------------
(***************************************************************************)
(* The problem, as clients see it (Crooks, Pu, Alvisi, Clement, "Seeing is *)
(* Believing", PODC 2017): transactions are committed one after another    *)
(* and for ever, and there is an execution of all of them in which each    *)
(* passes the commit test of the level. What a store does to achieve that  *)
(* is none of its business.                                                *)
(***************************************************************************)
EXTENDS Isolation

VARIABLES
  mode,       \* "SI", or one of those that must be serializable
  committed   \* the transactions, in the order of their commits

Passes(H) ==
  IF mode = "SI" THEN StrongSnapshotIsolation(H) ELSE StrictSerializable(H)

Init == committed = << >>

Next ==
  /\ Len(committed') = Len(committed) + 1
  /\ SubSeq(committed', 1, Len(committed)) = committed
  /\ Passes(committed')

Spec == Init /\ [][Next]_committed

=============================================================================
