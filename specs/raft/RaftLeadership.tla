--------------------------- MODULE RaftLeadership ---------------------------
(***************************************************************************)
(* Why Raft finds a leader and keeps it, when links are broken for good:   *)
(* elections alone, from any state that the time before has left, on links *)
(* that do not change any more (after GST). A link may work in one         *)
(* direction only, and a server may hear from some and not from others,    *)
(* as at Cloudflare on 2020-11-02.                                         *)
(*                                                                         *)
(* A request, what it does and its answer are one step. A heartbeat is     *)
(* much faster than an election timeout: nobody's timer runs out while one *)
(* is under way. Only the differences between terms matter, so the lowest  *)
(* one is always 0: what goes on for ever comes back to the same state.    *)
(*                                                                         *)
(* Not modelled: logs (all are equal), so whoever reaches a quorum may win.*)
(***************************************************************************)
EXTENDS Naturals, FiniteSets

CONSTANTS
  Server,
  Link,     \* the pairs <<s, p>> where messages from s arrive at p
  Nil,
  MaxAhead  \* how much terms differ at the beginning

VARIABLES
  term,     \* of each server, relative to the lowest
  role,     \* "Follower" or "Leader"
  leader    \* whom each server hears from; Nil once it has waited in vain

vars == <<term, role, leader>>

IsQuorum(Q) == 2 * Cardinality(Q) > Cardinality(Server)

Reaches(s, p) == s = p \/ <<s, p>> \in Link
Talks(s, p) == Reaches(s, p) /\ Reaches(p, s)

TypeOK ==
  /\ term \in [Server -> Nat]
  /\ role \in [Server -> {"Follower", "Leader"}]
  /\ leader \in [Server -> Server \cup {Nil}]

Lowest(f) == CHOOSE t \in {f[s] : s \in Server} :
               \A s \in Server : t <= f[s]
Relative(f) == [s \in Server |-> f[s] - Lowest(f)]

Init ==
  /\ term \in {Relative(f) : f \in [Server -> 0 .. MaxAhead]}
  /\ role \in [Server -> {"Follower", "Leader"}]
  /\ leader \in [Server -> Server \cup {Nil}]
  /\ \A s, p \in Server :
       /\ role[s] = "Leader" => leader[s] = s
       /\ role[s] = "Leader" /\ role[p] = "Leader" /\ s # p
            => term[s] # term[p]
       /\ leader[s] = p => term[p] >= term[s]
       /\ leader[s] = s => role[s] = "Leader"

(***************************************************************************)
(* Heartbeats: paper, section 5.2. A follower in a later term says so.     *)
(***************************************************************************)
\* s sends to p, and something comes of it.
HasEffect(s, p) ==
  /\ role[s] = "Leader"
  /\ Reaches(s, p)
  /\ IF term[p] > term[s] THEN Reaches(p, s)
     ELSE term[p] < term[s] \/ leader[p] # s

Heartbeat(s, p) ==
  /\ HasEffect(s, p)
  /\ IF term[p] > term[s]
     THEN /\ term' = Relative([term EXCEPT ![s] = term[p]])
          /\ role' = [role EXCEPT ![s] = "Follower"]
          /\ leader' = [leader EXCEPT ![s] = Nil]
     ELSE /\ term' = Relative([term EXCEPT ![p] = term[s]])
          /\ role' = [role EXCEPT ![p] = "Follower"]
          /\ leader' = [leader EXCEPT ![p] = s]

Quiet == \A s, p \in Server : ~HasEffect(s, p)

Hears(s) ==
  /\ leader[s] # Nil
  /\ role[leader[s]] = "Leader"
  /\ term[leader[s]] = term[s]
  /\ Reaches(leader[s], s)

\* An election timeout without a heartbeat.
Timeout(s) ==
  /\ Quiet
  /\ leader[s] # Nil
  /\ ~Hears(s)
  /\ leader' = [leader EXCEPT ![s] = Nil]
  /\ UNCHANGED <<term, role>>

(***************************************************************************)
(* CheckQuorum (thesis, section 6.2): nobody follows a leader for ever     *)
(* that cannot do anything.                                                *)
(***************************************************************************)
Answering(s) == {p \in Server : Talks(s, p) /\ leader[p] = s}

StepDown(s) ==
  /\ Quiet
  /\ role[s] = "Leader"
  /\ ~IsQuorum(Answering(s))
  /\ role' = [role EXCEPT ![s] = "Follower"]
  /\ leader' = [leader EXCEPT ![s] = Nil]
  /\ UNCHANGED term

(***************************************************************************)
(* Elections. PreVote (thesis, section 9.6): s begins a term only if a     *)
(* quorum would elect it, and whoever hears from a leader would not. The   *)
(* same holds for the votes themselves (section 4.2.3).                    *)
(***************************************************************************)
IsFree(p) == leader[p] = Nil

\* Who answers s that it would vote for it.
Willing(s) ==
  {p \in Server : Talks(s, p) /\ IsFree(p) /\ term[p] <= term[s]}

MayStart(s) == IsQuorum(Willing(s))

\* Those who hear of the new term of s.
Reached(s) ==
  {p \in Server : Reaches(s, p) /\ IsFree(p) /\ term[p] <= term[s]}

StartElection(s) ==
  /\ Quiet
  /\ leader[s] = Nil
  /\ MayStart(s)
  /\ LET reached == Reached(s)
         isElected == IsQuorum({p \in reached : Reaches(p, s)})
     IN  /\ term' = Relative([p \in Server |->
              IF p \in reached THEN term[s] + 1 ELSE term[p]])
         /\ role' = [p \in Server |->
              IF p = s /\ isElected THEN "Leader"
              ELSE IF p \in reached THEN "Follower" ELSE role[p]]
         /\ leader' = [p \in Server |->
              IF p = s /\ isElected THEN s
              ELSE IF p \in reached THEN Nil ELSE leader[p]]

\* A server that asks others in vain hears from them what their term is.
LearnTerm(s, p) ==
  /\ Quiet
  /\ leader[s] = Nil
  /\ Talks(s, p)
  /\ term[p] > term[s]
  /\ IsFree(p)
  /\ term' = Relative([term EXCEPT ![s] = term[p]])
  /\ UNCHANGED <<role, leader>>

Next ==
  \E s \in Server :
    \/ Timeout(s) \/ StepDown(s) \/ StartElection(s)
    \/ \E p \in Server : Heartbeat(s, p) \/ LearnTerm(s, p)

\* All timers run, all messages arrive where there is a link.
Fairness ==
  \A s \in Server :
    /\ WF_vars(Timeout(s)) /\ WF_vars(StepDown(s)) /\ WF_vars(StartElection(s))
    /\ \A p \in Server : WF_vars(Heartbeat(s, p)) /\ WF_vars(LearnTerm(s, p))

Spec == Init /\ [][Next]_vars /\ Fairness

\* At most one leader in a term.
ElectionSafetyInv ==
  \A s, p \in Server :
    role[s] = "Leader" /\ role[p] = "Leader" /\ term[s] = term[p] => s = p

\* In the end there is a leader for good, and a quorum answers it: it can
\* commit whatever is requested. (It is always the same one: from one to
\* another there are steps in which nobody is.)
EventuallyLeaderProp ==
  <>[](\E s \in Server : role[s] = "Leader" /\ IsQuorum(Answering(s)))
=============================================================================
Checked with the MCRaftLeadership*.cfg.  Sizes and times: README.md.
