--------------------------- MODULE ReplicatedLog ----------------------------
(***************************************************************************)
(* What Raft is for: one log of commands, which only grows at its end. At  *)
(* each index it is an instance of Consensus.                              *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
  Command,
  Index       \* the indexes at which consensus is looked at

VARIABLE log  \* what is committed

IsPrefix(s, t) == Len(s) <= Len(t) /\ SubSeq(t, 1, Len(s)) = s

TypeOK == log \in Seq(Command)

Init == log = << >>

\* A leader may commit several commands at once.
Commit ==
  /\ log' \in Seq(Command)
  /\ Len(log') > Len(log)
  /\ IsPrefix(log, log')

Spec == Init /\ [][Commit]_log

\* Where the length is bounded, and the next log has to be found.
CommitOne ==
  /\ Len(log) < Len([i \in Index |-> 0])
  /\ \E command \in Command : log' = Append(log, command)

SmallSpec == Init /\ [][CommitOne]_log

Slot(i) == INSTANCE Consensus WITH
  chosen <- IF i <= Len(log) THEN {log[i]} ELSE {}

RefinesConsensus == \A i \in Index : Slot(i)!Spec
=============================================================================
