---- MODULE ConstantsPart ----
EXTENDS Naturals
CONSTANT c
K1 == 1
Inner == <<K1, c, 4 \in Nat>>
====
