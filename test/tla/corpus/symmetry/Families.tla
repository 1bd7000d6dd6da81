------------------------------- MODULE Families -------------------------------
(* Sets of sets of members, and functions whose arguments are sets and pairs of them. *)
EXTENDS Naturals, FiniteSets, TLC
CONSTANT Member
VARIABLES groups, weight, edge

Pairs == {g \in SUBSET Member : Cardinality(g) = 2}
Init == groups = {} /\ weight = [g \in Pairs |-> FALSE] /\ edge \in [Member \X {0, 1} -> {0}]
Found(g) == /\ Cardinality(groups) < 2 /\ g \notin groups
            /\ groups' = groups \cup {g} /\ UNCHANGED <<weight, edge>>
Weigh(g) == g \in groups /\ weight' = [weight EXCEPT ![g] = TRUE] /\ UNCHANGED <<groups, edge>>
Mark(m) == /\ \A k \in Member : edge[k, 1] = 0
           /\ edge' = [edge EXCEPT ![m, 1] = 1] /\ UNCHANGED <<groups, weight>>
Next == (\E g \in Pairs : Found(g) \/ Weigh(g)) \/ \E m \in Member : Mark(m)
Meets == \A g, h \in groups : weight[g] /\ weight[h] => g \cap h # {}
Perms == Permutations(Member)
==============================================================================
