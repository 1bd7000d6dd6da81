---- MODULE Dial ----
LOCAL INSTANCE Naturals
CONSTANT Size
VARIABLE hand
Turn == hand' = IF hand + 1 = Size THEN 0 ELSE hand + 1
Dial == hand \in 0 .. Size - 1 /\ [][Turn]_hand
====
