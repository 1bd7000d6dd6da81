------------------------------- MODULE MCRaft -------------------------------
(***************************************************************************)
(* Bounds for Raft, its mutants and its negative controls.                 *)
(***************************************************************************)
EXTENDS RaftProperties, TLC

CONSTANTS
  s1, s2, s3,   \* servers, so that they can be named here
  Writer,       \* clients that put; each puts its own name
  Reader        \* clients that get

(***************************************************************************)
(* Clients.                                                                *)
(***************************************************************************)
Get(key) == [type |-> "get", key |-> key]
Put(key, value) == [type |-> "put", key |-> key, value |-> value]

WritersAndReaders ==
  [client \in Client |->
    {Put(key, client) : key \in IF client \in Writer THEN Key ELSE {}}
      \cup {Get(key) : key \in IF client \in Reader THEN Key ELSE {}}]

\* The same one twice would be seen: the second one finds what it has put.
Cas(key, from, to) == [type |-> "cas", key |-> key, from |-> from, to |-> to]
Swaps == [client \in Client |-> {Cas(key, Nil, client) : key \in Key}]

\* What models/raft/workload.ts asks for.
Mark == {"1a", "1b", "1c", "1d", "1e", "2a", "2b", "2c", "2d", "2e",
         "3a", "3b", "3c", "3d", "3e"}

Everything ==
  [client \in Client |->
    [type : {"get"}, key : Key]
      \cup [type : {"put", "append"}, key : Key, value : Mark]
      \cup [type : {"cas"}, key : Key, from : Mark \cup {Nil}, to : Mark]]

(***************************************************************************)
(* Who stands for election, and who hears from whom.                       *)
(***************************************************************************)
Everybody == [t \in 1 .. MaxTerm |-> Server]
First == [t \in 1 .. MaxTerm |-> {s1}]
InTurn == [t \in 1 .. MaxTerm |-> IF t % 2 = 1 THEN {s1} ELSE {s3}]
Both == [t \in 1 .. MaxTerm |-> {s1, s2}]

\* A PreVote is let pass whatever the others would have said: fewer messages,
\* and more elections. Who may not stand at least waits for nobody any more.
TimeoutAtOnce(s) ==
  /\ role[s] \in {"Follower", "PreCandidate", "Candidate"}
  /\ IF MayStand(s, currentTerm[s] + 1)
     THEN /\ role' = [role EXCEPT ![s] = "PreCandidate"]
          /\ votes' = [votes EXCEPT ![s] = Server]
     ELSE UNCHANGED <<role, votes>>
  /\ leader' = [leader EXCEPT ![s] = Nil]
  /\ UNCHANGED <<currentTerm, votedFor, logVars, leaderVars, messages,
                 clientVars>>

\* A heartbeat that tells nothing new is not sent.
SendsNews ==
  \A m \in messages' \ messages :
    \/ m.type # "AppendEntriesRequest"
    \/ m.entries # << >>
    \/ \A n \in OfType("AppendEntriesRequest") :
         n.source = m.source /\ n.dest = m.dest /\ n.term = m.term
           => n.leaderCommit < m.leaderCommit \/ n.round < m.round

\* In odd terms s1 and s3 hear from each other, in even terms s2 and s3.
Linked(s, p, term) == {s, p} = IF term % 2 = 1 THEN {s1, s3} ELSE {s2, s3}
LinkedToSecond(s, p, term) == {s, p} = {s1, s2}
AlongLinks ==
  \A m \in messages' \ messages :
    "dest" \in DOMAIN m => Linked(m.source, m.dest, m.term)

\* A leader steps down for a later term only.
StaysLeader ==
  \A s \in Server :
    role[s] = "Leader" =>
      role'[s] \in {"Leader", "Crashed"} \/ currentTerm'[s] > currentTerm[s]

\* Clients do not take notice of answers, and do not give up either.
Patient == \A client \in Client : waiting[client] => waiting'[client]

(***************************************************************************)
(* Negative controls: none of these holds, and the traces show why.        *)
(***************************************************************************)
DebugInstalled ==
  \A s \in Server : role[s] = "Follower" /\ snapshot[s].index > 0 =>
    \A m \in OfType("InstallSnapshotResponse") : m.source # s

DebugReadAnswered ==
  \A m \in OfType("ClientResponse") : ~IsQuery(m.request.operation)

(***************************************************************************)
(* Mutants: each replaces the action or the operator it is named after.    *)
(***************************************************************************)
CrashForgetting(s, term, vote, entries) ==
  /\ s \in Crashable
  /\ IsUp(s)
  /\ role' = [role EXCEPT ![s] = "Crashed"]
  /\ leader' = [leader EXCEPT ![s] = Nil]
  /\ votes' = [votes EXCEPT ![s] = {}]
  /\ currentTerm' = [currentTerm EXCEPT ![s] = term]
  /\ votedFor' = [votedFor EXCEPT ![s] = vote]
  /\ log' = [log EXCEPT ![s] = entries]
  /\ commitIndex' = [commitIndex EXCEPT ![s] = snapshot[s].index]
  /\ applied' = [applied EXCEPT ![s] = snapshot[s].index]
  /\ machine' = [machine EXCEPT ![s] = snapshot[s].machine]
  /\ ForgetLeading(s)
  /\ UNCHANGED <<snapshot, messages, clientVars>>

\* The vote does not survive a crash ...
CrashForgettingVote(s) == CrashForgetting(s, currentTerm[s], Nil, log[s])

\* ... nor does the term, nor the log.
CrashForgettingTerm(s) == CrashForgetting(s, 0, Nil, log[s])
CrashForgettingLog(s) ==
  CrashForgetting(s, currentTerm[s], votedFor[s], << >>)

\* A vote is given whatever the candidate's log is.
AlwaysUpToDate(s, index, term) == TRUE

\* A follower takes what it is sent for all there is behind that place.
MergedByCutting(s, m) ==
  EntriesFrom(s, snapshot[s].index + 1,
              Larger(m.prevLogIndex, snapshot[s].index))
    \o SubSeq(m.entries,
         Larger(1, snapshot[s].index + 1 - m.prevLogIndex), Len(m.entries))

\* A leader answers reads from what it has; it may be one no longer.
AnswerReadAlone(s, r) ==
  /\ r \in reads[s]
  /\ applied[s] >= r.index
  /\ Send(Response(r.request, Answer(machine[s].store, r.request.operation)))
  /\ reads' = [reads EXCEPT ![s] = @ \ {r}]
  /\ UNCHANGED <<electionVars, logVars, nextIndex, matchIndex, round,
                 clientVars>>

\* What was said before the read was accepted confirms the leader to it.
ConfirmedByAnything(s, m) ==
  {[r EXCEPT !.acks = @ \cup {m.source}] : r \in reads[s]}

\* A new leader reads before it knows what is committed.
ReadRequestTooSoon(s, m) ==
  /\ role[s] = "Leader"
  /\ IsQuery(m.request.operation)
  /\ round[s] < MaxRound
  /\ \A r \in reads[s] : r.request # m.request
  /\ round' = [round EXCEPT ![s] = @ + 1]
  /\ reads' = [reads EXCEPT
       ![s] = @ \cup {[request |-> m.request, index |-> commitIndex[s],
                       round |-> round[s] + 1, acks |-> {s}]}]
  /\ UNCHANGED <<electionVars, logVars, nextIndex, matchIndex, messages,
                 clientVars>>

\* A command is carried out as often as it is in the log.
IsAlwaysNew(state, command) == command # NoOp

\* A snapshot is taken of what may yet be overwritten.
TakeSnapshotTooSoon(s, index) ==
  /\ IsUp(s)
  /\ index \in snapshot[s].index + 1 .. Smaller(LastIndex(s), MaxSnapshot)
  /\ Compact(s, index)
  /\ commitIndex' = [commitIndex EXCEPT ![s] = Larger(@, index)]
  /\ applied' = [applied EXCEPT ![s] = Larger(@, index)]
  /\ machine' = [machine EXCEPT
       ![s] = IF applied[s] < index THEN snapshot'[s].machine ELSE @]
  /\ UNCHANGED <<electionVars, leaderVars, messages, clientVars>>
=============================================================================
