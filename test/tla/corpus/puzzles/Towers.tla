------------------------------- MODULE Towers -------------------------------
EXTENDS Sequences, Integers
CONSTANTS Disks, Pegs
VARIABLES peg
Peg == 1 .. Pegs
RECURSIVE Stack(_)
Stack(n) == IF n = 0 THEN << >> ELSE Append(Stack(n - 1), n)
Init == peg = [p \in Peg |-> IF p = 1 THEN Stack(Disks) ELSE << >>]
Top(p) == IF peg[p] = << >> THEN Disks + 1 ELSE Head(peg[p])
Move(p, q) == /\ Top(p) < Top(q)
              /\ peg' = [peg EXCEPT ![p] = Tail(@), ![q] = <<Top(p)>> \o @]
Next == \E <<p, q>> \in Peg \X Peg : p # q /\ Move(p, q)
Spec == Init /\ [][Next]_peg
Sorted(s) == \A i \in 1 .. Len(s) - 1 : s[i] < s[i + 1]
Ordered == \A p \in Peg : Sorted(peg[p])
All[p \in 0 .. Pegs] == IF p = 0 THEN 0 ELSE Len(peg[p]) + All[p - 1]
Same == All[Pegs] = Disks
NotMoved == Len(peg[Pegs]) < Disks
=============================================================================
