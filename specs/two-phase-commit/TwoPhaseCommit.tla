--------------------------- MODULE TwoPhaseCommit ---------------------------
(***************************************************************************)
(* Two-phase commit of one transaction, with presumed abort, crashes and   *)
(* recovery.  The set of messages is from Gray and Lamport, "Consensus on  *)
(* Transaction Commit", ACM TODS 31(1), 2006, section 3; logs, recovery    *)
(* and the presumption are from Mohan, Lindsay and Obermarck, "Transaction *)
(* Management in the R* Distributed Database Management System", ACM TODS  *)
(* 11(4), 1986, sections 2 and 3.                                          *)
(*                                                                         *)
(* `messages' holds every message ever sent; each can be received at any   *)
(* time, any number of times: loss, duplication and reordering at once.    *)
(* A step writes (its node's memory and log) or sends, never both, so that *)
(* a crash can fall between the two.  What must be heard is sent again and *)
(* again, which changes nothing in a set.  The client is a party, too: it  *)
(* can be in doubt, it asks, and a commit is remembered until it knows.    *)
(*                                                                         *)
(* Not modelled: the work itself (every participant knows of the one       *)
(* transaction from the start), records that are not forced (losing one is *)
(* crashing before it), lost disks, heuristic decisions, read-only votes.  *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
    RM,            \* the participants ("resource managers")
    TM,            \* the coordinator ("transaction manager")
    Client,        \* the application that asks for the commit
    Cooperative,   \* whether participants in doubt ask each other, too
    Fallible,      \* the nodes that may crash
    MaxCrash       \* how many crashes there can be, all nodes together

Node == RM \cup {TM, Client}
Party == RM \cup {Client}             \* who must learn the decision
Decision == {"committed", "aborted"}

ASSUME TM \notin RM /\ Client \notin RM \cup {TM}
ASSUME Cooperative \in BOOLEAN /\ Fallible \subseteq Node /\ MaxCrash \in Nat

VARIABLES
    phase,         \* phase[node]: volatile; "down" while the node is crashed
    votes,         \* volatile, of TM: participants whose yes has arrived
    acks,          \* volatile, of TM: parties that know of the commit
    log,           \* log[node]: durable; its records, oldest first
    messages,      \* every message ever sent
    crashes        \* how many crashes there have been

vars == <<phase, votes, acks, log, messages, crashes>>

\* A node's first record is its first phase: it knows of the transaction.
Phase(node) ==
    CASE node = TM     -> Decision \cup {"working", "collecting", "forgotten"}
      [] node = Client -> Decision \cup {"waiting"}
      [] OTHER         -> Decision \cup {"working", "prepared"}

TypeOK ==
    /\ DOMAIN phase = Node /\ DOMAIN log = Node
    /\ \A node \in Node :
        /\ phase[node] \in Phase(node) \cup {"down"} /\ Len(log[node]) \in 1..3
        /\ \A i \in 1..Len(log[node]) : log[node][i] \in Phase(node)
    /\ votes \subseteq RM /\ acks \subseteq Party
    /\ messages \subseteq
        [type : {"Request", "Prepare", "Yes", "No", "Commit", "Abort", "Ack",
                 "Inquiry"}, source : Node, dest : Node]
    /\ crashes \in 0..MaxCrash

Init ==
    /\ phase = [n \in Node |-> IF n = Client THEN "waiting" ELSE "working"]
    /\ votes = {} /\ acks = {}
    /\ log = [node \in Node |-> <<phase[node]>>]
    /\ messages = {} /\ crashes = 0

Durable(node) == log[node][Len(log[node])]
Sent(type, source, dest) ==
    [type |-> type, source |-> source, dest |-> dest] \in messages

\* The message that carries a decision.
Telling(decision) == IF decision = "committed" THEN "Commit" ELSE "Abort"

Told(party, decision) ==
    \E node \in RM \cup {TM} : Sent(Telling(decision), node, party)

\* A step does one of two things: it changes its node and maybe writes ...
Enter(node, next) ==
    /\ phase' = [phase EXCEPT ![node] = next]
    /\ UNCHANGED <<messages, crashes>>

Write(node, record) == log' = [log EXCEPT ![node] = Append(@, record)]
\* ... or it sends.
Send(type, source, dest) ==
    /\ messages' =
        messages \cup {[type |-> type, source |-> source, dest |-> dest]}
    /\ UNCHANGED <<phase, votes, acks, log, crashes>>

----------------------------------------------------------------------------
(***************************************************************************)
(* The client.                                                             *)
(***************************************************************************)
RequestCommit ==
    /\ phase[Client] = "waiting"
    /\ Send("Request", Client, TM)

\* How did it end?  Asks for nothing to be done.
QueryOutcome ==
    /\ phase[Client] = "waiting"
    /\ Send("Inquiry", Client, TM)

\* Durable before it is confirmed: then nobody else need remember it.
LearnOutcome(decision) ==
    /\ phase[Client] = "waiting"
    /\ Told(Client, decision)
    /\ Enter(Client, decision)
    /\ Write(Client, decision)
    /\ UNCHANGED <<votes, acks>>

ConfirmOutcome ==
    /\ phase[Client] = "committed"
    /\ Send("Ack", Client, TM)

----------------------------------------------------------------------------
(***************************************************************************)
(* The coordinator.                                                        *)
(***************************************************************************)
BeginCommit ==
    /\ phase[TM] = "working"
    /\ Sent("Request", Client, TM)
    /\ Enter(TM, "collecting")
    /\ UNCHANGED <<votes, acks, log>>

RequestVote(rm) ==
    /\ phase[TM] = "collecting"
    /\ rm \notin votes
    /\ Send("Prepare", TM, rm)

\* A yes that is not the last.
CountVote(rm) ==
    /\ phase[TM] = "collecting"
    /\ Sent("Yes", rm, TM)
    /\ votes \cup {rm} # RM
    /\ votes' = votes \cup {rm}
    /\ UNCHANGED <<phase, acks, log, messages, crashes>>

\* The last yes.  The record is the commit point.
DecideCommit(rm) ==
    /\ phase[TM] = "collecting"
    /\ Sent("Yes", rm, TM)
    /\ votes \cup {rm} = RM
    /\ Enter(TM, "committed")
    /\ Write(TM, "committed")
    /\ votes' = {}
    /\ UNCHANGED acks

\* A no has arrived, or something has not: the request, a vote.  No record:
\* that nothing is known says it all.
DecideAbort ==
    /\ phase[TM] \in {"working", "collecting"}
    /\ Enter(TM, "aborted")
    /\ votes' = {}
    /\ UNCHANGED <<acks, log>>

SendDecision(party) ==
    /\ phase[TM] \in Decision
    /\ party \notin acks
    /\ Send(Telling(phase[TM]), TM, party)

CountAck(party) ==
    /\ phase[TM] = "committed"
    /\ Sent("Ack", party, TM)
    /\ acks' = acks \cup {party}
    /\ UNCHANGED <<phase, votes, log, messages, crashes>>

\* An abort is forgotten at will, a commit when every party has it for ever.
Forget ==
    /\ \/ phase[TM] = "aborted" /\ UNCHANGED log
       \/ phase[TM] = "committed" /\ acks = Party /\ Write(TM, "forgotten")
    /\ Enter(TM, "forgotten")
    /\ acks' = {}
    /\ UNCHANGED votes

\* The presumption: a transaction of which nothing is known was aborted.
PresumeAbort(party) ==
    /\ phase[TM] = "forgotten"
    /\ Sent("Inquiry", party, TM) \/ Sent("Request", party, TM)
    /\ Send("Abort", TM, party)

----------------------------------------------------------------------------
(***************************************************************************)
(* The participants.                                                       *)
(***************************************************************************)
\* From here on the participant can do both, and does neither by itself.
Prepare(rm) ==
    /\ phase[rm] = "working"
    /\ Sent("Prepare", TM, rm)
    /\ Enter(rm, "prepared")
    /\ Write(rm, "prepared")
    /\ UNCHANGED <<votes, acks>>

\* It gives up: its work failed, it has waited too long, a peer in doubt asks,
\* the coordinator has aborted.
Refuse(rm) ==
    /\ phase[rm] = "working"
    /\ Enter(rm, "aborted")
    /\ UNCHANGED <<votes, acks, log>>

VoteYes(rm) ==
    /\ phase[rm] = "prepared"
    /\ Send("Yes", rm, TM)

VoteNo(rm) ==
    /\ phase[rm] = "aborted"
    /\ Durable(rm) = "working"
    /\ Sent("Prepare", TM, rm)
    /\ Send("No", rm, TM)

\* In doubt, ask the coordinator or a peer (cooperative termination).
Inquire(rm, node) ==
    /\ phase[rm] = "prepared"
    /\ node = TM \/ Cooperative
    /\ Send("Inquiry", rm, node)

Advise(rm, peer) ==
    /\ phase[rm] \in Decision
    /\ Sent("Inquiry", peer, rm)
    /\ Send(Telling(phase[rm]), rm, peer)

Commit(rm) ==
    /\ phase[rm] = "prepared"
    /\ Told(rm, "committed")
    /\ Enter(rm, "committed")
    /\ Write(rm, "committed")
    /\ UNCHANGED <<votes, acks>>

Abort(rm) ==
    /\ phase[rm] = "prepared"
    /\ Told(rm, "aborted")
    /\ Enter(rm, "aborted")
    /\ Write(rm, "aborted")
    /\ UNCHANGED <<votes, acks>>

\* Commits only: nobody waits to hear that an abort has arrived.
Acknowledge(rm) ==
    /\ phase[rm] = "committed"
    /\ Send("Ack", rm, TM)

----------------------------------------------------------------------------
(***************************************************************************)
(* Faults.                                                                 *)
(***************************************************************************)
Crash(node) ==
    /\ node \in Fallible
    /\ phase[node] # "down"
    /\ crashes < MaxCrash
    /\ phase' = [phase EXCEPT ![node] = "down"]
    /\ votes' = IF node = TM THEN {} ELSE votes
    /\ acks' = IF node = TM THEN {} ELSE acks
    /\ crashes' = crashes + 1
    /\ UNCHANGED <<log, messages>>

\* By the log alone.  Unprepared work is lost, and so are undecided votes.
Recovered(node) ==
    CASE Durable(node) # "working" -> Durable(node)
      [] node = TM                 -> "forgotten"
      [] OTHER                     -> "aborted"

Recover(node) ==
    /\ phase[node] = "down"
    /\ Enter(node, Recovered(node))
    /\ UNCHANGED <<votes, acks, log>>

----------------------------------------------------------------------------
\* What is up to the client, its asking, is not in here.
ClientNext ==
    ConfirmOutcome \/ \E decision \in Decision : LearnOutcome(decision)

CoordinatorNext ==
    \/ BeginCommit \/ DecideAbort \/ Forget
    \/ \E rm \in RM : RequestVote(rm) \/ CountVote(rm) \/ DecideCommit(rm)
    \/ \E party \in Party :
        SendDecision(party) \/ CountAck(party) \/ PresumeAbort(party)

ParticipantNext(rm) ==
    \/ Prepare(rm) \/ Refuse(rm) \/ VoteYes(rm) \/ VoteNo(rm)
    \/ Commit(rm) \/ Abort(rm) \/ Acknowledge(rm)
    \/ \E node \in (RM \ {rm}) \cup {TM} : Inquire(rm, node)
    \/ \E peer \in RM \ {rm} : Advise(rm, peer)

\* Nothing is left to do.  Said so that a deadlock is a deadlock.
Finish ==
    /\ phase[TM] = "forgotten"
    /\ \A party \in Party : phase[party] \in Decision
    /\ UNCHANGED vars

Next ==
    \/ RequestCommit \/ QueryOutcome \/ ClientNext
    \/ CoordinatorNext
    \/ \E rm \in RM : ParticipantNext(rm)
    \/ \E node \in Node : Crash(node) \/ Recover(node)
    \/ Finish

Spec == Init /\ [][Next]_vars
============================================================================
Properties: TwoPhaseCommitProperties.tla.  Sizes and times: README.md.
