------------------------------ MODULE Snapshot ------------------------------
(* Transactions under snapshot isolation: records in sequences, histories,    *)
(* sets of records and quantifiers over keys.                                 *)
EXTENDS Naturals, Sequences, FiniteSets
CONSTANTS Tx, Key
VARIABLES store, tx, history
vars == <<store, tx, history>>
Nothing == [k \in Key |-> 0]

Init ==
  /\ store = [k \in Key |-> <<>>]
  /\ tx = [t \in Tx |-> [state |-> "new", snap |-> Nothing, writes |-> {},
                         reads |-> {}]]
  /\ history = <<>>

Begin(t) ==
  /\ tx[t].state = "new"
  /\ tx' = [tx EXCEPT ![t].state = "open",
                      ![t].snap = [k \in Key |-> Len(store[k])]]
  /\ history' = Append(history, [op |-> "begin", tx |-> t])
  /\ UNCHANGED store
Read(t, k) ==
  /\ tx[t].state = "open"
  /\ k \notin tx[t].writes
  /\ \A r \in tx[t].reads : r.key # k
  /\ LET n == tx[t].snap[k]
         by == IF n = 0 THEN "init" ELSE store[k][n]
     IN tx' = [tx EXCEPT ![t].reads = @ \cup {[key |-> k, by |-> by]}]
  /\ UNCHANGED <<store, history>>
Write(t, k) ==
  /\ tx[t].state = "open"
  /\ k \notin tx[t].writes
  /\ tx' = [tx EXCEPT ![t].writes = @ \cup {k}]
  /\ UNCHANGED <<store, history>>
Commit(t) ==
  /\ tx[t].state = "open"
  /\ \A k \in tx[t].writes : Len(store[k]) = tx[t].snap[k]
  /\ store' = [k \in Key |-> IF k \in tx[t].writes
                             THEN Append(store[k], t)
                             ELSE store[k]]
  /\ tx' = [tx EXCEPT ![t].state = "committed"]
  /\ history' = Append(history, [op |-> "commit", tx |-> t])
Abort(t) ==
  /\ tx[t].state = "open"
  /\ \E k \in tx[t].writes : Len(store[k]) > tx[t].snap[k]
  /\ tx' = [tx EXCEPT ![t].state = "aborted"]
  /\ history' = Append(history, [op |-> "abort", tx |-> t])
  /\ UNCHANGED store

Next == \E t \in Tx : \/ Begin(t) \/ Commit(t) \/ Abort(t)
                      \/ \E k \in Key : Read(t, k) \/ Write(t, k)
Spec == Init /\ [][Next]_vars

At(t, op) == {i \in 1 .. Len(history) :
                history[i].tx = t /\ history[i].op = op}
Committed == {t \in Tx : tx[t].state = "committed"}
Concurrent(t, u) ==
  \E b \in At(t, "begin"), d \in At(u, "commit") :
    /\ b < d
    /\ \E c \in At(u, "begin"), e \in At(t, "commit") : c < e
NoLostUpdate ==
  \A t, u \in Committed :
    t # u /\ Concurrent(t, u) => tx[t].writes \cap tx[u].writes = {}
ReadsCommitted ==
  \A t \in Tx : \A r \in tx[t].reads :
    r.by = "init" \/ r.by \in Committed
=============================================================================
