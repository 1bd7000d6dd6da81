------------------------- MODULE MCChainReplication -------------------------
(***************************************************************************)
(* Bounds for ChainReplication, its mutants and its negative controls.     *)
(***************************************************************************)
EXTENDS ChainProperties

CONSTANTS
  a, b, c, d,   \* servers, so that chains can be written down here
  Writer,       \* clients that put; each puts its own name
  Reader,       \* clients that get
  Value         \* what clients may put and compare with, where they do all

FounderTwo == <<a, b>>
FounderThree == <<a, b, c>>

Get(key) == [type |-> "get", key |-> key]
Put(key, value) == [type |-> "put", key |-> key, value |-> value]
Cas(key, from, to) == [type |-> "cas", key |-> key, from |-> from, to |-> to]

WritersAndReaders ==
  [client \in Client |->
    {Put(key, client) : key \in IF client \in Writer THEN Key ELSE {}}
      \cup {Get(key) : key \in IF client \in Reader THEN Key ELSE {}}]

Everything ==
  [client \in Client |->
    {Get(key) : key \in Key}
      \cup {Put(key, value) : key \in Key, value \in Value}
      \cup {Cas(key, from, to) :
              key \in Key, from \in Value \cup {Nil}, to \in Value}]

(***************************************************************************)
(* Negative controls: none of these holds, and the traces show why.        *)
(***************************************************************************)
\* False while a server is joining: it lacks what was acknowledged long ago.
DurableEverywhereInv ==
  \A s \in Server : IsActive(s) => IsPrefix(Committed, hist[s])

\* A new tail takes over in the end.
DebugHandedOver ==
  \A s \in Server : s \notin Range(Founder) => role[s] # "Tail"

\* The failure of a middle server is repaired by sending Sent again.
DebugRepaired ==
  ~(config.chain = <<a, c>> /\ forwarded[a] = 1 /\ Len(Committed) = 1)

\* Without a survivor nothing is promised.
EveryWriteCommitsAnywayProp ==
  \A request \in Request :
    ~IsQuery(request.operation) =>
      (\E m \in OfType("Request") : m.request = request) ~> IsSettled(request)

(***************************************************************************)
(* Mutants: each replaces the action or the operator it is named after.    *)
(***************************************************************************)
Answered(s, n) ==
  [type |-> "UpdateReply", request |-> hist[s][n], position |-> n,
   answer |-> Answer(SubSeq(hist[s], 1, n - 1), hist[s][n].operation)]

\* The head answers what it has accepted, before the tail has it.
CommitAtHead(s) ==
  /\ IsComplete(s)
  /\ role[s] = "Tail" \/ ~HasPredecessor(view[s], s)
  /\ committed[s] < Len(hist[s])
  /\ committed' = [committed EXCEPT ![s] = @ + 1]
  /\ messages' = messages \cup {Answered(s, committed[s] + 1)}
  /\ UNCHANGED <<role, incarnation, view, hist, forwarded, announced, channel,
                 masterVars, clientVars>>

\* Any server answers queries from what it has.
AnswerQueryAnywhere(s, m) ==
  /\ IsComplete(s)
  /\ IsQuery(m.request.operation)
  /\ messages' = messages \cup
       {[type |-> "QueryReply", request |-> m.request,
         answer |-> Answer(hist[s], m.request.operation)]}
  /\ UNCHANGED <<role, incarnation, serverVars, channel, masterVars,
                 clientVars>>

\* A new tail answers queries before it has worked off its backlog.
AnswerQueryAtOnce(s, m) ==
  /\ role[s] = "Tail"
  /\ IsQuery(m.request.operation)
  /\ messages' = messages \cup
       {[type |-> "QueryReply", request |-> m.request,
         answer |-> Answer(SubSeq(hist[s], 1, committed[s]),
                           m.request.operation)]}
  /\ UNCHANGED <<role, incarnation, serverVars, channel, masterVars,
                 clientVars>>

\* A successor that has caught up is taken to have all that was ever sent.
ReceiveAttachWithoutResend(s, t) ==
  /\ channel[t][s] # << >>
  /\ LET m == Head(channel[t][s])
         isNews == MayAdopt(s, m.config)
         known == Larger(committed[s], m.committed)
         roleNow == IF isNews THEN RoleUnder(m.config, s) ELSE role[s]
         emptied == Receive(channel, s, t)
     IN  /\ m.type = "Attach"
         /\ isNews \/ (IsActive(s) /\ view[s] = m.config)
         /\ role' = [role EXCEPT ![s] =
              IF roleNow = "Member" /\ ~m.complete THEN "Tail" ELSE roleNow]
         /\ view' = [view EXCEPT ![s] = m.config]
         /\ forwarded' = [forwarded EXCEPT ![s] =
              IF m.complete THEN Len(hist[s]) ELSE m.received]
         /\ committed' = [committed EXCEPT ![s] = known]
         /\ announced' = [announced EXCEPT ![s] = IF isNews THEN known ELSE @]
         /\ channel' = IF isNews THEN SendAttach(emptied, s, m.config, known)
                       ELSE emptied
  /\ UNCHANGED <<incarnation, hist, masterVars, messages, clientVars>>

\* An update is dropped from Sent when it is sent, not when acknowledged.
ForwardAndDrop(s) ==
  /\ IsActive(s)
  /\ forwarded[s] \in 0 .. Len(hist[s]) - 1
  /\ forwarded' = [forwarded EXCEPT ![s] = @ + 1]
  /\ committed' = [committed EXCEPT ![s] = Larger(@, forwarded[s] + 1)]
  /\ channel' = Send(channel, s, Successor(view[s], s),
       [type |-> "Update", epoch |-> view[s].epoch,
        position |-> forwarded[s] + 1, request |-> hist[s][forwarded[s] + 1]])
  /\ UNCHANGED <<role, incarnation, view, hist, announced, masterVars,
                 messages, clientVars>>

\* The new tail takes over before it has all of the history.
HandOverTooSoon(s) ==
  /\ role[s] = "Tail"
  /\ HasSuccessor(view[s], s)
  /\ forwarded[s] >= 0
  /\ role' = [role EXCEPT ![s] = "Member"]
  /\ channel' = Send(channel, s, Successor(view[s], s),
       [type |-> "HandOver", epoch |-> view[s].epoch,
        committed |-> forwarded[s]])
  /\ UNCHANGED <<incarnation, serverVars, masterVars, messages, clientVars>>

\* The old tail goes on answering after it has handed over.
HandOverAndStay(s) ==
  /\ role[s] = "Tail"
  /\ HasSuccessor(view[s], s)
  /\ forwarded[s] = Len(hist[s])
  /\ channel' = Send(channel, s, Successor(view[s], s),
       [type |-> "HandOver", epoch |-> view[s].epoch,
        committed |-> committed[s]])
  /\ UNCHANGED <<role, incarnation, serverVars, masterVars, messages,
                 clientVars>>

\* The removed tail says that it has stopped, and goes on.
ReceiveRetireAndStay(s, m) ==
  /\ m.server = s
  /\ m.incarnation = incarnation[s]
  /\ role[s] = "Spare" \/ IsActive(s)
  /\ messages' = messages \cup {[m EXCEPT !.type = "Retired"]}
  /\ UNCHANGED <<role, incarnation, serverVars, channel, masterVars,
                 clientVars>>

\* The shorter chain is announced before the server that leaves has stopped.
RetireAtOnce(s) ==
  /\ leaving = Nil
  /\ s \in Range(config.chain) \cap Retirable
  /\ Len(config.chain) > 1
  /\ leaving' = s
  /\ Issue(Without(config.chain, s), config.incarnation)
  /\ UNCHANGED <<role, incarnation, serverVars, channel, clientVars>>

\* Messages of an older epoch are taken for news.
IsCurrentInAnyEpoch(s, t, type) ==
  /\ IsActive(s)
  /\ channel[t][s] # << >>
  /\ Head(channel[t][s]).type = type

\* There is no table of what was already done.
IsAlwaysNew(requests, request) == TRUE

\* A configuration is taken for one's own whatever incarnation it names.
NamesAnyIncarnation(chain, s) == s \in Range(chain.chain)
=============================================================================
