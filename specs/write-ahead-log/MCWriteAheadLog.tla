-------------------------- MODULE MCWriteAheadLog --------------------------
(***************************************************************************)
(* For the models in MCWriteAheadLog*.cfg: what bounds them, and the bugs  *)
(* that the MCWriteAheadLogBroken*.cfg put in the place of a definition.   *)
(***************************************************************************)
EXTENDS WriteAheadLogProperties, TLC

Symmetry == Permutations(Tx) \cup Permutations(Page)
EachAlone == {}

----------------------------------------------------------------------------
(***************************************************************************)
(* Bugs of the running process.                                            *)
(***************************************************************************)
\* A page is written before the frames that it is made of.
FlushTooSoon(p) ==
  /\ mode = "running"
  /\ flushing = None
  /\ mem[p].lsn > home[p]
  /\ flushing' = [page |-> p, image |-> mem[p]]
  /\ disk' = Put(disk, Home(p), mem[p])
  /\ UNCHANGED <<mode, controlVars, logVars, mem, home, st, faultVars>>

\* The client hears of a commit that is only written.
CommitAndTell(t) ==
  /\ CanAppend
  /\ st[t] = "active"
  /\ Write([type |-> "commit", lsn |-> Len(log) + 1, tx |-> t])
  /\ st' = [st EXCEPT ![t] = "idle"]
  /\ UNCHANGED <<mode, controlVars, synced, syncing, pageVars, faultVars>>

\* The log is cut where no transaction needs it; the pages are forgotten.
NeededByTransactions ==
  Min({synced + 1}
      \cup UNION {Of(log, t) : t \in {u \in Tx : MayBeUndone(u)}})

\* A rolled back transaction is done with as soon as that is written.
OpenAlone(t) == IsOpen(t)

\* The cut forgets who has committed.
EndedNobody(n) == {}

\* The ring is used again as soon as the new control file has its name, which
\* is lost if the directory was not synced.
ControlRenamed ==
  /\ cutting # None
  /\ cutting.phase = "file"
  /\ disk' = Put(disk, Control, cutting.control)
  /\ IF mode = "running"
     THEN /\ cutting' = None
          /\ start' = cutting.control.start
          /\ ended' = cutting.control.ended
          /\ log' = [n \in DOMAIN log |-> IF n < start' THEN Gone ELSE log[n]]
     ELSE /\ cutting' = [cutting EXCEPT !.phase = "name"]
          /\ UNCHANGED <<start, ended, log>>
  /\ UNCHANGED <<mode, synced, syncing, pageVars, st, faultVars>>

\* After a failed sync the process asks for another one, and goes on.
SyncFailsAndIsRetried(places) ==
  /\ mode # "down"
  /\ failures < MaxFailure
  /\ places \in BeingSynced
  /\ disk' = FailedSyncOf(disk, places)
  /\ failures' = failures + 1
  /\ UNCHANGED <<mode, controlVars, logVars, pageVars, st, crashes>>

----------------------------------------------------------------------------
(***************************************************************************)
(* Bugs of recovery.                                                       *)
(***************************************************************************)
\* Nobody is undone.
NobodyLost(frames, t) == FALSE

\* The images are taken for what they say they are.
NoRedo(frames, n, pages) == pages

\* What was read is not written once more: it may not be durable.
NotRewritten(d) == d

\* What survived behind the end of the log is left there.
NotErased(d) ==
  [place \in Place |->
    LET held == {n \in start .. Len(log) : Slot(n) = place}
    IN  IF held = {} THEN d[place]
        ELSE Put(d, place, log[Min(held)])[place]]

=============================================================================
