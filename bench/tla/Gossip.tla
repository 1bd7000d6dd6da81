------------------------------- MODULE Gossip -------------------------------
(* Replicated sets that are merged: unions, filters, maps over sets of        *)
(* records, EXCEPT with sets, DOMAIN.                                         *)
EXTENDS Naturals, FiniteSets
CONSTANTS Replica, Item, ClockMax
VARIABLES adds, removes, clock
vars == <<adds, removes, clock>>

Init ==
  /\ adds = [r \in Replica |-> {}]
  /\ removes = [r \in Replica |-> {}]
  /\ clock = [r \in Replica |-> 0]

Tags(S) == {e.tag : e \in S}
Live(r) == {e.item : e \in {a \in adds[r] : a.tag \notin removes[r]}}

Add(r, x) ==
  /\ clock[r] < ClockMax
  /\ clock' = [clock EXCEPT ![r] = @ + 1]
  /\ adds' = [adds EXCEPT ![r] =
                @ \cup {[item |-> x, tag |-> <<r, clock[r]>>]}]
  /\ UNCHANGED removes
Remove(r, x) ==
  /\ x \in Live(r)
  /\ removes' = [removes EXCEPT ![r] =
                   @ \cup Tags({e \in adds[r] : e.item = x})]
  /\ UNCHANGED <<adds, clock>>
Merge(r, s) ==
  /\ r # s
  /\ adds' = [adds EXCEPT ![r] = @ \cup adds[s]]
  /\ removes' = [removes EXCEPT ![r] = @ \cup removes[s]]
  /\ UNCHANGED clock
Next ==
  \/ \E r \in Replica, x \in Item : Add(r, x) \/ Remove(r, x)
  \/ \E r, s \in Replica : Merge(r, s)
Spec == Init /\ [][Next]_vars

Known == \A r \in DOMAIN removes : removes[r] \subseteq Tags(adds[r])
Unique ==
  \A e, f \in UNION {adds[r] : r \in Replica} : e.tag = f.tag => e = f
Converged ==
  \A r, s \in Replica :
    adds[r] = adds[s] /\ removes[r] = removes[s] => Live(r) = Live(s)
=============================================================================
