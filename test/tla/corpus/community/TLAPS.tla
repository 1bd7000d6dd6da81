---- MODULE TLAPS ----
\* Names that proofs cite; TLC reads no proofs, but it looks names up.
Z3 == TRUE
SMT == TRUE
SMTT(n) == TRUE
Zenon == TRUE
Isa == TRUE
PTL == TRUE
====
