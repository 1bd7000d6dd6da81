---- MODULE FiniteSetTheorems ----
EXTENDS FiniteSets, Integers, NaturalsInduction
THEOREM FS_AddElement == TRUE
====
