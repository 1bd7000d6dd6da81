------------------------------- MODULE GCounter -------------------------------
(***************************************************************************)
(* G-Counter: each actor counts for itself, the value is the sum (Shapiro, *)
(* Preguica, Baquero and Zawirski, INRIA RR-7506, 2011, specification 6).  *)
(***************************************************************************)
EXTENDS Tags

CONSTANT Amount     \* how much is counted at once

Bottom == << >>

Count(state, actor) == IF actor \in DOMAIN state THEN state[actor] ELSE 0

Join(a, b) ==
  [actor \in DOMAIN a.state \cup DOMAIN b.state |->
    Max(Count(a.state, actor), Count(b.state, actor))]

Updates(state) == {[type |-> "increment", amount |-> n] : n \in Amount}

Mutate(state, update, moment) ==
  LET actor == Actor(moment.tag)
  IN  [state |-> [x \in {actor} |-> Count(state, actor) + update.amount],
       covers |-> {}]

Value(state) == Sum(state, DOMAIN state)

\* What a reader is told who sees these updates, and nothing else.
Allowed(value, visible, obs) ==
  value = Sum([t \in visible |-> obs[t].update.amount], visible)

=============================================================================
