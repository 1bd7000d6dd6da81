--------------------------- MODULE MCPaxosCommit ---------------------------
(***************************************************************************)
(* For the models in MCPaxosCommit*.cfg: symmetry, and the bugs that the   *)
(* MCPaxosCommitBroken*.cfg put in the place of a definition.              *)
(***************************************************************************)
EXTENDS PaxosCommitProperties, TLC

Acceptors == Permutations(Acceptor)
All == Permutations(RM) \cup Permutations(Acceptor)

\* The leader does not look at what has been accepted.
SafeForgotten(promises) == "aborted"

\* Takes the vote of the lowest ballot, or of none.
SafeLowest(promises) ==
    LET bottom == CHOOSE m \in promises :
                     \A other \in promises :
                        m.last.ballot <= other.last.ballot
    IN  IF bottom.last = None THEN "aborted" ELSE bottom.last.vote

\* A leader that finds nothing hopes for the best.
SafeHopeful(promises) ==
    LET top == CHOOSE m \in promises :
                  \A other \in promises : other.last.ballot <= m.last.ballot
    IN  IF top.last = None THEN "prepared" ELSE top.last.vote

\* Two of them need not meet.
MajorityTooSmall == {Q \in SUBSET Acceptor : Cardinality(Q) = 1}

\* An acceptor that takes part in a ballot below its promise.
AcceptBelow(acc, rm, ballot, vote) ==
    /\ [type |-> "Phase2a", rm |-> rm, ballot |-> ballot, vote |-> vote]
        \in messages
    /\ accepted[acc][rm].ballot < ballot
    /\ accepted' =
        [accepted EXCEPT ![acc][rm] = [ballot |-> ballot, vote |-> vote]]
    /\ Send([type |-> "Phase2b", source |-> acc, rm |-> rm, ballot |-> ballot,
             vote |-> vote])
    /\ promised' = [promised EXCEPT ![acc][rm] = ballot]
    /\ UNCHANGED <<phase, answer>>

\* An acceptor that has its promise in memory only, and then crashes.
PromiseVolatile(acc, rm, ballot) ==
    /\ [type |-> "Phase1a", rm |-> rm, ballot |-> ballot] \in messages
    /\ promised[acc][rm] < ballot
    /\ promised' = [promised EXCEPT ![acc][rm] = 0]
    /\ Send([type |-> "Phase1b", source |-> acc, rm |-> rm, ballot |-> ballot,
             last |-> accepted[acc][rm]])
    /\ UNCHANGED <<phase, answer, accepted>>

\* Commits without the vote of one.
DecideCommitEarly ==
    /\ [type |-> "Commit"] \notin messages
    /\ \E absent \in RM : \A rm \in RM \ {absent} : Chosen(rm, "prepared")
    /\ Send([type |-> "Commit"])
    /\ UNCHANGED <<phase, answer, promised, accepted>>

\* Aborts because a vote has not been heard of, as if that decided it.
DecideAbortImpatient ==
    /\ [type |-> "Abort"] \notin messages
    /\ \E rm \in RM : ~Chosen(rm, "prepared")
    /\ Send([type |-> "Abort"])
    /\ UNCHANGED <<phase, answer, promised, accepted>>

\* A participant that has voted changes its mind.
RefuseLate(rm) ==
    /\ phase[rm] \in {"working", "prepared"}
    /\ phase' = [phase EXCEPT ![rm] = "aborted"]
    /\ CastVote(rm, "aborted")
    /\ UNCHANGED <<answer, promised, accepted>>

============================================================================
