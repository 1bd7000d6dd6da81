---------------------- MODULE MinuteClock ----------------------
EXTENDS Integers
CONSTANT Minutes, Slack, End
VARIABLES hour, minute, now, timer
Hour == INSTANCE Dial WITH Size <- 3, hand <- hour
Minute(k) == INSTANCE Dial WITH Size <- Minutes, hand <- (minute + k) % Minutes
all == <<hour, minute, now, timer>>
Init == hour \in 0 .. 2 /\ minute = 0 /\ now = 0 /\ timer = 0
Tick == /\ timer >= 2 - Slack
        /\ minute' = (minute + 1) % Minutes
        /\ IF minute' = 0 THEN Hour!Turn ELSE UNCHANGED hour
        /\ now' = now /\ timer' = 0
Pass == \E d \in 1 .. 2 : /\ timer + d <= 2 + Slack
                          /\ now + d =< End
                          /\ timer' = timer + d /\ now' = now + d
                          /\ UNCHANGED <<hour, minute>>
Next == Tick \/ Pass
Spec == Init /\ [][Next]_all
Types == hour \in 0 .. 2 /\ minute \in 0 .. (Minutes - 1) /\ timer \in 0 .. 2 + Slack
HourDial == Hour!Dial
Late == now < End \/ hour = 0 \/ minute = 0 \/ timer = 0
================================================================
