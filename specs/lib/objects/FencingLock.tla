---------------------------- MODULE FencingLock -----------------------------
(***************************************************************************)
(* A lock whose lease may expire at any time, with the store that it        *)
(* protects. Each grant has a larger token, and the store refuses a token   *)
(* smaller than one it has seen (Kleppmann, How to do distributed locking,  *)
(* 2016). Clients cannot tell whether a lease has expired, so an acquire    *)
(* of a held lock answers in two ways.                                      *)
(***************************************************************************)
EXTENDS Naturals

CONSTANTS
    Owner,  \* who asks, when the module is checked
    Value,  \* what is stored when the module is checked
    Nil     \* no value: a model value

VARIABLES
    holder,   \* who was granted the lock and has not released it, or Nil
    granted,  \* the last token granted; 0 before the first
    seen,     \* the largest token that the store has seen
    stored,   \* what the store holds
    output    \* what the last operation answered

vars == <<holder, granted, seen, stored, output>>

TypeOK ==
    /\ holder \in Owner \cup {Nil}
    /\ granted \in Nat
    /\ seen \in Nat
    /\ stored \in Value \cup {Nil}

Init ==
    /\ holder = Nil
    /\ granted = 0
    /\ seen = 0
    /\ stored = Nil
    /\ output = Nil

Acquire(owner) ==
    \/ /\ output' = granted + 1
       /\ granted' = granted + 1
       /\ holder' = owner
       /\ UNCHANGED <<seen, stored>>
    \/ /\ holder # Nil
       /\ output' = Nil
       /\ UNCHANGED <<holder, granted, seen, stored>>

Release(owner, token) ==
    /\ output' = (holder = owner /\ granted = token)
    /\ holder' = IF holder = owner /\ granted = token THEN Nil ELSE holder
    /\ UNCHANGED <<granted, seen, stored>>

Write(token, value) ==
    /\ output' = (token >= seen)
    /\ seen' = IF token >= seen THEN token ELSE seen
    /\ stored' = IF token >= seen THEN value ELSE stored
    /\ UNCHANGED <<holder, granted>>

Read ==
    /\ output' = stored
    /\ UNCHANGED <<holder, granted, seen, stored>>

Next ==
    \/ Read
    \/ \E owner \in Owner :
        \/ Acquire(owner)
        \/ \E token \in 1..granted : Release(owner, token)
    \/ \E token \in 1..granted, value \in Value : Write(token, value)

----------------------------------------------------------------------------
\* How many grants are looked at when checked.
Small == granted =< 3

Spec == Init /\ [][Next]_vars
=============================================================================
