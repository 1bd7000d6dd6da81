------------------------------ MODULE Register ------------------------------
(* What RegisterCopies refines: one register, and who is asking.              *)
EXTENDS Naturals
CONSTANTS Client, Top
VARIABLES value, pending
Init == value = 0 /\ pending = [c \in Client |-> "none"]
Ask(c) == /\ pending[c] = "none"
          /\ pending' = [pending EXCEPT ![c] = "asked"]
          /\ UNCHANGED value
Write(c) == /\ pending[c] = "asked"
            /\ value' \in 0 .. Top
            /\ pending' = [pending EXCEPT ![c] = "done"]
Rest(c) == /\ pending[c] = "done"
           /\ pending' = [pending EXCEPT ![c] = "none"]
           /\ UNCHANGED value
Next == \E c \in Client : Ask(c) \/ Write(c) \/ Rest(c)
Spec == Init /\ [][Next]_<<value, pending>>
=============================================================================
