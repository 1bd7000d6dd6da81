---- MODULE Constants ----
EXTENDS Naturals, TLC
CONSTANTS M, c, G(_), s
VARIABLE x
NoValue == CHOOSE v : v \notin Nat
Op(a) == a + 1
MyG(a) == a + 100
MCNat == 0 .. 3
K == 7
INSTANCE ConstantsPart WITH c <- c
J == INSTANCE ConstantsAbstract WITH z <- 0, y <- x
ASSUME PrintT(<<M, c, G(1), NoValue, 3 \in Nat, 4 \in Nat, Op(5), K, Inner, s>>)
Init == x = 0
Next == x' = (x + 1) % 3
Spec == Init /\ [][Next]_x
P == J!Spec
====
