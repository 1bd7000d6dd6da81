---- MODULE MCRequests ----
EXTENDS Requests, TLC
FewStamps == 0 .. 9
Alone == \A i \in Site : ~In(i) \/ \A j \in Site \ {i} : wish[j][j] = None
====
