---------------------------- MODULE MCCrdtCoreCode ----------------------------
(***************************************************************************)
(* What the code is compared with: the replicas, without any memory of     *)
(* what they did. Objects and elements are those of models/crdts.          *)
(***************************************************************************)
EXTENDS CrdtProperties

CONSTANTS a, b, c,
          NetMax        \* how many different messages are sent

FewMessages == Cardinality(net) <= NetMax

Ranks == [r \in Replica |-> IF r = a THEN 1 ELSE IF r = b THEN 2 ELSE 3]

\* The type with the most to go wrong: an order, tombstones, their collection.
One == [text |-> "Rga"]
Six == [clicks |-> "GCounter", stock |-> "PnCounter", title |-> "LwwRegister",
        shape |-> "MvRegister", labels |-> "OrSet", text |-> "Rga"]

Letters == {"A", "B"}

=============================================================================
