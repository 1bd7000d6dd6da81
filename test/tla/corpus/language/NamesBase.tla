----MODULE NamesBase----
(* For Names. *)
LOCAL INSTANCE Naturals
LOCAL Secret == 7
CONSTANTS _ \sqsubset _, Elem, Dflt(_)
LOCAL Helper(x) == x + Secret
Public(x) == Helper(x)
Less(a, b) == a \sqsubset b
F[n \in {0, 1, 2}] == IF n = 0 THEN 0 ELSE F[n-1] + Secret
r == [a |-> <<1, [b |-> 2]>>, c |-> F]
D == Dflt(Elem)
====
