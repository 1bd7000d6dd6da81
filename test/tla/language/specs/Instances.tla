---- MODULE Instances ----
EXTENDS Naturals, Sequences, TLC, FiniteSets
M(e) == INSTANCE Between
Q == INSTANCE Between WITH e <- 10
Sq(a) == a * a
ASSUME PrintT(<<1, Q!AA(3)!\oplus(1, 2), Q!BB!f[3], Q!AA(4)!Len2(<<1, 2>>), M(5)!Twice(7)>>)
ASSUME PrintT(<<2, Q!BB!Fold(3, 4), Q!AA(1)!Fold(3, 4), Q!BB!Lt(1, 2), Q!AA(1)!Lt(1, 2)>>)
ASSUME PrintT(<<3, Q!BB!^*(1), Q!BB!-.(1), M(6)!BB!Shown, M(6)!AA(2)!Shown>>)
ASSUME PrintT(<<4, M(6)!BB!H(Sq, 3), M(6)!BB!H(LAMBDA z : z + 1, 3), M(6)!AA(1)!In(2)!Sum(3), M(6)!AA(1)!In(2)!++(0, 0)>>)
ASSUME PrintT(<<5, Q!AA(1)!P!lab(2), Q!AA(1)!P!1, Q!AA(9)!P!lab(9)!1, Q!BB!P>>)
ASSUME PrintT(<<6, LET J == INSTANCE Between WITH e <- 2 IN J!Twice(3)>>)
====
