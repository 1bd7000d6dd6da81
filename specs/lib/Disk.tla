-------------------------------- MODULE Disk --------------------------------
(***************************************************************************)
(* A disk as POSIX promises it, which is little. What is written can be    *)
(* read at once, but is durable only after a sync; a power failure keeps   *)
(* any of what was not synced, and any of that in part; and after a failed *)
(* sync what was to be synced is still read, but never becomes durable     *)
(* (Rebello et al., Can Applications Recover from fsync Failures?, ATC     *)
(* 2020; Pillai et al., All File Systems Are Not Created Equal, OSDI       *)
(* 2014). A place is whatever is written as one: a page, a frame of a log, *)
(* a file that is replaced by a renaming.                                  *)
(*                                                                         *)
(* Not modelled: what is durable is never lost. Bit rot, where a checksum  *)
(* finds it, is a place that turns Torn.                                   *)
(***************************************************************************)

CONSTANT
  Torn    \* what is found where a write was cut in half: a wrong checksum

\* Nothing has failed, and all is durable.
Settled(content) == [durable |-> content, cached |-> content, dropped |-> FALSE]

\* d: [place -> [durable, cached, dropped]].
Put(d, place, content) ==
  [d EXCEPT ![place].cached = content, ![place].dropped = FALSE]

Unsynced(d) == {place \in DOMAIN d : d[place].cached # d[place].durable}

SyncOf(d, places) ==
  [place \in DOMAIN d |->
    IF place \in places /\ ~d[place].dropped
    THEN Settled(d[place].cached) ELSE d[place]]

FailedSyncOf(d, places) ==
  [place \in DOMAIN d |->
    IF place \in places /\ d[place].cached # d[place].durable
    THEN [d[place] EXCEPT !.dropped = TRUE] ELSE d[place]]

\* What a power failure may keep: nothing of what was dropped.
AtRisk(d) == {place \in Unsynced(d) : ~d[place].dropped}

PowerFailure(d, kept, torn) ==
  [place \in DOMAIN d |->
    Settled(IF place \in torn THEN Torn
            ELSE IF place \in kept THEN d[place].cached
            ELSE d[place].durable)]

Durable(d) == [place \in DOMAIN d |-> d[place].durable]
Cached(d) == [place \in DOMAIN d |-> d[place].cached]

=============================================================================
