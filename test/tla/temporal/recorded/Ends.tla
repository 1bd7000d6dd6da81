-------------------------------- MODULE Ends --------------------------------
(* Behaviours that end: after the last step everything stutters for ever.   *)
EXTENDS Naturals
VARIABLES n, done
vars == <<n, done>>

Init == n \in 0..2 /\ done = FALSE
Fall == n > 0 /\ n' = n - 1 /\ UNCHANGED done
Finish == n = 0 /\ ~done /\ done' = TRUE /\ UNCHANGED n
Loop == n = 1 /\ UNCHANGED vars
Break == n = 2 /\ n' = 7 /\ UNCHANGED done

Again == n = 0 /\ done /\ n' = 1 /\ done' = FALSE

SpecFree == Init /\ [][Fall \/ Finish]_vars
SpecFair == Init /\ [][Fall \/ Finish]_vars /\ WF_vars(Fall \/ Finish)
SpecFall == Init /\ [][Fall \/ Finish]_vars /\ WF_vars(Fall)
SpecLoop == Init /\ [][Fall \/ Finish \/ Loop]_vars
  /\ WF_vars(Fall \/ Finish \/ Loop)
SpecBreak == Init /\ [][Fall \/ Finish \/ Break]_vars
  /\ WF_vars(Fall \/ Finish \/ Break)
SpecStrict == Init /\ [][Fall \/ Finish \/ Break]_vars
  /\ WF_vars(Finish) /\ SF_vars(Fall)

SpecOne == n = 1 /\ done = FALSE /\ [][Fall \/ Finish]_vars
SpecEndless == Init /\ [][Fall \/ Finish \/ Again]_vars
  /\ WF_vars(Fall \/ Finish \/ Again)

PropTerminates == <>done
PropStays == <>[]done
PropIfZero == n = 0 ~> done
PropFrom == (n = 2 => <>(n = 1)) /\ (n = 1 => <>(n = 0))
PropStops == <>[][FALSE]_vars
PropMoves == []<><<TRUE>>_vars
PropLast == <>[](n = 0) \/ <>[](n = 7)
PropZero == []<>(n = 0)
PropNow == n = 1
PropLower == [][n' < n]_n
PropSmall == [](n < 3)
=============================================================================
