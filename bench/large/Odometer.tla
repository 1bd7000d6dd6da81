---------------------------- MODULE Odometer ----------------------------
(* How much memory a state takes: ten variables, every combination of their  *)
(* values, and hardly any value that is shared. A wheel turns only while      *)
(* those before it stand at 0, so that each state is generated once.          *)
EXTENDS Naturals
CONSTANT Last
VARIABLES a, b, c, d, e, f, g, h, i, j

Up(wheel, most) == wheel < most /\ wheel' = wheel + 1

Init ==
  /\ a = 0
  /\ b = 0
  /\ c = 0
  /\ d = 0
  /\ e = 0
  /\ f = 0
  /\ g = 0
  /\ h = 0
  /\ i = 0
  /\ j = 0

Next ==
  \/ /\ Up(a, 4)
     /\ UNCHANGED <<b, c, d, e, f, g, h, i, j>>
  \/ /\ a = 0
     /\ Up(b, 4)
     /\ UNCHANGED <<a, c, d, e, f, g, h, i, j>>
  \/ /\ <<a, b>> = <<0, 0>>
     /\ Up(c, 4)
     /\ UNCHANGED <<a, b, d, e, f, g, h, i, j>>
  \/ /\ <<a, b, c>> = <<0, 0, 0>>
     /\ Up(d, 4)
     /\ UNCHANGED <<a, b, c, e, f, g, h, i, j>>
  \/ /\ <<a, b, c, d>> = <<0, 0, 0, 0>>
     /\ Up(e, 4)
     /\ UNCHANGED <<a, b, c, d, f, g, h, i, j>>
  \/ /\ <<a, b, c, d, e>> = <<0, 0, 0, 0, 0>>
     /\ Up(f, 4)
     /\ UNCHANGED <<a, b, c, d, e, g, h, i, j>>
  \/ /\ <<a, b, c, d, e, f>> = <<0, 0, 0, 0, 0, 0>>
     /\ Up(g, 4)
     /\ UNCHANGED <<a, b, c, d, e, f, h, i, j>>
  \/ /\ <<a, b, c, d, e, f, g>> = <<0, 0, 0, 0, 0, 0, 0>>
     /\ Up(h, 4)
     /\ UNCHANGED <<a, b, c, d, e, f, g, i, j>>
  \/ /\ <<a, b, c, d, e, f, g, h>> = <<0, 0, 0, 0, 0, 0, 0, 0>>
     /\ Up(i, 4)
     /\ UNCHANGED <<a, b, c, d, e, f, g, h, j>>
  \/ /\ <<a, b, c, d, e, f, g, h, i>> = <<0, 0, 0, 0, 0, 0, 0, 0, 0>>
     /\ Up(j, Last)
     /\ UNCHANGED <<a, b, c, d, e, f, g, h, i>>

Spec == Init /\ [][Next]_<<a, b, c, d, e, f, g, h, i, j>>

InRange == a <= 4 /\ j <= Last
=========================================================================
