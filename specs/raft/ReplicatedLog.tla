--------------------------- MODULE ReplicatedLog ----------------------------
(***************************************************************************)
(* What Raft is for: one log of commands, which only grows at its end. At  *)
(* each index it is an instance of Consensus.                              *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
  Command,
  MaxLog      \* in SmallSpec, how long the log gets

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
  /\ Len(log) < MaxLog
  /\ \E command \in Command : log' = Append(log, command)

SmallSpec == Init /\ [][CommitOne]_log

\* Consensus at an index. At three of them; others are no different.
ChosenAt(i) == IF i <= Len(log) THEN {log[i]} ELSE {}
First == INSTANCE Consensus WITH chosen <- ChosenAt(1)
Second == INSTANCE Consensus WITH chosen <- ChosenAt(2)
Third == INSTANCE Consensus WITH chosen <- ChosenAt(3)

RefinesConsensus == First!Spec /\ Second!Spec /\ Third!Spec
=============================================================================
