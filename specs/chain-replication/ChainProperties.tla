-------------------------- MODULE ChainProperties ---------------------------
(***************************************************************************)
(* What must hold of ChainReplication: the two invariants by name of the   *)
(* paper (section 3), what follows from them for clients, and              *)
(* the refinement of the object that clients are promised (section 2).     *)
(***************************************************************************)
EXTENDS ChainReplication

\* s is upstream of t in the newest chain, and both take part.
IsUpstream(s, t) ==
  /\ \A u \in {s, t} : IsActive(u) /\ Names(config, u)
  /\ Index(config.chain, s) < Index(config.chain, t)

\* Update Propagation Invariant: the history of a server is a prefix of that
\* of every server before it.
UpdatePropagationInv ==
  \A s, t \in Server : IsUpstream(s, t) => IsPrefix(hist[t], hist[s])

\* Inprocess Requests Invariant: what a server has, and a later one lacks, is
\* in its Sent.
InprocessInv ==
  \A s, t \in Server :
    IsUpstream(s, t) /\ IsComplete(t) =>
      \E n \in 0 .. Len(Sent(s)) :
        hist[s] = hist[t] \o SubSeq(Sent(s), n + 1, Len(Sent(s)))

\* Nothing is lost or repeated between a server and its successor.
InFlightInv ==
  \A s, t \in Server :
    /\ forwarded[s] >= 0 /\ IsActive(t)
    /\ view[s] = view[t] /\ HasSuccessor(view[s], s)
    /\ Successor(view[s], s) = t
    => hist[t] \o Underway(s, t) = SubSeq(hist[s], 1, forwarded[s])

\* No server takes an update for processed before the tail has processed it.
CommittedInv == \A s \in Server : committed[s] <= Len(Committed)

\* An update is processed at most once, at one position.
ProcessedOnceInv ==
  \A m, n \in OfType("UpdateReply") :
    (m.request = n.request) <=> (m.position = n.position)

\* An update that a client was told of is with every server that has caught
\* up: it survives as long as one of them does.
AckedDurableInv ==
  \A s \in Server : IsComplete(s) => IsPrefix(Committed, hist[s])

\* At most one server answers, and it is in the newest chain.
EpochFencedInv ==
  \A s \in Server : role[s] = "Tail" =>
    Names(config, s) /\ \A t \in Server : role[t] = "Tail" => t = s

\* A query is answered from all that is committed when it is answered.
ReadsAtomicProp ==
  [][\A m \in OfType("QueryReply")' \ OfType("QueryReply") :
       m.answer = Answer(Committed, m.request.operation)]_messages

\* An update is processed at last, if one server survives, unless its client
\* has given up on it and made a later one.
IsSettled(request) ==
  \E n \in DOMAIN Committed :
    /\ Committed[n].client = request.client
    /\ Committed[n].number >= request.number
HasSurvivor ==
  \E s \in Range(config.chain) : Names(config, s) /\ IsComplete(s)
EveryWriteCommitsProp ==
  \A request \in Request :
    ~IsQuery(request.operation) =>
      (\E m \in OfType("Request") : m.request = request)
        ~> (IsSettled(request) \/ ~HasSurvivor)

\* A query is answered at last, if one server survives.
EveryQueryAnsweredProp ==
  \A request \in Request :
    IsQuery(request.operation) =>
      (\E m \in OfType("Request") : m.request = request)
        ~> (\/ \E m \in OfType("QueryReply") : m.request = request
           \/ ~HasSurvivor)

(***************************************************************************)
(* Refinement of section 2: what clients see is one object.                *)
(***************************************************************************)
Object == INSTANCE ReplicatedObject WITH
  hist <- Committed,
  pending <- {m.request : m \in OfType("Request")} \ Range(Committed),
  replies <- {[request |-> m.request, answer |-> m.answer] : m \in Replies}

RefinesReplicatedObject == Object!Spec
=============================================================================
Checked with the MCChainReplication*.cfg.  Sizes and times: README.md.
