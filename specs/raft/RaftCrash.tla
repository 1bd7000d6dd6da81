----------------------------- MODULE RaftCrash ------------------------------
(***************************************************************************)
(* Crashes. What is not durable is lost. A step of Raft is taken when what *)
(* it has written is synced; if the crash comes before that, nobody has    *)
(* been told of it, and what was written may be there after the crash or   *)
(* not. Where it is, the Survive actions take the durable part of the step *)
(* for a server that is down. It cannot be told then which role the server *)
(* was in, so they allow for all that it may have been doing.              *)
(***************************************************************************)
EXTENDS RaftReplication

Crash(s) ==
  /\ s \in Crashable
  /\ IsUp(s)
  /\ role' = [role EXCEPT ![s] = "Crashed"]
  /\ leader' = [leader EXCEPT ![s] = Nil]
  /\ votes' = [votes EXCEPT ![s] = {}]
  /\ commitIndex' = [commitIndex EXCEPT ![s] = snapshot[s].index]
  /\ applied' = [applied EXCEPT ![s] = snapshot[s].index]
  /\ machine' = [machine EXCEPT ![s] = snapshot[s].machine]
  /\ ForgetLeading(s)
  /\ UNCHANGED <<currentTerm, votedFor, log, snapshot, messages, clientVars>>

Restart(s) ==
  /\ role[s] = "Crashed"
  /\ role' = [role EXCEPT ![s] = "Follower"]
  /\ UNCHANGED <<currentTerm, votedFor, leader, votes, logVars, leaderVars,
                 messages, clientVars>>

(***************************************************************************)
(* What was not synced.                                                    *)
(***************************************************************************)
IsTorn(s) == s \in Torn /\ role[s] = "Crashed"

volatileVars == <<role, leader, votes, leaderVars, messages, clientVars>>

LearnTerm(s, term, vote) ==
  /\ currentTerm' = [currentTerm EXCEPT ![s] = term]
  /\ votedFor' = [votedFor EXCEPT ![s] = vote]

\* The term of a message that was being handled, and the vote if it asked
\* for one.
SurviveTerm(s, m) ==
  /\ IsTorn(s)
  /\ m.source # s
  /\ m.type # "RequestVoteRequest" => m.dest = s
  /\ m.type = "PreVoteResponse" => ~m.voteGranted
  /\ m.term > currentTerm[s]
  /\ LearnTerm(s, m.term, Nil)
  /\ UNCHANGED <<logVars, volatileVars>>

SurviveVote(s, m) ==
  /\ IsTorn(s)
  /\ m.source # s
  /\ m.term >= currentTerm[s]
  /\ VoteIn(s, m.term) \in {Nil, m.source}
  /\ IsUpToDate(s, m.lastLogIndex, m.lastLogTerm)
  /\ LearnTerm(s, m.term, m.source)
  /\ UNCHANGED <<logVars, volatileVars>>

SurviveEntries(s, m) ==
  /\ IsTorn(s)
  /\ m.dest = s
  /\ m.term >= currentTerm[s]
  /\ Matches(s, m.prevLogIndex, m.prevLogTerm)
  /\ LearnTerm(s, m.term, VoteIn(s, m.term))
  /\ log' = [log EXCEPT ![s] = Merged(s, m)]
  /\ UNCHANGED <<snapshot, commitIndex, applied, machine, volatileVars>>

SurviveInstallation(s, m) ==
  /\ IsTorn(s)
  /\ m.dest = s
  /\ m.term >= currentTerm[s]
  /\ m.snapshot.index > snapshot[s].index
  /\ LearnTerm(s, m.term, VoteIn(s, m.term))
  /\ Install(s, m.snapshot)
  /\ UNCHANGED volatileVars

SurviveElection(s) ==
  /\ IsTorn(s)
  /\ MayStand(s, currentTerm[s] + 1)
  /\ LearnTerm(s, currentTerm[s] + 1, s)
  /\ UNCHANGED <<logVars, volatileVars>>

\* s had won its term, and was appending to its log.
HadWon(s) ==
  /\ votedFor[s] = s
  /\ IsQuorum({s} \cup
       {m.source : m \in {v \in OfType("RequestVoteResponse") :
          v.dest = s /\ v.term = currentTerm[s] /\ v.voteGranted}})

SurviveEntry(s, command) ==
  /\ IsTorn(s)
  /\ HadWon(s)
  /\ IF LastTerm(s) = currentTerm[s]
     THEN command # NoOp /\ LastIndex(s) < MaxLog
     ELSE command = NoOp
  /\ log' = [log EXCEPT
       ![s] = Append(@, [term |-> currentTerm[s], command |-> command])]
  /\ UNCHANGED <<currentTerm, votedFor, snapshot, commitIndex, applied,
                 machine, volatileVars>>

\* s may have known its log to be committed up to k: a leader has said so,
\* or it was the leader itself.
KnewCommitted(s, k) ==
  \/ \E m \in OfType("AppendEntriesRequest") :
       LET last == m.prevLogIndex + Len(m.entries)
       IN  /\ m.dest = s
           /\ k <= Smaller(m.leaderCommit, last)
           /\ last <= LastIndex(s)
           /\ TermAt(s, last) = IF m.entries = << >> THEN m.prevLogTerm
                                ELSE m.entries[Len(m.entries)].term
  \/ \E i \in k .. LastIndex(s) :
       IsQuorum({s} \cup
         {m.source : m \in {a \in OfType("AppendEntriesResponse") :
            /\ a.dest = s /\ a.term = TermAt(s, i)
            /\ a.success /\ a.matchIndex >= i}})

SurviveSnapshot(s, index) ==
  /\ IsTorn(s)
  /\ index \in snapshot[s].index + 1 .. Smaller(LastIndex(s), MaxSnapshot)
  /\ KnewCommitted(s, index) = TRUE
  /\ Compact(s, index)
  /\ commitIndex' = [commitIndex EXCEPT ![s] = index]
  /\ applied' = [applied EXCEPT ![s] = index]
  /\ machine' = [machine EXCEPT ![s] = snapshot'[s].machine]
  /\ UNCHANGED <<currentTerm, votedFor, volatileVars>>

Survive(s) ==
  \/ \E m \in OfType("RequestVoteRequest") :
       SurviveTerm(s, m) \/ SurviveVote(s, m)
  \/ \E type \in {"PreVoteResponse", "RequestVoteResponse",
                  "AppendEntriesRequest", "AppendEntriesResponse",
                  "InstallSnapshotRequest", "InstallSnapshotResponse"} :
       \E m \in OfType(type) : SurviveTerm(s, m)
  \/ \E m \in OfType("AppendEntriesRequest") : SurviveEntries(s, m)
  \/ \E m \in OfType("InstallSnapshotRequest") : SurviveInstallation(s, m)
  \/ SurviveElection(s)
  \/ SurviveEntry(s, NoOp)
  \/ \E m \in OfType("ClientRequest") :
       ~IsQuery(m.request.operation) /\ SurviveEntry(s, m.request)
  \/ \E index \in 1 .. LastIndex(s) : SurviveSnapshot(s, index)

Fail == \E s \in Server : Crash(s) \/ Restart(s) \/ Survive(s)
=============================================================================
