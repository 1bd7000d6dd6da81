--------------- MODULE Cells ---------------
\* Living cells on a torus, as the set of those that live.
EXTENDS Integers, FiniteSets
CONSTANT N
VARIABLE alive
Place == (0 .. N - 1) \X (0 .. N - 1)
near[<<a, b>> \in Place] == { << (a + i) % N, (b + j) % N >> : <<i, j>> \in ({-1, 0, 1} \X {-1, 0, 1}) \ {<<0, 0>>} }
Count(p) == Cardinality(near[p] \cap alive)
Init == alive \in {S \in SUBSET Place : Cardinality(S) \in 3..4}
Next == alive' = {p \in Place : CASE p \in alive -> Count(p) \in {2, 3}
                                   [] p \notin alive -> Count(p) = 3}
TypeOK == alive \subseteq Place
===========================================
