--------------------------- MODULE KeyValueStore ----------------------------
(***************************************************************************)
(* A map from keys to values. An absent key reads as Nil; to put Nil is to  *)
(* delete. Texts can be appended to, and an absent key is then the empty    *)
(* text.                                                                    *)
(***************************************************************************)
EXTENDS Naturals

CONSTANTS
    Key,    \* the keys, when the module is checked
    Value,  \* what is stored when the module is checked
    Nil     \* no value: a model value

VARIABLES
    store,   \* a function from the keys that are present to their values
    output   \* what the last operation answered

\* Named, since its Append is not ours.
Text == INSTANCE Texts

vars == <<store, output>>

TypeOK ==
    /\ DOMAIN store \subseteq Key
    /\ Nil \notin {store[key] : key \in DOMAIN store}

Init ==
    /\ store = [key \in {} |-> Nil]
    /\ output = Nil

At(key) == IF key \in DOMAIN store THEN store[key] ELSE Nil

With(key, value) ==
    IF value = Nil
    THEN [other \in DOMAIN store \ {key} |-> store[other]]
    ELSE [other \in DOMAIN store \cup {key} |->
            IF other = key THEN value ELSE store[other]]

Get(key) ==
    /\ output' = At(key)
    /\ UNCHANGED store

Put(key, value) ==
    /\ store' = With(key, value)
    /\ output' = Nil

Delete(key) ==
    /\ store' = With(key, Nil)
    /\ output' = Nil

Append(key, value) ==
    /\ LET old == IF At(key) = Nil THEN "" ELSE At(key)
       IN  store' = With(key, Text!Concatenation(old, value))
    /\ output' = Nil

Cas(key, from, to) ==
    /\ output' = (At(key) = from)
    /\ store' = IF At(key) = from THEN With(key, to) ELSE store

Next ==
    \E key \in Key :
        \/ Get(key)
        \/ Delete(key)
        \/ \E value \in Value :
            \/ Put(key, value)
            \/ Append(key, value)
        \/ \E from, to \in Value \cup {Nil} : Cas(key, from, to)

----------------------------------------------------------------------------
\* Texts grow without end; so far they are looked at when checked.
Small == \A key \in DOMAIN store : Text!Length(store[key]) =< 3

Spec == Init /\ [][Next]_vars
=============================================================================
