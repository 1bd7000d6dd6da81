---- MODULE NamesMid ----
(* For Names. *)
EXTENDS Integers
CONSTANTS k
Plus(a, b) == a + b + k
In == INSTANCE NamesBase WITH \sqsubset <- <, Elem <- k, Dflt <- LAMBDA x : x * 2
P(j) == INSTANCE NamesBase WITH \sqsubset <- >, Elem <- j, Dflt <- -.
====
