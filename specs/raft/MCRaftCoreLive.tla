--------------------------- MODULE MCRaftCoreLive ---------------------------
(***************************************************************************)
(* Bounds for RaftCoreLive, and why each of its assumptions is needed.     *)
(***************************************************************************)
EXTENDS RaftCoreLive

CONSTANTS a, b  \* two of the servers

\* The terms before have one contender each; the stable one has any.
AnyAtLast ==
  [t \in Term |-> IF t = MaxTerm THEN Server ELSE IF t = 1 THEN {a} ELSE {b}]

\* A leader begins its term without an entry of its own: what earlier leaders
\* left is never committed, unless somebody asks for something (section 8).
BecomeLeaderSilently(s) ==
  /\ role[s] = "Candidate"
  /\ IsQuorum(votes[s])
  /\ role' = [role EXCEPT ![s] = "Leader"]
  /\ votes' = [votes EXCEPT ![s] = {}]
  /\ ledger' = [ledger EXCEPT ![currentTerm[s]] =
       [log |-> log[s], commit |-> 0]]
  /\ UNCHANGED <<currentTerm, votedFor, log, matchIndex>>

\* Nobody asks before a term is spent on a candidate: no PreVote, no luck.
AnybodyStands(c) == TRUE
=============================================================================
