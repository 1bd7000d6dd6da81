------------------------------ MODULE PnCounter -------------------------------
(***************************************************************************)
(* PN-Counter: what was counted up and what was counted down, each growing *)
(* for itself (Shapiro et al., INRIA RR-7506, 2011, specification 7).      *)
(***************************************************************************)
EXTENDS Tags

CONSTANT Amount     \* how much is counted at once

Bottom == << >>

Entry(state, actor) ==
  IF actor \in DOMAIN state THEN state[actor] ELSE [up |-> 0, down |-> 0]

Join(a, b) ==
  [actor \in DOMAIN a.state \cup DOMAIN b.state |->
    LET x == Entry(a.state, actor)
        y == Entry(b.state, actor)
    IN  [up |-> Max(x.up, y.up), down |-> Max(x.down, y.down)]]

Updates(state) ==
  {[type |-> t, amount |-> n] :
     t \in {"increment", "decrement"}, n \in Amount}

Mutate(state, update, moment) ==
  LET actor == Actor(moment.tag)
      entry == Entry(state, actor)
  IN  [state |-> [x \in {actor} |->
         IF update.type = "increment"
         THEN [entry EXCEPT !.up = @ + update.amount]
         ELSE [entry EXCEPT !.down = @ + update.amount]],
       covers |-> {}]

Value(state) ==
  Sum([a \in DOMAIN state |-> state[a].up - state[a].down], DOMAIN state)

Allowed(value, visible, obs) ==
  value = Sum([t \in visible |->
    IF obs[t].update.type = "increment"
    THEN obs[t].update.amount ELSE -obs[t].update.amount], visible)

=============================================================================
