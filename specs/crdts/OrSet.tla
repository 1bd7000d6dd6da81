-------------------------------- MODULE OrSet ---------------------------------
(***************************************************************************)
(* OR-Set without tombstones: a removal takes away the additions that its  *)
(* author saw, and no other; an addition that it did not see wins (Shapiro *)
(* et al., INRIA RR-7506, 2011, specification 15; Bieniusa et al., INRIA   *)
(* RR-8083, 2012). An addition replaces the ones of its element that its   *)
(* author saw.                                                             *)
(***************************************************************************)
EXTENDS DotStore

CONSTANT Elem       \* what may be in the set

Updates(state) ==
  {[type |-> t, elem |-> e] : t \in {"add", "remove"}, e \in Elem}

Mutate(state, update, moment) ==
  [state |-> IF update.type = "add"
             THEN [t \in {moment.tag} |-> update.elem] ELSE << >>,
   covers |-> {t \in DOMAIN state : state[t] = update.elem}]

Value(state) == Items(state)

\* Present: some visible addition was seen by no visible removal.
Allowed(value, visible, obs) ==
  value = {obs[t].update.elem : t \in {u \in visible :
    /\ obs[u].update.type = "add"
    /\ \A w \in visible :
         (obs[w].update.type = "remove"
           /\ obs[w].update.elem = obs[u].update.elem) =>
         u \notin obs[w].saw}}

=============================================================================
