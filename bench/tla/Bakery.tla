------------------------------- MODULE Bakery -------------------------------
(* Mutual exclusion in the shape in which PlusCal is translated: pc, labels,  *)
(* one variable for each local variable of a process.                         *)
EXTENDS Naturals
CONSTANTS N, TicketMax
VARIABLES pc, ticket, choosing, todo, max, at
vars == <<pc, ticket, choosing, todo, max, at>>
ProcSet == (1 .. N)

Init == (* Global variables *)
        /\ ticket = [i \in 1 .. N |-> 0]
        /\ choosing = [i \in 1 .. N |-> FALSE]
        (* Process p *)
        /\ todo = [self \in 1 .. N |-> {}]
        /\ max = [self \in 1 .. N |-> 0]
        /\ at = [self \in 1 .. N |-> self]
        /\ pc = [self \in ProcSet |-> "start"]

start(self) == /\ pc[self] = "start"
               /\ choosing' = [choosing EXCEPT ![self] = TRUE]
               /\ todo' = [todo EXCEPT ![self] = (1 .. N) \ {self}]
               /\ max' = [max EXCEPT ![self] = 0]
               /\ pc' = [pc EXCEPT ![self] = "look"]
               /\ UNCHANGED << ticket, at >>

look(self) == /\ pc[self] = "look"
              /\ IF todo[self] # {}
                    THEN /\ \E i \in todo[self]:
                              /\ todo' = [todo EXCEPT ![self] = @ \ {i}]
                              /\ IF ticket[i] > max[self]
                                    THEN /\ max' = [max EXCEPT ![self] = ticket[i]]
                                    ELSE /\ TRUE
                                         /\ max' = max
                         /\ pc' = [pc EXCEPT ![self] = "look"]
                    ELSE /\ pc' = [pc EXCEPT ![self] = "take"]
                         /\ UNCHANGED << todo, max >>
              /\ UNCHANGED << ticket, choosing, at >>

take(self) == /\ pc[self] = "take"
              /\ ticket' = [ticket EXCEPT ![self] = max[self] + 1]
              /\ pc' = [pc EXCEPT ![self] = "open"]
              /\ UNCHANGED << choosing, todo, max, at >>

open(self) == /\ pc[self] = "open"
              /\ choosing' = [choosing EXCEPT ![self] = FALSE]
              /\ todo' = [todo EXCEPT ![self] = (1 .. N) \ {self}]
              /\ pc' = [pc EXCEPT ![self] = "wait"]
              /\ UNCHANGED << ticket, max, at >>

wait(self) == /\ pc[self] = "wait"
              /\ IF todo[self] # {}
                    THEN /\ \E i \in todo[self]:
                              /\ at' = [at EXCEPT ![self] = i]
                         /\ pc' = [pc EXCEPT ![self] = "door"]
                    ELSE /\ pc' = [pc EXCEPT ![self] = "cs"]
                         /\ at' = at
              /\ UNCHANGED << ticket, choosing, todo, max >>

door(self) == /\ pc[self] = "door"
              /\ ~ choosing[at[self]]
              /\ pc' = [pc EXCEPT ![self] = "turn"]
              /\ UNCHANGED << ticket, choosing, todo, max, at >>

turn(self) == /\ pc[self] = "turn"
              /\ \/ ticket[at[self]] = 0
                 \/ ticket[self] < ticket[at[self]]
                 \/ ticket[self] = ticket[at[self]] /\ self < at[self]
              /\ todo' = [todo EXCEPT ![self] = @ \ {at[self]}]
              /\ pc' = [pc EXCEPT ![self] = "wait"]
              /\ UNCHANGED << ticket, choosing, max, at >>

cs(self) == /\ pc[self] = "cs"
            /\ TRUE
            /\ pc' = [pc EXCEPT ![self] = "leave"]
            /\ UNCHANGED << ticket, choosing, todo, max, at >>

leave(self) == /\ pc[self] = "leave"
               /\ ticket' = [ticket EXCEPT ![self] = 0]
               /\ at' = [at EXCEPT ![self] = self]
               /\ pc' = [pc EXCEPT ![self] = "start"]
               /\ UNCHANGED << choosing, todo, max >>

p(self) == start(self) \/ look(self) \/ take(self) \/ open(self)
              \/ wait(self) \/ door(self) \/ turn(self) \/ cs(self)
              \/ leave(self)
Next == (\E self \in 1 .. N: p(self))
Spec == Init /\ [][Next]_vars

Exclusive == \A i, j \in 1 .. N : i # j => ~ (pc[i] = "cs" /\ pc[j] = "cs")
Small == \A i \in 1 .. N : ticket[i] <= TicketMax
=============================================================================
