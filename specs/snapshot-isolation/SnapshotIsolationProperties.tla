--------------------- MODULE SnapshotIsolationProperties ---------------------
(***************************************************************************)
(* What must hold of the store. What must hold of those that have          *)
(* committed is in IsolationHistory.tla.                                   *)
(***************************************************************************)
EXTENDS SnapshotIsolation

Timestamp == 0 .. Len(log)

TypeOK ==
  /\ mode \in Modes \cup {None}
  /\ up \in BOOLEAN
  /\ \A i \in DOMAIN log : log[i].tx \in Tx /\ log[i].keys \subseteq Key
  /\ clock \in Timestamp
  /\ \A k \in Key :
       \A v \in Elements(vers[k]) : v.ts \in Timestamp /\ v.out \in Timestamp
  /\ siread \in [Key -> Timestamp]
  /\ st \in [Tx -> {"idle", "active", "safe", "validated", "ended"}]
  /\ snap \in [Tx -> Timestamp]
  /\ \A t \in Tx : rs[t] \subseteq Key \X Timestamp /\ ws[t] \subseteq Key
  /\ conflicts \subseteq {pair \in Tx \X Tx : pair[1] # pair[2]}
  /\ inMax \in [Tx -> Timestamp]
  /\ outFirst \in [Tx -> Timestamp]
  /\ outSecond \in [Tx -> Timestamp]
  /\ crashes \in 0 .. MaxCrash

\* What a snapshot holds is said by the log, not by what is left in memory.
InSnapshot(k, ts) == Max({0} \cup {i \in Commits(k) : i <= ts})

\* All reads of a transaction are of one snapshot: of its beginning.
SnapshotReadInv ==
  mode \in {"SI", "SSI"} =>
    \A t \in Tx : \A read \in rs[t] : read[2] = InSnapshot(read[1], snap[t])

\* Vacuum takes nothing that somebody may still read or be overtaken by.
VacuumKeepsVisibleInv ==
  up =>
    \A k \in Key :
      /\ Latest(k) = InSnapshot(k, clock)
      /\ \A t \in {u \in Tx : mode # "OCC" /\ Running(u)} :
           /\ Upto(k, snap[t]) = InSnapshot(k, snap[t])
           /\ {v.ts : v \in {w \in Elements(vers[k]) : w.ts > snap[t]}}
                = {i \in Commits(k) : i > snap[t] /\ i <= clock}

\* What is durable becomes visible.
EventuallyInstalledProp ==
  \A t \in Tx : st[t] = "validated" ~> st[t] = "ended"

\* A long reader keeps what it sees, and nothing older than that.
CollectedProp ==
  \A k \in Key :
    (up /\ Kept(k, Horizon) # vers[k]) ~> (Kept(k, Horizon) = vers[k])

\* For models that look for a way to a state; each is expected to fail.
DebugSafe == \A t \in Tx : st[t] = "safe" => snap[t] = 0
DebugRejected == \A t \in Tx : st[t] = "active" => ~Dangerous(t)
DebugRecovered == ~(up /\ crashes > 0 /\ clock > 0)

=============================================================================
