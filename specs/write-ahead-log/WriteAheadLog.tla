---------------------------- MODULE WriteAheadLog ----------------------------
(***************************************************************************)
(* A write-ahead log in the manner of ARIES (Mohan et al., ACM TODS 17(1), *)
(* 1992): transactions over pages, steal and no-force, compensation        *)
(* records, group commit, checkpoints that cut the log, and a recovery     *)
(* that may crash and begin again. The disk is that of Disk.tla; what lies *)
(* on it, and how it is read, is in LogOnDisk.tla.                         *)
(*                                                                         *)
(* After a failed sync the process stops. Whoever starts again writes what *)
(* it has read once more, since reading does not prove it durable: first   *)
(* the control file, then all of the ring, and with it the erasure of      *)
(* frames that survived behind a hole. Only then is anything new written.  *)
(*                                                                         *)
(* Not modelled: reads (they change nothing), a table of transactions and  *)
(* pages in the checkpoint (the log is read from `start`), and bit rot.    *)
(***************************************************************************)
EXTENDS LogProcess

(***************************************************************************)
(* Recovery: analysis and redo at once, from what is read; then the disk   *)
(* is made to hold what was read; losers are undone by the way (Undo).     *)
(***************************************************************************)
Idle ==
  /\ start' = 1
  /\ ended' = {}
  /\ log' = << >>
  /\ synced' = 0
  /\ syncing' = 0
  /\ mem' = [p \in Page |-> Blank]
  /\ home' = [p \in Page |-> 0]
  /\ flushing' = None
  /\ cutting' = None
  /\ st' = [t \in Tx |-> "idle"]

Open(content) ==
  LET frames == ReadLog(content)
      redone == Redo(frames, 1, Images(content))
  IN  /\ mode' = "opening"
      /\ start' = StartOf(content)
      /\ ended' = EndedOf(content)
      /\ log' = frames
      /\ synced' = StartOf(content) - 1
      /\ syncing' = 0
      /\ mem' = redone
      \* What the log no longer speaks of was durable when the log was cut.
      /\ home' = [p \in Page |->
           IF Changes(frames, p) = {} THEN redone[p].lsn ELSE 0]
      /\ flushing' = None
      /\ cutting' = [control |-> Cut(start', ended'), phase |-> "file"]
      /\ st' = [t \in Tx |->
           IF IsLoser(frames, t) THEN "rolling back" ELSE "idle"]

\* Without a control file no process has ever got as far as to run.
Restart ==
  /\ mode = "down"
  /\ IF disk[Control].cached = None
     THEN mode' = "formatting" /\ Idle
     ELSE Open(Cached(disk))
  /\ UNCHANGED <<disk, faultVars>>

\* Empty files and their names are durable.
Formatted ==
  /\ mode = "formatting"
  /\ Open(Cached(disk))
  /\ UNCHANGED <<disk, faultVars>>

SegmentSynced ==
  /\ mode = "relogging"
  /\ disk' = SyncOf(disk, Segment(syncing))
  /\ IF syncing < Segments
     THEN syncing' = syncing + 1 /\ UNCHANGED <<mode, synced>>
     ELSE syncing' = 0 /\ mode' = "running" /\ synced' = Len(log)
  /\ UNCHANGED <<controlVars, log, pageVars, st, faultVars>>

(***************************************************************************)
(* Faults. The process stops; what only it knew is forgotten.              *)
(***************************************************************************)
Stop ==
  /\ mode # "down"
  /\ mode' = "down"
  /\ crashes' = crashes + 1
  /\ Idle

PowerFails(kept, torn) ==
  /\ crashes < MaxCrash
  /\ kept \subseteq AtRisk(disk)
  /\ torn \subseteq kept \ {Control}
  /\ Cardinality(torn) <= TornMax
  /\ disk' = PowerFailure(disk, kept, torn)
  /\ Stop
  /\ UNCHANGED failures

\* The process alone: the machine goes on, and what it has cached is read.
ProcessFails ==
  /\ crashes < MaxCrash
  /\ Unsynced(disk) # {}
  /\ Stop
  /\ UNCHANGED <<disk, failures>>

\* The files that a sync is under way of: their places, as far as it goes.
BeingSynced ==
  (IF mode = "formatting" THEN {{}} ELSE {})
  \cup (IF syncing = 0 THEN {} ELSE
         {IF mode = "running" THEN Slots(synced + 1, syncing)
          ELSE Segment(syncing)})
  \cup (IF flushing = None THEN {} ELSE {Homes})
  \cup (IF cutting = None THEN {} ELSE
         {IF cutting.phase = "file" THEN {} ELSE {Control}})

\* The process stops at once, and does not ask again.
SyncFails(places) ==
  /\ failures < MaxFailure
  /\ places \in BeingSynced
  /\ disk' = FailedSyncOf(disk, places)
  /\ failures' = failures + 1
  /\ Stop

----------------------------------------------------------------------------
\* A new disk, and a process that has just been started on it.
Init ==
  /\ disk = Empty
  /\ mode = "formatting"
  /\ start = 1
  /\ ended = {}
  /\ log = << >>
  /\ synced = 0
  /\ syncing = 0
  /\ mem = [p \in Page |-> Blank]
  /\ home = [p \in Page |-> 0]
  /\ flushing = None
  /\ cutting = None
  /\ st = [t \in Tx |-> "idle"]
  /\ crashes = 0
  /\ failures = 0

Transaction(t) ==
  (\E p \in Page : Update(t, p)) \/ Commit(t) \/ Abort(t) \/ Undo(t)
    \/ EndAbort(t)

Work ==
  BeginSync \/ LogSynced \/ (\E p \in Page : Flush(p)) \/ PageSynced
    \/ Checkpoint \/ ControlWritten \/ ControlSynced

Recovery == Restart \/ Formatted \/ SegmentSynced

Faults ==
  \/ \E kept \in SUBSET AtRisk(disk) : \E torn \in SUBSET kept :
       PowerFails(kept, torn)
  \/ ProcessFails
  \/ \E places \in BeingSynced : SyncFails(places)

Next == (\E t \in Tx : Transaction(t)) \/ Work \/ Recovery \/ Faults

\* Clients, checkpoints and faults owe nothing to anybody.
Fairness ==
  /\ WF_vars(Recovery)
  /\ WF_vars(ControlWritten \/ ControlSynced)
  /\ WF_vars(BeginSync)
  /\ WF_vars(LogSynced)
  /\ \A t \in Tx : WF_vars(Undo(t) \/ EndAbort(t))

Spec == Init /\ [][Next]_vars /\ Fairness

=============================================================================
