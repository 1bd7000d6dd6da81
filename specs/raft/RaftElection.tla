---------------------------- MODULE RaftElection ----------------------------
(***************************************************************************)
(* Leader election: paper, section 5.2; PreVote and CheckQuorum: thesis,   *)
(* sections 9.6 and 6.2. A server first asks whether it would be elected   *)
(* (PreVote), and only then goes on to a new term and asks for votes. A    *)
(* server that hears from a leader answers neither question; and a leader  *)
(* that no quorum answers steps down, so that nobody goes on hearing from  *)
(* a leader that can do nothing.                                           *)
(***************************************************************************)
EXTENDS RaftState

\* s has heard from no leader for an election timeout, or its election came
\* to nothing. From here on it answers others who ask for votes.
Timeout(s) ==
  /\ role[s] \in {"Follower", "PreCandidate", "Candidate"}
  /\ MayStand(s, currentTerm[s] + 1)
  /\ role' = [role EXCEPT ![s] = "PreCandidate"]
  /\ leader' = [leader EXCEPT ![s] = Nil]
  /\ votes' = [votes EXCEPT ![s] = {s}]
  /\ Send([type |-> "PreVoteRequest", source |-> s,
           term |-> currentTerm[s] + 1,
           lastLogIndex |-> LastIndex(s), lastLogTerm |-> LastTerm(s)])
  /\ UNCHANGED <<currentTerm, votedFor, logVars, leaderVars, clientVars>>

\* The answer to a question that nothing depends on: no vote is cast. One who
\* is refused because its term is over learns the term.
HandlePreVoteRequest(s, m) ==
  /\ m.source # s
  /\ IsUp(s)
  /\ leader[s] = Nil
  /\ LET granted == /\ m.term > currentTerm[s]
                    /\ IsUpToDate(s, m.lastLogIndex, m.lastLogTerm)
     IN  Send([type |-> "PreVoteResponse", source |-> s, dest |-> m.source,
               term |-> IF granted THEN m.term ELSE currentTerm[s],
               voteGranted |-> granted])
  /\ UNCHANGED <<electionVars, logVars, leaderVars, clientVars>>

HandlePreVoteResponse(s, m) ==
  /\ m.dest = s
  /\ IsUp(s)
  /\ IF m.voteGranted
     THEN /\ role[s] = "PreCandidate"
          /\ m.term = currentTerm[s] + 1
          /\ votes' = [votes EXCEPT ![s] = @ \cup {m.source}]
          /\ UNCHANGED <<currentTerm, votedFor, role, leader, leaderVars>>
     ELSE /\ m.term > currentTerm[s]
          /\ Follow(s, m.term, Nil, Nil)
  /\ UNCHANGED <<logVars, messages, clientVars>>

\* A quorum would vote for s: it begins a term, and votes for itself.
StartElection(s) ==
  /\ role[s] = "PreCandidate"
  /\ IsQuorum(votes[s])
  /\ currentTerm' = [currentTerm EXCEPT ![s] = @ + 1]
  /\ votedFor' = [votedFor EXCEPT ![s] = s]
  /\ role' = [role EXCEPT ![s] = "Candidate"]
  /\ votes' = [votes EXCEPT ![s] = {s}]
  /\ Send([type |-> "RequestVoteRequest", source |-> s,
           term |-> currentTerm[s] + 1,
           lastLogIndex |-> LastIndex(s), lastLogTerm |-> LastTerm(s)])
  /\ UNCHANGED <<leader, logVars, leaderVars, clientVars>>

\* Whoever hears from a leader leaves a later term alone: it would only
\* disturb (thesis, section 4.2.3).
HandleRequestVoteRequest(s, m) ==
  /\ m.source # s
  /\ IsUp(s)
  /\ m.term > currentTerm[s] => leader[s] = Nil
  /\ LET granted == /\ m.term >= currentTerm[s]
                    /\ VoteIn(s, m.term) \in {Nil, m.source}
                    /\ IsUpToDate(s, m.lastLogIndex, m.lastLogTerm)
     IN  /\ CASE m.term > currentTerm[s] ->
                   Follow(s, m.term, IF granted THEN m.source ELSE Nil, Nil)
              [] m.term = currentTerm[s] /\ granted ->
                   /\ votedFor' = [votedFor EXCEPT ![s] = m.source]
                   /\ UNCHANGED <<currentTerm, role, leader, votes,
                                  leaderVars>>
              [] OTHER -> UNCHANGED <<electionVars, leaderVars>>
         /\ Send([type |-> "RequestVoteResponse", source |-> s,
                  dest |-> m.source, term |-> Larger(currentTerm[s], m.term),
                  voteGranted |-> granted])
  /\ UNCHANGED <<logVars, clientVars>>

HandleRequestVoteResponse(s, m) ==
  /\ m.dest = s
  /\ IsUp(s)
  /\ \/ /\ m.term > currentTerm[s]
        /\ Follow(s, m.term, Nil, Nil)
     \/ /\ m.term = currentTerm[s]
        /\ m.voteGranted
        /\ role[s] = "Candidate"
        /\ votes' = [votes EXCEPT ![s] = @ \cup {m.source}]
        /\ UNCHANGED <<currentTerm, votedFor, role, leader, leaderVars>>
  /\ UNCHANGED <<logVars, messages, clientVars>>

\* The new leader begins its term with an entry of its own: only with one it
\* may count what stands before it as committed (paper, section 8).
BecomeLeader(s) ==
  /\ role[s] = "Candidate"
  /\ IsQuorum(votes[s])
  /\ role' = [role EXCEPT ![s] = "Leader"]
  /\ leader' = [leader EXCEPT ![s] = s]
  /\ votes' = [votes EXCEPT ![s] = {}]
  /\ nextIndex' = [nextIndex EXCEPT
       ![s] = [p \in Server |-> LastIndex(s) + 1]]
  /\ log' = [log EXCEPT
       ![s] = Append(@, [term |-> currentTerm[s], command |-> NoOp])]
  /\ UNCHANGED <<currentTerm, votedFor, snapshot, commitIndex, applied,
                 machine, matchIndex, round, reads, messages, clientVars>>

\* CheckQuorum: for an election timeout, no quorum has answered the leader.
StepDown(s) ==
  /\ role[s] = "Leader"
  /\ Follow(s, currentTerm[s], votedFor[s], Nil)
  /\ UNCHANGED <<logVars, messages, clientVars>>
=============================================================================
