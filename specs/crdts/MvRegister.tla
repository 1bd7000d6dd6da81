------------------------------ MODULE MvRegister ------------------------------
(***************************************************************************)
(* MV register: a write replaces the values that its author saw; values    *)
(* written without knowledge of each other stay side by side (DeCandia et  *)
(* al., Dynamo, SOSP 2007, section 4.4; Shapiro et al., INRIA RR-7506,     *)
(* 2011, specification 10).                                                *)
(***************************************************************************)
EXTENDS DotStore

CONSTANT Elem       \* what is written

Updates(state) == {[type |-> "write", value |-> v] : v \in Elem}

Mutate(state, update, moment) ==
  [state |-> [t \in {moment.tag} |-> update.value],
   covers |-> DOMAIN state]

Value(state) == Items(state)

\* The values of the maximal writes: those that no visible write saw.
Allowed(value, visible, obs) ==
  value = {obs[t].update.value :
             t \in {u \in visible : \A w \in visible : u \notin obs[w].saw}}

=============================================================================
