------------------------------- MODULE Wire -------------------------------
\* A wire that holds one value: who sends raises the flag, who takes lowers it.
CONSTANT Value
VARIABLE wire
Types == wire \in [value : Value, full : BOOLEAN]
Init == Types /\ ~ wire.full
Put(v) == ~wire.full /\ wire' = [wire EXCEPT !.value = v, !.full = TRUE]
Take == wire.full /\ wire' = [wire EXCEPT !.full = ~ @]
Next == Take \/ \E v \in Value : Put(v)
Spec == Init /\ [][Next]_wire
THEOREM Spec => []Types
=============================================================================
