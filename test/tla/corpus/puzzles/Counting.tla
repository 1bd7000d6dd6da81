----------------------------- MODULE Counting -----------------------------
(* One lamp and a warder: guests turn it on once each, the teller turns it off
   and counts. Nobody knows how it was at the start.                          *)
EXTENDS Naturals, FiniteSets
CONSTANTS Guest, Teller
ASSUME Sensible == Teller \in Guest /\ Cardinality(Guest) > 1
Others == Guest \ {Teller}
VARIABLES lamp, left, told
all == <<lamp, left, told>>
Init == lamp \in BOOLEAN /\ left = [g \in Others |-> 2] /\ told = 0
Visit(g) == IF lamp = FALSE /\ left[g] > 0
              THEN lamp' = TRUE /\ left' = [left EXCEPT ![g] = @ - 1] /\ told' = told
              ELSE UNCHANGED all
Tell == /\ lamp
        /\ lamp' = FALSE
        /\ told' = told + 1
        /\ UNCHANGED left
Next == Tell \/ \E g \in Others : Visit(g)
Fair == WF_all(Tell) /\ \A g \in Others : WF_all(Visit(g))
Spec == Init /\ [][Next]_all /\ Fair
Sure == told >= 2 * Cardinality(Others)
RECURSIVE Total(_)
Total(S) == IF S = {} THEN 0 ELSE LET g == CHOOSE h \in S : TRUE IN left[g] + Total(S \ {g})
Rest == Total(Others)
Conserved == told + Rest + (IF lamp THEN 1 ELSE 0) \in {2 * Cardinality(Others), 2 * Cardinality(Others) + 1}
SureIsRight == [](Sure => \A g \in Others : left[g] < 2)
InTheEnd == <>Sure
Never == Rest > 0
=============================================================================
