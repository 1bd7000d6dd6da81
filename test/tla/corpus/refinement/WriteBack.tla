----------------------------- MODULE WriteBack -----------------------------
(* A cache of one line for each client, written back when it is evicted; one
   client may hold a changed line at a time, all others must not hold it.      *)
EXTENDS Naturals, FiniteSets, Port
VARIABLES main, mode, slot, line
S == INSTANCE Store WITH mem <- main
Lines == [at : Place, word : Word, dirty : BOOLEAN]
NoLine == [at |-> Nothing, word |-> Nothing, dirty |-> FALSE]
Init == S!Start /\ line = [c \in Client |-> NoLine]
Holds(c, p) == line[c].at = p
Dirty(p) == {c \in Client : Holds(c, p) /\ line[c].dirty}
vars == <<port, main, mode, slot, line>>
Ask(c) == S!Ask(c) /\ UNCHANGED line
Answer(c) == S!Answer(c) /\ UNCHANGED line
Load(c) == LET p == slot[c].at IN
  /\ mode[c] = "asked" /\ ~ line[c].dirty /\ ~Holds(c, p)
  /\ Dirty(p) = {}
  /\ line' = [line EXCEPT ![c] = [at |-> p, word |-> main[p], dirty |-> FALSE]]
  /\ UNCHANGED <<port, main, mode, slot>>
Hit(c) == LET r == slot[c] IN
  /\ mode[c] = "asked" /\ Holds(c, r.at)
  /\ \/ r.kind = "get" /\ slot' = [slot EXCEPT ![c] = line[c].word] /\ UNCHANGED line
     \/ /\ r.kind = "put"
        /\ \A d \in Client \ {c} : ~Holds(d, r.at)
        /\ line' = [line EXCEPT ![c].word = r.word, ![c].dirty = TRUE]
        /\ slot' = [slot EXCEPT ![c] = Nothing]
  /\ mode' = [mode EXCEPT ![c] = "ready"]
  /\ UNCHANGED <<port, main>>
Evict(c) ==
  /\ line[c] # NoLine
  /\ main' = IF line[c].dirty THEN [main EXCEPT ![line[c].at] = line[c].word] ELSE main
  /\ line' = [line EXCEPT ![c] = NoLine]
  /\ UNCHANGED <<port, mode, slot>>
Next == \E c \in Client : Ask(c) \/ Answer(c) \/ Load(c) \/ Hit(c) \/ Evict(c)
Spec == Init /\ [][Next]_vars
Coherent == \A p \in Place : Cardinality(Dirty(p)) <= 1
              /\ (Dirty(p) # {} => \A c \in Client \ Dirty(p) : ~Holds(c, p))
Latest == [p \in Place |-> IF Dirty(p) = {} THEN main[p]
                            ELSE line[CHOOSE c \in Client : c \in Dirty(p)].word]
Seen == INSTANCE Store WITH mem <- Latest
IsMemory == Seen!Memory
Raw == S!Memory
=============================================================================
