------------------------------ MODULE Counter -------------------------------
(***************************************************************************)
(* A counter. Additions commute.                                            *)
(***************************************************************************)
EXTENDS Integers

CONSTANTS
    Amount,  \* what is added when the module is checked
    Nil      \* no value: a model value

VARIABLES
    count,   \* the sum of what was added
    output   \* what the last operation answered

vars == <<count, output>>

TypeOK ==
    /\ count \in Int
    /\ output \in Int \cup {Nil}

Init ==
    /\ count = 0
    /\ output = Nil

Read ==
    /\ output' = count
    /\ UNCHANGED count

Add(amount) ==
    /\ count' = count + amount
    /\ output' = Nil

AddAndGet(amount) ==
    /\ count' = count + amount
    /\ output' = count + amount

Next ==
    \/ Read
    \/ \E amount \in Amount :
        \/ Add(amount)
        \/ AddAndGet(amount)

----------------------------------------------------------------------------
\* How far it counts when checked.
Small == count =< 5

Spec == Init /\ [][Next]_vars
=============================================================================
