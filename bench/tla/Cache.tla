-------------------------------- MODULE Cache --------------------------------
(* Cache coherence: strings in functions, one queue of records for each core, *)
(* IF and CASE, operators as arguments.                                       *)
EXTENDS Naturals, Sequences, FiniteSets
CONSTANTS Core, Top, QueueMax
VARIABLES line, data, memory, bus, last
vars == <<line, data, memory, bus, last>>

Init ==
  /\ line = [c \in Core |-> "invalid"]
  /\ data = [c \in Core |-> 0]
  /\ memory = 0
  /\ bus = <<>>
  /\ last = 0

Some(P(_)) == \E c \in Core : P(c)
IsDirty(c) == line[c] = "modified"
Holder == CHOOSE c \in Core : IsDirty(c)

AskRead(c) ==
  /\ line[c] = "invalid"
  /\ Len(bus) < QueueMax
  /\ \A i \in DOMAIN bus : bus[i].core # c
  /\ bus' = Append(bus, [core |-> c, kind |-> "read"])
  /\ UNCHANGED <<line, data, memory, last>>
AskWrite(c) ==
  /\ line[c] # "modified"
  /\ Len(bus) < QueueMax
  /\ \A i \in DOMAIN bus : bus[i].core # c
  /\ bus' = Append(bus, [core |-> c, kind |-> "write"])
  /\ UNCHANGED <<line, data, memory, last>>
Serve ==
  /\ bus # <<>>
  /\ LET r == Head(bus)
         current == IF Some(IsDirty) THEN data[Holder] ELSE memory
     IN /\ memory' = current
        /\ CASE r.kind = "read" ->
                  line' = [c \in Core |->
                             CASE c = r.core -> "shared"
                               [] line[c] = "modified" -> "shared"
                               [] OTHER -> line[c]]
             [] r.kind = "write" ->
                  line' = [c \in Core |->
                             IF c = r.core THEN "modified" ELSE "invalid"]
        /\ data' = [data EXCEPT ![r.core] = current]
  /\ bus' = Tail(bus)
  /\ UNCHANGED last
Store(c, v) ==
  /\ line[c] = "modified"
  /\ data' = [data EXCEPT ![c] = v]
  /\ last' = v
  /\ UNCHANGED <<line, memory, bus>>
Evict(c) ==
  /\ line[c] # "invalid"
  /\ memory' = IF IsDirty(c) THEN data[c] ELSE memory
  /\ line' = [line EXCEPT ![c] = "invalid"]
  /\ UNCHANGED <<data, bus, last>>
Next ==
  Serve \/ \E c \in Core :
    \/ AskRead(c) \/ AskWrite(c) \/ Evict(c)
    \/ \E v \in 0 .. Top : Store(c, v)
Spec == Init /\ [][Next]_vars

Coherent == \A c \in Core : line[c] # "invalid" => data[c] = last
OneWriter == \A c, d \in Core : IsDirty(c) /\ line[d] # "invalid" => c = d
Kept == ~ Some(IsDirty) => memory = last
=============================================================================
