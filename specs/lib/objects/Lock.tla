-------------------------------- MODULE Lock --------------------------------
(***************************************************************************)
(* Mutual exclusion without leases: once held, a lock stays held until its  *)
(* holder releases it. It is not re-entrant.                                *)
(***************************************************************************)

CONSTANTS
    Owner,  \* who asks, when the module is checked
    Nil     \* no value: a model value

VARIABLES
    holder,  \* who holds it, or Nil
    output   \* what the last operation answered

vars == <<holder, output>>

TypeOK ==
    /\ holder \in Owner \cup {Nil}
    /\ output \in BOOLEAN \cup {Nil}

Init ==
    /\ holder = Nil
    /\ output = Nil

Acquire(owner) ==
    /\ output' = (holder = Nil)
    /\ holder' = IF holder = Nil THEN owner ELSE holder

Release(owner) ==
    /\ output' = (holder = owner)
    /\ holder' = IF holder = owner THEN Nil ELSE holder

Next ==
    \E owner \in Owner :
        \/ Acquire(owner)
        \/ Release(owner)

Spec == Init /\ [][Next]_vars
=============================================================================
