------------------------------ MODULE RaftCore ------------------------------
(***************************************************************************)
(* Why Raft is safe: Raft without messages, small enough to be looked at   *)
(* exhaustively. A request, what it does and its answer are one step, as   *)
(* if by an atomic remote procedure call. What makes late messages         *)
(* harmless is kept in one place: the ledger of a term holds the log and   *)
(* the commit index of the term's leader as far as they came, and who has  *)
(* acknowledged how much. Servers copy from ledgers, of past leaders too.  *)
(*                                                                         *)
(* Ongaro and Ousterhout, figure 2 of the paper; Raft.tla refines this.    *)
(*                                                                         *)
(* Not modelled: what followers know to be committed, snapshots, clients,  *)
(* PreVote (it only keeps elections from taking place).                    *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Server,
  Command,
  Nil,          \* no vote
  NoOp,         \* the command with which a leader begins its term
  MaxTerm,      \* no later term begins
  Contender,    \* for each term, the servers that may stand for election
  MaxLog        \* no request is appended behind this index

VARIABLES
  currentTerm,  \* the latest term each server has seen
  votedFor,     \* whom it voted for in that term, or Nil
  role,         \* "Follower", "Candidate" or "Leader"
  votes,        \* of a candidate: who has voted for it
  log,          \* its log
  matchIndex,   \* of a leader: up to where others have acknowledged
  ledger        \* the log and the commit index of each term's leader

vars == <<currentTerm, votedFor, role, votes, log, matchIndex, ledger>>

Term == 1 .. MaxTerm
Entry == [term : Term, command : Command \cup {NoOp}]

Larger(m, n) == IF m > n THEN m ELSE n
IsQuorum(Q) == 2 * Cardinality(Q) > Cardinality(Server)
IsPrefix(s, t) == Len(s) <= Len(t) /\ SubSeq(t, 1, Len(s)) = s
Prefix(s, n) == SubSeq(s, 1, n)
LastTerm(s) == IF s = << >> THEN 0 ELSE s[Len(s)].term

Unwritten == [log |-> << >>, commit |-> 0]
Nobody == [s \in Server |-> 0]

TypeOK ==
  /\ currentTerm \in [Server -> 0 .. MaxTerm]
  /\ votedFor \in [Server -> Server \cup {Nil}]
  /\ role \in [Server -> {"Follower", "Candidate", "Leader"}]
  /\ votes \in [Server -> SUBSET Server]
  /\ log \in [Server -> Seq(Entry)]
  /\ \A s, p \in Server : matchIndex[s][p] \in 0 .. Len(log[s])
  /\ \A t \in Term :
       /\ ledger[t].log \in Seq(Entry)
       /\ ledger[t].commit \in 0 .. Len(ledger[t].log)

Init ==
  /\ currentTerm = [s \in Server |-> 0]
  /\ votedFor = [s \in Server |-> Nil]
  /\ role = [s \in Server |-> "Follower"]
  /\ votes = [s \in Server |-> {}]
  /\ log = [s \in Server |-> << >>]
  /\ matchIndex = [s \in Server |-> Nobody]
  /\ ledger = [t \in Term |-> Unwritten]

(***************************************************************************)
(* Elections.                                                              *)
(***************************************************************************)
\* s stands for election in term t; terms may be skipped.
StartElection(s, t) ==
  /\ s \in Contender[t]
  /\ t > currentTerm[s]
  /\ currentTerm' = [currentTerm EXCEPT ![s] = t]
  /\ votedFor' = [votedFor EXCEPT ![s] = s]
  /\ role' = [role EXCEPT ![s] = "Candidate"]
  /\ votes' = [votes EXCEPT ![s] = {s}]
  /\ matchIndex' = [matchIndex EXCEPT ![s] = Nobody]
  /\ UNCHANGED <<log, ledger>>

\* The log of c ends with a later term than that of s, or with the same term
\* and is not shorter (section 5.4.1).
IsUpToDate(c, s) ==
  IF LastTerm(log[c]) = LastTerm(log[s]) THEN Len(log[c]) >= Len(log[s])
  ELSE LastTerm(log[c]) > LastTerm(log[s])

MayVote(s, c, t) ==
  /\ t >= currentTerm[s]
  /\ t = currentTerm[s] => votedFor[s] \in {Nil, c}

\* s votes for c in term t. If c is no candidate in t any more, the vote
\* comes too late and counts for nothing.
Vote(s, c, t) ==
  /\ s # c
  /\ MayVote(s, c, t)
  /\ t <= currentTerm[c]
  /\ currentTerm' = [currentTerm EXCEPT ![s] = t]
  /\ votedFor' = [votedFor EXCEPT ![s] = c]
  /\ IF currentTerm[c] = t /\ role[c] = "Candidate"
     THEN /\ IsUpToDate(c, s)
          /\ votes' = [votes EXCEPT
               ![c] = @ \cup {s}, ![s] = IF t > currentTerm[s] THEN {} ELSE @]
     ELSE votes' = [votes EXCEPT
            ![s] = IF t > currentTerm[s] THEN {} ELSE @]
  /\ role' = [role EXCEPT ![s] = IF t > currentTerm[s] THEN "Follower" ELSE @]
  /\ matchIndex' = [matchIndex EXCEPT
       ![s] = IF t > currentTerm[s] THEN Nobody ELSE @]
  /\ UNCHANGED <<log, ledger>>

\* The leader begins its term with an entry of its own.
BecomeLeader(s) ==
  LET mine == Append(log[s], [term |-> currentTerm[s], command |-> NoOp])
  IN  /\ role[s] = "Candidate"
      /\ IsQuorum(votes[s])
      /\ role' = [role EXCEPT ![s] = "Leader"]
      /\ votes' = [votes EXCEPT ![s] = {}]
      /\ log' = [log EXCEPT ![s] = mine]
      /\ ledger' = [ledger EXCEPT ![currentTerm[s]] =
           [log |-> mine, commit |-> 0]]
      /\ UNCHANGED <<currentTerm, votedFor, matchIndex>>

\* s hears of a term that another server is in.
LearnTerm(s, t) ==
  /\ t > currentTerm[s]
  /\ \E p \in Server : currentTerm[p] >= t
  /\ currentTerm' = [currentTerm EXCEPT ![s] = t]
  /\ votedFor' = [votedFor EXCEPT ![s] = Nil]
  /\ role' = [role EXCEPT ![s] = "Follower"]
  /\ votes' = [votes EXCEPT ![s] = {}]
  /\ matchIndex' = [matchIndex EXCEPT ![s] = Nobody]
  /\ UNCHANGED <<log, ledger>>

\* Time is up, or s has crashed and come back: all else is durable.
StepDown(s) ==
  /\ role[s] # "Follower"
  /\ role' = [role EXCEPT ![s] = "Follower"]
  /\ votes' = [votes EXCEPT ![s] = {}]
  /\ matchIndex' = [matchIndex EXCEPT ![s] = Nobody]
  /\ UNCHANGED <<currentTerm, votedFor, log, ledger>>

(***************************************************************************)
(* Replication.                                                            *)
(***************************************************************************)
ClientRequest(s, command) ==
  /\ role[s] = "Leader"
  /\ Len(log[s]) < MaxLog
  /\ LET mine == Append(log[s], [term |-> currentTerm[s],
                                 command |-> command])
     IN  /\ log' = [log EXCEPT ![s] = mine]
         /\ ledger' = [ledger EXCEPT ![currentTerm[s]].log = mine]
  /\ UNCHANGED <<currentTerm, votedFor, role, votes, matchIndex>>

\* What does not contradict the leader stays (section 5.3).
Merged(mine, theirs) ==
  IF IsPrefix(theirs, mine) THEN mine ELSE theirs

\* s takes over the first n entries of the leader of term t, and
\* acknowledges them. With n = 0 it only hears from the leader.
AppendEntries(s, t, n) ==
  /\ t >= currentTerm[s]
  /\ t = currentTerm[s] => role[s] # "Leader"
  /\ ledger[t].log # << >>
  /\ n <= Len(ledger[t].log)
  /\ currentTerm' = [currentTerm EXCEPT ![s] = t]
  /\ votedFor' = [votedFor EXCEPT ![s] = IF t > currentTerm[s] THEN Nil ELSE @]
  /\ role' = [role EXCEPT ![s] = "Follower"]
  /\ votes' = [votes EXCEPT ![s] = {}]
  /\ log' = [log EXCEPT ![s] = Merged(@, Prefix(ledger[t].log, n))]
  /\ matchIndex' = [p \in Server |->
       IF p = s THEN Nobody
       ELSE IF role[p] = "Leader" /\ currentTerm[p] = t
            THEN [matchIndex[p] EXCEPT ![s] = Larger(@, n)]
            ELSE matchIndex[p]]
  /\ UNCHANGED ledger

\* Only entries of the leader's own term are committed by counting replicas
\* (section 5.4.2, figure 8).
MayCommit(s, n) == log[s][n].term = currentTerm[s]

AdvanceCommit(s, n) ==
  /\ role[s] = "Leader"
  /\ n \in ledger[currentTerm[s]].commit + 1 .. Len(log[s])
  /\ MayCommit(s, n)
  /\ IsQuorum({s} \cup {p \in Server : matchIndex[s][p] >= n})
  /\ ledger' = [ledger EXCEPT ![currentTerm[s]].commit = n]
  /\ UNCHANGED <<currentTerm, votedFor, role, votes, log, matchIndex>>

(***************************************************************************)
(* All together.                                                           *)
(***************************************************************************)
Elect ==
  \E s \in Server :
    \/ \E t \in Term :
         \/ StartElection(s, t)
         \/ \E c \in Server : Vote(s, c, t)
         \/ LearnTerm(s, t)
    \/ BecomeLeader(s)
    \/ StepDown(s)

Replicate ==
  \E s \in Server :
    \/ \E command \in Command : ClientRequest(s, command)
    \/ \E t \in Term : \E n \in 0 .. Len(ledger[t].log) :
         AppendEntries(s, t, n)
    \/ \E n \in 1 .. Len(log[s]) : AdvanceCommit(s, n)

Next == Elect \/ Replicate

Spec == Init /\ [][Next]_vars

(***************************************************************************)
(* Properties, with figure 3 of the paper.                                 *)
(***************************************************************************)
Committed(t) == Prefix(ledger[t].log, ledger[t].commit)

\* Election Safety: at most one leader can be elected in a given term.
ElectionSafetyInv ==
  \A s, p \in Server :
    /\ role[s] = "Leader" /\ role[p] = "Leader"
    /\ currentTerm[s] = currentTerm[p]
    => s = p

\* Leader Append-Only: a leader never overwrites or deletes entries in its
\* log; it only appends new entries. Nor does a second leader of its term.
LeaderAppendOnlyProp ==
  [][\A t \in Term : IsPrefix(ledger[t].log, ledger'[t].log)]_ledger

\* Log Matching: if two logs contain an entry with the same index and term,
\* then the logs are identical in all entries up through the given index.
LogMatchingInv ==
  \A s, p \in Server :
    \A i \in 1 .. Len(log[s]) :
      i <= Len(log[p]) /\ log[s][i].term = log[p][i].term
        => Prefix(log[s], i) = Prefix(log[p], i)

\* Leader Completeness: if an entry is committed in a given term, it is in
\* the logs of the leaders of all later terms.
LeaderCompletenessInv ==
  \A t, u \in Term :
    t < u /\ ledger[u].log # << >> => IsPrefix(Committed(t), ledger[u].log)

\* State Machine Safety: no two servers apply different entries at an index.
StateMachineSafetyInv ==
  \A t, u \in Term :
    IsPrefix(Committed(t), Committed(u)) \/ IsPrefix(Committed(u), Committed(t))

\* What is committed is in the logs of a quorum.
CommittedDurableInv ==
  \A t \in Term : IsQuorum({s \in Server : IsPrefix(Committed(t), log[s])})

\* A server votes for one candidate in a term, and does not take it back.
VoteOncePerTermProp ==
  [][\A s \in Server :
       /\ currentTerm'[s] >= currentTerm[s]
       /\ currentTerm'[s] = currentTerm[s] /\ votedFor[s] # Nil
            => votedFor'[s] = votedFor[s]]_<<currentTerm, votedFor>>

(***************************************************************************)
(* Refinement: what is committed is one log, which only grows.             *)
(***************************************************************************)
CommittedLog ==
  Committed(CHOOSE t \in Term : \A u \in Term :
              ledger[t].commit >= ledger[u].commit)

Replicated == INSTANCE ReplicatedLog WITH
  Command <- Entry,
  log <- CommittedLog

RefinesReplicatedLog == Replicated!Spec
=============================================================================
Checked with the MCRaftCore*.cfg.  Sizes and times: README.md.
