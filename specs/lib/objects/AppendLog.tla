----------------------------- MODULE AppendLog ------------------------------
(***************************************************************************)
(* A log that only grows. Positions count from 0, as its clients do.        *)
(***************************************************************************)
EXTENDS Naturals

CONSTANTS
    Value,  \* what is stored when the module is checked
    Nil     \* no value: a model value

VARIABLES
    entries,  \* what was appended, the first first
    output    \* what the last operation answered

\* Named, since its Append is not ours.
List == INSTANCE Sequences

vars == <<entries, output>>

TypeOK ==
    /\ entries \in List!Seq(Value)
    /\ output \in Value \cup Nat \cup {Nil}

Init ==
    /\ entries = <<>>
    /\ output = Nil

\* The answer is the position that the value got.
Append(value) ==
    /\ output' = List!Len(entries)
    /\ entries' = List!Append(entries, value)

Read(position) ==
    /\ output' =
        IF position < List!Len(entries) THEN entries[position + 1] ELSE Nil
    /\ UNCHANGED entries

Length ==
    /\ output' = List!Len(entries)
    /\ UNCHANGED entries

Next ==
    \/ Length
    \/ \E value \in Value : Append(value)
    \/ \E position \in 0..List!Len(entries) : Read(position)

----------------------------------------------------------------------------
\* How long it gets when checked.
Small == List!Len(entries) =< 3

Spec == Init /\ [][Next]_vars
=============================================================================
