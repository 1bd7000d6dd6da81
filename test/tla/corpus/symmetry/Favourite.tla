------------------------------- MODULE Favourite -------------------------------
(* Not symmetric at all: CHOOSE has a favourite, and so has Init. Which states are merged is the same all the same, and which of
   them is explored depends on the order of the search alone. *)
EXTENDS Naturals, TLC
CONSTANT Player
VARIABLES points, turn

First == CHOOSE p \in Player : TRUE
Init == points = [p \in Player |-> 0] /\ turn \in Player \ {First}
Score == /\ points[turn] < (IF turn = First THEN 2 ELSE 1)
         /\ points' = [points EXCEPT ![turn] = @ + 1] /\ UNCHANGED turn
Pass == \E p \in Player : /\ p = First \/ points[First] > 0
                          /\ turn' = p /\ UNCHANGED points
Next == Score \/ Pass
Perms == Permutations(Player)
==============================================================================
