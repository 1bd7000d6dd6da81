--------------------------- MODULE BoundedObject ---------------------------
(***************************************************************************)
(* What clients are promised whose reads may be a little old: the object   *)
(* of ReplicatedObject, and reads that lack at most so many of the newest  *)
(* versions of their key as they ask for (k-atomicity: Aiyer, Alvisi and   *)
(* Bazzi, On the Availability of Non-strict Quorum Systems, DISC 2005).    *)
(* With a bound of 0 a read is a query like any other.                     *)
(***************************************************************************)
EXTENDS ReplicatedObject, FiniteSets

\* The updates of this key that the first n do not have.
Missing(key, n) ==
  {position \in n + 1 .. Len(hist) : hist[position].operation.key = key}

ProcessRead(request) ==
  /\ request \in pending
  /\ request.operation.type = "read"
  /\ \E n \in 0 .. Len(hist) :
       /\ Cardinality(Missing(request.operation.key, n))
            <= request.operation.bound
       /\ replies' = replies \cup
            {[request |-> request,
              answer |-> Answer(SubSeq(hist, 1, n), request.operation)]}
  /\ UNCHANGED <<hist, pending>>

BoundedNext == Next \/ \E request \in Request : ProcessRead(request)

BoundedSpec == Init /\ [][BoundedNext]_vars
=============================================================================
Checked as the target of a refinement: see Craq.tla.
