---- MODULE River ----
\* wolf, goat, cabbage; records in sets, \X, functions on sets of strings
Side == {"left", "right"}
Thing == {"wolf", "goat", "cabbage"}
Opp == [left |-> "right", right |-> "left"]
VARIABLE at
st == <<at>>
Init == at \in [farmer : {"left"}, wolf : {"left"}, goat : {"left"}, cabbage : {"left"}]
Alone(s) == {t \in Thing : s[t] # s.farmer}
Bad == {<<"wolf", "goat">>, <<"goat", "cabbage">>}
Safe(s) == ~ \E <<x, y>> \in Bad : {x, y} \subseteq Alone(s)
Cross == /\ at' = [at EXCEPT !.farmer = Opp[@]]
         /\ Safe(at')
Carry(t) == /\ at[t] = at.farmer
            /\ at' = [at EXCEPT !.farmer = Opp[@], ![t] = Opp[@]]
            /\ Safe(at')
Next == Cross \/ \E t \in Thing : Carry(t)
NotAcross == ~ \A x \in DOMAIN at : at[x] = "right"
Kept == [][at'.farmer # at.farmer]_st
====
