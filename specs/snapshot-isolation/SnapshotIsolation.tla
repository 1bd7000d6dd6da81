-------------------------- MODULE SnapshotIsolation --------------------------
(***************************************************************************)
(* One store of versions under three ways of isolating transactions:       *)
(*                                                                         *)
(* OCC  backward validation: what was read must still be current when the  *)
(*      transaction commits (Kung and Robinson, ACM TODS 6(2), 1981);      *)
(* SI   reads from a snapshot, and the first of two writers of a key wins  *)
(*      (Berenson et al., SIGMOD 1995);                                    *)
(* SSI  SI without dangerous structures: two anti-dependencies in a row of *)
(*      which the last transaction committed first (Fekete et al., ACM     *)
(*      TODS 30(2), 2005; Cahill et al., SIGMOD 2008; the rule for readers *)
(*      and safe snapshots: Ports and Grittner, VLDB 2012).                *)
(*                                                                         *)
(* A transaction is validated, its commit record is durable in the same    *)
(* step, and its versions are installed later, in the order of the log: in *)
(* between others begin, read and validate, and the store may crash.       *)
(*                                                                         *)
(* What SSI must know of transactions that have committed is summarised in *)
(* numbers at once. Which pairs are lost by that makes no difference       *)
(* (PreciseInv): of all readers the last commit is the worst, of all whom  *)
(* one has overtaken the first.                                            *)
(*                                                                         *)
(* Not modelled: values (a version is known by its commit), savepoints,    *)
(* and that a transaction is rejected before it asks to commit.            *)
(***************************************************************************)
EXTENDS VersionStore

(***************************************************************************)
(* The work of a transaction.                                              *)
(***************************************************************************)
Configure(m) ==
  /\ up
  /\ mode = None
  /\ mode' = m
  /\ UNCHANGED <<up, log, storeVars, txVars, ssiVars, crashes>>

\* Who begins in a session has ended what came before it.
OlderThan(t) == {u \in Tx : <<u, t>> \in Older}

Begin(t) ==
  /\ up
  /\ mode # None
  /\ st[t] = "idle"
  /\ \A u \in OlderThan(t) : st[u] \in {"idle", "ended"}
  /\ st' = [u \in Tx |-> IF u = t THEN "active"
                         ELSE IF u \in OlderThan(t) THEN "ended" ELSE st[u]]
  /\ snap' = [snap EXCEPT ![t] = clock]
  /\ UNCHANGED <<mode, up, log, storeVars, rs, ws, ssiVars, crashes>>

MayDo(t, n) ==
  Running(t) /\ Cardinality(rs[t]) + Cardinality(ws[t]) + n <= OpsMax

\* Writers that a reader does not see are ones that it comes before.
Overtaken(t, keys) ==
  IF mode # "SSI" \/ st[t] = "safe"
  THEN UNCHANGED <<conflicts, outFirst, outSecond>>
  ELSE LET newer == UNION {Newer(t, k) : k \in keys}
       IN  /\ conflicts' = conflicts \cup
                {<<t, u>> : u \in {w \in Tx \ {t} :
                             st[w] = "active" /\ ws[w] \cap keys # {}}}
           /\ outFirst' = [outFirst EXCEPT ![t] =
                First({@} \cup {v.ts : v \in newer})]
           /\ outSecond' = [outSecond EXCEPT ![t] =
                First({@} \cup {v.out : v \in newer})]

\* What was read or written once is not read again.
Observe(t, asked) ==
  LET keys == asked \ (KeysRead(t) \cup ws[t])
  IN  /\ keys # {}
      /\ MayDo(t, Cardinality(keys))
      /\ rs' = [rs EXCEPT ![t] = @ \cup {<<k, Visible(t, k)>> : k \in keys}]
      /\ Overtaken(t, keys)

Read(t, k) ==
  /\ Observe(t, {k})
  /\ UNCHANGED <<mode, up, log, storeVars, st, snap, ws, inMax, crashes>>

\* A predicate is read with the keys that have no version as yet.
ReadRange(t, range) ==
  /\ Observe(t, range)
  /\ UNCHANGED <<mode, up, log, storeVars, st, snap, ws, inMax, crashes>>

Write(t, k) ==
  /\ MayDo(t, 1)
  /\ t \notin ReadOnly
  /\ k \notin ws[t]
  /\ ws' = [ws EXCEPT ![t] = @ \cup {k}]
  /\ IF mode = "SSI"
     THEN /\ conflicts' = conflicts \cup {<<u, t>> : u \in ReadersOf(t, k)}
          /\ inMax' = [inMax EXCEPT ![t] =
               IF LastReaderOf(t, k) > snap[t]
               THEN Max({@, LastReaderOf(t, k)}) ELSE @]
     ELSE UNCHANGED <<conflicts, inMax>>
  /\ UNCHANGED <<mode, up, log, storeVars, st, snap, rs, outFirst, outSecond,
                 crashes>>

(***************************************************************************)
(* The end of a transaction.                                               *)
(***************************************************************************)
Without(t) == {pair \in conflicts : pair[1] # t /\ pair[2] # t}

\* Nothing is left of a transaction that ended, but for what it overtook.
Forget(t) ==
  /\ snap' = [snap EXCEPT ![t] = 0]
  /\ rs' = [rs EXCEPT ![t] = {}]
  /\ ws' = [ws EXCEPT ![t] = {}]
  /\ conflicts' = Without(t)

\* The commit that those who overtake the reader must not be older than.
Bound(t) == IF ws[t] = {} THEN BoundOfReader(t) ELSE Len(log) + 1

Summarise(t) ==
  /\ siread' = [k \in Key |->
       IF mode = "SSI" /\ st[t] = "active" /\ k \in Locked(t)
       THEN Max({siread[k], Bound(t)}) ELSE siread[k]]
  /\ inMax' = [u \in Tx |->
       IF u = t THEN 0
       ELSE IF <<t, u>> \in conflicts THEN Max({inMax[u], Bound(t)})
       ELSE inMax[u]]
  /\ outFirst' = [u \in Tx |->
       IF u = t THEN IF ws[t] = {} THEN 0 ELSE outFirst[t]
       ELSE IF <<u, t>> \in conflicts THEN First({outFirst[u], Len(log) + 1})
       ELSE outFirst[u]]
  /\ outSecond' = [u \in Tx |->
       IF u = t THEN 0
       ELSE IF <<u, t>> \in conflicts THEN First({outSecond[u], outFirst[t]})
       ELSE outSecond[u]]

\* One critical section: tested, given its place in the order of commits, and
\* durable. Who has written nothing has nothing to install.
Validate(t) ==
  /\ Running(t)
  /\ CanCommit(t)
  /\ IF ws[t] = {}
     THEN UNCHANGED log /\ st' = [st EXCEPT ![t] = "ended"]
     ELSE /\ log' = Append(log, [tx |-> t, keys |-> ws[t]])
          /\ st' = [st EXCEPT ![t] = "validated"]
  /\ Summarise(t)
  /\ Forget(t)
  /\ UNCHANGED <<mode, up, vers, clock, crashes>>

\* Versions become visible in the order of commits, all of one at once.
Commit(t) ==
  /\ st[t] = "validated"
  /\ log[clock + 1].tx = t
  /\ clock' = clock + 1
  /\ vers' = [k \in Key |->
       IF k \in log[clock + 1].keys
       THEN Append(vers[k], [ts |-> clock + 1, out |-> outFirst[t]])
       ELSE vers[k]]
  /\ st' = [st EXCEPT ![t] = "ended"]
  /\ outFirst' = [outFirst EXCEPT ![t] = 0]
  /\ UNCHANGED <<mode, up, log, siread, snap, rs, ws, conflicts, inMax,
                 outSecond, crashes>>

End(t) ==
  /\ st' = [st EXCEPT ![t] = "ended"]
  /\ Forget(t)
  /\ inMax' = [inMax EXCEPT ![t] = 0]
  /\ outFirst' = [outFirst EXCEPT ![t] = 0]
  /\ outSecond' = [outSecond EXCEPT ![t] = 0]
  /\ UNCHANGED <<mode, up, log, storeVars, crashes>>

\* It did not happen; the client may carry it out once more, as another one.
Reject(t) ==
  /\ Running(t)
  /\ ~CanCommit(t)
  /\ End(t)

Abort(t) ==
  /\ Running(t)
  /\ End(t)

(***************************************************************************)
(* What the store does by itself.                                          *)
(***************************************************************************)
\* Nobody who still runs, and nobody who has committed since, can be a pivot
\* between this reader and somebody whom it sees: it need not be watched.
SafeSnapshot(t) ==
  /\ mode = "SSI"
  /\ t \in ReadOnly
  /\ st[t] = "active"
  /\ \A u \in Tx \ ReadOnly : st[u] = "active" => snap[u] >= snap[t]
  /\ \A k \in Key : \A v \in Newer(t, k) : v.out = 0 \/ v.out > snap[t]
  /\ st' = [st EXCEPT ![t] = "safe"]
  /\ conflicts' = Without(t)
  /\ outFirst' = [outFirst EXCEPT ![t] = 0]
  /\ outSecond' = [outSecond EXCEPT ![t] = 0]
  /\ UNCHANGED <<mode, up, log, storeVars, snap, rs, ws, inMax, crashes>>

\* Versions that no snapshot can see.
Kept(k, horizon) ==
  SelectSeq(vers[k], LAMBDA v : v.ts >= Upto(k, horizon))

Vacuum(k) ==
  /\ up
  /\ Kept(k, Horizon) # vers[k]
  /\ vers' = [vers EXCEPT ![k] = Kept(k, Horizon)]
  /\ UNCHANGED <<mode, up, log, clock, siread, txVars, ssiVars, crashes>>

\* Readers that ended before everybody began who could still overtake them.
ForgetReaders ==
  /\ up
  /\ \E k \in Key : siread[k] \in 1 .. Horizon
  /\ siread' = [k \in Key |-> IF siread[k] <= Horizon THEN 0 ELSE siread[k]]
  /\ UNCHANGED <<mode, up, log, clock, vers, txVars, ssiVars, crashes>>

(***************************************************************************)
(* Faults: everything but the log is forgotten, also what was validated    *)
(* and not yet installed. That a reader takes long needs no action: nobody *)
(* has to end.                                                             *)
(***************************************************************************)
\* It has committed, or its session has gone past it; the log knows.
IsUsedUp(t) ==
  \E i \in DOMAIN log : log[i].tx = t \/ <<t, log[i].tx>> \in Older

Idle ==
  /\ siread' = [k \in Key |-> 0]
  /\ st' = [t \in Tx |-> IF IsUsedUp(t) THEN "ended" ELSE "idle"]
  /\ snap' = [t \in Tx |-> 0]
  /\ rs' = [t \in Tx |-> {}]
  /\ ws' = [t \in Tx |-> {}]
  /\ conflicts' = {}
  /\ inMax' = [t \in Tx |-> 0]
  /\ outFirst' = [t \in Tx |-> 0]
  /\ outSecond' = [t \in Tx |-> 0]

Crash ==
  /\ up
  /\ crashes < MaxCrash
  /\ up' = FALSE
  /\ clock' = 0
  /\ vers' = [k \in Key |-> << >>]
  /\ Idle
  /\ crashes' = crashes + 1
  /\ UNCHANGED <<mode, log>>

Recovered(k) == Commits(k)

\* The log is carried out. There are no snapshots: one version is enough.
Restart ==
  /\ ~up
  /\ up' = TRUE
  /\ clock' = Len(log)
  /\ vers' = [k \in Key |-> IF Recovered(k) = {} THEN << >>
                            ELSE <<[ts |-> Max(Recovered(k)), out |-> 0]>>]
  /\ UNCHANGED <<mode, log, siread, txVars, ssiVars, crashes>>

-----------------------------------------------------------------------------
Init ==
  /\ mode = None
  /\ up = TRUE
  /\ log = << >>
  /\ clock = 0
  /\ vers = [k \in Key |-> << >>]
  /\ siread = [k \in Key |-> 0]
  /\ st = [t \in Tx |-> "idle"]
  /\ snap = [t \in Tx |-> 0]
  /\ rs = [t \in Tx |-> {}]
  /\ ws = [t \in Tx |-> {}]
  /\ conflicts = {}
  /\ inMax = [t \in Tx |-> 0]
  /\ outFirst = [t \in Tx |-> 0]
  /\ outSecond = [t \in Tx |-> 0]
  /\ crashes = 0

Work(t) ==
  \/ Begin(t) \/ Commit(t) \/ Reject(t) \/ Abort(t) \/ SafeSnapshot(t)
  \/ \E k \in Key : Read(t, k) \/ Write(t, k)
  \/ \E range \in Range : ReadRange(t, range)

Others ==
  \/ \E m \in Modes : Configure(m)
  \/ \E t \in Tx : Work(t)
  \/ \E k \in Key : Vacuum(k)
  \/ ForgetReaders
  \/ Crash
  \/ Restart

Next == (\E t \in Tx : Validate(t)) \/ Others

\* Clients owe nothing to anybody: a transaction may be left open for ever.
Fairness ==
  /\ WF_vars(\E t \in Tx : Commit(t))
  /\ WF_vars(Restart)
  /\ \A k \in Key : WF_vars(Vacuum(k))

Spec == Init /\ [][Next]_vars /\ Fairness

=============================================================================
