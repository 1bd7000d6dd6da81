----------------------- MODULE MCWriteAheadLogReplay -----------------------
(***************************************************************************)
(* Sessions with their transactions, for the histories of the code that    *)
(* MCWriteAheadLogReplay.cfg judges.                                       *)
(***************************************************************************)
EXTENDS MCWriteAheadLog

CONSTANTS a1, a2, a3, a4, a5, a6, b1, b2, b3, b4, b5, b6,
          c1, c2, c3, c4, c5, c6

InOrder == {<<a1, a2, a3, a4, a5, a6>>, <<b1, b2, b3, b4, b5, b6>>,
            <<c1, c2, c3, c4, c5, c6>>}

Sessions ==
  UNION {{<<s[i], s[j]>> : <<i, j>> \in {ij \in (1 .. 6) \X (1 .. 6) :
                                           ij[1] < ij[2]}} : s \in InOrder}

=============================================================================
