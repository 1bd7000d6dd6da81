---------------------------- MODULE CasRegister -----------------------------
(***************************************************************************)
(* A register with compare-and-set, which says whether it took place.       *)
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
    /\ output \in Value \cup {Nil} \cup BOOLEAN

Init ==
    /\ contents = Nil
    /\ output = Nil

Read ==
    /\ output' = contents
    /\ UNCHANGED contents

Write(value) ==
    /\ contents' = value
    /\ output' = Nil

Cas(from, to) ==
    /\ output' = (contents = from)
    /\ contents' = IF contents = from THEN to ELSE contents

Next ==
    \/ Read
    \/ \E value \in Value : Write(value)
    \/ \E from, to \in Value : Cas(from, to)

Spec == Init /\ [][Next]_vars
=============================================================================
