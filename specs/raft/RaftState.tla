----------------------------- MODULE RaftState ------------------------------
(***************************************************************************)
(* What there is in Raft: constants, variables and the terms in which the  *)
(* modules RaftElection, RaftReplication and RaftService speak.            *)
(*                                                                         *)
(* Messages are a set that only grows: a message that is never received is *)
(* lost, one that is received twice was duplicated, and any may overtake   *)
(* any. Time is not modelled: a timer may run out whenever it is running.  *)
(* What is durable is written and synced within the step.                  *)
(***************************************************************************)
EXTENDS Integers, FiniteSets, KeyValue

CONSTANTS
  Server,
  Workload,     \* for each client, the operations it may request
  Crashable,    \* the servers that may crash
  Torn,         \* those where what was not synced may survive a crash
  MaxTerm,      \* no server stands for election in a later term
  Contender,    \* for each term, the servers that may stand for election
  MaxLog,       \* no request is appended behind this index
  MaxSnapshot,  \* no snapshot is taken behind this index
  MaxRound,     \* how many reads a leader accepts in one term
  MaxRequest    \* how many requests a client makes

ASSUME
  /\ DOMAIN Workload = Client /\ DOMAIN Contender = 1 .. MaxTerm
  /\ Torn \subseteq Crashable /\ Crashable \subseteq Server
  /\ {MaxTerm, MaxLog, MaxSnapshot, MaxRound, MaxRequest} \subseteq Nat

VARIABLES
  currentTerm,  \* the latest term each server has seen; durable
  votedFor,     \* whom it voted for in that term, or Nil; durable
  log,          \* its entries behind its snapshot; durable
  snapshot,     \* the machine after the entries up to an index; durable
  role,         \* see Role
  leader,       \* whom it takes for the leader; Nil once it has waited in vain
  votes,        \* who voted for it, in this term or, a PreCandidate, the next
  commitIndex,  \* up to where it knows its log to be committed
  applied,      \* up to where its log is applied to its machine
  machine,      \* the state machine
  nextIndex,    \* of a leader: what it sends to each server next
  matchIndex,   \* of a leader: up to where each server is known to agree
  round,        \* of a leader: how many reads it has accepted
  reads,        \* of a leader: the reads that are not answered
  messages,     \* all messages ever sent
  number,       \* the number of each client's last request
  waiting       \* whether the client still waits for its answer

electionVars == <<currentTerm, votedFor, role, leader, votes>>
logVars == <<log, snapshot, commitIndex, applied, machine>>
leaderVars == <<nextIndex, matchIndex, round, reads>>
clientVars == <<number, waiting>>
vars == <<electionVars, logVars, leaderVars, messages, clientVars>>

MayStand(s, term) == term <= MaxTerm /\ s \in Contender[term]

Role == {"Crashed", "Follower", "PreCandidate", "Candidate", "Leader"}

Larger(m, n) == IF m > n THEN m ELSE n
Smaller(m, n) == IF m < n THEN m ELSE n
Max(S) == CHOOSE m \in S : \A n \in S : n <= m
Range(f) == {f[x] : x \in DOMAIN f}

IsUp(s) == role[s] # "Crashed"
IsQuorum(Q) == 2 * Cardinality(Q) > Cardinality(Server)

\* Indexes are those of the whole log, also where a snapshot has replaced its
\* beginning.
LastIndex(s) == snapshot[s].index + Len(log[s])
EntryAt(s, i) == log[s][i - snapshot[s].index]
TermAt(s, i) ==
  IF i = snapshot[s].index THEN snapshot[s].term ELSE EntryAt(s, i).term
LastTerm(s) == TermAt(s, LastIndex(s))
EntriesFrom(s, i, j) ==
  SubSeq(log[s], i - snapshot[s].index, j - snapshot[s].index)

\* The log ends with `index` and `term`, or later (paper, section 5.4.1).
IsUpToDate(s, index, term) ==
  IF term = LastTerm(s) THEN index >= LastIndex(s) ELSE term > LastTerm(s)

(***************************************************************************)
(* Messages. A request for votes has no `dest`: it goes to all others.     *)
(***************************************************************************)
OfType(type) == {m \in messages : m.type = type}
Send(m) == messages' = messages \cup {m}

Others(s) == Server \ {s}

(***************************************************************************)
(* Types.                                                                  *)
(***************************************************************************)
IsRequest(r) ==
  /\ r.client \in Client
  /\ r.number \in 1 .. MaxRequest
  /\ r.operation \in Workload[r.client]

IsEntry(e) ==
  /\ e.term \in 1 .. MaxTerm
  /\ e.command # NoOp => IsRequest(e.command) /\ ~IsQuery(e.command.operation)

MessageType ==
  {"PreVoteRequest", "PreVoteResponse", "RequestVoteRequest",
   "RequestVoteResponse", "AppendEntriesRequest", "AppendEntriesResponse",
   "InstallSnapshotRequest", "InstallSnapshotResponse", "ClientRequest",
   "ClientResponse"}

TypeOK ==
  /\ currentTerm \in [Server -> 0 .. MaxTerm]
  /\ votedFor \in [Server -> Server \cup {Nil}]
  /\ role \in [Server -> Role]
  /\ leader \in [Server -> Server \cup {Nil}]
  /\ votes \in [Server -> SUBSET Server]
  /\ \A s \in Server :
       /\ \A i \in DOMAIN log[s] : IsEntry(log[s][i])
       /\ snapshot[s].index \in 0 .. MaxSnapshot
       /\ snapshot[s].term \in 0 .. MaxTerm
       /\ snapshot[s].index <= applied[s]
       /\ applied[s] <= commitIndex[s]
       /\ commitIndex[s] <= LastIndex(s)
       /\ nextIndex[s] \in [Server -> Nat]
       /\ matchIndex[s] \in [Server -> Nat]
       /\ round[s] \in 0 .. MaxRound
       /\ \A r \in reads[s] :
            /\ IsRequest(r.request)
            /\ r.index <= commitIndex[s]
            /\ r.round \in 1 .. round[s]
            /\ r.acks \in SUBSET Server
  /\ \A m \in messages : m.type \in MessageType
  /\ number \in [Client -> 0 .. MaxRequest]
  /\ waiting \in [Client -> BOOLEAN]

NoSnapshot == [index |-> 0, term |-> 0, machine |-> FirstMachine]

Init ==
  /\ currentTerm = [s \in Server |-> 0]
  /\ votedFor = [s \in Server |-> Nil]
  /\ log = [s \in Server |-> << >>]
  /\ snapshot = [s \in Server |-> NoSnapshot]
  /\ role = [s \in Server |-> "Follower"]
  /\ leader = [s \in Server |-> Nil]
  /\ votes = [s \in Server |-> {}]
  /\ commitIndex = [s \in Server |-> 0]
  /\ applied = [s \in Server |-> 0]
  /\ machine = [s \in Server |-> FirstMachine]
  /\ nextIndex = [s \in Server |-> [p \in Server |-> 1]]
  /\ matchIndex = [s \in Server |-> [p \in Server |-> 0]]
  /\ round = [s \in Server |-> 0]
  /\ reads = [s \in Server |-> {}]
  /\ messages = {}
  /\ number = [c \in Client |-> 0]
  /\ waiting = [c \in Client |-> FALSE]

(***************************************************************************)
(* Steps that several actions have in common.                              *)
(***************************************************************************)
\* What only a leader needs is as in the beginning while it leads nobody.
ForgetLeading(s) ==
  /\ nextIndex' = [nextIndex EXCEPT ![s] = [p \in Server |-> 1]]
  /\ matchIndex' = [matchIndex EXCEPT ![s] = [p \in Server |-> 0]]
  /\ round' = [round EXCEPT ![s] = 0]
  /\ reads' = [reads EXCEPT ![s] = {}]

\* s is a follower in `term`, has voted for `vote` there and follows `known`.
Follow(s, term, vote, known) ==
  /\ currentTerm' = [currentTerm EXCEPT ![s] = term]
  /\ votedFor' = [votedFor EXCEPT ![s] = vote]
  /\ role' = [role EXCEPT ![s] = "Follower"]
  /\ leader' = [leader EXCEPT ![s] = known]
  /\ votes' = [votes EXCEPT ![s] = {}]
  /\ ForgetLeading(s)

\* The vote that s keeps when it sees `term`.
VoteIn(s, term) == IF term > currentTerm[s] THEN Nil ELSE votedFor[s]
=============================================================================
Properties: RaftProperties.tla.
