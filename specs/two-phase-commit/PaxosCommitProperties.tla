----------------------- MODULE PaxosCommitProperties -----------------------
(***************************************************************************)
(* What Paxos Commit promises: all that TCommit does, and that it does not *)
(* block, whoever of its parties is gone for ever, as long as a majority   *)
(* of the acceptors and somebody who leads are there.                      *)
(***************************************************************************)
EXTENDS PaxosCommit

\* No participant commits while another one aborts.
ConsistentInv ==
    \A a, b \in RM : ~(phase[a] = "committed" /\ phase[b] = "aborted")

\* The client is never told what did not, or will not, happen.
ClientTruthInv ==
    /\ answer = "committed" => \A rm \in RM : phase[rm] # "aborted"
    /\ answer = "aborted" => \A rm \in RM : phase[rm] # "committed"

\* Each instance of Paxos chooses one vote at most.
OneVoteInv == \A rm \in RM : ~(Chosen(rm, "prepared") /\ Chosen(rm, "aborted"))

\* "prepared" is chosen only of one who is prepared.
VoteTruthInv ==
    \A rm \in RM : Chosen(rm, "prepared") => phase[rm] # "working"

\* An acceptor takes back neither its promise nor what it has accepted.
AcceptorProp ==
    [][\A acc \in Acceptor, rm \in RM :
        /\ promised'[acc][rm] >= promised[acc][rm]
        /\ accepted'[acc][rm].ballot >= accepted[acc][rm].ballot
      ]_<<promised, accepted>>

Problem == INSTANCE TCommit
RefinesTCommit == Problem!Spec

----------------------------------------------------------------------------
(***************************************************************************)
(* Liveness.  Nothing is asked of Gone: they may stop at any step, which   *)
(* is how a crash looks to the others.  A vote that never comes is not     *)
(* waited for, because leaders begin ballots.  The last ballot is not      *)
(* disturbed by another: a leader that everybody agrees upon, in the end.  *)
(***************************************************************************)
CONSTANT Gone      \* participants and acceptors of which nothing is asked

Fairness ==
    /\ \A rm \in RM \ Gone :
        /\ WF_vars(Prepare(rm) \/ Refuse(rm))
        /\ WF_vars(Commit(rm) \/ Abort(rm))
    /\ \A acc \in Acceptor \ Gone, rm \in RM, ballot \in Ballot :
        WF_vars(Promise(acc, rm, ballot)
                  \/ \E vote \in Vote : Accept(acc, rm, ballot, vote))
    /\ \A ballot \in Ballot \ {0} : WF_vars(Lead(ballot))
    /\ WF_vars(Decide)
    /\ WF_vars(LearnOutcome)

FairSpec == Spec /\ Fairness

\* Whatever happens, everybody who is there gets to know how it ends.
EventuallyDecidedProp ==
    \A rm \in RM \ Gone : <>(phase[rm] \in {"committed", "aborted"})

EventuallyAnsweredProp == <>(answer # "none")

\* Commit validity would be too weak without it: it can commit.
DebugCommitted == answer # "committed"

\* ... although a participant's own proposal was overtaken by a ballot.
DebugRescued ==
    ~(answer = "committed"
        /\ \E acc \in Acceptor, rm \in RM : accepted[acc][rm].ballot > 0)

============================================================================
