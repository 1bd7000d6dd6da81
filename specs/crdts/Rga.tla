--------------------------------- MODULE Rga ----------------------------------
(***************************************************************************)
(* RGA, the replicated growable array: a sequence as a tree in which each  *)
(* element hangs under the one that it was inserted behind (Roh, Jeon, Kim *)
(* and Lee, JPDC 2011; as a tree: Attiya et al., PODC 2016). It is read    *)
(* depth first, the younger of two siblings first. A deleted element stays *)
(* as a tombstone until its deletion is causally stable (Discard).         *)
(***************************************************************************)
EXTENDS Tags

CONSTANTS Elem,     \* what is inserted
          Root      \* the predecessor of the first element

Bottom == << >>

IsTombstone(state, tag) == state[tag].deleted # {}

\* The nearest ancestors first; an element that is not there ends the way.
RECURSIVE Ancestors(_, _)
Ancestors(nodes, tag) ==
  IF tag \notin DOMAIN nodes THEN {}
  ELSE {tag} \cup Ancestors(nodes, nodes[tag].parent)

Merged(a, b, tag) ==
  IF tag \notin DOMAIN a THEN b[tag] ELSE IF tag \notin DOMAIN b THEN a[tag]
  ELSE [a[tag] EXCEPT !.deleted = @ \cup b[tag].deleted]

\* What one side has seen and has no more it has discarded, so it is dead for
\* everybody; it comes back, as a tombstone, if a node that stays hangs under
\* it: somebody whose disk was an old backup may have inserted there.
Join(a, b) ==
  LET all == [t \in DOMAIN a.state \cup DOMAIN b.state |->
               Merged(a.state, b.state, t)]
      kept == {t \in DOMAIN all :
                /\ t \in DOMAIN a.state \/ t \notin a.seen
                /\ t \in DOMAIN b.state \/ t \notin b.seen}
      needed == UNION {Ancestors(all, all[t].parent) : t \in kept}
  IN  [t \in kept \cup needed |->
        IF t \in kept \/ IsTombstone(all, t) THEN all[t]
        ELSE [all[t] EXCEPT !.deleted = {t}]]

Updates(state) ==
  LET present == {t \in DOMAIN state : ~IsTombstone(state, t)}
  IN  {[type |-> "insert", after |-> p, elem |-> e] :
         p \in present \cup {Root}, e \in Elem}
      \cup {[type |-> "delete", target |-> t] : t \in present}

\* The time of an element is larger than that of each one its author saw.
Mutate(state, update, moment) ==
  [state |-> IF update.type = "insert"
     THEN [t \in {moment.tag} |->
            [parent |-> update.after, time |-> moment.lamport,
             elem |-> update.elem, deleted |-> {}]]
     ELSE [t \in {update.target} |->
            [state[t] EXCEPT !.deleted = {moment.tag}]],
   covers |-> {}]

\* Whether each element has its place.
IsWhole(state) ==
  \A t \in DOMAIN state : state[t].parent \in DOMAIN state \cup {Root}

\* Without the leaves of which a deletion is stable; one layer.
Discard(state, stable) ==
  LET parents == {state[t].parent : t \in DOMAIN state}
      gone == {t \in DOMAIN state \ parents :
                state[t].deleted \cap stable # {}}
  IN  [t \in DOMAIN state \ gone |-> state[t]]

Younger(state, t, u) ==
  \/ state[t].time > state[u].time
  \/ state[t].time = state[u].time /\ Less(Actor(u), Actor(t))

Children(state, tag) == {t \in DOMAIN state : state[t].parent = tag}

RECURSIVE Walk(_, _)
Walk(state, siblings) ==
  IF siblings = {} THEN << >>
  ELSE LET first == CHOOSE t \in siblings :
             \A u \in siblings \ {t} : Younger(state, t, u)
       IN  <<first>> \o Walk(state, Children(state, first))
             \o Walk(state, siblings \ {first})

\* All elements in their order, tombstones too.
Order(state) == Walk(state, Children(state, Root))

\* The elements that can be seen, by their tags.
Value(state) ==
  SelectSeq(Order(state), LAMBDA t : ~IsTombstone(state, t))

Place(list, x) == CHOOSE i \in DOMAIN list : list[i] = x

IsIn(list, x) == \E i \in DOMAIN list : list[i] = x

\* Those that were inserted and not deleted, each behind its predecessor.
Allowed(value, visible, obs) ==
  LET inserted == {t \in visible : obs[t].update.type = "insert"}
      deleted == {obs[t].update.target : t \in visible \ inserted}
  IN  /\ {value[i] : i \in DOMAIN value} = inserted \ deleted
      /\ Len(value) = Cardinality(inserted \ deleted)
      /\ \A t \in inserted \ deleted :
           LET after == obs[t].update.after
           IN  IsIn(value, after) => Place(value, after) < Place(value, t)

\* Two lists have what both of them have in the same order.
Agree(list, other) ==
  \A i, j \in DOMAIN list :
    (i < j /\ IsIn(other, list[i]) /\ IsIn(other, list[j])) =>
      Place(other, list[i]) < Place(other, list[j])

=============================================================================
