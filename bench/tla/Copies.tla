------------------------------- MODULE Copies -------------------------------
(* Refinement: every step of copies with versions is judged as a step of one  *)
(* register, through a mapping that has to be computed.                       *)
EXTENDS Naturals, FiniteSets
CONSTANTS Client, Copy, Top, VersionMax
VARIABLES copies, stage, heard
vars == <<copies, stage, heard>>

Init ==
  /\ copies = [k \in Copy |-> [version |-> 0, value |-> 0]]
  /\ stage = [c \in Client |-> "rest"]
  /\ heard = [c \in Client |-> {}]

Newest == CHOOSE r \in {copies[k] : k \in Copy} :
            \A k \in Copy : copies[k].version <= r.version
Majority(S) == 2 * Cardinality(S) > Cardinality(Copy)

Begin(c) ==
  /\ stage[c] = "rest"
  /\ \A d \in Client : stage[d] # "read"
  /\ stage' = [stage EXCEPT ![c] = "read"]
  /\ UNCHANGED <<copies, heard>>
Read(c, k) ==
  /\ stage[c] = "read"
  /\ k \notin heard[c]
  /\ heard' = [heard EXCEPT ![c] = @ \cup {k}]
  /\ UNCHANGED <<copies, stage>>
Write(c) ==
  /\ stage[c] = "read"
  /\ Majority(heard[c])
  /\ Newest.version < VersionMax
  /\ \E v \in 0 .. Top :
       copies' = [k \in Copy |->
                   IF k \in heard[c]
                   THEN [version |-> Newest.version + 1, value |-> v]
                   ELSE copies[k]]
  /\ stage' = [stage EXCEPT ![c] = "done"]
  /\ UNCHANGED heard
Spread(j, k) ==
  /\ copies[j].version > copies[k].version
  /\ copies' = [copies EXCEPT ![k] = copies[j]]
  /\ UNCHANGED <<stage, heard>>
Rest(c) ==
  /\ stage[c] = "done"
  /\ stage' = [stage EXCEPT ![c] = "rest"]
  /\ heard' = [heard EXCEPT ![c] = {}]
  /\ UNCHANGED copies

Next ==
  \/ \E c \in Client : Begin(c) \/ Write(c) \/ Rest(c)
                       \/ \E k \in Copy : Read(c, k)
  \/ \E j, k \in Copy : Spread(j, k)
Spec == Init /\ [][Next]_vars

Abstract == INSTANCE Register WITH
  value <- Newest.value,
  pending <- [c \in Client |-> CASE stage[c] = "rest" -> "none"
                                 [] stage[c] = "read" -> "asked"
                                 [] stage[c] = "done" -> "done"]
Refines == Abstract!Spec
Unique ==
  \A j, k \in Copy :
    copies[j].version = copies[k].version => copies[j] = copies[k]
=============================================================================
