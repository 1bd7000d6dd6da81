--------------------------- MODULE AbstractExecution ---------------------------
(***************************************************************************)
(* What replicated objects are to those who use them, whatever is sent     *)
(* behind their backs: an abstract execution (Burckhardt, Gotsman, Yang    *)
(* and Zawirski, POPL 2014). Updates are made by somebody who has seen     *)
(* some others; they become visible to others together with all that their *)
(* author had seen; and what is told is a function of what is visible.     *)
(* Who was given an old backup sees less than before, and never anything   *)
(* else.                                                                   *)
(***************************************************************************)
EXTENDS CrdtTypes

CONSTANT Replica

VARIABLES
  seen,         \* the updates that each replica sees
  obs,          \* of each update what it was, and what its author saw
  value         \* what each replica tells, object by object

vars == <<seen, obs, value>>

Of(o, tags, known) == {t \in tags : known[t].object = o}

\* Everybody is told what the type says to what is visible, and the same to
\* the same.
Lawful(s, b, v) ==
  /\ \A r \in Replica : \A o \in Object :
       Allowed(o, v[r][o], Of(o, s[r], b), b)
  /\ \A p, q \in Replica : \A o \in Object :
       Of(o, s[p], b) = Of(o, s[q], b) => v[p][o] = v[q][o]

Closed(tags, b) ==
  tags \subseteq DOMAIN b /\ \A t \in tags : b[t].saw \subseteq tags

Init ==
  /\ seen = [r \in Replica |-> {}]
  /\ obs = << >>
  /\ Lawful(seen, obs, value)

OnlyOf(r) == \A p \in Replica \ {r} : seen'[p] = seen[p]

\* An update under a name that nobody has ever used.
Do(r) ==
  /\ OnlyOf(r)
  /\ \E t \in DOMAIN obs' \ DOMAIN obs :
       /\ DOMAIN obs' = DOMAIN obs \cup {t}
       /\ \A u \in DOMAIN obs : obs'[u] = obs[u]
       /\ obs'[t].saw = seen[r]
       /\ seen'[r] = seen[r] \cup {t}
  /\ Lawful(seen', obs', value')

See(r) ==
  /\ OnlyOf(r)
  /\ UNCHANGED obs
  /\ seen[r] \subseteq seen'[r]
  /\ Closed(seen'[r], obs)
  /\ Lawful(seen', obs', value')

Forget(r) ==
  /\ OnlyOf(r)
  /\ UNCHANGED obs
  /\ seen'[r] \subseteq seen[r]
  /\ Closed(seen'[r], obs)
  /\ Lawful(seen', obs', value')

Next == \E r \in Replica : Do(r) \/ See(r) \/ Forget(r)

Spec == Init /\ [][Next]_vars

=============================================================================
