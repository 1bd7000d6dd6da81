------------------------------ MODULE CrdtTypes -------------------------------
(***************************************************************************)
(* The objects of a store and their types. Each type is a module with the  *)
(* same operators; here is chosen between them. A store is an element too: *)
(* a state for each object, and one causal context for all of them.        *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets

CONSTANTS Schema,   \* object -> the name of its type
          Amount, Elem, Clock, None, Root, Rank

GC  == INSTANCE GCounter
PN  == INSTANCE PnCounter
LWW == INSTANCE LwwRegister
MV  == INSTANCE MvRegister
ORS == INSTANCE OrSet
RGA == INSTANCE Rga

Object == DOMAIN Schema

\* Apart, for models in which they are got wrong.
JoinLww(a, b) == LWW!Join(a, b)
MutateLww(state, update, moment) == LWW!Mutate(state, update, moment)

Bottom(o) ==
  CASE Schema[o] = "LwwRegister" -> None
    [] OTHER -> << >>

Join(o, a, b) ==
  CASE Schema[o] = "GCounter" -> GC!Join(a, b)
    [] Schema[o] = "PnCounter" -> PN!Join(a, b)
    [] Schema[o] = "LwwRegister" -> JoinLww(a, b)
    [] Schema[o] = "MvRegister" -> MV!Join(a, b)
    [] Schema[o] = "OrSet" -> ORS!Join(a, b)
    [] Schema[o] = "Rga" -> RGA!Join(a, b)

Updates(o, state) ==
  CASE Schema[o] = "GCounter" -> GC!Updates(state)
    [] Schema[o] = "PnCounter" -> PN!Updates(state)
    [] Schema[o] = "LwwRegister" -> LWW!Updates(state)
    [] Schema[o] = "MvRegister" -> MV!Updates(state)
    [] Schema[o] = "OrSet" -> ORS!Updates(state)
    [] Schema[o] = "Rga" -> RGA!Updates(state)

\* An update here and now as an element: what it adds, and the tags that it
\* takes the place of.
Mutate(o, state, update, moment) ==
  CASE Schema[o] = "GCounter" -> GC!Mutate(state, update, moment)
    [] Schema[o] = "PnCounter" -> PN!Mutate(state, update, moment)
    [] Schema[o] = "LwwRegister" -> MutateLww(state, update, moment)
    [] Schema[o] = "MvRegister" -> MV!Mutate(state, update, moment)
    [] Schema[o] = "OrSet" -> ORS!Mutate(state, update, moment)
    [] Schema[o] = "Rga" -> RGA!Mutate(state, update, moment)

Value(o, state) ==
  CASE Schema[o] = "GCounter" -> GC!Value(state)
    [] Schema[o] = "PnCounter" -> PN!Value(state)
    [] Schema[o] = "LwwRegister" -> LWW!Value(state)
    [] Schema[o] = "MvRegister" -> MV!Value(state)
    [] Schema[o] = "OrSet" -> ORS!Value(state)
    [] Schema[o] = "Rga" -> RGA!Value(state)

\* The type's abstract specification: whether this may be told to somebody
\* who sees these updates, with what is known of each of them (Burckhardt,
\* Gotsman, Yang and Zawirski, POPL 2014, section 3).
Allowed(o, value, visible, obs) ==
  CASE Schema[o] = "GCounter" -> GC!Allowed(value, visible, obs)
    [] Schema[o] = "PnCounter" -> PN!Allowed(value, visible, obs)
    [] Schema[o] = "LwwRegister" -> LWW!Allowed(value, visible, obs)
    [] Schema[o] = "MvRegister" -> MV!Allowed(value, visible, obs)
    [] Schema[o] = "OrSet" -> ORS!Allowed(value, visible, obs)
    [] Schema[o] = "Rga" -> RGA!Allowed(value, visible, obs)

IsWhole(o, state) == Schema[o] # "Rga" \/ RGA!IsWhole(state)

Discard(o, state, stable) ==
  IF Schema[o] = "Rga" THEN RGA!Discard(state, stable) ELSE state

----------------------------------------------------------------------------
Empty == [state |-> [o \in Object |-> Bottom(o)], seen |-> {}]

Part(store, o) == [state |-> store.state[o], seen |-> store.seen]

JoinContexts(a, b) == a \cup b

JoinStores(a, b) ==
  [state |-> [o \in Object |-> Join(o, Part(a, o), Part(b, o))],
   seen |-> JoinContexts(a.seen, b.seen)]

\* Deltas: each of one update, kept object by object. Of some of them together
\* the element, whatever their order.
RECURSIVE Together(_, _)
Together(o, deltas) ==
  IF deltas = {} THEN [state |-> Bottom(o), seen |-> {}]
  ELSE LET d == CHOOSE d \in deltas : TRUE
           one == [state |-> d.state, seen |-> {d.tag} \cup d.covers]
           rest == Together(o, deltas \ {d})
       IN  [state |-> Join(o, one, rest), seen |-> one.seen \cup rest.seen]

NoDeltas == [o \in Object |-> {}]

Only(o, delta) == [NoDeltas EXCEPT ![o] = {delta}]

TagsOf(deltas) == UNION {{d.tag : d \in deltas[o]} : o \in Object}

\* Those whose updates were not seen.
Unseen(deltas, tags) ==
  [o \in Object |-> {d \in deltas[o] : d.tag \notin tags}]

\* The store that has seen these updates as well.
WithDeltas(store, deltas) ==
  LET new == Unseen(deltas, store.seen)
  IN  [state |-> [o \in Object |->
         Join(o, Part(store, o), Together(o, new[o]))],
       seen |-> store.seen \cup TagsOf(new)]

IsWholeStore(store) == \A o \in Object : IsWhole(o, store.state[o])

=============================================================================
