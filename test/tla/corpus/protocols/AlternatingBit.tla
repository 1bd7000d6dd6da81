---- MODULE AlternatingBit ----
(* One bit over channels that lose: bags one way, a sequence back. *)
EXTENDS Naturals, Sequences, Bags, FiniteSets
\* alternating bit over lossy, reordering (bag) channels; and a FIFO refinement with hidden queue
CONSTANT Data
VARIABLES sBit, rBit, sent, rcvd, net, ack
vars == <<sBit, rBit, sent, rcvd, net, ack>>
Init == sBit = 0 /\ rBit = 0 /\ sent \in Data /\ rcvd = sent /\ net = EmptyBag /\ ack = <<>>
SendNew(d) == /\ ack # <<>> /\ Head(ack) = sBit /\ sBit' = 1 - sBit /\ sent' = d
              /\ net' = net (+) SetToBag({<<1 - sBit, d>>}) /\ ack' = Tail(ack) /\ UNCHANGED <<rBit, rcvd>>
First == BagCardinality(net) = 0 /\ ack = <<>> /\ net' = SetToBag({<<sBit, sent>>}) /\ UNCHANGED <<sBit, rBit, sent, rcvd, ack>>
Rcv == \E m \in BagToSet(net) :
          /\ net' = net (-) SetToBag({m})
          /\ rBit' = m[1] /\ rcvd' = m[2]
          /\ ack' = Append(ack, m[1])
          /\ UNCHANGED <<sBit, sent>>
Lose == \/ \E m \in BagToSet(net) : CopiesIn(m, net) > 0 /\ net' = net \ominus SetToBag({m}) /\ UNCHANGED <<sBit, rBit, sent, rcvd, ack>>
        \/ \E i \in 1..Len(ack) : ack' = [j \in 1..(Len(ack)-1) |-> IF j < i THEN ack[j] ELSE ack[j+1]] /\ UNCHANGED <<sBit, rBit, sent, rcvd, net>>
Next == First \/ Rcv \/ Lose \/ \E d \in Data : SendNew(d)
Spec == Init /\ [][Next]_vars /\ SF_vars(Rcv) /\ WF_vars(First)
Inv == Len(ack) <= 2 /\ BagCardinality(net) <= 1 /\ (rBit = sBit /\ ack # <<>> => rcvd = sent)
View == <<sBit, rBit, sent = rcvd, BagCardinality(net), ack>>
TokenOK == [][rBit' # rBit => rcvd' \in Data]_<<rBit, rcvd>>
Often == []<>(BagCardinality(net) = 0)
====
