-------------------------- MODULE MCReplicatedLog ---------------------------
(***************************************************************************)
(* Bounds for ReplicatedLog, and its negative control.                     *)
(***************************************************************************)
EXTENDS ReplicatedLog

\* Must fail: a log that may forget its end is no consensus.
Forget == log # << >> /\ log' = SubSeq(log, 1, Len(log) - 1)

ForgetfulSpec == Init /\ [][CommitOne \/ Forget]_log
=============================================================================
