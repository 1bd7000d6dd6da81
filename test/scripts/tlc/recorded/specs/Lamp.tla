-------------------------------- MODULE Lamp --------------------------------
\* Recorded for test/scripts/tlc: a lamp that counts how often it was switched.
EXTENDS Naturals, Sequences, TLC

CONSTANT Limit

VARIABLES
  lit,     \* is the lamp on?
  count    \* how often it was switched

vars == <<lit, count>>

Init == lit = FALSE /\ count = 0

Switch ==
  /\ count < Limit
  /\ lit' = ~lit
  /\ count' = count + 1

Rest == count = Limit /\ UNCHANGED vars

Next == Switch \/ Rest
NextNoRest == Switch
NextAssert == Switch /\ Assert(count < 2, <<"count is", count>>)
NextWrong == Switch /\ count' # Head(<<>>)
NextPrint == Switch /\ PrintT(<<"switched", count>>)



Spec == Init /\ [][Next]_vars
FairSpec == Spec /\ WF_vars(Next)

TypeOK == lit \in BOOLEAN /\ count \in 0..Limit
FewInv == count < 2
NeverInv == lit
WrongInv == IF count = 1 THEN count = "one" ELSE TRUE
GrowsProp == [][count' = count + 1 /\ count' # 2]_vars
ClimbsProp == lit = FALSE /\ [][count' # 2]_vars
LitProp == <>[]lit
==============================================================================
