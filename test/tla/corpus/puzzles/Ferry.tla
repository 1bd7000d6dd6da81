--------------- MODULE Ferry -----------------
(* Parents and children cross; nowhere may children outnumber the parents.    *)
EXTENDS Integers, FiniteSets
CONSTANTS Parent, Child, Seats
VARIABLES boat, shore
People == Parent \union Child
Calm(group) == LET few == Cardinality(group \intersect Parent) IN
                 few = 0 \/ Cardinality(group \intersect Child) <= few
Across(s) == CHOOSE t \in {"near", "far"} : t # s
TypeOK == boat \in DOMAIN shore /\ shore \in [{"near", "far"} -> SUBSET People]
Init == boat = "near" /\ shore = [s \in {"near", "far"} |-> IF s = "near" THEN People ELSE {}]
Row(crew) ==
  /\ Cardinality(crew) \in 1 .. Seats
  /\ shore' = [shore EXCEPT ![boat] = @ \ crew, ![Across(boat)] = @ \cup crew]
  /\ \A s \in DOMAIN shore' : Calm(shore'[s])
  /\ boat' = Across(boat)
Next == \E crew \in SUBSET shore[boat] : Row(crew)
NotOver == shore["near"] # {}
Counts == <<boat, Cardinality(shore["near"] \cap Parent), Cardinality(shore.near \cap Child)>>
==================================================
