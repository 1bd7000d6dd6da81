---- MODULE Labels ----
EXTENDS Integers, TLC
VARIABLE v
Init == v \in 0..2
Step(n) == lab:: /\ one:: n > v
                 /\ two:: \E k \in {n} : k < 9
                 /\ v' = n
Next == \E n \in 0..3 : Step(n)
Inv == /\ first :: v >= 0
       /\ \A i \in 0..3 : second(i) :: (i < v => i # v)
First == Inv!first
Second == Inv!second(2) /\ Inv!2!(1) 
Sub == LET k == v + 1 IN /\ k > 0 /\ k < 5
Quant == \A a \in 0..1, b \in {5} : a < b
ASSUME Quant!(1, 5) /\ Quant!1 = 0..1 /\ Quant!2 = {5}
Fun == [q \in 0..3 |-> q + 1]
ASSUME Fun!(2) = 3 /\ Fun!1 = 0..3
Ite == IF v = 0 THEN "zero" ELSE "more"
ItePart == Ite!2 = "zero" /\ Ite!3 = "more" /\ (Ite!1 <=> v = 0)
Op(a, b) == a + 2 * b
ASSUME Op(3, 4)!1 = 3 /\ Op(3, 4)!2 = 8 /\ Op(3, 4)!2!2 = 4 /\ Op(1, 2)!<< = 1 /\ Op(1, 2)!>> = 4
All == First /\ Second /\ ItePart /\ Sub!1
====
