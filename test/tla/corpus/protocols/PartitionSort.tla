---- MODULE PartitionSort ----
(* A translated algorithm with procedures, stack and Assert. *)
EXTENDS Naturals, Sequences, TLC
(* algorithm *)
\* BEGIN TRANSLATION (chksum(pcal) = "aa" /\ chksum(tla) = "bb")
CONSTANT defaultInitValue
VARIABLES arr, stack, pc, lo, hi, p
vars == << arr, stack, pc, lo, hi, p >>
ProcSet == {0} \cup (1..1)
Init == (* Global variables *)
        /\ arr \in [1..2 -> 1..2]
        (* Procedure sort *)
        /\ lo = [ self \in ProcSet |-> defaultInitValue]
        /\ hi = [ self \in ProcSet |-> 2]
        /\ p = [ self \in ProcSet |-> defaultInitValue]
        /\ stack = [self \in ProcSet |-> << >>]
        /\ pc = [self \in ProcSet |-> CASE self = 0 -> "Main"
                                        [] self \in 1..1 -> "Loop"]
Enter(self) == /\ pc[self] = "Enter"
               /\ IF lo[self] < hi[self]
                     THEN /\ \E q \in lo[self]..hi[self]:
                               p' = [p EXCEPT ![self] = q]
                          /\ pc' = [pc EXCEPT ![self] = "Swap"]
                     ELSE /\ pc' = [pc EXCEPT ![self] = "Ret"]
                          /\ p' = p
               /\ UNCHANGED << arr, stack, lo, hi >>
Swap(self) == /\ pc[self] = "Swap"
              /\ arr' = [arr EXCEPT ![lo[self]] = arr[p[self]], ![p[self]] = arr[lo[self]]]
              /\ /\ hi' = [hi EXCEPT ![self] = hi[self]]
                 /\ lo' = [lo EXCEPT ![self] = lo[self] + 1]
                 /\ stack' = [stack EXCEPT ![self] = << [ procedure |->  "sort",
                                                          pc        |->  "Ret",
                                                          p         |->  p[self],
                                                          lo        |->  lo[self],
                                                          hi        |->  hi[self] ] >>
                                                      \o stack[self]]
              /\ p' = [p EXCEPT ![self] = defaultInitValue]
              /\ pc' = [pc EXCEPT ![self] = "Enter"]
Ret(self) == /\ pc[self] = "Ret"
             /\ Assert(lo[self] <= hi[self], "Failure of assertion at line 20, column 3.")
             /\ pc' = [pc EXCEPT ![self] = Head(stack[self]).pc]
             /\ p' = [p EXCEPT ![self] = Head(stack[self]).p]
             /\ lo' = [lo EXCEPT ![self] = Head(stack[self]).lo]
             /\ hi' = [hi EXCEPT ![self] = Head(stack[self]).hi]
             /\ stack' = [stack EXCEPT ![self] = Tail(stack[self])]
             /\ arr' = arr
sort(self) == Enter(self) \/ Swap(self) \/ Ret(self)
Main == /\ pc[0] = "Main"
        /\ /\ hi' = [hi EXCEPT ![0] = 2]
           /\ lo' = [lo EXCEPT ![0] = 1]
           /\ stack' = [stack EXCEPT ![0] = << [ procedure |->  "sort", pc |->  "Done", p |-> p[0], lo |-> lo[0], hi |-> hi[0] ] >> \o stack[0]]
        /\ p' = [p EXCEPT ![0] = defaultInitValue]
        /\ pc' = [pc EXCEPT ![0] = "Enter"]
        /\ arr' = arr
Loop(self) == /\ pc[self] = "Loop"
              /\ \/ /\ pc' = [pc EXCEPT ![self] = "Done"]
                 \/ /\ TRUE
                    /\ pc' = [pc EXCEPT ![self] = "Loop"]
              /\ UNCHANGED << arr, stack, lo, hi, p >>
Terminating == /\ \A self \in ProcSet: pc[self] = "Done"
               /\ UNCHANGED vars
Next == Main
           \/ (\E self \in ProcSet: sort(self) )
           \/ (\E self \in 1..1: Loop(self))
           \/ Terminating
Spec == /\ Init /\ [][Next]_vars
        /\ WF_vars(Main) /\ WF_vars(sort(0))
        /\ \A self \in 1..1 : SF_vars(Loop(self) /\ pc'[self] = "Done")
Termination == <>(\A self \in ProcSet: pc[self] = "Done")
\* END TRANSLATION
Sorted == pc[0] = "Done" => \E i \in DOMAIN arr : TRUE
====
