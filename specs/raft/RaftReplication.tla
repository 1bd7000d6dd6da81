-------------------------- MODULE RaftReplication --------------------------
(***************************************************************************)
(* Log replication: paper, section 5.3, with the hint of where the logs    *)
(* part; the commit rule: section 5.4.2; snapshots: section 7. A leader    *)
(* sends on without waiting for answers (thesis, section 10.2.2), and goes *)
(* back when it is refused.                                                *)
(***************************************************************************)
EXTENDS RaftElection

(***************************************************************************)
(* The leader's side.                                                      *)
(***************************************************************************)
\* Sends p the entries up to `last`; none at all is a heartbeat. The number
\* of the last read that s has accepted goes with it: see ReadRequest.
AppendEntries(s, p, last) ==
  /\ role[s] = "Leader"
  /\ p # s
  /\ nextIndex[s][p] > snapshot[s].index
  /\ last \in nextIndex[s][p] - 1 .. LastIndex(s)
  /\ LET previous == nextIndex[s][p] - 1
     IN  Send([type |-> "AppendEntriesRequest", source |-> s, dest |-> p,
               term |-> currentTerm[s],
               prevLogIndex |-> previous,
               prevLogTerm |-> TermAt(s, previous),
               entries |-> EntriesFrom(s, previous + 1, last),
               leaderCommit |-> commitIndex[s],
               round |-> round[s]])
  /\ nextIndex' = [nextIndex EXCEPT ![s][p] = last + 1]
  /\ UNCHANGED <<electionVars, logVars, matchIndex, round, reads, clientVars>>

\* The last index up to `index` at which s has no later term than `term`: the
\* logs can agree at none between the two. 0: the snapshot hides it.
LastNotLater(s, index, term) ==
  Max({0} \cup
    {i \in snapshot[s].index .. Smaller(index, LastIndex(s)) :
       TermAt(s, i) <= term})

\* What is said in the leader's term, and in answer to this leader, confirms
\* its leadership to the reads that were accepted before it asked.
Confirmed(s, m) ==
  {IF r.round <= m.round THEN [r EXCEPT !.acks = @ \cup {m.source}] ELSE r :
     r \in reads[s]}

HandleAppendEntriesResponse(s, m) ==
  /\ m.dest = s
  /\ IsUp(s)
  /\ \/ /\ m.term > currentTerm[s]
        /\ Follow(s, m.term, Nil, Nil)
     \/ /\ m.term = currentTerm[s]
        /\ role[s] = "Leader"
        /\ IF m.success
           THEN /\ matchIndex' = [matchIndex EXCEPT
                     ![s][m.source] = Larger(@, m.matchIndex)]
                /\ nextIndex' = [nextIndex EXCEPT
                     ![s][m.source] = Larger(@, m.matchIndex + 1)]
           ELSE \* An old refusal does not take back what is known since.
                /\ nextIndex' = [nextIndex EXCEPT
                     ![s][m.source] =
                       IF m.prevLogIndex >= @ THEN @
                       ELSE Larger(matchIndex[s][m.source],
                              LastNotLater(s, m.hintIndex, m.hintTerm)) + 1]
                /\ UNCHANGED matchIndex
        /\ reads' = [reads EXCEPT ![s] = Confirmed(s, m)]
        /\ UNCHANGED <<electionVars, round>>
  /\ UNCHANGED <<logVars, messages, clientVars>>

\* Only entries of the leader's own term are committed by counting replicas;
\* those before them are committed with them (figure 8 of the paper).
Replicated(s) ==
  {i \in snapshot[s].index + 1 .. LastIndex(s) :
     /\ TermAt(s, i) = currentTerm[s]
     /\ IsQuorum({s} \cup {p \in Others(s) : matchIndex[s][p] >= i})}

AdvanceCommit(s) ==
  /\ role[s] = "Leader"
  /\ \E i \in Replicated(s) : i > commitIndex[s]
  /\ commitIndex' = [commitIndex EXCEPT ![s] = Max(Replicated(s))]
  /\ UNCHANGED <<electionVars, log, snapshot, applied, machine, leaderVars,
                 messages, clientVars>>

(***************************************************************************)
(* The follower's side.                                                    *)
(***************************************************************************)
\* s has the leader's entry at `index`. What a snapshot covers is committed,
\* so the leader has the same.
Matches(s, index, term) ==
  IF index <= snapshot[s].index THEN TRUE
  ELSE index <= LastIndex(s) /\ TermAt(s, index) = term

\* The entries of s after those of m, which begin behind a place where the
\* logs agree. What does not contradict m stays: m may be an old message, and
\* what stands behind its entries may be committed since.
Merged(s, m) ==
  LET IndexOf(n) == m.prevLogIndex + n
      isNews(n) ==
        /\ IndexOf(n) > snapshot[s].index
        /\ ~Matches(s, IndexOf(n), m.entries[n].term)
      news == {n \in DOMAIN m.entries : isNews(n)}
      first == CHOOSE n \in news : \A k \in news : n <= k
  IN  IF news = {} THEN log[s]
      ELSE EntriesFrom(s, snapshot[s].index + 1, IndexOf(first) - 1)
             \o SubSeq(m.entries, first, Len(m.entries))

AppendEntriesResponse(s, m, term, success, matched, hint) ==
  [type |-> "AppendEntriesResponse", source |-> s, dest |-> m.source,
   term |-> term, success |-> success, prevLogIndex |-> m.prevLogIndex,
   matchIndex |-> matched, hintIndex |-> hint,
   hintTerm |-> IF hint = 0 THEN 0 ELSE TermAt(s, hint), round |-> m.round]

\* The sender's term is over.
RefuseAppendEntries(s, m) ==
  /\ m.term < currentTerm[s]
  /\ Send(AppendEntriesResponse(s, m, currentTerm[s], FALSE, 0, 0))
  /\ UNCHANGED <<electionVars, leaderVars, logVars>>

AcceptAppendEntries(s, m) ==
  LET last == m.prevLogIndex + Len(m.entries)
  IN  /\ m.term >= currentTerm[s]
      /\ Follow(s, m.term, VoteIn(s, m.term), m.source)
      /\ IF Matches(s, m.prevLogIndex, m.prevLogTerm)
         THEN /\ log' = [log EXCEPT ![s] = Merged(s, m)]
              /\ commitIndex' = [commitIndex EXCEPT
                   ![s] = Larger(@, Smaller(m.leaderCommit, last))]
              /\ Send(AppendEntriesResponse(s, m, m.term, TRUE, last, 0))
         ELSE /\ Send(AppendEntriesResponse(s, m, m.term, FALSE, 0,
                        LastNotLater(s, m.prevLogIndex, m.prevLogTerm)))
              /\ UNCHANGED <<log, commitIndex>>
      /\ UNCHANGED <<snapshot, applied, machine>>

HandleAppendEntriesRequest(s, m) ==
  /\ m.dest = s
  /\ IsUp(s)
  /\ m.term = currentTerm[s] => role[s] # "Leader"
  /\ RefuseAppendEntries(s, m) \/ AcceptAppendEntries(s, m)
  /\ UNCHANGED clientVars

(***************************************************************************)
(* Snapshots: each server takes its own; a follower that lacks what the    *)
(* leader has discarded is sent the leader's.                              *)
(***************************************************************************)
\* The machine after the entries up to `index`, and the log behind them.
Compact(s, index) ==
  /\ snapshot' = [snapshot EXCEPT
       ![s] = [index |-> index, term |-> TermAt(s, index),
               machine |-> AppliedAll(snapshot[s].machine,
                 EntriesFrom(s, snapshot[s].index + 1, index))]]
  /\ log' = [log EXCEPT ![s] = EntriesFrom(s, index + 1, LastIndex(s))]

\* The server goes on while its snapshot is written, so it may have applied
\* more since.
TakeSnapshot(s, index) ==
  /\ IsUp(s)
  /\ index \in snapshot[s].index + 1 .. Smaller(applied[s], MaxSnapshot)
  /\ Compact(s, index)
  /\ UNCHANGED <<electionVars, commitIndex, applied, machine, leaderVars,
                 messages, clientVars>>

InstallSnapshot(s, p) ==
  /\ role[s] = "Leader"
  /\ p # s
  /\ nextIndex[s][p] <= snapshot[s].index
  /\ Send([type |-> "InstallSnapshotRequest", source |-> s, dest |-> p,
           term |-> currentTerm[s], snapshot |-> snapshot[s]])
  /\ nextIndex' = [nextIndex EXCEPT ![s][p] = snapshot[s].index + 1]
  /\ UNCHANGED <<electionVars, logVars, matchIndex, round, reads, clientVars>>

\* What stands behind the snapshot is kept if it belongs to it.
Install(s, new) ==
  /\ snapshot' = [snapshot EXCEPT ![s] = new]
  /\ log' = [log EXCEPT
       ![s] = IF Matches(s, new.index, new.term)
              THEN EntriesFrom(s, new.index + 1, LastIndex(s))
              ELSE << >>]
  /\ commitIndex' = [commitIndex EXCEPT ![s] = new.index]
  /\ applied' = [applied EXCEPT ![s] = new.index]
  /\ machine' = [machine EXCEPT ![s] = new.machine]

HandleInstallSnapshotRequest(s, m) ==
  /\ m.dest = s
  /\ IsUp(s)
  /\ m.term = currentTerm[s] => role[s] # "Leader"
  /\ IF m.term < currentTerm[s] THEN UNCHANGED <<electionVars, leaderVars>>
     ELSE Follow(s, m.term, VoteIn(s, m.term), m.source)
  /\ IF m.term < currentTerm[s] \/ m.snapshot.index <= commitIndex[s]
     THEN UNCHANGED logVars
     ELSE Install(s, m.snapshot)
  /\ Send([type |-> "InstallSnapshotResponse", source |-> s,
           dest |-> m.source, term |-> Larger(currentTerm[s], m.term),
           matchIndex |->
             IF m.term < currentTerm[s] THEN 0 ELSE m.snapshot.index])
  /\ UNCHANGED clientVars

HandleInstallSnapshotResponse(s, m) ==
  /\ m.dest = s
  /\ IsUp(s)
  /\ \/ /\ m.term > currentTerm[s]
        /\ Follow(s, m.term, Nil, Nil)
     \/ /\ m.term = currentTerm[s]
        /\ role[s] = "Leader"
        /\ matchIndex' = [matchIndex EXCEPT
             ![s][m.source] = Larger(@, m.matchIndex)]
        /\ nextIndex' = [nextIndex EXCEPT
             ![s][m.source] = Larger(@, m.matchIndex + 1)]
        /\ UNCHANGED <<electionVars, round, reads>>
  /\ UNCHANGED <<logVars, messages, clientVars>>
=============================================================================
