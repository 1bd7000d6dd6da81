------------------------------- MODULE CrdtCore -------------------------------
(***************************************************************************)
(* Replicas that update what they have, at once and without asking, and    *)
(* join what they hear of others: strong eventual consistency (Shapiro,    *)
(* Preguica, Baquero and Zawirski, SSS 2011), by whole states or by the    *)
(* deltas that the other one seems to miss (Almeida, Shoker and Baquero,   *)
(* JPDC 2018). The types of what they store are in CrdtTypes.tla.          *)
(*                                                                         *)
(* `net` only grows: what was ever sent may arrive at any time, again, in  *)
(* any order, or never. Loss, duplication, reordering, delay and partition *)
(* are all of that, and need no actions of their own.                      *)
(*                                                                         *)
(* An update is durable before anybody can see it. Who starts again cannot *)
(* know whether its disk is an old backup, so it never goes on under an    *)
(* old name: each life has an incarnation from outside (Begin), and until  *)
(* then it joins and sends, but updates nothing.                           *)
(*                                                                         *)
(* Not modelled: reads (they change nothing), the retrieval of backups     *)
(* (one exists of each durable state of which a Snapshot was taken).       *)
(***************************************************************************)
EXTENDS CrdtTypes, Integers, Sequences

CONSTANTS
  Replica,
  Deltas,       \* whether deltas are kept and sent, or states alone
  UpdatesMax,   \* updates in one life of a replica
  OpsMax,       \* updates that anybody has seen
  MaxCrash,
  MaxRestore

VARIABLES
  state,        \* what each replica stores, object by object
  seen,         \* the tags of the updates that each has seen
  buffer,       \* the deltas that each has singly
  known,        \* what each was last told that another one has seen
  net,          \* every message that was ever sent
  mode,         \* "down", "nameless", or "named": with an incarnation
  crashes,      \* of each replica
  saved,        \* the backups of each replica's disk, oldest first
  restores      \* of old backups, of all replicas

diskVars == <<state, seen, buffer>>
faultVars == <<crashes, saved, restores>>
vars == <<state, seen, buffer, known, net, mode, crashes, saved, restores>>

Peer(r) == Replica \ {r}
Store(r) == [state |-> state[r], seen |-> seen[r]]
Durable(r) == [state |-> state[r], seen |-> seen[r], buffer |-> buffer[r]]

----------------------------------------------------------------------------
(***************************************************************************)
(* Updates.                                                                *)
(***************************************************************************)
Incarnation(r) == crashes[r] + 1

Begin(r) ==
  /\ mode[r] = "nameless"
  /\ mode' = [mode EXCEPT ![r] = "named"]
  /\ UNCHANGED <<diskVars, known, net, faultVars>>

\* The name of r's next update: no two updates ever have the same.
NextTag(r) ==
  LET own == {t \in seen[r] : t[1] = r /\ t[2] = Incarnation(r)}
  IN  <<r, Incarnation(r), Cardinality(own) + 1>>

DeltaOf(r, o, u) ==
  LET moment == [tag |-> NextTag(r), lamport |-> Cardinality(seen[r]) + 1]
      made == Mutate(o, state[r][o], u, moment)
  IN  [tag |-> moment.tag, state |-> made.state, covers |-> made.covers]

MayUpdate(r) ==
  /\ NextTag(r)[3] <= UpdatesMax
  /\ Cardinality(UNION {seen[q] : q \in Replica}) < OpsMax

Update(r, o, u) ==
  /\ mode[r] = "named"
  /\ MayUpdate(r)
  /\ u \in Updates(o, state[r][o])
  /\ LET delta == DeltaOf(r, o, u)
         after == WithDeltas(Store(r), Only(o, delta))
     IN  /\ state' = [state EXCEPT ![r] = after.state]
         /\ seen' = [seen EXCEPT ![r] = after.seen]
         /\ buffer' =
              IF Deltas THEN [buffer EXCEPT ![r][o] = @ \cup {delta}]
              ELSE buffer
  /\ UNCHANGED <<known, net, mode, faultVars>>

----------------------------------------------------------------------------
(***************************************************************************)
(* Anti-entropy. To each other replica its deltas are sent that seem to be *)
(* missing there, none at all as an acknowledgement of what was heard; and *)
(* the whole state where deltas do not suffice, and now and then.          *)
(***************************************************************************)
Missing(r, p) == seen[r] \ known[r][p]

Group(r, p) == Unseen(buffer[r], known[r][p])

\* A deleted element may have been discarded where this delta arrives, and
\* then nothing can be put behind it there.
Stands(r, o, d) ==
  Schema[o] = "Rga" =>
    \A t \in DOMAIN d.state :
      LET parent == d.state[t].parent
          here == state[r][o]
      IN  parent = Root
            \/ (parent \in DOMAIN here /\ here[parent].deleted = {})

CanDelta(r, p) ==
  /\ Deltas
  /\ Missing(r, p) \subseteq TagsOf(buffer[r])
  /\ \A o \in Object : \A d \in Group(r, p)[o] : Stands(r, o, d)

\* For models that bound how much is sent, and when whole states are.
Room(m) == TRUE
MaySend(r) == TRUE

StateMessage(r) ==
  [type |-> "State", source |-> r, state |-> state[r], seen |-> seen[r]]

Send(r) ==
  /\ mode[r] # "down"
  /\ MaySend(r)
  /\ Room(StateMessage(r))
  /\ net' = net \cup {StateMessage(r)}
  /\ UNCHANGED <<diskVars, known, mode, faultVars>>

DeltaMessage(r, p) ==
  [type |-> "Delta", source |-> r, since |-> seen[r] \cap known[r][p],
   deltas |-> Group(r, p)]

DeltaSend(r, p) ==
  /\ mode[r] # "down"
  /\ p \in Peer(r)
  /\ CanDelta(r, p)
  /\ Room(DeltaMessage(r, p))
  /\ net' = net \cup {DeltaMessage(r, p)}
  /\ UNCHANGED <<diskVars, known, mode, faultVars>>

\* What its sender had seen when it sent m.
SeenBy(m) ==
  IF m.type = "State" THEN m.seen ELSE m.since \cup TagsOf(m.deltas)

\* What r's store becomes by m.
Joined(r, m) ==
  IF m.type = "State"
  THEN JoinStores(Store(r), [state |-> m.state, seen |-> m.seen])
  ELSE WithDeltas(Store(r), m.deltas)

\* Deltas join to what has seen all that their authors had, and has the place
\* for each element.
Fits(r, m, after) ==
  m.type = "State" \/ (m.since \subseteq seen[r] /\ IsWholeStore(after))

NewDeltas(r, m) ==
  IF m.type = "State" THEN NoDeltas ELSE Unseen(m.deltas, seen[r])

\* Any message that was ever sent. What does not join is only an answer.
Merge(r, m) ==
  /\ mode[r] # "down"
  /\ m \in net
  /\ m.source # r
  /\ LET after == Joined(r, m)
     IN  IF Fits(r, m, after)
         THEN /\ state' = [state EXCEPT ![r] = after.state]
              /\ seen' = [seen EXCEPT ![r] = after.seen]
              /\ LET new == NewDeltas(r, m)
                 IN  buffer' = [buffer EXCEPT ![r] =
                       [o \in Object |-> @[o] \cup new[o]]]
         ELSE UNCHANGED diskVars
  /\ known' = IF Deltas THEN [known EXCEPT ![r][m.source] = SeenBy(m)]
              ELSE known
  /\ UNCHANGED <<net, mode, faultVars>>

----------------------------------------------------------------------------
(***************************************************************************)
(* Garbage. An update is stable when everybody is known to have seen it,   *)
(* and all that they had seen then has arrived here. Stable deltas need    *)
(* not be sent, and stable deletions need no tombstones.                   *)
(***************************************************************************)
StableTags(r) ==
  {t \in seen[r] :
    \A p \in Peer(r) : t \in known[r][p] /\ known[r][p] \subseteq seen[r]}

GcCausallyStable(r) ==
  /\ mode[r] # "down"
  /\ LET stable == StableTags(r)
         rest == [o \in Object |-> Discard(o, state[r][o], stable)]
         kept == Unseen(buffer[r], stable)
     IN  /\ rest # state[r] \/ kept # buffer[r]
         /\ state' = [state EXCEPT ![r] = rest]
         /\ buffer' = [buffer EXCEPT ![r] = kept]
  /\ UNCHANGED <<seen, known, net, mode, faultVars>>

----------------------------------------------------------------------------
(***************************************************************************)
(* Crashes, backups, and disks that are old backups.                       *)
(***************************************************************************)
Nothing == [p \in Replica |-> {}]

Total(f) == RGA!Sum(f, Replica)

\* What others have told is forgotten; what was seen is on the disk.
Crash(r) ==
  /\ mode[r] # "down"
  /\ Total(crashes) < MaxCrash
  /\ mode' = [mode EXCEPT ![r] = "down"]
  /\ crashes' = [crashes EXCEPT ![r] = @ + 1]
  /\ known' = [known EXCEPT ![r] = Nothing]
  /\ UNCHANGED <<diskVars, net, saved, restores>>

Restart(r) ==
  /\ mode[r] = "down"
  /\ mode' = [mode EXCEPT ![r] = "nameless"]
  /\ UNCHANGED <<diskVars, known, net, faultVars>>

LastSaved(r) == saved[r][Len(saved[r])]

\* Backups of a disk that will never be needed are not told apart.
Snapshot(r) ==
  /\ restores < MaxRestore
  /\ LastSaved(r) # Durable(r)
  /\ saved' = [saved EXCEPT ![r] = Append(@, Durable(r))]
  /\ UNCHANGED <<diskVars, known, net, mode, crashes, restores>>

RestoreOldBackup(r, k) ==
  /\ mode[r] = "down"
  /\ restores < MaxRestore
  /\ k \in DOMAIN saved[r]
  /\ saved[r][k] # Durable(r)
  /\ state' = [state EXCEPT ![r] = saved[r][k].state]
  /\ seen' = [seen EXCEPT ![r] = saved[r][k].seen]
  /\ buffer' = [buffer EXCEPT ![r] = saved[r][k].buffer]
  /\ restores' = restores + 1
  /\ saved' = IF restores' = MaxRestore THEN [q \in Replica |-> << >>]
              ELSE [saved EXCEPT ![r] = SubSeq(@, 1, k)]
  /\ UNCHANGED <<known, net, mode, crashes>>

----------------------------------------------------------------------------
NewDisk == [state |-> Empty.state, seen |-> {}, buffer |-> NoDeltas]

InitAs(first) ==
  /\ state = [r \in Replica |-> NewDisk.state]
  /\ seen = [r \in Replica |-> NewDisk.seen]
  /\ buffer = [r \in Replica |-> NewDisk.buffer]
  /\ known = [r \in Replica |-> Nothing]
  /\ net = {}
  /\ mode = [r \in Replica |-> first]
  /\ crashes = [r \in Replica |-> 0]
  /\ saved = [r \in Replica |-> IF MaxRestore = 0 THEN << >> ELSE <<NewDisk>>]
  /\ restores = 0

Init == InitAs("nameless")

Sync(r) == Send(r) \/ \E p \in Peer(r) : DeltaSend(r, p)
Learn(r) == \E m \in net : Merge(r, m)
Faults(r) ==
  Crash(r) \/ \E k \in DOMAIN saved[r] : RestoreOldBackup(r, k)

\* Everything but updates.
Rest(r) ==
  Begin(r) \/ Sync(r) \/ Learn(r) \/ GcCausallyStable(r) \/ Restart(r)
    \/ Snapshot(r) \/ Faults(r)

Change(r) ==
  \E o \in Object : \E u \in Updates(o, state[r][o]) : Update(r, o, u)

Next == \E r \in Replica : Change(r) \/ Rest(r)

Spec == Init /\ [][Next]_vars

=============================================================================
