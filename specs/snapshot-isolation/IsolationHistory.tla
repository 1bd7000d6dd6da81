-------------------------- MODULE IsolationHistory --------------------------
(***************************************************************************)
(* What must hold of SnapshotIsolation. Who commits is written down with   *)
(* what it saw and wrote (a history variable: no step depends on it), and  *)
(* the definitions of the theory are evaluated on that.                    *)
(***************************************************************************)
EXTENDS SnapshotIsolationProperties, TLC

VARIABLE
  hist    \* who has committed, in this order: [snap, reads, writes, cts],
          \* where cts is 0 for those who wrote nothing

historyVars == <<vars, hist>>

\* Who has neither read nor written has left no trace.
Entry(t) ==
  IF rs[t] \cup ws[t] = {} THEN << >>
  ELSE <<[snap |-> snap[t], reads |-> rs[t], writes |-> ws[t],
          cts |-> IF ws[t] = {} THEN 0 ELSE Len(log) + 1]>>

HistoryInit == Init /\ hist = << >>

HistoryNext ==
  \/ \E t \in Tx : Validate(t) /\ hist' = hist \o Entry(t)
  \/ Others /\ UNCHANGED hist

HistorySpec == HistoryInit /\ [][HistoryNext]_historyVars
HistoryFairSpec == HistorySpec /\ Fairness

----------------------------------------------------------------------------
(***************************************************************************)
(* Of what has committed. The direct serialization graph is Adya's (1999), *)
(* with all later writers in the place of the next.                        *)
(***************************************************************************)
WrittenThenRead(a, b) == a.cts # 0 /\ \E read \in b.reads : read[2] = a.cts
WrittenTwice(a, b) == a.writes \cap b.writes # {} /\ a.cts < b.cts
Overtakes(a, b) ==
  \E read \in a.reads : read[1] \in b.writes /\ b.cts > read[2]

Dependency(a, b) ==
  WrittenThenRead(a, b) \/ WrittenTwice(a, b) \/ Overtakes(a, b)

\* In every set of transactions there is one that no other has to precede.
Acyclic(H) ==
  \A S \in SUBSET DOMAIN H :
    S = {} \/ \E j \in S : \A i \in S \ {j} : ~Dependency(H[i], H[j])

SerializableInv == mode \in {"OCC", "SSI"} => Acyclic(hist)

\* Of two transactions that write the same key the second saw the first.
FirstCommitterWinsInv ==
  mode \in {"SI", "SSI"} =>
    \A i, j \in DOMAIN hist :
      WrittenTwice(hist[i], hist[j]) => hist[i].cts <= hist[j].snap

\* What was read and then written had not been written by others meanwhile.
NoLostUpdateInv ==
  \A i, j \in DOMAIN hist :
    WrittenTwice(hist[i], hist[j]) =>
      \A read \in hist[j].reads :
        read[1] \in hist[i].writes \cap hist[j].writes =>
          read[2] >= hist[i].cts

\* A reader on a safe snapshot could read everything, and commit.
SeesAll(t) ==
  [snap |-> snap[t], writes |-> {}, cts |-> 0,
   reads |-> {<<k, InSnapshot(k, snap[t])>> : k \in Key}]

ReadOnlySafeInv ==
  \A t \in Tx :
    st[t] = "safe" => CanCommit(t) /\ Acyclic(Append(hist, SeesAll(t)))

(***************************************************************************)
(* The numbers of SSI say what the definition says of all transactions,    *)
(* also of those that are forgotten: t1 -> t2 -> t3, t3 first.             *)
(***************************************************************************)
Never == Len(log) + 1

AsEntry(t) ==
  [snap |-> snap[t], reads |-> rs[t], writes |-> ws[t], cts |-> Never]

\* The commit that comes after t1, or for readers their snapshot.
EndOf(a) == IF a.cts = 0 THEN a.snap ELSE a.cts
EndOfActive(t, only) == IF only THEN snap[t] ELSE Never

Ended == Elements(hist)
Open == {t \in Tx : st[t] = "active"}

StructureAsPivot(t) ==
  \E c \in Ended :
    /\ Overtakes(AsEntry(t), c)
    /\ \/ \E a \in Ended :
            EndOf(a) >= c.cts /\ Overtakes(a, AsEntry(t))
       \/ \E u \in Open \ {t} :
            /\ EndOfActive(u, u \in ReadOnly) >= c.cts
            /\ Overtakes(AsEntry(u), AsEntry(t))

StructureBeforePivot(t) ==
  \E b, c \in Ended :
    /\ Overtakes(AsEntry(t), b)
    /\ Overtakes(b, c)
    /\ c.cts < b.cts
    /\ EndOfActive(t, ws[t] = {}) >= c.cts

\* SSI rejects if and only if there is a dangerous structure.
PreciseInv ==
  mode = "SSI" =>
    \A t \in Open :
      Dangerous(t) = (StructureAsPivot(t) \/ StructureBeforePivot(t))

(***************************************************************************)
(* The same as clients see it. Only writers have a place in real time.     *)
(***************************************************************************)
RECURSIVE AsSequence(_)
AsSequence(S) ==
  IF S = {} THEN << >>
  ELSE LET x == CHOOSE y \in S : TRUE IN <<x>> \o AsSequence(S \ {x})

Client(entry) ==
  [session |-> 0,
   start |-> 2 * entry.snap + 1,
   end |-> IF entry.cts = 0 THEN 1000 ELSE 2 * entry.cts,
   ops |-> AsSequence({[type |-> "read", key |-> read[1],
                        value |-> IF read[2] = 0 THEN "Nil"
                                  ELSE ToString(read[2])]
                         : read \in entry.reads})
           \o AsSequence({[type |-> "write", key |-> k,
                            value |-> ToString(entry.cts)]
                            : k \in entry.writes})]

Clients == [i \in DOMAIN hist |-> Client(hist[i])]
Seen == INSTANCE ClientCentric WITH committed <- Clients

RefinesClientCentric == Seen!Spec

\* What the refinement says of a state, for models that check its steps not.
ClientCentricInv == Seen!Passes(Clients)

----------------------------------------------------------------------------
\* What snapshot isolation allows; each is expected to fail.
WriteSkewPossible == Acyclic(hist)

Without1(H, n) ==
  [i \in 1 .. Len(H) - 1 |-> IF i < n THEN H[i] ELSE H[i + 1]]

\* Writers alone are serializable, together with a reader they are not.
ReadOnlyAnomalyPossible ==
  \A n \in DOMAIN hist :
    (hist[n].cts = 0 /\ Acyclic(Without1(hist, n))) => Acyclic(hist)

=============================================================================
