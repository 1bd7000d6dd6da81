------------------------------- MODULE Sorting -------------------------------
(* Recursive operators over sequences: in every state they are run again.     *)
EXTENDS Naturals, Sequences
CONSTANTS Size, Top
VARIABLES numbers, swaps
vars == <<numbers, swaps>>

RECURSIVE Sum(_, _)
Sum(s, i) == IF i > Len(s) THEN 0 ELSE i * s[i] + Sum(s, i + 1)

RECURSIVE Insert(_, _)
Insert(x, s) ==
  IF s = <<>> THEN <<x>>
  ELSE IF x <= Head(s) THEN <<x>> \o s
  ELSE <<Head(s)>> \o Insert(x, Tail(s))

RECURSIVE Sorted(_)
Sorted(s) == IF s = <<>> THEN <<>> ELSE Insert(Head(s), Sorted(Tail(s)))

Inversions(s) ==
  LET from[i \in 0 .. Len(s)] ==
        IF i = 0 THEN 0
        ELSE from[i - 1] + (IF i < Len(s) /\ s[i] > s[i + 1] THEN 1 ELSE 0)
  IN from[Len(s)]

Init == numbers \in [1 .. Size -> 1 .. Top] /\ swaps = 0

Swap(i) ==
  /\ numbers[i] > numbers[i + 1]
  /\ numbers' = [numbers EXCEPT ![i] = numbers[i + 1], ![i + 1] = numbers[i]]
  /\ swaps' = swaps + 1
Next == \E i \in 1 .. Size - 1 : Swap(i)
Spec == Init /\ [][Next]_vars

SameWhenSorted == Sorted(numbers) = Sorted([i \in 1 .. Size |-> numbers[i]])
Weighed == Sum(numbers, 1) <= Sum(Sorted(numbers), 1)
DoneWhenNone == Inversions(numbers) = 0 => numbers = Sorted(numbers)
=============================================================================
