----------------------------- MODULE Election -----------------------------
\* Names go round a ring, and the greatest comes home.
EXTENDS Naturals, FiniteSets
CONSTANTS N, Name
Ring == 1 .. N
ASSUME /\ N \in Nat \ {0} /\ Name \in [Ring -> Nat]
       /\ \A i, j \in Ring : Name[i] = Name[j] => i = j
VARIABLES inbox, leader, awake
After(i) == (i % N) + 1
Greatest == CHOOSE i \in Ring : \A j \in Ring : Name[j] <= Name[i]
TypeOK == inbox \in [Ring -> SUBSET {Name[i] : i \in Ring}] /\ leader \in Ring \cup {0}
Init == inbox = [i \in Ring |-> {}] /\ leader = 0 /\ awake = {}
Wake(i) == i \notin awake /\ awake' = awake \cup {i}
           /\ inbox' = [inbox EXCEPT ![After(i)] = @ \union {Name[i]}]
           /\ UNCHANGED leader
Hear(i) == \E n \in inbox[i] :
  LET without == [inbox EXCEPT ![i] = @ \ {n}] IN
  /\ awake' = awake \cup {i}
  /\ \/ n = Name[i] /\ leader' = i /\ inbox' = without
     \/ n > Name[i] /\ inbox' = [without EXCEPT ![After(i)] = @ \cup {n}] /\ UNCHANGED leader
     \/ n < Name[i] /\ inbox' = without /\ leader' = leader
Next == \E i \in Ring : Wake(i) \/ Hear(i)
Spec == Init /\ [][Next]_<<inbox, leader, awake>> /\ \A i \in Ring : WF_<<inbox, leader, awake>>(Hear(i) \/ Wake(i))
Right == leader \in {0, Greatest}
Once == [][leader = 0 \/ UNCHANGED leader]_leader
Elected == <>[](leader = Greatest)
Wrong == leader # Greatest
Names == [i \in 1 .. 3 |-> (i * 2) % 5]
=============================================================================
