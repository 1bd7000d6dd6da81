---- MODULE ConstantsAbstract ----
EXTENDS Naturals
CONSTANT z
VARIABLE y
Spec == y = z /\ [][LET w == y + 1 IN y' = w \/ y' = z]_y
====
