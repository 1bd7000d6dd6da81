----------------------------- MODULE Processes -----------------------------
(* Fairness and properties for each of several processes; quantifiers over  *)
(* constant sets, LET, IF, operators with arguments.                        *)
EXTENDS Naturals, FiniteSets
VARIABLES pc, lock
vars == <<pc, lock>>
P == {"p", "q"}
Nobody == "nobody"

Init == pc = [p \in P |-> "rest"] /\ lock = Nobody
Try(p) == pc[p] = "rest" /\ pc' = [pc EXCEPT ![p] = "try"] /\ UNCHANGED lock
Enter(p) ==
  /\ pc[p] = "try" /\ lock = Nobody
  /\ pc' = [pc EXCEPT ![p] = "in"] /\ lock' = p
Leave(p) ==
  /\ pc[p] = "in"
  /\ pc' = [pc EXCEPT ![p] = "rest"] /\ lock' = Nobody
Step(p) == Try(p) \/ Enter(p) \/ Leave(p)
Next == \E p \in P : Step(p)
Inside(p) == pc[p] = "in"
Always(p, F(_)) == F(p)

SpecFree == Init /\ [][Next]_vars
SpecNext == Init /\ [][Next]_vars /\ WF_vars(Next)
SpecWeak == Init /\ [][Next]_vars /\ \A p \in P : WF_vars(Step(p))
SpecStrong == Init /\ [][Next]_vars /\ \A p \in P : SF_vars(Step(p))
SpecLeave ==
  /\ Init /\ [][Next]_vars
  /\ \A p \in P : WF_vars(Leave(p)) /\ SF_vars(Enter(p))
SpecOne == Init /\ [][Next]_vars /\ SF_vars(Step("p"))

PropSomeone == <>(\E p \in P : Inside(p))
PropAll == \A p \in P : []<>Inside(p)
PropOne == \E p \in P : []<>Inside(p)
PropServed == \A p \in P : pc[p] = "try" ~> Inside(p)
PropServedP == pc["p"] = "try" ~> Inside("p")
PropPairs == \A p, q \in P : p # q => (Inside(p) ~> lock # p)
PropLeaves == \A p \in P : Inside(p) ~> ~Inside(p)
PropLet == LET in == Inside("q") IN []<>in
PropQ == LET in == Inside("q") IN <>in
PropFair == \A p \in P : WF_vars(Step(p))
PropFairStrong == \A p \in P : SF_vars(Enter(p))
PropIf == IF Cardinality(P) = 2 THEN <>(lock # Nobody) ELSE <>(lock = "r")
PropFree == []<>(lock = Nobody)
PropApplied == []<>Always("p", Inside)
PropCount == <>(Cardinality({p \in P : Inside(p)}) = 1)
=============================================================================
