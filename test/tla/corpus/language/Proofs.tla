------------------------------- MODULE Proofs -------------------------------
(* A specification as people leave it who have proved it.                    *)
EXTENDS Integers, TLAPS, NaturalsInduction, FiniteSetTheorems
CONSTANT N
ASSUME NAssump == N \in Nat
AXIOM Trivial == TRUE
VARIABLES x, y
vars == <<x, y>>
Init == x = 0 /\ y = 0
Inc == x < N /\ x' = x + 1 /\ y' = y + x'
Dec == x > 0 /\ x' = x - 1 /\ y' = y - x
Next == Inc \/ Dec
Spec == Init /\ [][Next]_vars
TypeOK == x \in 0..N /\ y \in Int
Inv == TypeOK /\ 2 * y = x * (x + 1)

LEMMA Arith == \A a \in Nat : a + 1 > a
  OBVIOUS

THEOREM Correct == Spec => []Inv
<1> USE NAssump DEF TypeOK
<1>1. Init => Inv
  BY DEF Init, Inv
<1>2. Inv /\ [Next]_vars => Inv'
  <2> SUFFICES ASSUME Inv, [Next]_vars
               PROVE  Inv'
    OBVIOUS
  <2>1. CASE Inc
    BY <2>1, Z3 DEF Inc, Inv
  <2>2. CASE Dec
    <3>1. x - 1 \in 0 .. N
      BY <2>2 DEF Dec
    <3>. HIDE DEF TypeOK
    <3>2. QED BY <3>1, SMTT(10)
  <2>3. CASE UNCHANGED vars
    BY <2>3 DEF vars, Inv
  <2>4. QED
    BY <2>1, <2>2, <2>3 DEF Next
<1>3. ASSUME NEW P(_), NEW k \in Nat, P(0), \A n \in Nat : P(n) => P(n + 1)
      PROVE P(k)
  <2>1. PICK n \in Nat : n = k  OBVIOUS
  <2>2. TAKE m \in Nat
  <2>3. WITNESS n \in Nat
  <2>4. HAVE n = k
  <2>5. DEFINE foo == n + 1
               bar(z) == z + foo
  <2>a. \A z \in Nat : bar(z) > z  BY DEF foo, bar
  <2>. QED  BY ONLY <2>1, <2>a
<1>4. QED
  BY <1>1, <1>2, PTL DEF Spec

THEOREM ASSUME NEW S, IsFiniteSet(S), NEW e
        PROVE  IsFiniteSet(S \cup {e})
PROOF
  <1>1. TRUE OMITTED
  <1>q. QED BY <1>1, FS_AddElement

COROLLARY Second == TRUE
PROOF OMITTED
PROPOSITION \A n \in 1..N : n > 0
PROOF OBVIOUS
------------------------------------------------------------------------------
=============================================================================
