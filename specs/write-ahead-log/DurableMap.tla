----------------------------- MODULE DurableMap -----------------------------
(***************************************************************************)
(* What a write-ahead log is for: transactions on a map that take effect   *)
(* at once and as a whole, or not at all, and for ever. There is no disk,  *)
(* and no crash but this: what has not been committed may vanish.          *)
(***************************************************************************)
EXTENDS FiniteSets

CONSTANTS Tx, Page, None

VARIABLES
  store,      \* [Page -> the transaction that wrote it last, or None]
  writes,     \* [Tx -> the pages it has written and not committed]
  committed   \* a set of transactions

mapVars == <<store, writes, committed>>

Init ==
  /\ store = [p \in Page |-> None]
  /\ writes = [t \in Tx |-> {}]
  /\ committed = {}

Write(t, p) ==
  /\ t \notin committed
  /\ writes' = [writes EXCEPT ![t] = @ \cup {p}]
  /\ UNCHANGED <<store, committed>>

\* Those of T, which have no page in common, take effect at once; the others
\* may lose of what they have written. That T is what is committed from now
\* on, Next says before it looks for `left`: TLC would ask again each time.
CommitAndForget(T, left) ==
  /\ writes' = left
  /\ \A t, u \in T : t = u \/ writes[t] \cap writes[u] = {}
  /\ store' = [p \in Page |->
       IF \E t \in T : p \in writes[t]
       THEN CHOOSE t \in T : p \in writes[t] ELSE store[p]]
  /\ \A t \in T : left[t] = {}
  /\ \A t \in Tx : left[t] \subseteq writes[t]

Next ==
  \/ \E t \in Tx, p \in Page : Write(t, p)
  \/ \E T \in SUBSET (Tx \ committed) :
       /\ committed' = committed \cup T
       /\ \E left \in [Tx -> SUBSET Page] : CommitAndForget(T, left)

Spec == Init /\ [][Next]_mapVars

=============================================================================
