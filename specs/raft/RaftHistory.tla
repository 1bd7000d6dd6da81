---------------------------- MODULE RaftHistory -----------------------------
(***************************************************************************)
(* Raft with a memory, for what can only be said of the past: what each    *)
(* term's leader had in its log and committed, and how much was committed  *)
(* when a request was made. With it, Raft refines RaftCore, and what its   *)
(* clients see is one linearizable store.                                  *)
(*                                                                         *)
(* Not for Torn servers: what survives a crash without having been told to *)
(* anybody is a step that RaftCore does not know.                          *)
(***************************************************************************)
EXTENDS RaftProperties

VARIABLES
  ledger,     \* for each term its leader's log and what it committed in it
  requested   \* each request, with how much was committed at that time

historyVars == <<ledger, requested>>
allVars == <<vars, historyVars>>

Longest(records) ==
  LET t == CHOOSE t \in DOMAIN records : \A u \in DOMAIN records :
             records[t].commit >= records[u].commit
  IN  SubSeq(records[t].log, 1, records[t].commit)

\* All that is committed.
CommittedLog == IF MaxTerm = 0 THEN << >> ELSE Longest(ledger)

\* The log of s as it would be without snapshots.
WholeLog(s) == SubSeq(CommittedLog, 1, snapshot[s].index) \o log[s]

\* The commands of the log that are carried out.
Executed ==
  LET Upto[n \in 0 .. Len(CommittedLog)] ==
        IF n = 0 THEN << >>
        ELSE LET command == CommittedLog[n].command
                 before == Upto[n - 1]
                 isNew == \A i \in DOMAIN before :
                            before[i].client = command.client
                              => before[i].number < command.number
             IN  IF command = NoOp THEN before
                 ELSE IF isNew THEN Append(before, command) ELSE before
  IN  Upto[Len(CommittedLog)]

HistoryInit ==
  /\ Init
  /\ ledger = [t \in 1 .. MaxTerm |-> [log |-> << >>, commit |-> 0]]
  /\ requested = {}

\* What the leader of a term has committed before counts only once it has
\* committed an entry of that term.
Entered(s) ==
  LET before == SubSeq(CommittedLog, 1, snapshot'[s].index)
      index == commitIndex'[s]
      last == IF index = snapshot'[s].index THEN snapshot'[s].term
              ELSE log'[s][index - snapshot'[s].index].term
  IN  [log |-> before \o log'[s],
       commit |-> IF last = currentTerm'[s] THEN index ELSE 0]

Record ==
  /\ ledger' =
       IF role' = role /\ log' = log /\ commitIndex' = commitIndex THEN ledger
       ELSE [t \in 1 .. MaxTerm |->
              LET leaders == {s \in Server : role'[s] = "Leader"
                                             /\ currentTerm'[s] = t}
              IN  IF leaders = {} THEN ledger[t]
                  ELSE Entered(CHOOSE s \in leaders : TRUE)]
  /\ requested' =
       IF number' = number THEN requested
       ELSE requested \cup
         {[request |-> m.request, since |-> Len(Executed),
           index |-> Len(CommittedLog)] :
            m \in {n \in messages' \ messages : n.type = "ClientRequest"}}

HistorySpec == HistoryInit /\ [][Next /\ Record]_allVars

(***************************************************************************)
(* Raft => RaftCore. A vote counts when it is given, an acknowledgement    *)
(* when it is sent: messages remember both.                                *)
(***************************************************************************)
VotesFor(s) ==
  {s} \cup {m.source : m \in {n \in OfType("RequestVoteResponse") :
              n.dest = s /\ n.term = currentTerm[s] /\ n.voteGranted}}

Acknowledged(s, p) ==
  Max({0} \cup {m.matchIndex : m \in
    {n \in OfType("AppendEntriesResponse")
             \cup OfType("InstallSnapshotResponse") :
       n.dest = s /\ n.source = p /\ n.term = currentTerm[s]}})

Command ==
  UNION {[client : {c}, number : 1 .. MaxRequest,
          operation : {o \in Workload[c] : ~IsQuery(o)}] : c \in Client}

Core == INSTANCE RaftCore WITH
  role <- [s \in Server |->
    IF role[s] \in {"Candidate", "Leader"} THEN role[s] ELSE "Follower"],
  votes <- [s \in Server |->
    IF role[s] = "Candidate" THEN VotesFor(s) ELSE {}],
  log <- [s \in Server |-> WholeLog(s)],
  matchIndex <- [s \in Server |-> [p \in Server |->
    IF role[s] = "Leader" /\ p # s THEN Acknowledged(s, p) ELSE 0]]

RefinesRaftCore == Core!Spec

(***************************************************************************)
(* Raft => one linearizable store.                                         *)
(***************************************************************************)
Answers ==
  {[request |-> m.request, answer |-> m.answer] :
     m \in OfType("ClientResponse")}

Store == INSTANCE LinearizableStore WITH
  hist <- Executed, answered <- Answers

RefinesLinearizableStore == Store!Spec

\* ReadIndex: when a leader answers a read, its machine has come at least as
\* far as was committed, by whomever, when the read was requested.
ReadsAreFreshProp ==
  [][\A s \in Server :
       LET Pending(known) == {r.request : r \in known}
       IN  role'[s] = "Leader" /\ currentTerm'[s] = currentTerm[s] =>
             \A q \in requested :
               q.request \in Pending(reads[s]) \ Pending(reads'[s])
                 => q.index <= applied[s]]_reads

\* Exactly once: the machines have carried out what the log says, and no
\* command twice.
ExecutedOnceInv ==
  \A s \in Server :
    applied[s] <= Len(CommittedLog) =>
      machine[s] = AppliedAll(FirstMachine, SubSeq(CommittedLog, 1, applied[s]))
=============================================================================
Checked with the MCRaft*.cfg.  Sizes and times: README.md.
