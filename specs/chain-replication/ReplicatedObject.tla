-------------------------- MODULE ReplicatedObject --------------------------
(***************************************************************************)
(* What clients are promised: section 2 and figure 1 of Robbert van        *)
(* Renesse and Fred B. Schneider, Chain Replication for Supporting High    *)
(* Throughput and Availability, OSDI 2004. An object is the sequence of    *)
(* updates made to it and the set of requests that wait, and a request is  *)
(* answered at one instant from the history of that instant. No server, no *)
(* chain and no failure is to be seen.                                     *)
(*                                                                         *)
(* The figure leaves out what is answered and when a request may come      *)
(* twice. Here answers are kept, and an update is processed at most once;  *)
(* a query goes on waiting, since the network may deliver it again, and    *)
(* each time it is answered from the history of that time.                 *)
(***************************************************************************)
EXTENDS KeyValue

CONSTANT
  Request     \* all requests: records with client, number and operation

VARIABLES
  hist,       \* the updates processed, in order
  pending,    \* the requests that have arrived and may still be processed
  replies     \* what clients have been told: a request with its answer

vars == <<hist, pending, replies>>

Processed == {hist[n] : n \in DOMAIN hist}

TypeOK ==
  /\ hist \in Seq(Request)
  /\ pending \subseteq Request
  /\ \A reply \in replies : reply.request \in Request

Init ==
  /\ hist = << >>
  /\ pending = {}
  /\ replies = {}

\* T1: a request arrives.
Arrive(request) ==
  /\ request \notin pending
  /\ request \notin Processed
  /\ pending' = pending \cup {request}
  /\ UNCHANGED <<hist, replies>>

\* T2: a request is lost or ignored; the client may send it again.
Ignore(request) ==
  /\ request \in pending
  /\ pending' = pending \ {request}
  /\ UNCHANGED <<hist, replies>>

\* T3, for a query: answered from the history as it is.
ProcessQuery(request) ==
  /\ request \in pending
  /\ IsQuery(request.operation)
  /\ replies' = replies \cup
       {[request |-> request, answer |-> Answer(hist, request.operation)]}
  /\ UNCHANGED <<hist, pending>>

\* T3, for an update: the history grows, and the client is told.
ProcessUpdate(request) ==
  /\ request \in pending
  /\ ~IsQuery(request.operation)
  /\ hist' = Append(hist, request)
  /\ pending' = pending \ {request}
  /\ replies' = replies \cup
       {[request |-> request, answer |-> Answer(hist, request.operation)]}

Next ==
  \E request \in Request :
    \/ Arrive(request)
    \/ Ignore(request)
    \/ ProcessQuery(request)
    \/ ProcessUpdate(request)

Spec == Init /\ [][Next]_vars
=============================================================================
Checked as the target of a refinement: see ChainProperties.tla.
