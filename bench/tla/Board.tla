------------------------------- MODULE Board -------------------------------
(* A sliding puzzle: sets of tuples, made by rules, filtered and united.      *)
EXTENDS Integers, FiniteSets
CONSTANTS Width, Height, Stones
VARIABLES stones, hole
vars == <<stones, hole>>
Cell == (0 .. Width - 1) \X (0 .. Height - 1)
Around(c) == {<<c[1] + dx, c[2] + dy>> : dx, dy \in {-1, 0, 1}} \cap Cell
Beside(c) == {d \in Around(c) : (d[1] = c[1]) # (d[2] = c[2])}

Init == /\ stones = {c \in Cell : c[2] * Width + c[1] < Stones}
        /\ hole = <<Width - 1, Height - 1>>
Slide ==
  \E c \in stones : \E d \in Beside(c) \ (stones \cup {hole}) :
    /\ stones' = (stones \ {c}) \cup {d}
    /\ UNCHANGED hole
Wander ==
  /\ hole' \in Beside(hole) \ stones
  /\ UNCHANGED stones
Next == Slide \/ Wander
Spec == Init /\ [][Next]_vars

Same == Cardinality(stones) = Stones
Free == hole \notin stones
Room == UNION {Beside(c) : c \in stones} # {}
=============================================================================
