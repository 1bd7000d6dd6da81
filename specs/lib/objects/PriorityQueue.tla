--------------------------- MODULE PriorityQueue ----------------------------
(***************************************************************************)
(* A priority queue of numbers, smallest first. Equal numbers are           *)
(* interchangeable, so the contents are a bag.                              *)
(***************************************************************************)
EXTENDS Integers, Bags

CONSTANTS
    Priority,  \* what is inserted when the module is checked
    Nil        \* no value: a model value

VARIABLES
    contents,  \* a bag of numbers
    output     \* what the last operation answered

vars == <<contents, output>>

TypeOK ==
    /\ IsABag(contents)
    /\ output \in Priority \cup {Nil}

Init ==
    /\ contents = EmptyBag
    /\ output = Nil

Insert(priority) ==
    /\ contents' = contents (+) SetToBag({priority})
    /\ output' = Nil

Smallest ==
    CHOOSE priority \in BagToSet(contents) :
        \A other \in BagToSet(contents) : priority =< other

RemoveMin ==
    IF BagToSet(contents) = {}
    THEN output' = Nil /\ UNCHANGED contents
    ELSE /\ output' = Smallest
         /\ contents' = contents (-) SetToBag({Smallest})

Next ==
    \/ RemoveMin
    \/ \E priority \in Priority : Insert(priority)

----------------------------------------------------------------------------
\* How much it holds when checked.
Small == BagCardinality(contents) =< 3

Spec == Init /\ [][Next]_vars
=============================================================================
