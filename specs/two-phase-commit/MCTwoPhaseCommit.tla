-------------------------- MODULE MCTwoPhaseCommit --------------------------
(***************************************************************************)
(* For the models in MCTwoPhaseCommit*.cfg: what bounds them, and the bugs *)
(* that the MCTwoPhaseCommitBroken*.cfg put in the place of an action.     *)
(***************************************************************************)
EXTENDS TwoPhaseCommitProperties

\* For an action that a model leaves out.
Never == FALSE

----------------------------------------------------------------------------
(***************************************************************************)
(* Bugs of the coordinator.                                                *)
(***************************************************************************)
\* The commit is announced, and its record is not written (yet).
DecideCommitUnlogged(rm) ==
    /\ phase[TM] = "collecting"
    /\ Sent("Yes", rm, TM)
    /\ votes \cup {rm} = RM
    /\ Enter(TM, "committed")
    /\ votes' = {}
    /\ UNCHANGED <<acks, log>>

\* One vote is missing.
DecideCommitEarly(rm) ==
    /\ phase[TM] = "collecting"
    /\ Sent("Yes", rm, TM)
    /\ \E absent \in RM : votes \cup {rm, absent} = RM
    /\ Enter(TM, "committed")
    /\ Write(TM, "committed")
    /\ votes' = {}
    /\ UNCHANGED acks

\* A commit is forgotten like an abort, without waiting for anybody.
ForgetWithoutAcks ==
    /\ phase[TM] \in Decision
    /\ IF phase[TM] = "committed" THEN Write(TM, "forgotten") ELSE UNCHANGED log
    /\ Enter(TM, "forgotten")
    /\ acks' = {}
    /\ UNCHANGED votes

\* The participants have acknowledged; the client is no party.
ForgetTheClient ==
    /\ \/ phase[TM] = "aborted" /\ UNCHANGED log
       \/ phase[TM] = "committed" /\ RM \subseteq acks /\ Write(TM, "forgotten")
    /\ Enter(TM, "forgotten")
    /\ acks' = {}
    /\ UNCHANGED votes

\* Not decided is taken for not known.
PresumeAbortTooSoon(party) ==
    /\ phase[TM] \in {"forgotten", "collecting"}
    /\ Sent("Inquiry", party, TM)
    /\ Send("Abort", TM, party)

\* The log is there, and is not read.
RecoverCoordinatorForgetful(node) ==
    /\ phase[node] = "down"
    /\ Enter(node, IF node = TM THEN "forgotten" ELSE Recovered(node))
    /\ UNCHANGED <<votes, acks, log>>

----------------------------------------------------------------------------
(***************************************************************************)
(* Bugs of the participants.                                               *)
(***************************************************************************)
\* Votes yes before the vote is durable.
PrepareUnlogged(rm) ==
    /\ phase[rm] = "working"
    /\ Sent("Prepare", TM, rm)
    /\ Enter(rm, "prepared")
    /\ UNCHANGED <<votes, acks, log>>

\* Runs out of patience in doubt, as it may before.
RefuseInDoubt(rm) ==
    /\ phase[rm] \in {"working", "prepared"}
    /\ Enter(rm, "aborted")
    /\ IF phase[rm] = "prepared" THEN Write(rm, "aborted") ELSE UNCHANGED log
    /\ UNCHANGED <<votes, acks>>

\* Is in doubt after a crash, and aborts to be on the safe side.
RecoverAborting(node) ==
    /\ phase[node] = "down"
    /\ IF Durable(node) = "prepared"
       THEN Enter(node, "aborted") /\ Write(node, "aborted")
       ELSE Enter(node, Recovered(node)) /\ UNCHANGED log
    /\ UNCHANGED <<votes, acks>>

\* Has lost its work, and goes on as if there had been none.
RecoverWorking(node) ==
    /\ phase[node] = "down"
    /\ Enter(node, IF node # TM THEN Durable(node) ELSE Recovered(node))
    /\ UNCHANGED <<votes, acks, log>>

\* Obeys an abort that is late.
AbortLate(rm) ==
    /\ phase[rm] \in {"prepared", "committed"}
    /\ Told(rm, "aborted")
    /\ Enter(rm, "aborted")
    /\ Write(rm, "aborted")
    /\ UNCHANGED <<votes, acks>>

\* In doubt itself, it answers a peer as if undecided meant aborted.
AdviseInDoubt(rm, peer) ==
    /\ phase[rm] \in Decision \cup {"prepared"}
    /\ Sent("Inquiry", peer, rm)
    /\ Send(Telling(phase[rm]), rm, peer)

----------------------------------------------------------------------------
(***************************************************************************)
(* A bug of the client.                                                    *)
(***************************************************************************)
\* Confirms what it has only in memory.
LearnOutcomeUnlogged(decision) ==
    /\ phase[Client] = "waiting"
    /\ Told(Client, decision)
    /\ Enter(Client, decision)
    /\ UNCHANGED <<votes, acks, log>>

============================================================================
