------------------------------ MODULE Isolation ------------------------------
(***************************************************************************)
(* Levels of isolation of transactions over registers, as a client can see *)
(* them: a level holds if there is an order of the transactions, an        *)
(* execution, in which each of them passes the level's commit test, which  *)
(* asks from which states it can have read (Crooks, Pu, Alvisi, Clement,   *)
(* "Seeing is Believing: A Client-Centric Specification of Database        *)
(* Isolation", PODC 2017).                                                 *)
(*                                                                         *)
(* A history is a sequence of committed transactions, each a record of     *)
(* session, start and end (numbers) and ops, a sequence of records of type *)
(* ("read" or "write"), key and value. Values of a key are written once.   *)
(* Not modelled: transactions that aborted or whose outcome is unknown.    *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

\* What a key holds before anybody writes it.
Nil == "Nil"

Keys(H) == UNION {{H[t].ops[p].key : p \in DOMAIN H[t].ops} : t \in DOMAIN H}

\* All orders of the transactions: e[i] is the i-th to take effect.
Executions(H) ==
  {e \in [DOMAIN H -> DOMAIN H] :
     \A i, j \in DOMAIN H : i # j => e[i] # e[j]}

WritesOf(T, k) ==
  {p \in DOMAIN T.ops : T.ops[p].type = "write" /\ T.ops[p].key = k}

Max(S) == CHOOSE x \in S : \A y \in S : y <= x
Min(S) == CHOOSE x \in S : \A y \in S : x <= y

\* The state after the first i transactions of the execution.
RECURSIVE StateAfter(_, _, _)
StateAfter(H, e, i) ==
  IF i = 0
  THEN [k \in Keys(H) |-> Nil]
  ELSE LET before == StateAfter(H, e, i - 1)
           T == H[e[i]]
       IN [k \in Keys(H) |->
             IF WritesOf(T, k) = {} THEN before[k]
             ELSE T.ops[Max(WritesOf(T, k))].value]

States(H, e) == [i \in 0..Len(H) |-> StateAfter(H, e, i)]

\* Operations that read what others wrote, and those that read their own.
Reads(T) == {p \in DOMAIN T.ops : T.ops[p].type = "read"}
OwnBefore(T, p) == {w \in WritesOf(T, T.ops[p].key) : w < p}
External(T) == {p \in Reads(T) : OwnBefore(T, p) = {}}

ReadsItsOwn(T) ==
  \A p \in Reads(T) \ External(T) :
    T.ops[p].value = T.ops[Max(OwnBefore(T, p))].value

\* The states up to its parent, i - 1, in which operation p of the i-th
\* transaction can have read what it read.
ReadStates(H, e, states, i, p) ==
  LET op == H[e[i]].ops[p]
  IN {s \in 0..(i - 1) : states[s][op.key] = op.value}

\* Every operation has a state to read from.
PreRead(H, e, states, i) ==
  /\ ReadsItsOwn(H[e[i]])
  /\ \A p \in External(H[e[i]]) : ReadStates(H, e, states, i, p) # {}

\* All operations can have read from state s.
Complete(H, e, states, i, s) ==
  /\ ReadsItsOwn(H[e[i]])
  /\ \A p \in External(H[e[i]]) : s \in ReadStates(H, e, states, i, p)

\* Nobody wrote what the i-th transaction writes after the state it read from.
NoConflict(H, e, i, s) ==
  \A j \in (s + 1)..(i - 1) :
    \A k \in Keys(H) : WritesOf(H[e[i]], k) = {} \/ WritesOf(H[e[j]], k) = {}

KeysWritten(H, t) == {k \in Keys(H) : WritesOf(H[t], k) # {}}

\* Whoever reads from a state and reads a key that the state's transaction
\* wrote reads from that state or a later one.
NotFractured(H, e, states, i) ==
  \A p, q \in External(H[e[i]]) :
    LET first == Min(ReadStates(H, e, states, i, p))
        last == Max(ReadStates(H, e, states, i, q))
    IN (first > 0 /\ H[e[i]].ops[q].key \in KeysWritten(H, e[first]))
         => first <= last

InSession(H, t, u) == H[t].session = H[u].session /\ H[t].start < H[u].start
InRealTime(H, t, u) == H[t].end < H[u].start

\* The execution keeps an order of transactions.
Keeps(H, e, Before(_, _, _)) ==
  \A i, j \in DOMAIN H : Before(H, e[i], e[j]) => i < j

\* State s is not older than anything that comes before the i-th transaction.
Recent(H, e, i, s, Before(_, _, _)) ==
  \A j \in DOMAIN H : Before(H, e[j], e[i]) => j <= s

-----------------------------------------------------------------------------

ReadCommitted(H) ==
  \E e \in Executions(H) :
    LET states == States(H, e)
    IN \A i \in DOMAIN H : PreRead(H, e, states, i)

ReadAtomic(H) ==
  \E e \in Executions(H) :
    LET states == States(H, e)
    IN \A i \in DOMAIN H :
         PreRead(H, e, states, i) /\ NotFractured(H, e, states, i)

SnapshotIsolation(H) ==
  \E e \in Executions(H) :
    LET states == States(H, e)
    IN \A i \in DOMAIN H :
         \E s \in 0..(i - 1) :
           Complete(H, e, states, i, s) /\ NoConflict(H, e, i, s)

StrongSnapshotIsolation(H) ==
  \E e \in Executions(H) :
    LET states == States(H, e)
    IN /\ Keeps(H, e, InRealTime)
       /\ \A i \in DOMAIN H :
            \E s \in 0..(i - 1) :
              /\ Complete(H, e, states, i, s)
              /\ NoConflict(H, e, i, s)
              /\ Recent(H, e, i, s, InRealTime)

Serial(H, e) ==
  LET states == States(H, e)
  IN \A i \in DOMAIN H : Complete(H, e, states, i, i - 1)

Serializable(H) == \E e \in Executions(H) : Serial(H, e)

StrongSessionSerializable(H) ==
  \E e \in Executions(H) : Keeps(H, e, InSession) /\ Serial(H, e)

StrictSerializable(H) ==
  \E e \in Executions(H) : Keeps(H, e, InRealTime) /\ Serial(H, e)

\* The levels that a history satisfies, by the names that the checker gives.
Levels(H) ==
  (IF ReadCommitted(H) THEN {"read-committed"} ELSE {})
    \cup (IF ReadAtomic(H) THEN {"read-atomic"} ELSE {})
    \cup (IF SnapshotIsolation(H) THEN {"snapshot-isolation"} ELSE {})
    \cup (IF StrongSnapshotIsolation(H)
          THEN {"strong-snapshot-isolation"} ELSE {})
    \cup (IF Serializable(H) THEN {"serializable"} ELSE {})
    \cup (IF StrongSessionSerializable(H)
          THEN {"strong-session-serializable"} ELSE {})
    \cup (IF StrictSerializable(H) THEN {"strict-serializable"} ELSE {})

=============================================================================
Compared with harness/consistency/transactions on generated histories of up to
four transactions: test/consistency/transactions/isolation.test.ts.
