---- MODULE Overrides ----
EXTENDS Integers, Sequences, Library
VARIABLE v
Inner(q) == INSTANCE Cell
Plain == INSTANCE Cell WITH q <- v
Init == v = Void
Next == \E i \in Some : v' = Bump(i, v)
Ok == Inner(v)!Fine /\ Plain!Fine /\ Inner(Void)!Fine
Held == v = Void \/ v \in Int
MyVoid == 0 - 1
MyBump(a, b) == IF b = Void THEN a ELSE (a + b) % Limit
LocalLimit == 4
====
