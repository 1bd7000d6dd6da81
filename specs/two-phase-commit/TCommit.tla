------------------------------ MODULE TCommit ------------------------------
(***************************************************************************)
(* What transaction commit is, whatever the protocol: the participants of  *)
(* one transaction all commit or all abort, and the client that asked is   *)
(* told which.                                                             *)
(*                                                                         *)
(* The problem is that of Gray and Lamport, "Consensus on Transaction      *)
(* Commit", ACM TODS 31(1), 2006, section 2.  The client is ours: without  *)
(* it nothing forbids an implementation to commit and to report an abort.  *)
(*                                                                         *)
(* There are no messages, logs, crashes or coordinators here, and nothing  *)
(* has to happen: liveness belongs to the protocols that refine this.      *)
(***************************************************************************)

CONSTANT
    RM       \* the participants ("resource managers") of the transaction

VARIABLES
    phase,   \* phase[rm]: how far participant rm has got
    answer   \* what the client has been told

vars == <<phase, answer>>

TypeOK ==
    /\ phase \in [RM -> {"working", "prepared", "committed", "aborted"}]
    /\ answer \in {"none", "committed", "aborted"}

Init ==
    /\ phase = [rm \in RM |-> "working"]
    /\ answer = "none"

----------------------------------------------------------------------------
(***************************************************************************)
(* The two decisions.  Each looks at everybody at once: that is what makes *)
(* this a statement of the problem and not a solution.                     *)
(***************************************************************************)

\* Everybody has agreed, and nobody has been told otherwise.
CanCommit ==
    /\ \A rm \in RM : phase[rm] \in {"prepared", "committed"}
    /\ answer # "aborted"

CanAbort ==
    /\ \A rm \in RM : phase[rm] # "committed"
    /\ answer # "committed"

----------------------------------------------------------------------------
(***************************************************************************)
(* Actions of a participant.                                               *)
(***************************************************************************)

Prepare(rm) ==
    /\ phase[rm] = "working"
    /\ phase' = [phase EXCEPT ![rm] = "prepared"]
    /\ UNCHANGED answer

Commit(rm) ==
    /\ phase[rm] = "prepared"
    /\ CanCommit
    /\ phase' = [phase EXCEPT ![rm] = "committed"]
    /\ UNCHANGED answer

Abort(rm) ==
    /\ phase[rm] \in {"working", "prepared"}
    /\ CanAbort
    /\ phase' = [phase EXCEPT ![rm] = "aborted"]
    /\ UNCHANGED answer

----------------------------------------------------------------------------
(***************************************************************************)
(* The answer.  It may be given before any participant has acted on the    *)
(* decision; from then on it binds them.                                   *)
(***************************************************************************)

Answer(decision) ==
    /\ answer = "none"
    /\ IF decision = "committed" THEN CanCommit ELSE CanAbort
    /\ answer' = decision
    /\ UNCHANGED phase

\* Nothing is left to do.  Said so that a deadlock is a deadlock.
Finish ==
    /\ answer # "none"
    /\ \A rm \in RM : phase[rm] = answer
    /\ UNCHANGED vars

Next ==
    \/ \E rm \in RM : Prepare(rm) \/ Commit(rm) \/ Abort(rm)
    \/ \E decision \in {"committed", "aborted"} : Answer(decision)
    \/ Finish

Spec == Init /\ [][Next]_vars

----------------------------------------------------------------------------
(***************************************************************************)
(* Properties.                                                             *)
(***************************************************************************)

\* No participant commits while another one aborts.
ConsistentInv ==
    \A a, b \in RM : ~(phase[a] = "committed" /\ phase[b] = "aborted")

\* The client is never told what did not, or will not, happen.
ClientTruthInv ==
    /\ answer = "committed" => \A rm \in RM : phase[rm] # "aborted"
    /\ answer = "aborted" => \A rm \in RM : phase[rm] # "committed"

\* A decision is final.
StableProp ==
    [][\A rm \in RM :
        phase[rm] \in {"committed", "aborted"} => phase'[rm] = phase[rm]]_phase

============================================================================
