------------------------------ MODULE MCCrdtCore ------------------------------
(***************************************************************************)
(* For the models in MCCrdtCore*.cfg: what bounds them, and the bugs that  *)
(* the MCCrdtCoreBroken*.cfg put in the place of a definition.             *)
(***************************************************************************)
EXTENDS CrdtHistory, TLC

CONSTANTS a, b, c,
          NetMax        \* how many different messages are sent

RoomFor(m) == m \in net \/ Cardinality(net) < NetMax

\* Whole states go only where deltas do not suffice.
OnlyIfNeeded(r) == (\E p \in Peer(r) : ~CanDelta(r, p)) = TRUE

Symmetry == Permutations(Replica) \cup Permutations(Elem)

Ranks == [r \in Replica |-> IF r = a THEN 1 ELSE IF r = b THEN 2 ELSE 3]
\* Types that do not look at it keep their symmetry.
Unranked == [r \in Replica |-> 0]

OneGCounter == [x |-> "GCounter"]
OnePnCounter == [x |-> "PnCounter"]
OneLwwRegister == [x |-> "LwwRegister"]
OneMvRegister == [x |-> "MvRegister"]
OneOrSet == [x |-> "OrSet"]
OneRga == [x |-> "Rga"]

----------------------------------------------------------------------------
(***************************************************************************)
(* Bugs of the types.                                                      *)
(***************************************************************************)
\* Nobody remembers what it has seen: the removed and the unknown are one.
PartWithoutContext(store, o) == [state |-> store.state[o], seen |-> {}]

\* What only one side has seen is forgotten.
Intersection(x, y) == x \cap y

\* Of two writes with the same time each replica keeps its own.
JoinByTimeAlone(x, y) ==
  IF x.state = None THEN y.state ELSE IF y.state = None THEN x.state
  ELSE IF x.state.time < y.state.time THEN y.state ELSE x.state

\* A write is stamped with what the clock shows, whatever it replaces.
MutateByWallClock(old, update, moment) ==
  LWW!Mutate(None, update, moment)

----------------------------------------------------------------------------
(***************************************************************************)
(* Bugs of the replicas.                                                   *)
(***************************************************************************)
\* Who starts again goes on under the name that is on its disk.
SameIncarnation(r) == 1

\* What was seen here is taken for seen by everybody.
SeenHere(r) == seen[r]

\* Deltas are joined wherever they arrive.
Anywhere(r, m, after) == TRUE

\* Nobody owes it to b that what is sent to it arrives.
CurrentOneWay(r, p) ==
  \E m \in net : m.source = p /\ r # b /\ SeenBy(m) = seen[p] /\ Merge(r, m)

=============================================================================
