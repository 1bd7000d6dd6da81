-------------------------------- MODULE Links --------------------------------
(* A sliding window over links that lose and double: queues as sequences.     *)
EXTENDS Naturals, Sequences
CONSTANTS Last, Window, Capacity
VARIABLES base, expected, forth, back, received
vars == <<base, expected, forth, back, received>>

Init ==
  /\ base = 1
  /\ expected = 1
  /\ forth = <<>>
  /\ back = <<>>
  /\ received = <<>>

Without(s, i) == SubSeq(s, 1, i - 1) \o SubSeq(s, i + 1, Len(s))

Transmit ==
  /\ Len(forth) < Capacity
  /\ \E n \in base .. (base + Window - 1) :
       /\ n <= Last
       /\ forth' = Append(forth, [seq |-> n, load |-> n * n])
  /\ UNCHANGED <<base, expected, back, received>>

Receive ==
  /\ forth # <<>>
  /\ Len(back) < Capacity
  /\ LET m == Head(forth)
     IN IF m.seq = expected
        THEN /\ expected' = expected + 1
             /\ received' = Append(received, m.load)
             /\ back' = Append(back, m.seq)
        ELSE /\ back' = Append(back, expected - 1)
             /\ UNCHANGED <<expected, received>>
  /\ forth' = Tail(forth)
  /\ UNCHANGED base

Acknowledge ==
  /\ back # <<>>
  /\ base' = IF Head(back) >= base THEN Head(back) + 1 ELSE base
  /\ back' = Tail(back)
  /\ UNCHANGED <<expected, forth, received>>

Lose ==
  \/ /\ \E i \in 1 .. Len(forth) : forth' = Without(forth, i)
     /\ UNCHANGED <<base, expected, back, received>>
  \/ /\ \E i \in 1 .. Len(back) : back' = Without(back, i)
     /\ UNCHANGED <<base, expected, forth, received>>

Double ==
  /\ Len(forth) < Capacity
  /\ \E i \in 1 .. Len(forth) :
       forth' = SubSeq(forth, 1, i) \o SubSeq(forth, i, Len(forth))
  /\ UNCHANGED <<base, expected, back, received>>

Next == Transmit \/ Receive \/ Acknowledge \/ Lose \/ Double
Spec == Init /\ [][Next]_vars

InOrder == \A i \in 1 .. Len(received) : received[i] = i * i
Sane ==
  /\ expected = Len(received) + 1
  /\ base <= expected
  /\ \A i \in 1 .. Len(forth) : forth[i].seq \in 1 .. Last
=============================================================================
