------------------------------- MODULE Stack --------------------------------
(***************************************************************************)
(* Last in, first out. A pop of an empty stack answers Nil.                 *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
    Value,  \* what is stored when the module is checked
    Nil     \* no value: a model value

VARIABLES
    contents,  \* the values in it, the youngest last
    output     \* what the last operation answered

vars == <<contents, output>>

TypeOK ==
    /\ contents \in Seq(Value)
    /\ output \in Value \cup {Nil}

Init ==
    /\ contents = <<>>
    /\ output = Nil

Push(value) ==
    /\ contents' = Append(contents, value)
    /\ output' = Nil

Pop ==
    IF contents = <<>>
    THEN output' = Nil /\ UNCHANGED contents
    ELSE /\ output' = contents[Len(contents)]
         /\ contents' = SubSeq(contents, 1, Len(contents) - 1)

Next ==
    \/ Pop
    \/ \E value \in Value : Push(value)

----------------------------------------------------------------------------
\* How much it holds when checked.
Small == Len(contents) =< 3

Spec == Init /\ [][Next]_vars
=============================================================================
