---- MODULE Actions ----
EXTENDS Naturals, TLC
VARIABLES x, y, m
vars == <<x, <<y, m>>>>
Init == x = 0 /\ y = 0 /\ m = {}
Up == x < 3 /\ x' = x + 1 /\ UNCHANGED <<y, m>>
Side(k) == y' = k /\ x' = x /\ m' = m \cup {k}
SetTo(var, val) == var' = val
Enab == ENABLED Up /\ ENABLED (x < 9 /\ x' = x + 1 /\ y' = 7 /\ m' = {})
ByLet == LET new == x' IN /\ x' \in {0, 1} /\ new < x /\ UNCHANGED << <<y>>, m >>
Nested == \E k \in {1, 2} : \E j \in {k} : /\ ~ (j \in m)
                                           /\ IF k = 1 THEN Side(j) ELSE SetTo(y, j) /\ SetTo(x, x) /\ m' = m \cup {j}
Impl == (x = 3) => (x' = 0 /\ y' = 0 /\ m' = {})
Univ == \A i \in {1, 2} : IF i = 1 THEN x' = 0 ELSE /\ y' = 1 /\ m' = {y'}
Cases == CASE x = 0 -> Up [] x = 1 -> Side(2) [] OTHER -> x' = 0 /\ UNCHANGED <<y, m>>
Primed == (x + 1)' = 3 /\ x' \in 0..3 /\ UNCHANGED y /\ m' = {}
Stutter == [x' = 2 /\ UNCHANGED <<y, m>>]_<<x>>
Angle == <<x' = 1 /\ UNCHANGED <<y, m>>>>_x
Next == \/ Up \/ ByLet \/ Nested \/ (x = 3 /\ Impl) \/ Univ \/ Cases \/ (x' \in 0..3 /\ Primed)
        \/ Angle
        \/ x' = x /\ y' \in {0, 1, 2} /\ y' # y /\ m' \in SUBSET {y'}
Inv == x <= 3 /\ (Enab <=> x < 3) /\ (ENABLED Angle <=> x # 1) /\ (ENABLED <<Next>>_vars)
Step == [][x' <= x + 2 \/ y' # y]_vars
====
