------------------------------ MODULE Counter ------------------------------
(* Each operator alone, combined and nested, on a counter that can go up,   *)
(* down and back to 0, under no, weak and strong fairness.                  *)
EXTENDS Naturals
VARIABLE x

Init == x = 0
Up == x < 3 /\ x' = x + 1
Down == x > 0 /\ x < 3 /\ x' = x - 1
Last == x = 2 /\ x' = 3
Next == Up \/ Down
Reset == x = 3 /\ x' = 0

SpecFree == Init /\ [][Next]_x
SpecWeak == Init /\ [][Next]_x /\ WF_x(Up)
SpecStrong == Init /\ [][Next]_x /\ WF_x(Next) /\ SF_x(Last)
SpecUp == Init /\ [][Up]_x /\ WF_x(Up)
SpecRound == Init /\ [][Up \/ Reset]_x /\ WF_x(Up \/ Reset)
SpecStuck == Init /\ [][FALSE]_x

PropNow == x = 0 => <>(x = 1)
PropReach == <>(x = 3)
PropAgain == []<>(x = 3)
PropStay == <>[](x = 3)
PropLead == x = 1 ~> x = 2
PropLeadBack == x = 3 ~> x = 0
PropNever == []~(x = 3)
PropKept == [](x = 3 => [](x = 3))
PropEither == []<>(x = 0) \/ <>[](x = 3)
PropBoth == []<>(x = 1) /\ []<>(x = 2)
PropImplied == []<>(x = 2) => []<>(x = 3)
PropImpliedBack == []<>(x = 1) => []<>(x = 0)
PropTogether ==
  /\ []<>(x = 1) => []<>(x = 2)
  /\ []<>(x = 2) => []<>(x = 1)
PropNested == [](x = 1 => <>(x = 2 /\ <>(x = 3)))
PropOnce == <>(x = 2 /\ <>[](x # 2))
PropNotStay == ~<>[](x < 3)
PropLeadStay == (x = 3) ~> [](x = 3)
PropBoxed == <>[](x = 0) \/ [](x < 3 => <>(x = 2))
PropDeep == []<>[](x # 1)
PropDeeper == <>[]<>(x = 1)
=============================================================================
