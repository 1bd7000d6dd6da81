------------------------------- MODULE Queue --------------------------------
(***************************************************************************)
(* First in, first out. A dequeue of an empty queue answers Nil.            *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
    Value,  \* what is stored when the module is checked
    Nil     \* no value: a model value

VARIABLES
    contents,  \* the values in it, the oldest first
    output     \* what the last operation answered

vars == <<contents, output>>

TypeOK ==
    /\ contents \in Seq(Value)
    /\ output \in Value \cup {Nil}

Init ==
    /\ contents = <<>>
    /\ output = Nil

Enqueue(value) ==
    /\ contents' = Append(contents, value)
    /\ output' = Nil

Dequeue ==
    IF contents = <<>>
    THEN output' = Nil /\ UNCHANGED contents
    ELSE output' = Head(contents) /\ contents' = Tail(contents)

Next ==
    \/ Dequeue
    \/ \E value \in Value : Enqueue(value)

----------------------------------------------------------------------------
\* How much it holds when checked.
Small == Len(contents) =< 3

Spec == Init /\ [][Next]_vars
=============================================================================
