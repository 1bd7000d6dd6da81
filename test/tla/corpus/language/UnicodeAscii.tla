---- MODULE UnicodeAscii ----
EXTENDS Integers, Sequences
VARIABLES x, s
Init == x \in 0..1 /\ s = <<>>
Next == \/ \E n \in 1..2 : x' = n /\ s' = Append(s, n)
        \/ /\ x # 0
           /\ x' = 0
           /\ s' = s \o <<x>>
Inv == \A i \in DOMAIN s : s[i] <= 2 /\ ~(s[i] < 0) /\ {s[i]} \subseteq Nat
Bound == Len(s) <= 2 \/ x \notin Int
Spec == Init /\ [][Next]_<<x, s>>
====
