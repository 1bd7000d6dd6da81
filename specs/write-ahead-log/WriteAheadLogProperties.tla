---------------------- MODULE WriteAheadLogProperties ----------------------
(***************************************************************************)
(* What must hold of WriteAheadLog, and the map that it is for.            *)
(***************************************************************************)
EXTENDS WriteAheadLog

Image == [value : Tx \cup {None}, lsn : 0 .. MaxLog]
ControlFile == [start : 1 .. MaxLog + 1, ended : SUBSET Tx]
Frame ==
  [type : {"update"}, lsn : Lsn, tx : Tx, page : Page,
   before : Tx \cup {None}, after : Tx]
  \cup [type : {"undo"}, lsn : Lsn, tx : Tx, page : Page,
        after : Tx \cup {None}, undoes : Lsn]
  \cup [type : {"commit", "abort"}, lsn : Lsn, tx : Tx]

IsContent(place, content) ==
  CASE place \in Log -> content \in Frame \cup {None, Torn}
    [] place \in Homes -> content \in Image \cup {Torn}
    [] OTHER -> content \in ControlFile \cup {None}

TypeOK ==
  /\ \A place \in Place :
       /\ IsContent(place, disk[place].durable)
       /\ IsContent(place, disk[place].cached)
       /\ disk[place].dropped \in BOOLEAN
  /\ mode \in {"down", "formatting", "opening", "relogging", "running"}
  /\ start \in 1 .. MaxLog + 1
  /\ ended \subseteq Tx
  /\ Len(log) <= MaxLog
  /\ \A n \in DOMAIN log : log[n] \in Frame \cup {Gone}
  /\ synced \in 0 .. MaxLog
  /\ syncing \in 0 .. MaxLog
  /\ mem \in [Page -> Image]
  /\ home \in [Page -> 0 .. MaxLog]
  /\ flushing = None \/ flushing \in [page : Page, image : Image]
  /\ cutting = None
       \/ cutting \in [control : ControlFile, phase : {"file", "name"}]
  /\ st \in [Tx -> {"idle", "active", "committing", "rolling back"}]
  /\ crashes \in 0 .. MaxCrash + MaxFailure
  /\ failures \in 0 .. MaxFailure

\* What the loss of the machine at this moment would leave.
Values == Once(Recovered, Durable(disk))
CommittedIn(content) ==
  Once(LAMBDA frames : Committed(frames, EndedOf(content)), ReadLog(content))
CommittedNow == Once(CommittedIn, Durable(disk))

\* No part of a transaction survives that has not committed.
AtomicInv ==
  \A p \in Page : Values[p] = None \/ Values[p] \in CommittedNow

\* Who was told of a commit was told the truth.
DurableInv ==
  mode = "running" =>
    \A t \in Tx : (HasCommitted(log, t) /\ ~IsOpen(t)) => t \in CommittedNow

\* What has been committed stays so, after any number of crashes.
DurableProp == [][CommittedNow \subseteq CommittedNow']_vars

\* An image reaches the disk only after the frames that it is made of.
WalRuleInv ==
  \A p \in Page :
    LET image == disk[Home(p)].durable
    IN  image = Torn \/ image.lsn <= Len(ReadLog(Durable(disk)))

\* What would be read is the beginning of what was written: no frame that
\* survived from an earlier life.
NoGarbageReplayedInv ==
  mode = "running" =>
    LET frames == ReadLog(Durable(disk))
    IN  /\ Len(frames) \in synced .. Len(log)
        /\ \A n \in start .. Len(frames) : frames[n] = log[n]

\* Commits become durable in the order of the log.
CommitOrderKeptInv ==
  \A t, u \in Tx : \A n \in Frames(log, t, "commit") :
    \A m \in Frames(log, u, "commit") :
      (n < m /\ u \in CommittedNow) => t \in CommittedNow

\* Whatever page is torn, the log has the whole of it.
TornPageInv ==
  \A p \in Page : disk[Home(p)].durable = Torn =>
    Changes(ReadLog(Durable(disk)), p) # {}

\* Whoever reads a page that nobody has locked reads what a crash would leave.
ReadsInv ==
  mode = "running" =>
    \A p \in Page :
      ~Locked(p, None) => mem[p].value = Values[p]

\* Recovery begins again wherever it was interrupted, and comes to the same.
RecoveryIdempotentProp ==
  [][CommittedNow' = CommittedNow => Values' = Values]_vars

RecoveryTerminatesProp == mode = "down" ~> mode = "running"

EventuallyAckedProp ==
  \A t \in Tx : st[t] = "committing" ~> (st[t] = "idle" \/ mode = "down")

----------------------------------------------------------------------------
LogNow ==
  IF mode \in {"down", "formatting"} THEN Once(ReadLog, Cached(disk))
  ELSE log

\* What may still commit: nothing of a transaction that is being undone.
PagesIn(frames, t) ==
  IF st[t] = "active" \/ HasCommitted(frames, t)
  THEN {frames[n].page : n \in Updates(frames, t)} ELSE {}
PagesOf(t) ==
  IF t \in CommittedNow THEN {}
  ELSE Once(LAMBDA frames : PagesIn(frames, t), LogNow)

Map == INSTANCE DurableMap WITH
  store <- Values,
  writes <- [t \in Tx |-> PagesOf(t)],
  committed <- CommittedNow

RefinesDurableMap == Map!Spec

\* For models that look for a way to a state; each is expected to fail.
DebugCommitted == CommittedNow # Tx
DebugStolen ==
  \A p \in Page :
    LET image == disk[Home(p)].durable
    IN  image = Torn \/ image.value = None \/ image.value \in CommittedNow
DebugGarbage ==
  mode = "opening" => \A n \in Lsn :
    IsFrame(disk[Slot(n)].durable, n) => n <= Len(log)
DebugWrapped == \A n \in DOMAIN log : n <= Capacity

=============================================================================
