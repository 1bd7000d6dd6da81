------------------------------- MODULE Pipe -------------------------------
EXTENDS Naturals, Sequences
CONSTANT Item
VARIABLES inlet, outlet, store
In == INSTANCE Wire WITH Value <- Item, wire <- inlet
Out == INSTANCE Wire WITH Value <- Item, wire <- outlet
Init == In!Init /\ Out!Init /\ store = << >>
Types == In!Types /\ Out!Types /\ store \in Seq(Item)
Offer(i) == In!Put(i) /\ UNCHANGED <<outlet, store>>
Fetch == In!Take /\ store' = Append(store, inlet.value) /\ UNCHANGED outlet
Hand == store # << >> /\ Out!Put(Head(store)) /\ store' = Tail(store) /\ UNCHANGED inlet
Get == Out!Take /\ UNCHANGED <<inlet, store>>
Next == \/ \E i \in Item : Offer(i)
        \/ Fetch \/ Hand \/ Get
Spec == Init /\ [][Next]_<<inlet, outlet, store>>
=============================================================================
