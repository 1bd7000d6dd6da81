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

\* Of any text; never listed.
Everything ==
  [client \in Client |->
    [type : {"get"}, key : Key]
      \cup [type : {"put", "append"}, key : Key, value : STRING]
      \cup [type : {"cas"}, key : Key, from : STRING \cup {Nil}, to : STRING]]

(***************************************************************************)
(* Who stands for election, and who hears from whom.                       *)
(***************************************************************************)
Everybody == [t \in 1 .. MaxTerm |-> Server]
First == [t \in 1 .. MaxTerm |-> {s1}]
Both == [t \in 1 .. MaxTerm |-> {s1, s2}]

\* A PreVote is let pass whatever the others would have said: fewer messages,
\* and more elections.
TimeoutAtOnce(s) ==
  /\ role[s] \in {"Follower", "PreCandidate", "Candidate"}
  /\ MayStand(s, currentTerm[s] + 1)
  /\ role' = [role EXCEPT ![s] = "PreCandidate"]
  /\ leader' = [leader EXCEPT ![s] = Nil]
  /\ votes' = [votes EXCEPT ![s] = Server]
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
AlongLinks ==
  \A m \in messages' \ messages :
    "dest" \in DOMAIN m => Linked(m.source, m.dest, m.term)

\* A leader steps down for a later term only.
StaysLeader ==
  \A s \in Server :
    role[s] = "Leader" =>
      role'[s] \in {"Leader", "Crashed"} \/ currentTerm'[s] > currentTerm[s]
=============================================================================
