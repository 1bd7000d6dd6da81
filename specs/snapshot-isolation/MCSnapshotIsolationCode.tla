----------------------- MODULE MCSnapshotIsolationCode -----------------------
(***************************************************************************)
(* Bounds for the two configurations that the code is compared with: no    *)
(* history variable, since the code keeps none.                            *)
(***************************************************************************)
EXTENDS SnapshotIsolationProperties

CONSTANTS a1, a2, a3, a4, b1, b2, b3, b4, c1, c2, c3, c4, r1, r2, r3, r4,
          x, y, z

Alone == {}
Everything == {Key}
Neighbours == {{x, y}, {y, z}, {x, y, z}}

InOrder ==
  {<<a1, a2, a3, a4>>, <<b1, b2, b3, b4>>, <<c1, c2, c3, c4>>,
   <<r1, r2, r3, r4>>}

Sessions ==
  UNION {{<<s[i], s[j]>> : <<i, j>> \in {ij \in (1 .. 4) \X (1 .. 4) :
                                           ij[1] < ij[2]}} : s \in InOrder}

=============================================================================
