------------------------------ MODULE Register ------------------------------
(***************************************************************************)
(* One cell that is read and written. It holds nothing at first.            *)
(***************************************************************************)

CONSTANTS
    Value,  \* what is stored when the module is checked
    Nil     \* no value: a model value

VARIABLES
    contents,  \* what the cell holds
    output     \* what the last operation answered

vars == <<contents, output>>

TypeOK ==
    /\ contents \in Value \cup {Nil}
    /\ output \in Value \cup {Nil}

Init ==
    /\ contents = Nil
    /\ output = Nil

Read ==
    /\ output' = contents
    /\ UNCHANGED contents

Write(value) ==
    /\ contents' = value
    /\ output' = Nil

Next ==
    \/ Read
    \/ \E value \in Value : Write(value)

Spec == Init /\ [][Next]_vars
=============================================================================
