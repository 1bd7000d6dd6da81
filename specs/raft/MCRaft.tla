------------------------------- MODULE MCRaft -------------------------------
(***************************************************************************)
(* Bounds for Raft, its mutants and its negative controls.                 *)
(***************************************************************************)
EXTENDS RaftHistory, TLC

CONSTANTS
  a, b, c,      \* servers, so that they can be named here
  Writer,       \* clients that put; each puts its own name
  Reader        \* clients that get

Get(key) == [type |-> "get", key |-> key]
Put(key, value) == [type |-> "put", key |-> key, value |-> value]

WritersAndReaders ==
  [client \in Client |->
    {Put(key, client) : key \in IF client \in Writer THEN Key ELSE {}}
      \cup {Get(key) : key \in IF client \in Reader THEN Key ELSE {}}]
Everybody == [t \in 1 .. MaxTerm |-> Server]
Alternating == [t \in 1 .. MaxTerm |-> IF t % 2 = 1 THEN {a} ELSE {b}]

\* Whoever likes is let through to an election, whatever a PreVote would have
\* said: fewer messages, and more elections.
TimeoutAtOnce(s) ==
  /\ role[s] \in {"Follower", "PreCandidate", "Candidate"}
  /\ MayStand(s, currentTerm[s] + 1)
  /\ role' = [role EXCEPT ![s] = "PreCandidate"]
  /\ leader' = [leader EXCEPT ![s] = Nil]
  /\ votes' = [votes EXCEPT ![s] = Server]
  /\ UNCHANGED <<currentTerm, votedFor, logVars, leaderVars, messages,
                 clientVars>>

\* A heartbeat that tells nothing new is not sent: fewer messages.
SendsNews ==
  \A m \in messages' \ messages :
    \/ m.type # "AppendEntriesRequest"
    \/ m.entries # << >>
    \/ \A n \in OfType("AppendEntriesRequest") :
         n.source = m.source /\ n.dest = m.dest /\ n.term = m.term
           => n.leaderCommit < m.leaderCommit \/ n.round < m.round
=============================================================================
