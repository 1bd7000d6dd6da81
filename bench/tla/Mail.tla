-------------------------------- MODULE Mail --------------------------------
(* A network that is a bag: messages are put in, doubled and taken out.       *)
EXTENDS Naturals, Bags, FiniteSets, TLC
CONSTANTS Host, Copies, Rounds
VARIABLES bag, round, seen
vars == <<bag, round, seen>>

Init ==
  /\ bag = EmptyBag
  /\ round = [h \in Host |-> 0]
  /\ seen = [h \in Host |-> {}]

Post(h) ==
  /\ round[h] < Rounds
  /\ round' = [round EXCEPT ![h] = @ + 1]
  /\ bag' = bag (+) SetToBag({[from |-> h, to |-> t, n |-> round[h]] :
                                t \in Host \ {h}})
  /\ UNCHANGED seen
Take(m) ==
  /\ seen' = [seen EXCEPT ![m.to] = @ \cup {<<m.from, m.n>>}]
  /\ bag' = bag (-) SetToBag({m})
  /\ UNCHANGED round
Double(m) ==
  /\ CopiesIn(m, bag) < Copies
  /\ m.n = 0
  /\ bag' = bag (+) (m :> 1)
  /\ UNCHANGED <<round, seen>>

Next == (\E h \in Host : Post(h))
        \/ (\E m \in BagToSet(bag) : Take(m) \/ Double(m))
Spec == Init /\ [][Next]_vars

Few == BagCardinality(bag) <= Copies * Rounds * Cardinality(Host) ^ 2
Genuine == \A h \in Host : \A p \in seen[h] : p[2] < round[p[1]]
=============================================================================
