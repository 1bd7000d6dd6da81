---- MODULE Votes ----
(* Votes that never contradict each other. *)
EXTENDS Integers
CONSTANTS Acceptor, Quorum, Ballot, Value
VARIABLE ballots
TypeOK == ballots \in [Acceptor -> SUBSET (Ballot \X Value)]
Init == ballots = [a \in Acceptor |-> {}]
Vote(a, b, v) == /\ \A u \in Value : <<b, u>> \notin ballots[a]
                 /\ \A c \in Acceptor \ {a} : \A vt \in ballots[c] : vt[1] = b => vt[2] = v
                 /\ ballots' = [ballots EXCEPT ![a] = @ \cup {<<b, v>>}]
Next == \E a \in Acceptor, b \in Ballot, v \in Value : Vote(a, b, v)
Spec == Init /\ [][Next]_ballots
Chosen(v) == \E Q \in Quorum, b \in Ballot : \A a \in Q : <<b, v>> \in ballots[a]
Agreement == \A v, w \in Value : Chosen(v) /\ Chosen(w) => v = w
====
