---------------------------- MODULE RaftCoreLive ----------------------------
(***************************************************************************)
(* What Raft does once the network is stable (Ongaro and Ousterhout,       *)
(* section 5.6: broadcast time << election timeout << time between         *)
(* failures).  Elections can go wrong for ever, and safety does not mind;  *)
(* so here the last term is the stable one, and it begins whenever it      *)
(* likes, in any state that the terms before it can leave behind:          *)
(*                                                                         *)
(* - who stands for election in it would be elected: randomized timeouts   *)
(*   find one some day, and PreVote asks before a term is spent on it;     *)
(* - nobody else stands, and neither the candidate nor the leader runs     *)
(*   out of patience (CheckQuorum hears from a majority);                  *)
(* - what was under way from earlier leaders has arrived, or never will;   *)
(* - a majority of the servers is up and stays up; the others may do       *)
(*   anything, or nothing.                                                 *)
(***************************************************************************)
EXTENDS RaftCore

CONSTANT
  Up  \* the servers that are up in the stable term

IsStable == \E s \in Server : currentTerm[s] = MaxTerm

WouldBeElected(c) == IsQuorum({s \in Up : s = c \/ IsUpToDate(c, s)})

Stands(s) == currentTerm[s] < MaxTerm /\ role'[s] = "Candidate"
               /\ currentTerm'[s] = MaxTerm

\* Of every step.  (Votes for a candidate that is none any more are RaftCore's
\* way to let candidates crash; the one of the stable term does not.)
Stable ==
  \A s \in Server :
    /\ Stands(s) => s \in Up /\ ~IsStable /\ WouldBeElected(s)
    /\ currentTerm[s] = MaxTerm /\ role[s] # "Follower"
         => role'[s] # "Follower"
    /\ currentTerm'[s] = MaxTerm /\ votedFor'[s] \notin {Nil, s}
         => role[votedFor'[s]] # "Follower"
    /\ IsStable /\ log'[s] # log[s] => currentTerm'[s] = MaxTerm

Stably(A) == A /\ Stable

Fairness ==
  /\ WF_vars(Stably(\E s \in Server : StartElection(s, MaxTerm)))
  /\ \A s \in Up :
       /\ \A c \in Up : WF_vars(Stably(Vote(s, c, MaxTerm)))
       /\ WF_vars(Stably(BecomeLeader(s)))
       /\ WF_vars(Stably(
            AppendEntries(s, MaxTerm, Len(ledger[MaxTerm].log))
              /\ (log' # log \/ matchIndex' # matchIndex)))
       /\ WF_vars(Stably(
            \E n \in 1 .. Len(log[s]) : AdvanceCommit(s, n)))

LiveSpec == Init /\ [][Next /\ Stable]_vars /\ Fairness

\* There is a leader, and it stays.
EventuallyLeaderProp ==
  <>[](\E s \in Server : role[s] = "Leader" /\ currentTerm[s] = MaxTerm)

\* What the stable leader has in its log is committed: requests that it took,
\* and whatever earlier leaders had left it with.
RequestsCommitProp ==
  \A i \in 1 .. MaxLog + MaxTerm :
    Len(ledger[MaxTerm].log) >= i ~> ledger[MaxTerm].commit >= i
=============================================================================
Checked with the MCRaftCoreLive*.cfg.  Sizes and times: README.md.
