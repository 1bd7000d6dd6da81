------------------------------- MODULE Covers -------------------------------
(* Big power sets: a family of sets grows, and quantifiers run through        *)
(* SUBSET.                                                                    *)
EXTENDS Naturals, FiniteSets
CONSTANTS Node, Sets
VARIABLES family, marked
vars == <<family, marked>>

Init == family = {} /\ marked = {}
Add ==
  /\ Cardinality(family) < Sets
  /\ \E S \in SUBSET Node :
       /\ Cardinality(S) \in 2 .. 4
       /\ S \notin family
       /\ \A T \in family : S \cap T # {}
       /\ family' = family \cup {S}
  /\ UNCHANGED marked
Mark ==
  /\ Cardinality(family) = Sets
  /\ marked' \in {M \in SUBSET UNION family : Cardinality(M) = 2}
  /\ UNCHANGED family
Next == Add \/ Mark
Spec == Init /\ [][Next]_vars

Meet == \A S, T \in family : S \cap T # {}
Hit ==
  \A M \in SUBSET (Node \ UNION family) : \A S \in family : M \cap S = {}
Covered == marked \subseteq UNION family
=============================================================================
