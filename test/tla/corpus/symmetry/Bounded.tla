------------------------------- MODULE Bounded -------------------------------
(* With a state constraint, an action constraint, a view; and an action property that is false. *)
EXTENDS Naturals, FiniteSets, TLC
CONSTANT Proc
VARIABLES count, owner, history

vars == <<count, owner, history>>
Init == count = [p \in Proc |-> 0] /\ owner = {} /\ history = 0
Inc(p) == count' = [count EXCEPT ![p] = @ + 1] /\ history' = history + 1 /\ UNCHANGED owner
Own(p) == /\ count[p] > 0 /\ owner' = {p} \cup (IF count[p] > 2 THEN owner ELSE {})
          /\ history' = history + 1 /\ UNCHANGED count
Next == \E p \in Proc : Inc(p) \/ Own(p)
Spec == Init /\ [][Next]_vars
Low == \A p \in Proc : count[p] < 4
Short == history < 9
Slow == \A p \in owner : count'[p] # 3
Shape == <<count, owner>>
Shrinks == [][Cardinality(owner') <= 1]_vars
Perms == Permutations(Proc)
==============================================================================
