---- MODULE Primed ----
EXTENDS Naturals
VARIABLES u, w
CONSTANT F(_)
Next(i) == u' = F(u) + i /\ UNCHANGED w
Both == UNCHANGED <<u, w>>
Val(i) == u + i
====
