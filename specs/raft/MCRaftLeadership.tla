-------------------------- MODULE MCRaftLeadership --------------------------
(***************************************************************************)
(* Links for RaftLeadership, and its mutants.                              *)
(***************************************************************************)
EXTENDS RaftLeadership

CONSTANTS a, b, c  \* the servers

BothWays(pairs) == pairs \cup {<<pair[2], pair[1]>> : pair \in pairs}

All == {<<s, p>> \in Server \X Server : s # p}

\* a and c hear from b only.
Partial == BothWays({<<a, b>>, <<b, c>>})

\* b hears from a, and a from nobody.
OneWay == {<<a, b>>} \cup BothWays({<<b, c>>})

(***************************************************************************)
(* Mutants: each replaces the operator it is named after.                  *)
(***************************************************************************)
\* Without PreVote, whoever hears from no leader begins a term, and everybody
\* goes along. As in the paper, hearing from a leader is no reason not to.
MayStartAtOnce(s) == TRUE

\* A server that hears from a leader answers all the same.
IsAlwaysFree(p) == TRUE

\* A leader that nobody answers goes on.
NoStepDown(s) == FALSE /\ UNCHANGED vars
=============================================================================
