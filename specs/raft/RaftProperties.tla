--------------------------- MODULE RaftProperties ---------------------------
(***************************************************************************)
(* What must hold of Raft, said of what servers and clients have and of    *)
(* nothing else, so that it can be asked of an implementation too. What    *)
(* speaks of the past is in RaftHistory: there, Raft refines RaftCore.     *)
(* The five properties with names of the paper are those of its figure 3.  *)
(***************************************************************************)
EXTENDS Raft

\* Both s and p have entries from here on, as far as their logs go.
FirstCommon(s, p) == Larger(snapshot[s].index, snapshot[p].index) + 1

\* The logs of s and p agree up to i, as far as both still have them.
Agree(s, p, i) ==
  \A j \in FirstCommon(s, p) .. i : EntryAt(s, j) = EntryAt(p, j)

\* Election Safety: at most one leader can be elected in a given term.
ElectionSafetyInv ==
  \A s, p \in Server :
    role[s] = "Leader" /\ role[p] = "Leader"
      /\ currentTerm[s] = currentTerm[p] => s = p

\* Leader Append-Only: a leader never overwrites or deletes entries in its
\* log; it only appends new entries.
LeaderAppendOnlyProp ==
  [][\A s \in Server :
       role[s] = "Leader" /\ role'[s] = "Leader" =>
         /\ LastIndex(s)' >= LastIndex(s)
         /\ \A i \in snapshot'[s].index + 1 .. LastIndex(s) :
              EntryAt(s, i)' = EntryAt(s, i)]_<<log, role>>

\* Log Matching: if two logs contain an entry with the same index and term,
\* then the logs are identical in all entries up through the given index.
LogMatchingInv ==
  \A s, p \in Server :
    \A i \in FirstCommon(s, p) .. Smaller(LastIndex(s), LastIndex(p)) :
      TermAt(s, i) = TermAt(p, i) => Agree(s, p, i)

\* Leader Completeness: what is committed in a term is in the logs of the
\* leaders of all later terms. What s knows to be committed was committed in
\* its term or before.
LeaderCompletenessInv ==
  \A s, p \in Server :
    role[s] = "Leader" /\ currentTerm[p] <= currentTerm[s] =>
      /\ commitIndex[p] <= LastIndex(s)
      /\ Agree(s, p, commitIndex[p])

\* State Machine Safety: if a server has applied an entry at an index to its
\* machine, no other server applies a different one at the same index.
StateMachineSafetyInv ==
  /\ \A s, p \in Server :
       /\ Agree(s, p, Smaller(commitIndex[s], commitIndex[p]))
       /\ applied[s] = applied[p] => machine[s] = machine[p]
  /\ \A s \in Server :
       machine[s] = AppliedAll(snapshot[s].machine,
         EntriesFrom(s, snapshot[s].index + 1, applied[s]))

\* A snapshot is what the committed entries up to its index have come to.
SnapshotPrefixInv ==
  \A s, p \in Server :
    /\ snapshot[s].index = snapshot[p].index => snapshot[s] = snapshot[p]
    /\ snapshot[s].index \in snapshot[p].index .. commitIndex[p] =>
         /\ TermAt(p, snapshot[s].index) = snapshot[s].term
         /\ snapshot[s].machine = AppliedAll(snapshot[p].machine,
              EntriesFrom(p, snapshot[p].index + 1, snapshot[s].index))

\* A server votes for one candidate in a term, and its term only grows: also
\* over a crash.
VoteOncePerTermProp ==
  [][\A s \in Server :
       /\ currentTerm'[s] >= currentTerm[s]
       /\ currentTerm'[s] = currentTerm[s] /\ votedFor[s] # Nil
            => votedFor'[s] = votedFor[s]]_<<currentTerm, votedFor>>

\* A command that a client has been answered is with a quorum.
Holds(s, request) ==
  \/ snapshot[s].machine.sessions[request.client].number >= request.number
  \/ \E i \in DOMAIN log[s] : log[s][i].command = request

CommittedDurableInv ==
  \A m \in OfType("ClientResponse") :
    ~IsQuery(m.request.operation) =>
      IsQuorum({s \in Server : Holds(s, m.request)})

\* A command is answered once: whoever answers it, the answer is the same.
AnsweredOnceInv ==
  \A m, n \in OfType("ClientResponse") :
    m.request = n.request /\ ~IsQuery(m.request.operation)
      => m.answer = n.answer
=============================================================================
Checked with the MCRaft*.cfg.  Sizes and times: README.md.
