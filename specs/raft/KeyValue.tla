------------------------------ MODULE KeyValue ------------------------------
(***************************************************************************)
(* The state machine that the log is applied to: a map from keys to values *)
(* with put, append and compare-and-set, and beside it a session for each  *)
(* client (thesis, section 6.3): the number and the answer of the client's *)
(* last command. A command that is in the log twice is carried out once.   *)
(*                                                                         *)
(* Not modelled: sessions are there from the beginning and never expire.   *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
  Key,      \* what may be read and written
  Client,   \* those who have a session
  Nil,      \* what an absent key reads as, and the answer of a put
  NoOp      \* the command with which a leader begins its term

IsQuery(operation) == operation.type = "get"

FirstMachine ==
  [store |-> [key \in Key |-> Nil],
   sessions |-> [client \in Client |-> [number |-> 0, answer |-> Nil]]]

Written(store, operation) ==
  LET current == store[operation.key]
  IN  CASE operation.type = "put" -> operation.value
        [] operation.type = "append" ->
             IF current = Nil THEN operation.value
             ELSE current \o operation.value
        [] operation.type = "cas" ->
             IF current = operation.from THEN operation.to ELSE current

\* The answer of an operation that finds this store.
Answer(store, operation) ==
  CASE operation.type = "get" -> store[operation.key]
    [] operation.type = "cas" -> store[operation.key] = operation.from
    [] OTHER -> Nil

\* Commands of a client come in order, but old ones may come again.
IsNew(machine, command) ==
  /\ command # NoOp
  /\ command.number > machine.sessions[command.client].number

Applied(machine, command) ==
  IF ~IsNew(machine, command) THEN machine
  ELSE LET operation == command.operation
       IN  [store |-> [machine.store EXCEPT
              ![operation.key] = Written(machine.store, operation)],
            sessions |-> [machine.sessions EXCEPT
              ![command.client] =
                [number |-> command.number,
                 answer |-> Answer(machine.store, operation)]]]

\* The machine after these entries of the log, beginning with `machine`.
AppliedAll(machine, entries) ==
  LET After[n \in 0 .. Len(entries)] ==
        IF n = 0 THEN machine
        ELSE Applied(After[n - 1], entries[n].command)
  IN  After[Len(entries)]
=============================================================================
