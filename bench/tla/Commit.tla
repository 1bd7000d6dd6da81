------------------------------- MODULE Commit -------------------------------
(* Two-phase commit over a set of messages that only grows: the shape of most *)
(* specifications of protocols. A record is sent, and looked for by its type. *)
EXTENDS Naturals, FiniteSets
CONSTANT Worker
VARIABLES phase, decided, ready, msgs
vars == <<phase, decided, ready, msgs>>

Message == [type : {"Ready"}, from : Worker] \cup [type : {"Do", "Undo"}]

TypeOK ==
  /\ phase \in [Worker -> {"busy", "ready", "done", "undone"}]
  /\ decided \in {"no", "yes", "undo"}
  /\ ready \subseteq Worker
  /\ msgs \subseteq Message

Init ==
  /\ phase = [w \in Worker |-> "busy"]
  /\ decided = "no"
  /\ ready = {}
  /\ msgs = {}

HearReady(w) ==
  /\ decided = "no"
  /\ [type |-> "Ready", from |-> w] \in msgs
  /\ ready' = ready \cup {w}
  /\ UNCHANGED <<phase, decided, msgs>>

DecideDo ==
  /\ decided = "no"
  /\ ready = Worker
  /\ decided' = "yes"
  /\ msgs' = msgs \cup {[type |-> "Do"]}
  /\ UNCHANGED <<phase, ready>>

DecideUndo ==
  /\ decided = "no"
  /\ decided' = "undo"
  /\ msgs' = msgs \cup {[type |-> "Undo"]}
  /\ UNCHANGED <<phase, ready>>

BecomeReady(w) ==
  /\ phase[w] = "busy"
  /\ phase' = [phase EXCEPT ![w] = "ready"]
  /\ msgs' = msgs \cup {[type |-> "Ready", from |-> w]}
  /\ UNCHANGED <<decided, ready>>

GiveUp(w) ==
  /\ phase[w] = "busy"
  /\ phase' = [phase EXCEPT ![w] = "undone"]
  /\ UNCHANGED <<decided, ready, msgs>>

Finish(w) ==
  /\ [type |-> "Do"] \in msgs
  /\ phase' = [phase EXCEPT ![w] = "done"]
  /\ UNCHANGED <<decided, ready, msgs>>

Undo(w) ==
  /\ [type |-> "Undo"] \in msgs
  /\ phase' = [phase EXCEPT ![w] = "undone"]
  /\ UNCHANGED <<decided, ready, msgs>>

Next ==
  \/ DecideDo \/ DecideUndo
  \/ \E w \in Worker :
       HearReady(w) \/ BecomeReady(w) \/ GiveUp(w) \/ Finish(w) \/ Undo(w)
Spec == Init /\ [][Next]_vars

Consistent ==
  \A v, w \in Worker : ~ (phase[v] = "undone" /\ phase[w] = "done")
=============================================================================
