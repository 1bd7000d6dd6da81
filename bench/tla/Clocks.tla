------------------------------- MODULE Clocks -------------------------------
(* Vector clocks and causal delivery: heavy quantifiers over pairs and        *)
(* triples in the invariants.                                                 *)
EXTENDS Naturals, FiniteSets
CONSTANTS Proc, Sent
VARIABLES clock, pool, delivered
vars == <<clock, pool, delivered>>

Zero == [p \in Proc |-> 0]
Max(x, y) == IF x >= y THEN x ELSE y
Leq(u, v) == \A p \in Proc : u[p] <= v[p]
Lt(u, v) == Leq(u, v) /\ u # v

Init ==
  /\ clock = [p \in Proc |-> Zero]
  /\ pool = {}
  /\ delivered = [p \in Proc |-> {}]

Broadcast(p) ==
  /\ clock[p][p] < Sent
  /\ LET stamp == [clock[p] EXCEPT ![p] = @ + 1]
         m == [from |-> p, stamp |-> stamp]
     IN /\ clock' = [clock EXCEPT ![p] = stamp]
        /\ pool' = pool \cup {m}
        /\ delivered' = [delivered EXCEPT ![p] = @ \cup {m}]

Deliver(p, m) ==
  /\ m \notin delivered[p]
  /\ m.stamp[m.from] = clock[p][m.from] + 1
  /\ \A q \in Proc \ {m.from} : m.stamp[q] <= clock[p][q]
  /\ clock' = [clock EXCEPT ![p] =
                 [q \in Proc |-> Max(clock[p][q], m.stamp[q])]]
  /\ delivered' = [delivered EXCEPT ![p] = @ \cup {m}]
  /\ UNCHANGED pool

Next == \E p \in Proc : Broadcast(p) \/ \E m \in pool : Deliver(p, m)
Spec == Init /\ [][Next]_vars

Causal ==
  \A p \in Proc : \A m, n \in pool :
    Lt(m.stamp, n.stamp) /\ n \in delivered[p] => m \in delivered[p]
Ordered ==
  \A m, n \in pool :
    m.from = n.from => Leq(m.stamp, n.stamp) \/ Leq(n.stamp, m.stamp)
Counted ==
  \A p, q \in Proc :
    clock[p][q] = Cardinality({m \in delivered[p] : m.from = q})
=============================================================================
