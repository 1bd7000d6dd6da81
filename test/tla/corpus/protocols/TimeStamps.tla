--------------------------- MODULE TimeStamps ---------------------------
EXTENDS Naturals, Sequences
CONSTANTS Proc, Late
(* Mutual exclusion by time stamps: requests, acknowledgements, releases;  *)
(* one queue from each process to each other one.                          *)
VARIABLES clock, want, acked, net, inside
vars == <<clock, want, acked, net, inside>>
None == 0
Order == CHOOSE f \in [Proc -> 1 .. 3] : \A p, q \in Proc : f[p] = f[q] => p = q
Before(a, p, b, q) == a < b \/ (a = b /\ Order[p] < Order[q])
To(p, m) == [e \in Proc \X Proc |-> IF e[1] = p /\ e[2] # p THEN Append(net[e], m) ELSE net[e]]
Init == /\ clock = [p \in Proc |-> 1]
        /\ want = [p \in Proc |-> [q \in Proc |-> None]]
        /\ acked = [p \in Proc |-> {}]
        /\ net = [e \in Proc \X Proc |-> <<>>]
        /\ inside = {}
Ask(p) == /\ want[p][p] = None
          /\ want' = [want EXCEPT ![p][p] = clock[p]]
          /\ net' = To(p, [type |-> "ask", at |-> clock[p]])
          /\ acked' = [acked EXCEPT ![p] = {p}]
          /\ UNCHANGED <<clock, inside>>
Max(a, b) == IF a > b THEN a ELSE b
Take(p, q) ==
  /\ net[q, p] # <<>>
  /\ LET m == Head(net[q, p])
         rest == [net EXCEPT ![q, p] = Tail(@)]
     IN /\ clock' = [clock EXCEPT ![p] = Max(@, m.at) + 1]
        /\ \/ /\ m.type = "ask"
              /\ want' = [want EXCEPT ![p][q] = m.at]
              /\ net' = [rest EXCEPT ![p, q] = Append(@, [type |-> "ok", at |-> clock[p]])]
              /\ acked' = acked
           \/ /\ m.type = "ok"
              /\ acked' = [acked EXCEPT ![p] = @ \cup {q}]
              /\ net' = rest /\ UNCHANGED want
           \/ /\ m.type = "done"
              /\ want' = [want EXCEPT ![p][q] = None]
              /\ net' = rest /\ UNCHANGED acked
  /\ inside' = inside
Enter(p) == /\ want[p][p] # None /\ acked[p] = Proc /\ p \notin inside
            /\ \A q \in Proc \ {p} : want[p][q] = None \/ Before(want[p][p], p, want[p][q], q)
            /\ inside' = inside \cup {p} /\ UNCHANGED <<clock, want, acked, net>>
Leave(p) == /\ p \in inside /\ inside' = inside \ {p}
            /\ want' = [want EXCEPT ![p][p] = None]
            /\ net' = To(p, [type |-> "done", at |-> clock[p]])
            /\ acked' = [acked EXCEPT ![p] = {}] /\ UNCHANGED clock
Next == \E p \in Proc : Ask(p) \/ Enter(p) \/ Leave(p) \/ (\E q \in Proc \ {p} : Take(p, q))
Spec == Init /\ [][Next]_vars
One == \A p, q \in inside : p = q
Early == \A p \in Proc : clock[p] <= Late
=============================================================================
