----------------------------- MODULE Convergence -----------------------------
(***************************************************************************)
(* Eventual and strong eventual consistency of histories that end.         *)
(*                                                                         *)
(* Eventual (Terry et al. 1994; Vogels 2009), of a history of registers as *)
(* in Causality.tla: the last reads of the sessions, of those that began   *)
(* after all writes to the key had ended, are the same.                    *)
(*                                                                         *)
(* Strong eventual (Shapiro, Preguica, Baquero and Zawirski, "Conflict-    *)
(* free Replicated Data Types", SSS 2011; Burckhardt, Gotsman, Yang and    *)
(* Zawirski, POPL 2014), of operations that say what they saw: records of  *)
(* session, saw (a set of names of updates), updates (none or one record   *)
(* of id and input) and told (none or one value), the two as sets.  Those  *)
(* of one session are in their order.                                      *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets

CONSTANT
    Answer(_, _)  \* Answer(updates, saw): what the type says to one who sees
                  \* these updates; saw is what each of them saw, by its name

LOCAL WritesTo(H, k) == {i \in DOMAIN H : H[i].type = "write" /\ H[i].key = k}

\* The last reads of a key, one for each session that read when all was quiet.
LastReads(H, k) ==
  LET quiet == {i \in DOMAIN H :
                  /\ H[i].type = "read" /\ H[i].key = k
                  /\ \A w \in WritesTo(H, k) : H[w].end < H[i].start}
  IN {i \in quiet : \A j \in quiet :
        H[j].session = H[i].session => H[j].start <= H[i].start}

\* Two sessions at least have to say something for this to mean anything.
SaysSomething(H) ==
  \E i \in DOMAIN H : Cardinality(LastReads(H, H[i].key)) > 1

Eventual(H) ==
  \A i \in DOMAIN H :
    \A a, b \in LastReads(H, H[i].key) : H[a].value = H[b].value

-----------------------------------------------------------------------------

Updates(H) == UNION {H[i].updates : i \in DOMAIN H}
Authors(H, id) == {i \in DOMAIN H : \E u \in H[i].updates : u.id = id}

\* Updates have names of their own, and nobody sees what nobody did.
WellNamed(H) ==
  /\ \A u \in Updates(H) : Cardinality(Authors(H, u.id)) = 1
  /\ \A i \in DOMAIN H : \A id \in H[i].saw : Authors(H, id) # {}

\* Who sees an update sees what its author saw; nobody forgets what his
\* session saw or did; no update sees itself.
Causal(H) ==
  /\ \A i, j \in DOMAIN H :
       (\E u \in H[i].updates : u.id \in H[j].saw)
         => H[i].saw \subseteq H[j].saw
  /\ \A i, j \in DOMAIN H :
       (i < j /\ H[i].session = H[j].session)
         => H[i].saw \cup {u.id : u \in H[i].updates} \subseteq H[j].saw
  /\ \A i \in DOMAIN H : \A u \in H[i].updates : u.id \notin H[i].saw

\* Whoever saw the same was told the same: what the type says.
Convergent(H) ==
  \A i \in DOMAIN H : \A value \in H[i].told :
    LET seen == {u \in Updates(H) : u.id \in H[i].saw}
        saw(id) == H[CHOOSE j \in Authors(H, id) : TRUE].saw
    IN /\ \A j \in DOMAIN H : H[j].saw = H[i].saw => H[j].told \subseteq {value}
       /\ value = Answer(seen, [id \in {u.id : u \in seen} |-> saw(id)])

StrongEventual(H) == WellNamed(H) /\ Causal(H) /\ Convergent(H)

=============================================================================
Compared with harness/consistency on generated histories:
test/consistency/registers/definitions.test.ts (eventual) and
test/consistency/visibility-tla.test.ts (strong eventual).
