----------------------------- MODULE KeyValue ------------------------------
(***************************************************************************)
(* The sequential object that the chain replicates: a map from keys to     *)
(* values with get, put and compare-and-set. The protocol looks at an      *)
(* operation only to tell queries from updates; everything else about it   *)
(* is said here.                                                           *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
  Key,        \* what may be read and written
  Nil         \* what an absent key reads as, and the answer of a put

\* A query changes nothing. A compare-and-set is an update even where it
\* turns out to change nothing: nobody but the tail knows that in advance.
IsQuery(operation) == operation.type = "get"

Apply(store, operation) ==
  CASE operation.type = "get" -> store
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
  IN  CASE operation.type = "get" -> current
        [] operation.type = "put" -> Nil
        [] operation.type = "cas" -> current = operation.from
=============================================================================
