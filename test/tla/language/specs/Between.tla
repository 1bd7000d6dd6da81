---- MODULE Between ----
EXTENDS Naturals
CONSTANTS e
AA(c) == INSTANCE Inside WITH Op <- +, \prec <- <
BB == INSTANCE Inside WITH c <- e, Op <- LAMBDA p, q : p * q, \prec <- >
Twice(v) == AA(v)!f[2] + e
====
