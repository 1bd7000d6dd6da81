------------------------------ MODULE Stations ------------------------------
(* Nested EXCEPT: functions of records of functions, several paths at once.   *)
EXTENDS Naturals
CONSTANTS Station, Lane, Load
VARIABLE net
Other(s) == Station \ {s}

Init ==
  net = [s \in Station |->
          [queue |-> [l \in Lane |-> 0], open |-> TRUE, moved |-> 0]]

Move(s, t, l) ==
  /\ net[s].open
  /\ net[s].queue[l] > 0
  /\ net[t].queue[l] < Load
  /\ net' = [net EXCEPT ![s].queue[l] = @ - 1,
                        ![t].queue[l] = @ + 1,
                        ![s].moved = (@ + 1) % 3]
Enter(s, l) ==
  /\ net[s].queue[l] < Load
  /\ net[s].moved = 0
  /\ net' = [net EXCEPT ![s].queue[l] = @ + 1]
Toggle(s) ==
  /\ \A l \in Lane : net[s].queue[l] = 0
  /\ net' = [net EXCEPT ![s].open = ~ @, ![s].moved = 0]

Next ==
  \E s \in Station :
    \/ Toggle(s)
    \/ \E l \in Lane :
         \/ Enter(s, l)
         \/ \E t \in Other(s) : Move(s, t, l)
Spec == Init /\ [][Next]_net

TypeOK == net \in [Station -> [queue : [Lane -> 0 .. Load],
                               open : BOOLEAN,
                               moved : 0 .. 2]]
Bounded == \A s \in Station, l \in Lane : net[s].queue[l] <= Load
=============================================================================
