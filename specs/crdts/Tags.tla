--------------------------------- MODULE Tags ---------------------------------
(***************************************************************************)
(* Names of events. A tag <<r, life, n>> is the n-th update of one life of *)
(* replica r; that life is the actor. Tags are dots of Almeida, Shoker and *)
(* Baquero (Delta state replicated data types, JPDC 2018, section 7.1).    *)
(*                                                                         *)
(* An element of a lattice is a record: `state`, and `seen`, the set of    *)
(* the tags that it tells of (a causal context). What has been seen and is *)
(* not in the state was removed.                                           *)
(***************************************************************************)
EXTENDS Naturals, Integers, Sequences, FiniteSets

CONSTANT Rank       \* the order of the replicas: a function to numbers

Actor(tag) == <<tag[1], tag[2]>>

\* The order of actors that everybody computes alike.
Less(actor, other) ==
  \/ Rank[actor[1]] < Rank[other[1]]
  \/ Rank[actor[1]] = Rank[other[1]] /\ actor[2] < other[2]

Max(a, b) == IF a < b THEN b ELSE a

RECURSIVE Sum(_, _)
Sum(f, S) ==
  IF S = {} THEN 0 ELSE LET x == CHOOSE x \in S : TRUE
                        IN  f[x] + Sum(f, S \ {x})

=============================================================================
