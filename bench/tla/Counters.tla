------------------------------ MODULE Counters ------------------------------
(* Nothing but small integers in ten variables: what one state costs.         *)
EXTENDS Naturals
CONSTANT Top
VARIABLES a, b, c, d, e, f, g, h, i, j
Init == /\ a = 0 /\ b = 0 /\ c = 0 /\ d = 0 /\ e = 0
        /\ f = 0 /\ g = 0 /\ h = 0 /\ i = 0 /\ j = 0
Next ==
  \/ a < Top /\ a' = a + 1 /\ UNCHANGED <<b, c, d, e, f, g, h, i, j>>
  \/ b < Top /\ b' = b + 1 /\ UNCHANGED <<a, c, d, e, f, g, h, i, j>>
  \/ c < Top /\ c' = c + 1 /\ UNCHANGED <<a, b, d, e, f, g, h, i, j>>
  \/ d < Top /\ d' = d + 1 /\ UNCHANGED <<a, b, c, e, f, g, h, i, j>>
  \/ e < Top /\ e' = e + 1 /\ UNCHANGED <<a, b, c, d, f, g, h, i, j>>
  \/ f < Top /\ f' = f + 1 /\ UNCHANGED <<a, b, c, d, e, g, h, i, j>>
  \/ g < Top /\ g' = g + 1 /\ UNCHANGED <<a, b, c, d, e, f, h, i, j>>
  \/ h < Top /\ h' = h + 1 /\ UNCHANGED <<a, b, c, d, e, f, g, i, j>>
  \/ i < 1 /\ i' = i + 1 /\ UNCHANGED <<a, b, c, d, e, f, g, h, j>>
  \/ j < 1 /\ j' = j + 1 /\ UNCHANGED <<a, b, c, d, e, f, g, h, i>>
Spec == Init /\ [][Next]_<<a, b, c, d, e, f, g, h, i, j>>
Low == /\ a <= Top /\ b <= Top /\ c <= Top /\ d <= Top /\ e <= Top
       /\ f <= Top /\ g <= Top /\ h <= Top /\ i <= 1 /\ j <= 1
=============================================================================
