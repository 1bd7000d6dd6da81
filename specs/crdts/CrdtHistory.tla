----------------------------- MODULE CrdtHistory ------------------------------
(***************************************************************************)
(* CrdtCore with a memory: `obs` holds of each update what it was, what    *)
(* its author had seen, and what it had made. No replica reads it. With it *)
(* can be said what the visible updates mean, and that every run of the    *)
(* replicas is an abstract execution.                                      *)
(***************************************************************************)
EXTENDS CrdtProperties

VARIABLE obs        \* tag -> [object, update, saw, made]

historyVars == <<vars, obs>>

Put(f, x, y) ==
  [z \in DOMAIN f \cup {x} |-> IF z = x THEN y ELSE f[z]]

Observed(r, o, u) ==
  LET delta == DeltaOf(r, o, u)
  IN  Put(obs, delta.tag, [object |-> o, update |-> u, saw |-> seen[r],
                           made |-> delta.state])

ObservedUpdate(r, o, u) == Update(r, o, u) /\ obs' = Observed(r, o, u)

HistoryChange(r) ==
  \E o \in Object : \E u \in Updates(o, state[r][o]) : ObservedUpdate(r, o, u)

HistoryRest(r) == Rest(r) /\ UNCHANGED obs

HistoryInit == Init /\ obs = << >>
\* For models in which everybody has begun.
HistoryInitNamed == InitAs("named") /\ obs = << >>

HistoryNext == \E r \in Replica : HistoryChange(r) \/ HistoryRest(r)

\* Who is up sends again and again what it has now, and what somebody sends
\* again and again arrives. Nobody owes updates, and faults owe nothing.
Current(r, p) ==
  \E m \in net : m.source = p /\ SeenBy(m) = seen[p] /\ Merge(r, m)

Fairness ==
  \A r \in Replica :
    /\ WF_historyVars(UNCHANGED obs /\ Restart(r))
    /\ WF_historyVars(UNCHANGED obs /\ Send(r))
    /\ \A p \in Peer(r) :
         /\ WF_historyVars(UNCHANGED obs /\ DeltaSend(r, p))
         /\ SF_historyVars(UNCHANGED obs /\ Current(r, p))

HistorySpec == HistoryInit /\ [][HistoryNext]_historyVars
HistorySpecNamed == HistoryInitNamed /\ [][HistoryNext]_historyVars
LiveSpec == HistorySpecNamed /\ Fairness

----------------------------------------------------------------------------
\* Who has seen an update has seen all that its author had.
CausalInv ==
  \A r \in Replica : \A t \in seen[r] :
    t \in DOMAIN obs /\ obs[t].saw \subseteq seen[r]

\* Everybody tells what the type's specification says to what it has seen.
AbstractInv ==
  \A r \in Replica : \A o \in Object :
    Allowed(o, Value(o, state[r][o]),
            {t \in seen[r] : obs[t].object = o}, obs)

Execution == INSTANCE AbstractExecution WITH
  value <- [r \in Replica |-> Values(r)]

RefinesAbstractExecution == Execution!Spec

----------------------------------------------------------------------------
\* For models that look for a way to a state; each is expected to fail.
\* Two runs of elements, each typed by one replica that saw nothing of the
\* other's, are read one after the other.
RunOf(list, r) == {i \in DOMAIN list : list[i][1] = r}
IsWithoutGap(places) ==
  \A i, j \in places : \A k \in i .. j : k \in places
SawNothingOf(t, r) == \A u \in obs[t].saw : u[1] # r
DebugInterleavingPossible ==
  \A r \in Replica : \A list \in Lists :
    (\A i \in DOMAIN list : \A p \in Replica \ {list[i][1]} :
       SawNothingOf(list[i], p))
      => IsWithoutGap(RunOf(list, r))
DebugDiscarded ==
  \A r \in Replica : \A t \in seen[r] : LET o == obs[t].object IN
    (Schema[o] = "Rga" /\ obs[t].update.type = "insert") =>
      t \in DOMAIN state[r][o]

=============================================================================
