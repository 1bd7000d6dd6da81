------------------------------- MODULE Ballots -------------------------------
(* Consensus by numbered ballots: quorums, and questions to a set of messages *)
(* that scan it again and again.                                              *)
EXTENDS Integers, FiniteSets
CONSTANTS Acceptor, Choice, Ballot
VARIABLES promised, accepted, msgs
vars == <<promised, accepted, msgs>>

Quorum == {Q \in SUBSET Acceptor : 2 * Cardinality(Q) > Cardinality(Acceptor)}
None == [bal |-> -1, val |-> "none"]

Init ==
  /\ promised = [a \in Acceptor |-> -1]
  /\ accepted = [a \in Acceptor |-> None]
  /\ msgs = {}

Send(m) == msgs' = msgs \cup {m}

Prepare(b) ==
  /\ ~ \E m \in msgs : m.type = "1a" /\ m.bal = b
  /\ Send([type |-> "1a", bal |-> b])
  /\ UNCHANGED <<promised, accepted>>

Promise(a) ==
  \E m \in msgs :
    /\ m.type = "1a"
    /\ m.bal > promised[a]
    /\ promised' = [promised EXCEPT ![a] = m.bal]
    /\ Send([type |-> "1b", from |-> a, bal |-> m.bal, last |-> accepted[a]])
    /\ UNCHANGED accepted

Propose(b, v) ==
  /\ ~ \E m \in msgs : m.type = "2a" /\ m.bal = b
  /\ \E Q \in Quorum :
       LET answers == {m \in msgs : /\ m.type = "1b"
                                    /\ m.from \in Q
                                    /\ m.bal = b}
           told == {m \in answers : m.last.bal >= 0}
       IN /\ \A a \in Q : \E m \in answers : m.from = a
          /\ \/ told = {}
             \/ \E m \in told :
                  /\ m.last.val = v
                  /\ \A n \in told : m.last.bal >= n.last.bal
  /\ Send([type |-> "2a", bal |-> b, val |-> v])
  /\ UNCHANGED <<promised, accepted>>

Accept(a) ==
  \E m \in msgs :
    /\ m.type = "2a"
    /\ m.bal >= promised[a]
    /\ promised' = [promised EXCEPT ![a] = m.bal]
    /\ accepted' = [accepted EXCEPT ![a] = [bal |-> m.bal, val |-> m.val]]
    /\ Send([type |-> "2b", from |-> a, bal |-> m.bal, val |-> m.val])

Next ==
  \/ \E b \in Ballot : Prepare(b) \/ \E v \in Choice : Propose(b, v)
  \/ \E a \in Acceptor : Promise(a) \/ Accept(a)
Spec == Init /\ [][Next]_vars

Chosen(v) ==
  \E Q \in Quorum, b \in Ballot :
    \A a \in Q : \E m \in msgs : /\ m.type = "2b"
                                 /\ m.from = a
                                 /\ m.bal = b
                                 /\ m.val = v
Agreement == \A v, w \in Choice : Chosen(v) /\ Chosen(w) => v = w
AcceptedWasProposed ==
  \A a \in Acceptor :
    accepted[a].bal >= 0 =>
      \E m \in msgs : /\ m.type = "2a"
                      /\ m.bal = accepted[a].bal
                      /\ m.val = accepted[a].val
=============================================================================
