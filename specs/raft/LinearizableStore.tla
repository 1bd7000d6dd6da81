------------------------- MODULE LinearizableStore --------------------------
(***************************************************************************)
(* What clients of Raft are promised: one store. A command is carried out  *)
(* once, at a moment between its request and its answer; a query sees the  *)
(* store as it is at some moment between the two (Herlihy and Wing, 1990). *)
(***************************************************************************)
EXTENDS KeyValue

VARIABLES
  hist,      \* the commands that are carried out, in order
  requested, \* the requests made, each with the length of hist at that time
  answered   \* the requests that are answered, with their answers

vars == <<hist, requested, answered>>

Init ==
  /\ hist = << >>
  /\ requested = {}
  /\ answered = {}

Machine(n) ==
  AppliedAll(FirstMachine, [i \in 1 .. n |-> [command |-> hist[i]]])

\* With its position in hist as it is when it is requested.
Invoke ==
  /\ \E r \in requested' \ requested :
       /\ requested' = requested \cup {r}
       /\ r.since = Len(hist)
       /\ \A q \in requested : q.request # r.request
  /\ UNCHANGED <<hist, answered>>

\* New commands are carried out, each for the first time.
Execute ==
  /\ Len(hist') > Len(hist)
  /\ SubSeq(hist', 1, Len(hist)) = hist
  /\ \A i \in Len(hist) + 1 .. Len(hist') :
       /\ \E r \in requested : r.request = hist'[i]
       /\ ~IsQuery(hist'[i].operation)
       /\ \A j \in 1 .. i - 1 :
            hist'[j].client = hist'[i].client
              => hist'[j].number < hist'[i].number
  /\ UNCHANGED <<requested, answered>>

IsRight(r, answer) ==
  IF IsQuery(r.request.operation)
  THEN \E n \in r.since .. Len(hist) :
         answer = Answer(Machine(n).store, r.request.operation)
  ELSE \E n \in 1 .. Len(hist) :
         /\ hist[n] = r.request
         /\ answer = Answer(Machine(n - 1).store, r.request.operation)

Reply ==
  /\ \E a \in answered' \ answered :
       /\ answered' = answered \cup {a}
       /\ \E r \in requested : r.request = a.request /\ IsRight(r, a.answer)
  /\ UNCHANGED <<hist, requested>>

Spec == Init /\ [][Invoke \/ Execute \/ Reply]_vars
=============================================================================
Only a yardstick: Raft refines it, see RaftHistory.tla.
