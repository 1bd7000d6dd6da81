---- MODULE ProofSteps ----
(* Every kind of proof step; axioms are not computed. *)
EXTENDS Integers, TLC, Sequences, FiniteSets, TLAPS, NaturalsInduction, FiniteSetTheorems
CONSTANT P
VARIABLES x
Init == x = 0
Next == x < 3 /\ x' = x + 1
Spec == Init /\ [][Next]_x
Inv == x \in 0..3
USE DEF Inv
HIDE DEF Inv
LEMMA L1 == 1 + 1 = 2 OBVIOUS
LEMMA L2 == ASSUME NEW n \in Nat, n > 0 PROVE n >= 1
OBVIOUS
LEMMA ASSUME NEW CONSTANT S, NEW VARIABLE q, NEW STATE t, NEW ACTION aa, NEW TEMPORAL F,
   NEW Opx(_,_), CONSTANT FF(_), NEW f \in [S -> S],
   ASSUME TRUE PROVE FALSE
   PROVE TRUE
OMITTED
PROPOSITION Foo == TRUE BY Z3
COROLLARY TRUE
  BY SMT, L1 DEF Inv, Next
THEOREM Safe == Spec => []Inv
<1>1. Init => Inv
  BY DEF Init, Inv
<1>2. Inv /\ [Next]_x => Inv'
  <2> SUFFICES ASSUME Inv, [Next]_x PROVE Inv'
    OBVIOUS
  <2>. USE DEF Inv, Next
  <2>1. CASE Next
    <3>1. x' = x + 1
       BY <2>1
    <3>a. QED BY <3>1, <2>1 DEF Next
  <2>2. CASE UNCHANGED x BY <2>2
  <2>3 QED BY <2>1, <2>2
<1>a DEFINE G == 1
           H(n) == n + G
           k[n \in Nat] == n
<1> HAVE TRUE
<1>b. TAKE p, q \in Nat
<1>. TAKE r
<1>c. WITNESS 1 \in Nat
<1> WITNESS 1, 2
<1>d. PICK y \in Nat : y > 2
   BY DEF G
<1>e. PICK y1, y2 \in Nat, y3 \in Int : TRUE
   OMITTED
<1>f. \A n \in Nat : H(n) = n + 1
   PROOF
   <2>1. TRUE
   PROOF OBVIOUS
   <2>q. QED PROOF BY <2>1
<1>g. INSTANCE ProofAid
<1>h. J == INSTANCE ProofAid
<1>i. ASSUME FALSE PROVE TRUE
   <2>1. /\ TRUE
         /\ TRUE
       <3>. QED
            OBVIOUS
   <2>. QED
<1> USE <1>1, <1>2
<1> HIDE <1>f
<1> USE MODULE Naturals DEFS MODULE ProofSteps
<1>q. QED
  BY <1>1, <1>2, PTL DEF Spec
AXIOM \A n \in Nat : n >= 0
ASSUMPTION PA == P = P
THEOREM \A a, b \in Nat : a + b = b + a
PROOF
 <1>1. TRUE
 <1> QED
 BY ONLY <1>1 , L2
Tail1 == x
====
