-------------------------------- MODULE Set ---------------------------------
(***************************************************************************)
(* A set with add, remove and contains, and a read of all members. Add and  *)
(* remove say whether they changed the set, or do not say.                  *)
(***************************************************************************)

CONSTANTS
    Value,  \* what is stored when the module is checked
    Nil     \* no value: a model value

VARIABLES
    contents,  \* its members
    output     \* what the last operation answered

vars == <<contents, output>>

TypeOK ==
    /\ contents \subseteq Value

Init ==
    /\ contents = {}
    /\ output = Nil

Add(value) ==
    /\ output' \in {value \notin contents, Nil}
    /\ contents' = contents \cup {value}

Remove(value) ==
    /\ output' \in {value \in contents, Nil}
    /\ contents' = contents \ {value}

Contains(value) ==
    /\ output' = (value \in contents)
    /\ UNCHANGED contents

Members ==
    /\ output' = contents
    /\ UNCHANGED contents

Next ==
    \/ Members
    \/ \E value \in Value :
        \/ Add(value)
        \/ Remove(value)
        \/ Contains(value)

Spec == Init /\ [][Next]_vars
=============================================================================
