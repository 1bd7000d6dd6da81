--------------------------- MODULE MCRaftHistory ----------------------------
(***************************************************************************)
(* The bounds of MCRaft for Raft with its memory, which can be compared    *)
(* with RaftCore and with a linearizable store.                            *)
(***************************************************************************)
EXTENDS MCRaft, RaftHistory
=============================================================================
