----------------------------- MODULE LogProcess -----------------------------
(***************************************************************************)
(* The process of WriteAheadLog while it runs: transactions are logged,    *)
(* the log is synced, pages are flushed, the log is cut.                   *)
(***************************************************************************)
EXTENDS LogOnDisk

CONSTANTS
  UpdatesMax,   \* of one transaction
  MaxCrash,     \* so often the process stops
  MaxFailure,   \* so many syncs fail
  TornMax       \* so many places are torn in one power failure

VARIABLES
  disk,       \* [Place -> [durable, cached, dropped]]
  mode,       \* "down", "formatting", "opening", "relogging", "running"
  start,      \* the first frame that recovery reads
  ended,      \* transactions that committed before the start
  log,        \* the frames from 1 on, as the process knows them
  synced,     \* frames up to here are known to be durable
  syncing,    \* a sync is under way: of the log up to here, or, while the
              \* ring is written once more, of this segment
  mem,        \* [Page -> [value, lsn]], the buffer pool
  home,       \* [Page -> lsn], the image that is known to be durable
  flushing,   \* the page that is being written and its image, or None
  cutting,    \* what is being given to the control file, or None
  st,         \* [Tx -> "idle", "active", "committing", "rolling back"]
  crashes,
  failures

faultVars == <<crashes, failures>>
logVars == <<log, synced, syncing>>
pageVars == <<mem, home, flushing>>
controlVars == <<start, ended, cutting>>
vars == <<disk, mode, controlVars, logVars, pageVars, st, faultVars>>

(***************************************************************************)
(* Transactions. A page that one of them has changed is locked until it    *)
(* has ended, and its commit is durable.                                   *)
(***************************************************************************)
IsOpen(t) == st[t] # "idle"

Locked(p, t) ==
  \E u \in Tx \ {t} :
    IsOpen(u) /\ \E n \in Updates(log, u) : log[n].page = p

CanAppend ==
  /\ mode = "running"
  /\ Len(log) < MaxLog
  /\ Len(log) < start - 1 + Capacity

Write(frame) ==
  /\ log' = Append(log, frame)
  /\ disk' = Put(disk, Slot(frame.lsn), frame)

Update(t, p) ==
  /\ CanAppend
  /\ st[t] \in {"idle", "active"}
  /\ t \notin Committed(log, ended)
  /\ Cardinality(ToUndo(log, t)) < UpdatesMax
  /\ mem[p].value # t
  /\ ~Locked(p, t)
  /\ LET n == Len(log) + 1
     IN  /\ Write([type |-> "update", lsn |-> n, tx |-> t, page |-> p,
                   before |-> mem[p].value, after |-> t])
         /\ mem' = [mem EXCEPT ![p] = [value |-> t, lsn |-> n]]
  /\ st' = [st EXCEPT ![t] = "active"]
  /\ UNCHANGED <<mode, controlVars, synced, syncing, home, flushing,
                 faultVars>>

Commit(t) ==
  /\ CanAppend
  /\ st[t] = "active"
  /\ Write([type |-> "commit", lsn |-> Len(log) + 1, tx |-> t])
  /\ st' = [st EXCEPT ![t] = "committing"]
  /\ UNCHANGED <<mode, controlVars, synced, syncing, pageVars, faultVars>>

\* The client has changed its mind.
Abort(t) ==
  /\ mode = "running"
  /\ st[t] = "active"
  /\ st' = [st EXCEPT ![t] = "rolling back"]
  /\ UNCHANGED <<disk, mode, controlVars, logVars, pageVars, faultVars>>

\* The last update that is not undone yet is undone, and this is logged.
Undo(t) ==
  /\ CanAppend
  /\ st[t] = "rolling back"
  /\ ToUndo(log, t) # {}
  /\ LET undone == Max(ToUndo(log, t))
         p == log[undone].page
         n == Len(log) + 1
     IN  /\ Write([type |-> "undo", lsn |-> n, tx |-> t, page |-> p,
                   after |-> log[undone].before, undoes |-> undone])
         /\ mem' = [mem EXCEPT ![p] =
                     [value |-> log[undone].before, lsn |-> n]]
  /\ UNCHANGED <<mode, controlVars, synced, syncing, home, flushing, st,
                 faultVars>>

EndAbort(t) ==
  /\ CanAppend
  /\ st[t] = "rolling back"
  /\ ToUndo(log, t) = {}
  /\ Write([type |-> "abort", lsn |-> Len(log) + 1, tx |-> t])
  /\ st' = [st EXCEPT ![t] = "idle"]
  /\ UNCHANGED <<mode, controlVars, synced, syncing, pageVars, faultVars>>

(***************************************************************************)
(* The log becomes durable, for all that wait for it together, and whoever *)
(* waits for a commit hears of it.                                         *)
(***************************************************************************)
BeginSync ==
  /\ mode = "running"
  /\ syncing = 0
  /\ Len(log) > synced
  /\ syncing' = Min({Len(log), SegmentEnd(synced + 1)})
  /\ UNCHANGED <<disk, mode, controlVars, log, synced, pageVars, st,
                 faultVars>>

LogSynced ==
  /\ mode = "running"
  /\ syncing # 0
  /\ disk' = SyncOf(disk, Slots(synced + 1, syncing))
  /\ synced' = syncing
  /\ syncing' = 0
  /\ st' = [t \in Tx |->
       IF st[t] = "committing"
            /\ \A n \in Frames(log, t, "commit") : n <= syncing
       THEN "idle" ELSE st[t]]
  /\ UNCHANGED <<mode, controlVars, log, pageVars, faultVars>>

(***************************************************************************)
(* Pages, one at a time. Steal: also that of a transaction that is open.   *)
(***************************************************************************)
Flush(p) ==
  /\ mode = "running"
  /\ flushing = None
  /\ mem[p].lsn > home[p]
  /\ mem[p].lsn <= synced
  /\ flushing' = [page |-> p, image |-> mem[p]]
  /\ disk' = Put(disk, Home(p), mem[p])
  /\ UNCHANGED <<mode, controlVars, logVars, mem, home, st, faultVars>>

PageSynced ==
  /\ mode = "running"
  /\ flushing # None
  /\ home' = [home EXCEPT ![flushing.page] = flushing.image.lsn]
  /\ disk' = SyncOf(disk, Homes)
  /\ flushing' = None
  /\ UNCHANGED <<mode, controlVars, logVars, mem, st, faultVars>>

(***************************************************************************)
(* A checkpoint: recovery will read from where something is still needed,  *)
(* to redo a page or to undo a transaction. What has committed before that *)
(* is remembered, so that nothing is done twice. The control file is       *)
(* written under another name, synced, renamed, and durable when the       *)
(* directory is; what precedes the new start is overwritten only then.     *)
(***************************************************************************)
\* A transaction may have to be undone until its end is durable.
MayBeUndone(t) ==
  \/ IsOpen(t)
  \/ \E n \in Frames(log, t, "commit") \cup Frames(log, t, "abort") :
       n > synced

FirstNeeded ==
  Min({synced + 1}
      \cup UNION {{n \in Changes(log, p) : n > home[p]} : p \in Page}
      \cup UNION {Of(log, t) : t \in {u \in Tx : MayBeUndone(u)}})

EndedBefore(n) ==
  Latest(ended \cup {t \in Tx : \E m \in Frames(log, t, "commit") : m < n})

Cut(n, done) == [start |-> n, ended |-> done]

\* All of the ring: the log, and nothing where it holds no frame of it.
Rewritten(d) ==
  [place \in Place |->
    IF place \notin Log THEN d[place]
    ELSE LET held == {n \in start .. Len(log) : Slot(n) = place}
         IN  Put(d, place, IF held = {} THEN None ELSE log[Min(held)])[place]]

Checkpoint ==
  /\ mode = "running"
  /\ cutting = None
  /\ FirstNeeded > start
  /\ cutting' = [control |-> Cut(FirstNeeded, EndedBefore(FirstNeeded)),
                 phase |-> "file"]
  /\ UNCHANGED <<disk, mode, start, ended, logVars, pageVars, st, faultVars>>

\* The new file is durable under its other name: it takes the old one's.
ControlWritten ==
  /\ cutting # None
  /\ cutting.phase = "file"
  /\ cutting' = [cutting EXCEPT !.phase = "name"]
  /\ disk' = Put(disk, Control, cutting.control)
  /\ UNCHANGED <<mode, start, ended, logVars, pageVars, st, faultVars>>

\* A process that is just opening then writes its log once more.
ControlSynced ==
  /\ cutting # None
  /\ cutting.phase = "name"
  /\ cutting' = None
  /\ start' = cutting.control.start
  /\ ended' = cutting.control.ended
  /\ log' = [n \in DOMAIN log |-> IF n < start' THEN Gone ELSE log[n]]
  /\ LET settled == SyncOf(disk, {Control})
     IN  IF mode = "running"
         THEN disk' = settled /\ UNCHANGED <<mode, syncing>>
         ELSE /\ disk' = Rewritten(settled)
              /\ mode' = "relogging"
              /\ syncing' = 1
  /\ UNCHANGED <<synced, pageVars, st, faultVars>>

=============================================================================
