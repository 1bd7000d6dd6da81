------------------------------- MODULE Steps -------------------------------
(* Actions in properties, and subscripts: a step that leaves the subscript  *)
(* alone is no step of the action.                                          *)
EXTENDS Naturals
VARIABLES x, y
vars == <<x, y>>

Init == x = 0 /\ y = 0
Turn == x' = 1 - x /\ y' = y
Flip == y' = 1 - y /\ x' = x
Both == x' = 1 - x /\ y' = 1 - y
Mark == x = 1 /\ y' = 1 /\ x' = x
Next == Turn \/ Flip \/ Both
Cycle == IF y = 1 THEN Flip ELSE IF x = 0 THEN Turn ELSE Both

SpecFree == Init /\ [][Next]_vars
SpecAny == Init /\ [][Next]_vars /\ WF_vars(Next)
SpecTurn == Init /\ [][Next]_vars /\ WF_vars(Turn)
SpecByX == Init /\ [][Next]_vars /\ WF_x(Next)
SpecByY == Init /\ [][Next]_vars /\ WF_y(Next)
SpecCycle == Init /\ [][Cycle]_vars /\ WF_vars(Cycle)
SpecMark == Init /\ [][Turn \/ Mark]_vars /\ WF_vars(Turn) /\ WF_vars(Mark)
SpecMarkStrong ==
  Init /\ [][Turn \/ Mark]_vars /\ WF_vars(Turn) /\ SF_vars(Mark)
SpecMarkByX ==
  Init /\ [][Turn \/ Mark]_vars /\ WF_vars(Turn) /\ SF_x(Mark)

PropTurns == []<><<Turn>>_vars
PropMoves == []<><<Next>>_vars
PropMovesX == []<><<Next>>_x
PropMovesY == []<><<Next>>_y
PropOnlyTurns == <>[][Turn]_vars
PropXAlone == <>[][Turn \/ Mark]_x
PropAlways == [][Turn \/ Mark]_vars
PropNoBoth == [][x' = x \/ y' = y]_vars
PropY == <>(y = 1)
PropEnabled == []<>(ENABLED <<Mark>>_vars)
PropIdle == <>[]~(ENABLED <<Mark>>_vars)
PropWeak == WF_vars(Turn)
PropStrong == SF_vars(Mark)
PropWeakByX == WF_x(Both)
PropGiven == WF_vars(Turn) => []<>(y = 1)
PropEither == []<><<Turn>>_vars \/ []<><<Flip>>_vars \/ []<><<Both>>_vars
=============================================================================
