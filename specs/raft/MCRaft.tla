------------------------------- MODULE MCRaft -------------------------------
(***************************************************************************)
(* Bounds for Raft, its mutants and its negative controls.                 *)
(***************************************************************************)
EXTENDS Raft

CONSTANTS
  Writer,       \* clients that put; each puts its own name
  Reader        \* clients that get

Get(key) == [type |-> "get", key |-> key]
Put(key, value) == [type |-> "put", key |-> key, value |-> value]

WritersAndReaders ==
  [client \in Client |->
    {Put(key, client) : key \in IF client \in Writer THEN Key ELSE {}}
      \cup {Get(key) : key \in IF client \in Reader THEN Key ELSE {}}]
=============================================================================
