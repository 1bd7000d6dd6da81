---------------------------- MODULE PaxosCommit ----------------------------
(***************************************************************************)
(* Transaction commit that does not block: each participant's vote is      *)
(* chosen by an instance of Paxos of its own, and the transaction commits  *)
(* if "prepared" is chosen in every one of them.  Gray and Lamport,        *)
(* "Consensus on Transaction Commit", ACM TODS 31(1), 2006, section 4.     *)
(* Two-phase commit is what is left of it with one acceptor, and nobody    *)
(* to take over (section 5).                                               *)
(*                                                                         *)
(* Ballot 0 of a participant's instance is its own: it has no first phase, *)
(* and the vote is the proposal.  Higher ballots belong to leaders.  One   *)
(* who finds that nothing can have been chosen proposes "aborted".         *)
(*                                                                         *)
(* `messages' holds every message ever sent, so that loss, duplication and *)
(* reordering need no actions.  What an acceptor promised and accepted,    *)
(* and whether a participant is prepared, is durable before it is said: a  *)
(* crash and recovery is a pause, and whoever never comes back is one who  *)
(* takes no more steps.                                                    *)
(*                                                                         *)
(* Not modelled: who leads and how one is elected (any ballot can begin at *)
(* any time), the client's request, and the bundling of the instances'     *)
(* messages, which saves messages and changes nothing.                     *)
(***************************************************************************)
EXTENDS Integers, FiniteSets

CONSTANTS
    RM,            \* the participants ("resource managers")
    Acceptor,      \* who remembers the votes; a majority survives
    MaxBallot,     \* the ballots are 0..MaxBallot
    Doubted        \* whose votes are waited for in vain: RM, but for bounds

ASSUME MaxBallot \in Nat /\ Acceptor # {} /\ Doubted \subseteq RM

Ballot == 0..MaxBallot
Vote == {"prepared", "aborted"}

\* Any two of them have an acceptor in common.
Majority == {Q \in SUBSET Acceptor : 2 * Cardinality(Q) > Cardinality(Acceptor)}

VARIABLES
    phase,         \* phase[rm]: how far participant rm has got
    answer,        \* what the client has been told
    promised,      \* promised[acc][rm]: no ballot below it is joined any more
    accepted,      \* accepted[acc][rm]: the last proposal accepted
    messages       \* every message ever sent

vars == <<phase, answer, promised, accepted, messages>>

\* Nothing accepted so far.
None == [ballot |-> -1, vote |-> "none"]

Proposal == [ballot : Ballot, vote : Vote] \cup {None}

Message ==
    [type : {"Phase1a"}, rm : RM, ballot : Ballot \ {0}]
        \cup [type : {"Phase1b"}, source : Acceptor, rm : RM,
              ballot : Ballot \ {0}, last : Proposal]
        \cup [type : {"Phase2a"}, rm : RM, ballot : Ballot, vote : Vote]
        \cup [type : {"Phase2b"}, source : Acceptor, rm : RM,
              ballot : Ballot, vote : Vote]
        \cup [type : {"Commit", "Abort"}]

TypeOK ==
    /\ phase \in [RM -> {"working", "prepared", "committed", "aborted"}]
    /\ answer \in {"none", "committed", "aborted"}
    /\ promised \in [Acceptor -> [RM -> Ballot]]
    /\ accepted \in [Acceptor -> [RM -> Proposal]]
    /\ messages \subseteq Message

Init ==
    /\ phase = [rm \in RM |-> "working"]
    /\ answer = "none"
    /\ promised = [acc \in Acceptor |-> [rm \in RM |-> 0]]
    /\ accepted = [acc \in Acceptor |-> [rm \in RM |-> None]]
    /\ messages = {}

Send(message) == messages' = messages \cup {message}

----------------------------------------------------------------------------
(***************************************************************************)
(* A participant votes by the proposal of its own ballot 0, once.          *)
(***************************************************************************)
CastVote(rm, vote) ==
    Send([type |-> "Phase2a", rm |-> rm, ballot |-> 0, vote |-> vote])

Prepare(rm) ==
    /\ phase[rm] = "working"
    /\ phase' = [phase EXCEPT ![rm] = "prepared"]
    /\ CastVote(rm, "prepared")
    /\ UNCHANGED <<answer, promised, accepted>>

\* It need not say so: whoever gets impatient finds out by a ballot.
Refuse(rm) ==
    /\ phase[rm] = "working"
    /\ phase' = [phase EXCEPT ![rm] = "aborted"]
    /\ CastVote(rm, "aborted")
    /\ UNCHANGED <<answer, promised, accepted>>

Commit(rm) ==
    /\ phase[rm] = "prepared"
    /\ [type |-> "Commit"] \in messages
    /\ phase' = [phase EXCEPT ![rm] = "committed"]
    /\ UNCHANGED <<answer, promised, accepted, messages>>

Abort(rm) ==
    /\ phase[rm] \in {"working", "prepared"}
    /\ [type |-> "Abort"] \in messages
    /\ phase' = [phase EXCEPT ![rm] = "aborted"]
    /\ UNCHANGED <<answer, promised, accepted, messages>>

----------------------------------------------------------------------------
(***************************************************************************)
(* The acceptors.                                                          *)
(***************************************************************************)
\* Phase 1b: joins the ballot, and says what it has accepted before.
Promise(acc, rm, ballot) ==
    /\ [type |-> "Phase1a", rm |-> rm, ballot |-> ballot] \in messages
    /\ promised[acc][rm] < ballot
    /\ promised' = [promised EXCEPT ![acc][rm] = ballot]
    /\ Send([type |-> "Phase1b", source |-> acc, rm |-> rm, ballot |-> ballot,
             last |-> accepted[acc][rm]])
    /\ UNCHANGED <<phase, answer, accepted>>

\* Phase 2b.
Accept(acc, rm, ballot, vote) ==
    /\ [type |-> "Phase2a", rm |-> rm, ballot |-> ballot, vote |-> vote]
        \in messages
    /\ promised[acc][rm] <= ballot
    /\ accepted[acc][rm].ballot < ballot
    /\ promised' = [promised EXCEPT ![acc][rm] = ballot]
    /\ accepted' =
        [accepted EXCEPT ![acc][rm] = [ballot |-> ballot, vote |-> vote]]
    /\ Send([type |-> "Phase2b", source |-> acc, rm |-> rm, ballot |-> ballot,
             vote |-> vote])
    /\ UNCHANGED <<phase, answer>>

----------------------------------------------------------------------------
(***************************************************************************)
(* The leaders.  A ballot has one, which has no state but its messages.    *)
(***************************************************************************)
\* Phase 1a: somebody has waited long enough for the vote of rm.
BeginBallot(ballot, rm) ==
    /\ rm \in Doubted
    /\ [type |-> "Phase1a", rm |-> rm, ballot |-> ballot] \notin messages
    /\ Send([type |-> "Phase1a", rm |-> rm, ballot |-> ballot])
    /\ UNCHANGED <<phase, answer, promised, accepted>>

Promises(ballot, rm) ==
    {m \in messages : m.type = "Phase1b" /\ m.rm = rm /\ m.ballot = ballot}

\* What the leader must propose, by what these promises say: the vote of the
\* highest ballot, and its own choice only if there is none.
Safe(promises) ==
    LET top == CHOOSE m \in promises :
                  \A other \in promises : other.last.ballot <= m.last.ballot
    IN  IF top.last = None THEN "aborted" ELSE top.last.vote

\* Phase 2a, once for each ballot.
Propose(ballot, rm) ==
    /\ \A vote \in Vote :
        [type |-> "Phase2a", rm |-> rm, ballot |-> ballot, vote |-> vote]
            \notin messages
    /\ \E Q \in Majority :
        LET heard == {m \in Promises(ballot, rm) : m.source \in Q}
        IN  /\ {m.source : m \in heard} = Q
            /\ Send([type |-> "Phase2a", rm |-> rm, ballot |-> ballot,
                     vote |-> Safe(heard)])
    /\ UNCHANGED <<phase, answer, promised, accepted>>

\* A majority has accepted it in one ballot.
Chosen(rm, vote) ==
    \E ballot \in Ballot, Q \in Majority : \A acc \in Q :
        [type |-> "Phase2b", source |-> acc, rm |-> rm, ballot |-> ballot,
         vote |-> vote] \in messages

DecideCommit ==
    /\ [type |-> "Commit"] \notin messages
    /\ \A rm \in RM : Chosen(rm, "prepared")
    /\ Send([type |-> "Commit"])
    /\ UNCHANGED <<phase, answer, promised, accepted>>

DecideAbort ==
    /\ [type |-> "Abort"] \notin messages
    /\ \E rm \in RM : Chosen(rm, "aborted")
    /\ Send([type |-> "Abort"])
    /\ UNCHANGED <<phase, answer, promised, accepted>>

----------------------------------------------------------------------------
LearnOutcome ==
    /\ answer = "none"
    /\ \/ [type |-> "Commit"] \in messages /\ answer' = "committed"
       \/ [type |-> "Abort"] \in messages /\ answer' = "aborted"
    /\ UNCHANGED <<phase, promised, accepted, messages>>

\* Nothing is left to do.  Said so that a deadlock is a deadlock.
Finish ==
    /\ answer # "none"
    /\ \A rm \in RM : phase[rm] = answer
    /\ UNCHANGED vars

Lead(ballot) == \E rm \in RM : BeginBallot(ballot, rm) \/ Propose(ballot, rm)
Decide == DecideCommit \/ DecideAbort

Next ==
    \/ \E rm \in RM : Prepare(rm) \/ Refuse(rm) \/ Commit(rm) \/ Abort(rm)
    \/ \E acc \in Acceptor, rm \in RM, ballot \in Ballot :
        \/ Promise(acc, rm, ballot)
        \/ \E vote \in Vote : Accept(acc, rm, ballot, vote)
    \/ \E ballot \in Ballot \ {0} : Lead(ballot)
    \/ Decide
    \/ LearnOutcome
    \/ Finish

Spec == Init /\ [][Next]_vars

============================================================================
