------------------------------ MODULE Refined ------------------------------
(* PROPERTY Abs!Spec with its fairness. The abstract clock ticks; here a    *)
(* tick takes two steps, the first of which the clock does not see.         *)
EXTENDS Naturals
VARIABLES low, high, half
vars == <<low, high, half>>

----------------------------- MODULE Clock ----------------------------------
EXTENDS Naturals
VARIABLE hour
Init == hour = 0
Tick == hour' = (hour + 1) % 4
Free == Init /\ [][Tick]_hour
Weak == Free /\ WF_hour(Tick)
Strong == Free /\ SF_hour(Tick)
AtTwo == Free /\ WF_hour(Tick /\ hour = 2)
StrongAtTwo == Free /\ SF_hour(Tick /\ hour = 2)
Again == Free /\ []<>(hour = 0)
Slow == Init /\ [][Tick /\ hour # 3]_hour
Late == hour = 1 /\ [][Tick]_hour /\ WF_hour(Tick)
=============================================================================

Hour == INSTANCE Clock WITH hour <- 2 * high + low

Init == low = 0 /\ high = 0 /\ half = FALSE
Think == half = FALSE /\ half' = TRUE /\ UNCHANGED <<low, high>>
Doze == half = TRUE /\ half' = FALSE /\ UNCHANGED <<low, high>>
Act ==
  /\ half = TRUE /\ half' = FALSE
  /\ low' = 1 - low
  /\ high' = IF low = 1 THEN 1 - high ELSE high

SpecFree == Init /\ [][Think \/ Act]_vars
SpecBoth == Init /\ [][Think \/ Act]_vars /\ WF_vars(Think) /\ WF_vars(Act)
SpecAny == Init /\ [][Think \/ Act]_vars /\ WF_vars(Think \/ Act)
SpecDoze ==
  Init /\ [][Think \/ Doze \/ Act]_vars /\ WF_vars(Think) /\ WF_vars(Act)
SpecDozeStrong ==
  Init /\ [][Think \/ Doze \/ Act]_vars /\ WF_vars(Think) /\ SF_vars(Act)
SpecOnce == Init /\ [][(Think \/ Act) /\ 2 * high + low < 2]_vars
  /\ WF_vars((Think \/ Act) /\ 2 * high + low < 2)
SpecLate == low = 1 /\ high = 0 /\ half = FALSE
  /\ [][Think \/ Act]_vars /\ WF_vars(Think \/ Act)

PropFree == Hour!Free
PropWeak == Hour!Weak
PropStrong == Hour!Strong
PropAtTwo == Hour!AtTwo
PropStrongAtTwo == Hour!StrongAtTwo
PropAgain == Hour!Again
PropSlow == Hour!Slow
PropLate == Hour!Late
PropTicks == []<><<Hour!Tick>>_<<low, high>>
PropSees == <>(2 * high + low = 3)
=============================================================================
