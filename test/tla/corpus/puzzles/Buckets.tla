------------------------------ MODULE Buckets ------------------------------
(* Measuring with buckets: sizes are a sequence, so a state is one too.     *)
EXTENDS Integers, Sequences
CONSTANT Sizes,  \* the size of each bucket, in litres
         Wanted
ASSUME Sizes \in Seq(Nat \ {0}) /\ Wanted \in Nat
VARIABLE level
----------------------------------------------------------------------------
Bucket == DOMAIN Sizes
LOCAL Least(a, b) == IF a =< b THEN a ELSE b
Start == level = [b \in Bucket |-> 0]
Tap(b) == level' = [level EXCEPT ![b] = Sizes[b]]
Drain(b) == level[b] > 0 /\ level' = [level EXCEPT ![b] = 0]
Pour(from, to) ==
  LET room == Sizes[to] - level[to]
      moved == Least(room, level[from])
  IN  /\ moved # 0
      /\ level' = [level EXCEPT ![from] = @ - moved, ![to] = @ + moved]
Go == \E b \in Bucket : \/ Tap(b)
                        \/ Drain(b)
                        \/ \E c \in Bucket \ {b} : Pour(b, c)
Puzzle == Start /\ [][Go]_level
InRange == \A b \in Bucket : level[b] \in 0 .. Sizes[b]
NotYet == Wanted \notin {level[b] : b \in Bucket}
============================================================================
