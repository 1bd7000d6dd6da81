--------------------------- MODULE MCRaftHistory ----------------------------
(***************************************************************************)
(* The bounds of MCRaft for Raft with its memory, which can be compared    *)
(* with RaftCore and with a linearizable store.                            *)
(***************************************************************************)
EXTENDS MCRaft, RaftHistory

(***************************************************************************)
(* Reads are looked at from where s1 leads term 1, and its first entry is  *)
(* with s3, committed and applied.                                         *)
(***************************************************************************)
Beginning == [term |-> 1, command |-> NoOp]

Acknowledgement ==
  [type |-> "AppendEntriesResponse", source |-> s3, dest |-> s1, term |-> 1,
   success |-> TRUE, prevLogIndex |-> 0, matchIndex |-> 1, hintIndex |-> 0,
   hintTerm |-> 0, round |-> 0]

LedInit ==
  /\ currentTerm = [s \in Server |-> IF s = s2 THEN 0 ELSE 1]
  /\ votedFor = [s \in Server |-> IF s = s2 THEN Nil ELSE s1]
  /\ log = [s \in Server |-> IF s = s2 THEN << >> ELSE <<Beginning>>]
  /\ snapshot = [s \in Server |-> NoSnapshot]
  /\ role = [s \in Server |-> IF s = s1 THEN "Leader" ELSE "Follower"]
  /\ leader = [s \in Server |-> IF s = s2 THEN Nil ELSE s1]
  /\ votes = [s \in Server |-> {}]
  /\ commitIndex = [s \in Server |-> IF s = s1 THEN 1 ELSE 0]
  /\ applied = commitIndex
  /\ machine = [s \in Server |-> FirstMachine]
  /\ nextIndex = [s \in Server |-> [p \in Server |->
                    IF s = s1 /\ p = s3 THEN 2 ELSE 1]]
  /\ matchIndex = [s \in Server |-> [p \in Server |->
                     IF s = s1 /\ p = s3 THEN 1 ELSE 0]]
  /\ round = [s \in Server |-> 0]
  /\ reads = [s \in Server |-> {}]
  /\ messages = {Acknowledgement}
  /\ number = [client \in Client |-> 0]
  /\ waiting = [client \in Client |-> FALSE]
  /\ ledger = [t \in 1 .. MaxTerm |->
                 IF t = 1 THEN [log |-> <<Beginning>>, commit |-> 1]
                 ELSE [log |-> << >>, commit |-> 0]]
  /\ requested = {}

\* The client asks when the second leader has committed something; from then
\* on only the first one sends.
AsksLate ==
  /\ number' # number => ledger[2].commit > 0
  /\ \A client \in Client : number[client] > 0 =>
       \A m \in messages' \ messages : "term" \in DOMAIN m => m.term = 1

LedSpec == LedInit /\ [][Next /\ Record]_allVars
=============================================================================
