---------------------- MODULE TwoPhaseCommitProperties ----------------------
(***************************************************************************)
(* What two-phase commit promises, and what it cannot: the properties of   *)
(* TwoPhaseCommit.tla, its fairness, and its refinement of TCommit.tla.    *)
(* Nothing here takes a step.                                              *)
(***************************************************************************)
EXTENDS TwoPhaseCommit

----------------------------------------------------------------------------
(***************************************************************************)
(* Safety.                                                                 *)
(***************************************************************************)

\* The phase a node is in, or will be in when it is back.  A crash hides what
\* a node has promised; it does not take it back.
Fate(node) == IF phase[node] = "down" THEN Recovered(node) ELSE phase[node]

HasWritten(node, record) ==
    \E i \in 1..Len(log[node]) : log[node][i] = record

\* No participant commits while another one aborts.
ConsistentInv ==
    \A a, b \in RM : ~(Fate(a) = "committed" /\ Fate(b) = "aborted")

\* Nobody commits, or hears of a commit, unless all had prepared.
CommitOnlyIfAllPreparedInv ==
    (\E node \in Node : Fate(node) = "committed" \/ Told(node, "committed"))
        => \A rm \in RM : HasWritten(rm, "prepared")

\* An announced commit is never aborted.  An announced abort binds as soon as
\* the client has taken it; before that it may be a stale presumption.
ClientTruthInv ==
    /\ Fate(Client) = "committed" \/ Told(Client, "committed")
        => /\ Fate(Client) # "aborted"
           /\ \A rm \in RM : Fate(rm) # "aborted"
    /\ Fate(Client) = "aborted" => \A rm \in RM : Fate(rm) # "committed"

\* Once the coordinator knows nothing of a commit, nobody is in doubt of it:
\* whoever still asks, by a message that is late, will not mind the answer.
ForgetSafeInv ==
    HasWritten(TM, "committed") /\ Fate(TM) # "committed"
        => \A party \in Party : Durable(party) = "committed"

\* What has been said is on a disk.
WriteAheadInv ==
    /\ \A rm \in RM : Sent("Yes", rm, TM) => HasWritten(rm, "prepared")
    /\ \A party \in Party :
        /\ Sent("Commit", TM, party) => HasWritten(TM, "committed")
        /\ Sent("Ack", party, TM) => HasWritten(party, "committed")

\* A participant in doubt decides by what it is told and by nothing else:
\* this is why two-phase commit blocks.
NoUnilateralProp ==
    [][\A rm \in RM :
        phase[rm] = "prepared" /\ phase'[rm] \in Decision
            => Told(rm, phase'[rm])]_vars

----------------------------------------------------------------------------
(***************************************************************************)
(* Liveness.  Every step but sending the same again brings the run nearer  *)
(* to its end, so it is enough that no node rests while it can do          *)
(* something.  To give up is such a thing, too: patience is finite.        *)
(* Nothing is assumed of the client's asking, nor of crashes.              *)
(***************************************************************************)
NodeFairness ==
    /\ WF_vars(ClientNext)
    /\ WF_vars(CoordinatorNext)
    /\ \A rm \in RM : WF_vars(ParticipantNext(rm))
    /\ \A node \in Party : WF_vars(Recover(node))

Fairness == NodeFairness /\ WF_vars(Recover(TM))

FairSpec == Spec /\ Fairness

\* A coordinator that crashes stays down for ever.
BlockingSpec == Spec /\ NodeFairness

\* Every participant decides.  True of FairSpec, and false of BlockingSpec.
EventuallyDecidedProp == <>[](\A rm \in RM : phase[rm] \in Decision)

\* A client that asks, or asks how it ended, and remains, learns it.
EventuallyAnsweredProp ==
    Sent("Request", Client, TM) ~> phase[Client] \in Decision

\* No transaction is remembered for ever.
EventuallyForgottenProp == <>[](phase[TM] = "forgotten")

----------------------------------------------------------------------------
(***************************************************************************)
(* Refinement: the participants are those of TCommit, and the client's     *)
(* durable knowledge is the answer.                                        *)
(***************************************************************************)
TCommit == INSTANCE TCommit WITH
    phase  <- [rm \in RM |-> Fate(rm)],
    answer <- IF Fate(Client) = "waiting" THEN "none" ELSE Fate(Client)

RefinesTCommit == TCommit!Spec

----------------------------------------------------------------------------
(***************************************************************************)
(* Expected to fail: each shows that something can happen.                 *)
(***************************************************************************)

\* A commit is carried out, acknowledged by everyone, and forgotten.
DebugForgotten == ~HasWritten(TM, "forgotten")

\* The blocking witness: the coordinator is down, everybody else is in doubt.
DebugBlocked ==
    ~(phase[TM] = "down" /\ \A rm \in RM : phase[rm] = "prepared")

\* A participant is told of a commit by a peer while the coordinator is down.
DebugAdvised ==
    ~(/\ phase[TM] = "down"
      /\ \E rm \in RM :
            /\ phase[rm] = "committed" /\ ~Sent("Commit", TM, rm))

\* A participant hears of an abort after it has committed, from a coordinator
\* that has forgotten: harmless, as long as nobody obeys.
DebugStalePresumption ==
    ~(\E rm \in RM : phase[rm] = "committed" /\ Told(rm, "aborted"))

============================================================================
