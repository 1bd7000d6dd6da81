----------------------------- MODULE KeyValue ------------------------------
(***************************************************************************)
(* The sequential object that the chain replicates: a map from keys to     *)
(* values with get, read, put and compare-and-set. The protocol looks at   *)
(* an operation to tell queries from updates, and CRAQ looks at its key;   *)
(* everything else about it is said here.                                  *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
  Key,        \* what may be read and written
  Nil         \* what an absent key reads as, and the answer of a put

\* A query changes nothing. A get is for the tail; a read is for any server
\* (Craq), and may lack the newest `bound` versions of its key. A
\* compare-and-set is an update even where it turns out to change nothing:
\* nobody but the tail knows that in advance.
IsQuery(operation) == operation.type \in {"get", "read"}

Apply(store, operation) ==
  CASE IsQuery(operation) -> store
    [] operation.type = "put" ->
         [store EXCEPT ![operation.key] = operation.value]
    [] operation.type = "cas" ->
         IF store[operation.key] = operation.from
         THEN [store EXCEPT ![operation.key] = operation.to]
         ELSE store

\* The store that a sequence of requests builds, one after another.
Store(requests) ==
  LET After[n \in 0 .. Len(requests)] ==
        IF n = 0 THEN [key \in Key |-> Nil]
        ELSE Apply(After[n - 1], requests[n].operation)
  IN  After[Len(requests)]

\* The answer to an operation that finds the store built by `requests`.
Answer(requests, operation) ==
  LET current == Store(requests)[operation.key]
  IN  CASE IsQuery(operation) -> current
        [] operation.type = "put" -> Nil
        [] operation.type = "cas" -> current = operation.from
=============================================================================
