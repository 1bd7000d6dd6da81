----------------------------- MODULE MCRaftCore -----------------------------
(***************************************************************************)
(* Bounds for RaftCore, its mutants and its negative controls.             *)
(***************************************************************************)
EXTENDS RaftCore, TLC

CONSTANTS a, b  \* two of the servers

Everybody == [t \in Term |-> Server]

Alternating == [t \in Term |-> IF t % 2 = 1 THEN {a} ELSE {b}]

Symmetry == Permutations(Server)

(***************************************************************************)
(* Negative controls: none of these holds, and the traces show why.        *)
(***************************************************************************)
\* A leader may lose what it has not committed.
DebugOverwritten ==
  \A s \in Server : \A i \in 1 .. Len(log[s]) :
    \E t \in Term : IsPrefix(Prefix(log[s], i), ledger[t].log)
      /\ \A u \in Term : u > t /\ Len(ledger[u].log) >= i
           => IsPrefix(Prefix(log[s], i), ledger[u].log)

\* An entry of an earlier term can be on a quorum and yet not be committed:
\* figure 8 of the paper, (c).
DebugFigure8 ==
  ~\E s \in Server, i \in 1 .. 2 :
     /\ role[s] = "Leader"
     /\ i \in ledger[currentTerm[s]].commit + 1 .. Len(log[s])
     /\ log[s][i].term < currentTerm[s]
     /\ IsQuorum({s} \cup {p \in Server : matchIndex[s][p] = i})

(***************************************************************************)
(* Mutants: each replaces the action or the operator it is named after.    *)
(***************************************************************************)
\* An entry of an earlier term is committed by counting its replicas.
MayCommitOfAnyTerm(s, n) == TRUE

\* The votes of a server do not survive a crash ...
StepDownForgettingVote(s) ==
  /\ role' = [role EXCEPT ![s] = "Follower"]
  /\ votes' = [votes EXCEPT ![s] = {}]
  /\ matchIndex' = [matchIndex EXCEPT ![s] = Nobody]
  /\ votedFor' = [votedFor EXCEPT ![s] = Nil]
  /\ UNCHANGED <<currentTerm, log, ledger>>

\* ... nor does its term ...
StepDownForgettingTerm(s) ==
  /\ role' = [role EXCEPT ![s] = "Follower"]
  /\ votes' = [votes EXCEPT ![s] = {}]
  /\ matchIndex' = [matchIndex EXCEPT ![s] = Nobody]
  /\ currentTerm' = [currentTerm EXCEPT ![s] = 0]
  /\ votedFor' = [votedFor EXCEPT ![s] = Nil]
  /\ UNCHANGED <<log, ledger>>

\* ... nor its log.
StepDownForgettingLog(s) ==
  /\ role' = [role EXCEPT ![s] = "Follower"]
  /\ votes' = [votes EXCEPT ![s] = {}]
  /\ matchIndex' = [matchIndex EXCEPT ![s] = Nobody]
  /\ log' = [log EXCEPT ![s] = << >>]
  /\ UNCHANGED <<currentTerm, votedFor, ledger>>

\* A vote is given whatever the candidate's log is ...
AlwaysUpToDate(candidate, s) == TRUE

\* ... or to the longer log, whatever its terms.
LongerIsUpToDate(candidate, s) == Len(log[candidate]) >= Len(log[s])

\* A follower takes what it is sent for all there is.
MergedByCutting(mine, theirs) == theirs

\* Half of the servers are taken for a quorum.
HalfIsQuorum(Q) == 2 * Cardinality(Q) >= Cardinality(Server)
=============================================================================
