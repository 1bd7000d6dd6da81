------------------------- MODULE MCSnapshotIsolation -------------------------
(***************************************************************************)
(* Bounds for the models, and the bugs that MCSnapshotIsolationBroken*.cfg *)
(* put in the place of a definition.                                       *)
(***************************************************************************)
EXTENDS IsolationHistory

Alone == {}
Everything == {Key}
Symmetry == Permutations(Tx) \cup Permutations(Key)
SymmetryOfWriters == Permutations(Tx \ ReadOnly) \cup Permutations(Key)

----------------------------------------------------------------------------
\* Whoever commits wins.
Anybody(t) == TRUE

\* Tested against what is installed, while others are between validation and
\* installation.
FirstInstalled(t) ==
  \A k \in ws[t] : \A v \in Elements(vers[k]) : v.ts <= snap[t]

InstalledIsCurrent(t) == \A read \in rs[t] : Latest(read[1]) = read[2]

\* Reads see what is there now.
VisibleNow(t, k) == Latest(k)

\* Dangerous structures are looked for only around the one that commits as the
\* pivot.
NotBeforePivot(t) == FALSE

\* Who inserts a key looks for readers of its versions, of which there is none.
ReadersIfUpdated(t, k) ==
  IF Upto(k, snap[t]) = 0 THEN {}
  ELSE {u \in Tx \ {t} : st[u] = "active" /\ k \in Locked(u)}
LastReaderIfUpdated(t, k) == IF Upto(k, snap[t]) = 0 THEN 0 ELSE siread[k]

\* Predicate reads leave locks on what they found.
FoundKeys(t) == {read[1] : read \in {r \in rs[t] : r[2] # 0}}

\* Readers cannot be part of an anomaly.
NoBound(t) == 0

\* Locks of readers are released when they commit, as all other locks are.
Released(t) == 0

\* A snapshot is taken for safe although writers that began earlier still run.
SafeAtOnce(t) ==
  /\ mode = "SSI"
  /\ t \in ReadOnly
  /\ st[t] = "active"
  /\ \A k \in Key : \A v \in Newer(t, k) : v.out = 0 \/ v.out > snap[t]
  /\ st' = [st EXCEPT ![t] = "safe"]
  /\ conflicts' = Without(t)
  /\ outFirst' = [outFirst EXCEPT ![t] = 0]
  /\ outSecond' = [outSecond EXCEPT ![t] = 0]
  /\ UNCHANGED <<mode, up, log, storeVars, snap, rs, ws, inMax, crashes>>

\* Versions are kept for transactions that have written: only those have a
\* number of their own.
HorizonOfWriters ==
  Min({clock} \cup {snap[t] : t \in {u \in Tx : Running(u) /\ ws[u] # {}}})

\* Nobody has to install what is durable; nobody has to tidy up.
FairnessOfVacuum == \A k \in Key : WF_vars(Vacuum(k))
FairnessOfCommits == WF_vars(\E t \in Tx : Commit(t)) /\ WF_vars(Restart)

\* The last record is taken for one that was not carried out before the crash.
AllButLast(k) == {i \in DOMAIN log : k \in log[i].keys /\ i < Len(log)}

=============================================================================
