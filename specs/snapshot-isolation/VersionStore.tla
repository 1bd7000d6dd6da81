---------------------------- MODULE VersionStore ----------------------------
(***************************************************************************)
(* The state of a store of versions, and what can be asked of it: what a   *)
(* transaction sees, who has overtaken whom, and whether it may commit.    *)
(* The steps are in SnapshotIsolation.tla.                                 *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Tx,
  Key,
  Range,      \* the sets of keys that a predicate read can ask for
  ReadOnly,   \* transactions that say at their beginning that they only read
  Older,      \* pairs of transactions of one session, in their order
  Modes,      \* what the store may be configured as
  OpsMax,     \* how many keys one transaction reads and writes
  MaxCrash,
  None

ASSUME Modes \subseteq {"OCC", "SI", "SSI"} /\ ReadOnly \subseteq Tx

VARIABLES
  mode,       \* how the store isolates, or None before that is decided
  up,
  log,        \* durable: the commits in their order, [tx, keys]; the place of
              \* a record is the commit's timestamp
  clock,      \* commits up to here are installed
  vers,       \* [Key -> chain of [ts, out]], the oldest first; out: the
              \* first commit of those that had overtaken the writer, or 0
  siread,     \* [Key -> the last commit of those who have read it and ended]
  st,         \* [Tx -> "idle", "active", "safe", "validated", "ended"]
  snap,       \* [Tx -> the commit up to which it sees]
  rs,         \* [Tx -> what it has read, <<key, timestamp>>, 0: no version]
  ws,         \* [Tx -> keys it wants to write]
  conflicts,  \* anti-dependencies between active ones: <<reader, writer>>
  inMax,      \* [Tx -> the last commit of those ended that it overtakes]
  outFirst,   \* [Tx -> the first commit of those that have overtaken it]
  outSecond,  \* [Tx -> the first of those that had overtaken one of those]
  crashes

txVars == <<st, snap, rs, ws>>
ssiVars == <<conflicts, inMax, outFirst, outSecond>>
storeVars == <<vers, clock, siread>>
vars == <<mode, up, log, storeVars, txVars, ssiVars, crashes>>

Running(t) == st[t] \in {"active", "safe"}
Elements(s) == {s[i] : i \in DOMAIN s}
Max(S) == CHOOSE x \in S : \A y \in S : y <= x
Min(S) == CHOOSE x \in S : \A y \in S : x <= y

\* The first commit, where 0 is none.
First(S) == IF S \subseteq {0} THEN 0 ELSE Min(S \ {0})

(***************************************************************************)
(* Versions.                                                               *)
(***************************************************************************)
\* Commits that are durable and not installed: the active set of Kung and
\* Robinson's parallel validation.
Pending == clock + 1 .. Len(log)

Latest(k) == IF vers[k] = << >> THEN 0 ELSE vers[k][Len(vers[k])].ts

Upto(k, ts) ==
  Max({0} \cup {v.ts : v \in {w \in Elements(vers[k]) : w.ts <= ts}})

\* The version that a transaction reads: of its snapshot, or what is current.
Visible(t, k) == IF mode = "OCC" THEN Latest(k) ELSE Upto(k, snap[t])

\* Versions of a key that are not in the snapshot, installed or not.
Newer(t, k) ==
  {v \in Elements(vers[k]) : v.ts > snap[t]}
  \cup {[ts |-> i, out |-> outFirst[log[i].tx]] :
          i \in {j \in Pending : k \in log[j].keys}}

Commits(k) == {i \in DOMAIN log : k \in log[i].keys}

KeysRead(t) == {read[1] : read \in rs[t]}

\* Nobody's snapshot is older than this.
Horizon ==
  IF mode = "OCC" THEN clock
  ELSE Min({clock} \cup {snap[t] : t \in {u \in Tx : Running(u)}})

(***************************************************************************)
(* Anti-dependencies: a reader comes before whoever overwrites what it has *)
(* read. A predicate read is a read of all its keys, there or not.         *)
(***************************************************************************)
Locked(t) == KeysRead(t)
ReadersOf(t, k) == {u \in Tx \ {t} : st[u] = "active" /\ k \in Locked(u)}
LastReaderOf(t, k) == siread[k]

(***************************************************************************)
(* May it commit?                                                          *)
(***************************************************************************)
FirstCommitter(t) == \A k \in ws[t] : Newer(t, k) = {}

Current(t) ==
  \A read \in rs[t] :
    /\ Latest(read[1]) = read[2]
    /\ \A i \in Pending : read[1] \notin log[i].keys

\* t1 -> t2 -> t3, and t3 committed first; if t1 only reads, before it began.
BoundOfReader(t) == snap[t]

\* The transaction that commits now is t2 ...
IsPivot(t) ==
  /\ outFirst[t] # 0
  /\ \/ inMax[t] >= outFirst[t]
     \/ \E u \in Tx :
          /\ <<u, t>> \in conflicts
          /\ u \in ReadOnly => outFirst[t] <= BoundOfReader(u)

\* ... or t1, and the other two have committed.
IsBeforePivot(t) ==
  outSecond[t] # 0 /\ (ws[t] = {} => outSecond[t] <= BoundOfReader(t))

Dangerous(t) == IsPivot(t) \/ IsBeforePivot(t)

CanCommit(t) ==
  CASE mode = "OCC" -> Current(t)
    [] mode = "SI" -> FirstCommitter(t)
    [] mode = "SSI" -> FirstCommitter(t) /\ ~Dangerous(t)

=============================================================================
