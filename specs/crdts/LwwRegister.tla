----------------------------- MODULE LwwRegister ------------------------------
(***************************************************************************)
(* LWW register: the last writer wins, by clocks that may show anything    *)
(* (Shapiro et al., INRIA RR-7506, 2011, specification 8). A write is      *)
(* stamped later than the write that it replaces (Kulkarni et al., OPODIS  *)
(* 2014), and the actor is a part of the stamp.                            *)
(***************************************************************************)
EXTENDS Tags

CONSTANTS Elem,     \* what is written
          Clock,    \* what clocks may show
          None      \* nothing was written

Bottom == None

Before(a, b) ==
  \/ a.time < b.time
  \/ a.time = b.time /\ Less(a.actor, b.actor)

Later(a, b) ==
  IF a = None THEN b ELSE IF b = None THEN a
  ELSE IF Before(a, b) THEN b ELSE a

Join(a, b) == Later(a.state, b.state)

Updates(state) ==
  {[type |-> "write", value |-> v, clock |-> c] : v \in Elem, c \in Clock}

Stamp(state, clock) ==
  IF state = None THEN clock ELSE Max(clock, state.time + 1)

Mutate(state, update, moment) ==
  [state |-> [time |-> Stamp(state, update.clock),
              actor |-> Actor(moment.tag), value |-> update.value],
   covers |-> {}]

Value(state) == IF state = None THEN None ELSE state.value

\* The visible write that arbitration puts last. Arbitration is the order of
\* the stamps, and has to agree with visibility.
Allowed(value, visible, obs) ==
  /\ \A early, late \in visible :
       early \in obs[late].saw => Before(obs[early].made, obs[late].made)
  /\ IF visible = {} THEN value = None
     ELSE \E last \in visible :
       /\ value = obs[last].update.value
       /\ \A t \in visible \ {last} : Before(obs[t].made, obs[last].made)

=============================================================================
