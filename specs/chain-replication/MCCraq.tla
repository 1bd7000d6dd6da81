------------------------------- MODULE MCCraq -------------------------------
(***************************************************************************)
(* Bounds for Craq, its mutants and its negative controls.                 *)
(***************************************************************************)
EXTENDS Craq, MCChainReplication

CONSTANT
  Bound         \* how many versions reads may lack

FounderOne == <<a>>

Read(key, bound) == [type |-> "read", key |-> key, bound |-> bound]

Reads == {Read(key, bound) : key \in Key, bound \in Bound}

WritersAndCraqReaders ==
  [client \in Client |->
    {Put(key, client) : key \in IF client \in Writer THEN Key ELSE {}}
      \cup (IF client \in Reader THEN Reads ELSE {})]

EverythingAndReads == [client \in Client |-> Everything[client] \cup Reads]

(***************************************************************************)
(* Negative controls: none of these holds, and the traces show why.        *)
(***************************************************************************)
\* A read finds a key dirty, and the tail names a version that the server
\* does not know to be committed.
DebugDirtyRead ==
  \A m \in OfType("VersionReply") :
    \/ m.version <= committed[m.server]
    \/ [request |-> m.request, version |-> m.version] \notin
         {[request |-> r.request, version |-> r.version] :
            r \in OfType("ReadReply")}

\* A read with a bound may lack what another read has returned.
BoundedReadsAtomicProp ==
  [][\A one \in Chosen' \ Chosen :
       one.version = Newest(Committed, one.request.operation.key)]_messages

\* Without a survivor nothing is promised.
EveryReadAnsweredAnywayProp ==
  \A request \in Request :
    request.operation.type = "read" =>
      (\E m \in OfType("Request") : m.request = request)
        ~> (\E m \in OfType("ReadReply") : m.request = request)

(***************************************************************************)
(* Mutants: each replaces the action or the operator it is named after.    *)
(***************************************************************************)
\* The newest version is returned, dirty or not.
ReadDirty(s, m) ==
  /\ IsComplete(s)
  /\ IsRead(m)
  /\ Say(ReadReply(s, m.request, Newest(hist[s], m.request.operation.key)))

\* The newest clean version is returned, whatever is dirty.
ReadWithoutAsking(s, m) ==
  /\ IsComplete(s)
  /\ IsRead(m)
  /\ Say(ReadReply(s, m.request, Clean(s, m.request.operation.key)))

\* A server answers before it has caught up.
ReadWhileJoining(s, m) ==
  /\ IsActive(s)
  /\ IsRead(m)
  /\ LET operation == m.request.operation
     IN  /\ Cardinality(Dirty(s, operation.key)) <= operation.bound
         /\ Say(ReadReply(s, m.request, Clean(s, operation.key)))

\* A new tail tells of versions before it has worked off its backlog.
ReceiveVersionQueryAtOnce(s, m) ==
  /\ m.tail = s
  /\ role[s] = "Tail"
  /\ Say([type |-> "VersionReply", server |-> m.server, request |-> m.request,
          version |-> Clean(s, m.request.operation.key)])

OnlyTheTailCrashes == {role[a], role[b]} \cap {"Crashed"} = {}

\* An acknowledgement makes everything clean, not what it acknowledges.
ReceiveAckOfAll(s, t) ==
  /\ IsCurrent(s, t, "Ack")
  /\ committed' = [committed EXCEPT ![s] = Len(hist[s])]
  /\ channel' = Receive(channel, s, t)
  /\ UNCHANGED <<role, incarnation, view, hist, forwarded, announced,
                 masterVars, messages, clientVars>>
=============================================================================
