----------------------------- MODULE MCRaftCore -----------------------------
(***************************************************************************)
(* Bounds for RaftCore, its mutants and its negative controls.             *)
(***************************************************************************)
EXTENDS RaftCore, TLC

CONSTANTS a, b, c

Everybody == [t \in Term |-> Server]
Alternating == [t \in Term |-> IF t % 2 = 1 THEN {a} ELSE {b}]

Symmetry == Permutations(Server)
=============================================================================
