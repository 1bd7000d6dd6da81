---------------------------- MODULE CrdtProperties ----------------------------
(***************************************************************************)
(* What must hold of CrdtCore, as far as it can be said of the replicas    *)
(* alone. What needs a memory of the updates is in CrdtHistory.tla.        *)
(***************************************************************************)
EXTENDS CrdtCore

Tags == UNION {seen[r] : r \in Replica}
Values(r) == [o \in Object |-> Value(o, state[r][o])]

IsTag(t) == t[1] \in Replica /\ t[2] \in 1 .. MaxCrash + 1
              /\ t[3] \in 1 .. UpdatesMax
AreDeltas(deltas) ==
  DOMAIN deltas = Object /\ \A t \in TagsOf(deltas) : IsTag(t)
IsMessage(m) ==
  /\ m.source \in Replica
  /\ IF m.type = "State" THEN \A t \in m.seen : IsTag(t)
     ELSE /\ m.type = "Delta"
          /\ \A t \in m.since : IsTag(t)
          /\ AreDeltas(m.deltas)

TypeOK ==
  /\ DOMAIN state = Replica
  /\ \A r \in Replica :
       /\ DOMAIN state[r] = Object
       /\ \A t \in seen[r] : IsTag(t)
       /\ AreDeltas(buffer[r])
  /\ \A r, p \in Replica : \A t \in known[r][p] : IsTag(t)
  /\ \A m \in net : IsMessage(m)
  /\ mode \in [Replica -> {"down", "nameless", "named"}]
  /\ crashes \in [Replica -> 0 .. MaxCrash]
  /\ restores \in 0 .. MaxRestore

\* Who has seen the same updates tells the same.
SecInv ==
  \A r, s \in Replica : seen[r] = seen[s] => Values(r) = Values(s)

\* Nothing but an old backup makes a replica forget: what it had is below
\* what it has.
Below(a, b) == JoinStores(a, b) = b
InflationProp ==
  [][restores' = restores =>
      \A r \in Replica : Below(Store(r), Store(r)')]_vars

\* The laws of joining, of all stores that there are and that were sent.
Stores ==
  {Store(r) : r \in Replica}
    \cup {[state |-> m.state, seen |-> m.seen] :
            m \in {n \in net : n.type = "State"}}
JoinLawsInv ==
  \A a, b \in Stores :
    LET ab == JoinStores(a, b)
    IN  /\ ab = JoinStores(b, a)
        /\ Below(a, ab)
        /\ JoinStores(a, a) = a
        /\ \A c \in Stores :
             JoinStores(ab, c) = JoinStores(a, JoinStores(b, c))

\* A counter that only counts up does not go down.
MonotoneCountersProp ==
  [][restores' = restores =>
      \A r \in Replica : \A o \in Object :
        Schema[o] = "GCounter" =>
          Value(o, state[r][o]) <= Value(o, state'[r][o])]_vars

\* There is one order of all elements, of the deleted ones too.
Lists ==
  {RGA!Order(store.state[o]) : store \in Stores,
     o \in {p \in Object : Schema[p] = "Rga"}}
ListOrderAgreementInv == \A list, other \in Lists : RGA!Agree(list, other)

\* Nobody has discarded what somebody may still insert behind: as long as all
\* disks are what they were, deltas that have their past find their place.
GcSafeInv ==
  restores = 0 =>
    \A m \in net : \A r \in Replica :
      (m.type = "Delta" /\ m.since \subseteq seen[r]) =>
        IsWholeStore(Joined(r, m))

\* When nobody updates any more, all come to have seen the same, for ever.
ConvergesProp ==
  <>[](\A r, s \in Replica : seen[r] = seen[s] /\ Values(r) = Values(s))

----------------------------------------------------------------------------
\* For models that look for a way to a state; each is expected to fail.
DebugDeltaRefused ==
  \A m \in net : \A r \in Replica :
    (m.type = "Delta" /\ m.source # r) => Fits(r, m, Joined(r, m))
DebugConverged ==
  ~(Cardinality(Tags) = OpsMax
      /\ \A r \in Replica : seen[r] = Tags /\ known[r] # Nothing)

=============================================================================
