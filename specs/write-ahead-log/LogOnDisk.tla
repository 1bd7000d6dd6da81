----------------------------- MODULE LogOnDisk -----------------------------
(***************************************************************************)
(* What lies on the disk of WriteAheadLog, and how it is read. Recovery is *)
(* a function of what is read, and of nothing else.                        *)
(*                                                                         *)
(* The log is a ring of frames in a few segments. A frame carries its own  *)
(* number (its LSN) and the whole content of the page that it changes,     *)
(* before and after: a page that was torn is whole again once the log is   *)
(* replayed, as with the full-page writes of PostgreSQL.                   *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets, Disk

CONSTANTS
  Tx,
  Page,
  None,          \* no transaction, no page, no frame
  Older,         \* <<t, u>>: the session of t has gone on to u
  Segments,      \* so many files make the ring
  SegmentFrames, \* so many frames in each of them
  MaxLog         \* so many frames are ever written

ASSUME None \notin Tx \cup Page

Capacity == Segments * SegmentFrames
Lsn == 1 .. MaxLog

Slot(n) == <<"log", ((n - 1) % Capacity) + 1>>
Slots(n, m) == {Slot(k) : k \in n .. m}
Segment(k) == {<<"log", i>> : i \in (k - 1) * SegmentFrames + 1
                                     .. k * SegmentFrames}
Log == {<<"log", i>> : i \in 1 .. Capacity}
Home(p) == <<"page", p>>
Homes == {Home(p) : p \in Page}
Control == <<"control", 0>>
Place == Log \cup Homes \cup {Control}

Min(S) == CHOOSE n \in S : \A m \in S : n <= m
Max(S) == CHOOSE n \in S : \A m \in S : m <= n

\* The last frame that one sync can make durable together with frame n.
SegmentEnd(n) == (((n - 1) \div SegmentFrames) + 1) * SegmentFrames

Blank == [value |-> None, lsn |-> 0]
Gone == [type |-> "gone"]

\* A new disk. There is no control file before the others are durable.
Empty ==
  [place \in Place |->
    Settled(IF place \in Homes THEN Blank ELSE None)]

----------------------------------------------------------------------------
\* Op(x). TLC computes arguments and LETs anew at every use where they are
\* primed; what a name is bound to here, it computes once.
Once(Op(_), x) == CHOOSE result \in {Op(value) : value \in {x}} : TRUE

IsFrame(content, n) ==
  content \notin {None, Torn} /\ content.lsn = n

\* The log ends at the first place that does not hold the frame that should
\* be there. What was before the start is gone, and not looked at.
RECURSIVE ReadFrom(_, _, _, _)
ReadFrom(content, n, end, frames) ==
  IF n > end \/ ~IsFrame(content[Slot(n)], n) THEN frames
  ELSE ReadFrom(content, n + 1, end, Append(frames, content[Slot(n)]))

StartOf(content) ==
  IF content[Control] = None THEN 1 ELSE content[Control].start
EndedOf(content) ==
  IF content[Control] = None THEN {} ELSE content[Control].ended

ReadLog(content) ==
  LET start == StartOf(content)
  IN  ReadFrom(content, start, Min({MaxLog, start - 1 + Capacity}),
               [n \in 1 .. start - 1 |-> Gone])

\* What is in the log of a transaction. One that was rolled back may begin
\* again, under its name; what it did before is done with.
Frames(frames, t, type) ==
  {n \in DOMAIN frames : frames[n].type = type /\ frames[n].tx = t}
Of(frames, t) ==
  UNION {Frames(frames, t, type) :
           type \in {"update", "undo", "commit", "abort"}}
Updates(frames, t) ==
  {n \in Frames(frames, t, "update") :
     \A m \in Frames(frames, t, "abort") : m < n}
Changes(frames, p) ==
  {n \in DOMAIN frames : frames[n].type \in {"update", "undo"}
                           /\ frames[n].page = p}

HasCommitted(frames, t) == Frames(frames, t, "commit") # {}
IsLoser(frames, t) ==
  Of(frames, t) # {}
    /\ frames[Max(Of(frames, t))].type \in {"update", "undo"}

\* Updates that have not been undone: an undo is always of the last of them.
ToUndo(frames, t) ==
  Updates(frames, t) \ {frames[n].undoes : n \in Frames(frames, t, "undo")}

\* Those whose sessions have gone on are known to have ended, no more.
Committed(frames, ended) ==
  LET known == ended \cup {t \in Tx : HasCommitted(frames, t)}
  IN  known \cup {t \in Tx : \E u \in known : <<t, u>> \in Older}
Latest(S) == {t \in S : \A u \in S : <<t, u>> \notin Older}

----------------------------------------------------------------------------
Images(content) ==
  [p \in Page |->
    IF content[Home(p)] = Torn THEN Blank ELSE content[Home(p)]]

\* History repeats itself: whatever the images say, every frame is applied.
\* To skip a frame because the page has a larger number would be to believe
\* that what is read is durable.
RECURSIVE Redo(_, _, _)
Redo(frames, n, pages) ==
  IF n > Len(frames) THEN pages
  ELSE LET frame == frames[n]
       IN  Redo(frames, n + 1,
             IF frame.type \in {"update", "undo"}
             THEN [pages EXCEPT ![frame.page] =
                     [value |-> frame.after, lsn |-> n]]
             ELSE pages)

RECURSIVE UndoAll(_, _, _)
UndoAll(frames, updates, values) ==
  IF updates = {} THEN values
  ELSE Once(LAMBDA n : UndoAll(frames, updates \ {n},
              [values EXCEPT ![frames[n].page] = frames[n].before]),
            Max(updates))

RecoveredFrom(frames, images) ==
  LET losers == {t \in Tx : IsLoser(frames, t)}
      updates == UNION {ToUndo(frames, t) : t \in losers}
      redone == Redo(frames, 1, images)
  IN  UndoAll(frames, updates, [p \in Page |-> redone[p].value])

\* The values that recovery comes to.
Recovered(content) ==
  Once(LAMBDA frames : RecoveredFrom(frames, Images(content)),
       ReadLog(content))

=============================================================================
