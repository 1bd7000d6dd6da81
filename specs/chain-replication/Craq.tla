-------------------------------- MODULE Craq --------------------------------
(***************************************************************************)
(* CRAQ, chain replication with apportioned queries: Jeff Terrace and      *)
(* Michael J. Freedman, Object Storage on CRAQ, USENIX ATC 2009, section   *)
(* 2.3. Everything is as in ChainReplication, and every server that has    *)
(* caught up answers reads, not the tail alone.                            *)
(* https://www.usenix.org/conference/usenix-09/object-storage-craq         *)
(*                                                                         *)
(* A version of a key is the position of an update of it in the history.   *)
(* It is dirty at a server that does not know it to be processed by the    *)
(* tail: the dirty versions are those in Sent. The acknowledgements that   *)
(* come up the chain anyway make them clean, and so does becoming the      *)
(* tail, version by version. There is nothing more to remember than before *)
(* and nothing more to repair when a server fails: there is no variable    *)
(* here, and no step of a failure.                                         *)
(*                                                                         *)
(* A server of which a key is clean answers at once. If the key is dirty,  *)
(* it asks the tail for the version to answer with. A read says how many   *)
(* versions it may lack: 0 is strong consistency, a bound is the paper's   *)
(* eventual consistency with maximum-bounded inconsistency, counted in     *)
(* versions, and a bound that is never reached is eventual consistency.    *)
(*                                                                         *)
(* Version queries and their replies do not travel on the connections of   *)
(* the chain: they may be lost, repeated and overtaken. They carry no      *)
(* epoch: a version that is committed is the same in every one.            *)
(***************************************************************************)
EXTENDS ChainProperties

\* The versions of the key that s has and does not know to be committed.
Dirty(s, key) ==
  {n \in committed[s] + 1 .. Len(hist[s]) : hist[s][n].operation.key = key}

\* The newest version of the key among these updates; 0: there is none.
Newest(requests, key) ==
  LET versions == {n \in DOMAIN requests : requests[n].operation.key = key}
  IN  CHOOSE n \in versions \cup {0} : \A v \in versions : v <= n

\* The versions that s keeps: the newest clean one, and the dirty ones.
Clean(s, key) == Newest(SubSeq(hist[s], 1, committed[s]), key)
Versions(s, key) == Dirty(s, key) \cup {Clean(s, key)}

ReadReply(s, request, version) ==
  [type |-> "ReadReply", request |-> request, version |-> version,
   answer |-> Answer(SubSeq(hist[s], 1, version), request.operation)]

Say(m) ==
  /\ messages' = messages \cup {m}
  /\ UNCHANGED <<role, incarnation, serverVars, channel, masterVars,
                 clientVars>>

(***************************************************************************)
(* The query path.                                                         *)
(***************************************************************************)
IsRead(m) == m.request.operation.type = "read"

\* Few enough versions are dirty. The answer is a clean one all the same.
ReadClean(s, m) ==
  /\ IsComplete(s)
  /\ IsRead(m)
  /\ LET operation == m.request.operation
     IN  /\ Cardinality(Dirty(s, operation.key)) <= operation.bound
         /\ Say(ReadReply(s, m.request, Clean(s, operation.key)))

\* A tail does not ask: what is dirty there will be clean in a moment.
QueryVersion(s, m) ==
  /\ role[s] = "Member"
  /\ IsRead(m)
  /\ LET operation == m.request.operation
     IN  Cardinality(Dirty(s, operation.key)) > operation.bound
  /\ Say([type |-> "VersionQuery", server |-> s, tail |-> Last(view[s].chain),
          request |-> m.request])

\* A new tail first makes clean what it has of the key: its predecessor in
\* office may have told of a later version than it knows to be committed.
ReceiveVersionQuery(s, m) ==
  /\ m.tail = s
  /\ role[s] = "Tail"
  /\ Dirty(s, m.request.operation.key) = {}
  /\ Say([type |-> "VersionReply", server |-> m.server, request |-> m.request,
          version |-> Clean(s, m.request.operation.key)])

\* If the version is kept no more, a newer one is clean: the client will ask
\* again.
ReceiveVersionReply(s, m) ==
  /\ m.server = s
  /\ role[s] # "Crashed"
  /\ m.version \in Versions(s, m.request.operation.key)
  /\ Say(ReadReply(s, m.request, m.version))

ReadAnywhere ==
  \E s \in Server :
    \/ \E m \in OfType("Request") : ReadClean(s, m) \/ QueryVersion(s, m)
    \/ \E m \in OfType("VersionQuery") : ReceiveVersionQuery(s, m)
    \/ \E m \in OfType("VersionReply") : ReceiveVersionReply(s, m)

CraqNext == Next \/ ReadAnywhere

\* Version queries need not be answered: acknowledgements make versions clean.
CraqFairness ==
  /\ Fairness
  /\ \A s \in Server : WF_vars(\E m \in OfType("Request") : ReadClean(s, m))

CraqSpec == Init /\ [][CraqNext]_vars
FairCraqSpec == CraqSpec /\ CraqFairness

(***************************************************************************)
(* Properties.                                                             *)
(***************************************************************************)
\* A read never returns a dirty version: the tail has processed it.
ReadsCommittedInv ==
  \A m \in OfType("ReadReply") :
    /\ m.version <= Len(Committed)
    /\ m.answer = Answer(SubSeq(Committed, 1, m.version), m.request.operation)

\* The versions with which reads are answered, from the moment at which they
\* are chosen: by the server that answers, or by the tail that it asks.
Chosen ==
  {[request |-> m.request, version |-> m.version] :
     m \in OfType("ReadReply") \cup OfType("VersionReply")}

\* A read without a bound is answered with the newest version there is.
StrongReadsAtomicProp ==
  [][\A c \in Chosen' \ Chosen : c.request.operation.bound = 0 =>
       c.version = Newest(Committed, c.request.operation.key)]_messages

\* It never goes back: no version is older than one that was returned before,
\* to whomever and by whatever server.
ReadsNeverGoBackProp ==
  [][\A c \in Chosen' \ Chosen, m \in OfType("ReadReply") :
       /\ c.request.operation.bound = 0
       /\ c.request.operation.key = m.request.operation.key
       => m.version <= c.version]_messages

\* A read with a bound lacks no more versions than that.
StalenessBoundedProp ==
  [][\A c \in Chosen' \ Chosen :
       Cardinality({n \in c.version + 1 .. Len(Committed) :
         Committed[n].operation.key = c.request.operation.key})
           <= c.request.operation.bound]_messages

\* A read is answered at last, if one server survives.
EveryReadAnsweredProp ==
  \A request \in Request :
    request.operation.type = "read" =>
      (\E m \in OfType("Request") : m.request = request)
        ~> (\/ \E m \in OfType("ReadReply") : m.request = request
            \/ ~HasSurvivor)

(***************************************************************************)
(* Refinement of section 2 of the chain's paper. A read that asks the tail *)
(* happens when the tail answers.                                          *)
(***************************************************************************)
Told ==
  {[request |-> m.request, answer |-> m.answer] : m \in Replies}
    \cup {[request |-> c.request,
           answer |-> Answer(SubSeq(Committed, 1, c.version),
                             c.request.operation)] : c \in Chosen}

Bounded == INSTANCE BoundedObject WITH
  hist <- Committed,
  pending <- {m.request : m \in OfType("Request")} \ Range(Committed),
  replies <- Told

\* With bounds of 0 alone this is the object of chain replication itself.
CraqRefinesReplicatedObject == Bounded!Spec
CraqRefinesBoundedObject == Bounded!BoundedSpec
=============================================================================
Checked with the MCCraq*.cfg.  Sizes and times: README.md.
