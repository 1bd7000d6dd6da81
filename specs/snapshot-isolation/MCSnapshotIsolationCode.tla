----------------------- MODULE MCSnapshotIsolationCode -----------------------
(***************************************************************************)
(* Bounds for the two configurations that the code is compared with: no    *)
(* history variable, since the code keeps none.                            *)
(***************************************************************************)
EXTENDS SnapshotIsolationProperties

CONSTANTS a1, a2, a3, a4, a5, b1, b2, b3, b4, b5, c1, c2, c3, c4, c5,
          r1, r2, r3, r4, r5, x, y, z

Alone == {}
Everything == {Key}
Neighbours == {{x, y}, {y, z}, {x, y, z}}

InOrder ==
  {<<a1, a2, a3, a4, a5>>, <<b1, b2, b3, b4, b5>>, <<c1, c2, c3, c4, c5>>,
   <<r1, r2, r3, r4, r5>>}

Sessions ==
  UNION {{<<s[i], s[j]>> : <<i, j>> \in {ij \in (1 .. 5) \X (1 .. 5) :
                                           ij[1] < ij[2]}} : s \in InOrder}

=============================================================================
