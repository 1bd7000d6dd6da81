------------------------------- MODULE Relation -------------------------------
(* A relation between members of the symmetric set, as functions of functions: states with regular graphs, in which no member
   differs from another and yet not all can be exchanged. *)
EXTENDS Naturals, FiniteSets, TLC
CONSTANT Node
VARIABLE sees

Init == sees = [a \in Node |-> [b \in Node |-> FALSE]]
Meet(a, b) == /\ a # b
              /\ Cardinality({c \in Node : sees[a][c]}) < 2
              /\ sees' = [sees EXCEPT ![a][b] = TRUE]
Next == \E a, b \in Node : Meet(a, b)
Free == \E a \in Node : \A b \in Node : ~sees[a][b]
Perms == Permutations(Node)
==============================================================================
