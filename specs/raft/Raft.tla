-------------------------------- MODULE Raft --------------------------------
(***************************************************************************)
(* Raft, after Diego Ongaro and John Ousterhout, In Search of an           *)
(* Understandable Consensus Algorithm, USENIX ATC 2014 (extended version), *)
(* and Diego Ongaro, Consensus: Bridging Theory and Practice, 2014: leader *)
(* election with PreVote and CheckQuorum, log replication, snapshots,      *)
(* client sessions and reads by ReadIndex. Here are the clients and what   *)
(* servers do for them; elections are in RaftElection, the log is in       *)
(* RaftReplication, crashes are in RaftCrash.                              *)
(* https://raft.github.io/raft.pdf  https://github.com/ongardie/dissertation *)
(*                                                                         *)
(* Not modelled: changes of membership (their place is IsQuorum, which     *)
(* would ask the configuration in the log of a server); time.              *)
(***************************************************************************)
EXTENDS RaftCrash

(***************************************************************************)
(* Clients. Each has one request open at a time, and sends it to whom it   *)
(* likes: a request that is sent again is the same message.                *)
(***************************************************************************)
Invoke(c, operation) ==
  /\ ~waiting[c]
  /\ number[c] < MaxRequest
  /\ number' = [number EXCEPT ![c] = @ + 1]
  /\ waiting' = [waiting EXCEPT ![c] = TRUE]
  /\ Send([type |-> "ClientRequest",
           request |-> [client |-> c, number |-> number[c] + 1,
                        operation |-> operation]])
  /\ UNCHANGED <<electionVars, logVars, leaderVars>>

ReceiveResponse(c, m) ==
  /\ waiting[c]
  /\ m.request.client = c
  /\ m.request.number = number[c]
  /\ waiting' = [waiting EXCEPT ![c] = FALSE]
  /\ UNCHANGED <<electionVars, logVars, leaderVars, messages, number>>

\* The client gives up: its request may still be carried out, or never.
Abandon(c) ==
  /\ waiting[c]
  /\ waiting' = [waiting EXCEPT ![c] = FALSE]
  /\ UNCHANGED <<electionVars, logVars, leaderVars, messages, number>>

Response(request, answer) ==
  [type |-> "ClientResponse", request |-> request, answer |-> answer]

(***************************************************************************)
(* Commands. The log may hold one twice; the session sees to it that it is *)
(* carried out once.                                                       *)
(***************************************************************************)
ClientRequest(s, m) ==
  /\ role[s] = "Leader"
  /\ ~IsQuery(m.request.operation)
  /\ IsNew(machine[s], m.request)
  /\ LastIndex(s) < MaxLog
  /\ log' = [log EXCEPT
       ![s] = Append(@, [term |-> currentTerm[s], command |-> m.request])]
  /\ UNCHANGED <<electionVars, snapshot, commitIndex, applied, machine,
                 leaderVars, messages, clientVars>>

\* The request was carried out already, and its answer is in the session.
RepeatAnswer(s, m) ==
  /\ role[s] = "Leader"
  /\ ~IsQuery(m.request.operation)
  /\ machine[s].sessions[m.request.client].number = m.request.number
  /\ Send(Response(m.request, machine[s].sessions[m.request.client].answer))
  /\ UNCHANGED <<electionVars, logVars, leaderVars, clientVars>>

\* Applies the next committed entry. The leader answers the client, if this
\* is still the client's last command.
Apply(s) ==
  /\ IsUp(s)
  /\ applied[s] < commitIndex[s]
  /\ LET command == EntryAt(s, applied[s] + 1).command
         after == Applied(machine[s], command)
     IN  /\ machine' = [machine EXCEPT ![s] = after]
         /\ IF /\ role[s] = "Leader"
               /\ command # NoOp
               /\ after.sessions[command.client].number = command.number
            THEN Send(Response(command,
                               after.sessions[command.client].answer))
            ELSE UNCHANGED messages
  /\ applied' = [applied EXCEPT ![s] = @ + 1]
  /\ UNCHANGED <<electionVars, log, snapshot, commitIndex, leaderVars,
                 clientVars>>

(***************************************************************************)
(* Reads: ReadIndex (thesis, section 6.4). The leader remembers how much   *)
(* is committed, has a quorum confirm after that that it still leads, and  *)
(* answers once that much is applied. Before an entry of its own term is   *)
(* committed it does not know how much is.                                 *)
(***************************************************************************)
ReadRequest(s, m) ==
  /\ role[s] = "Leader"
  /\ IsQuery(m.request.operation)
  /\ TermAt(s, commitIndex[s]) = currentTerm[s]
  /\ round[s] < MaxRound
  /\ \A r \in reads[s] : r.request # m.request
  /\ round' = [round EXCEPT ![s] = @ + 1]
  /\ reads' = [reads EXCEPT
       ![s] = @ \cup {[request |-> m.request, index |-> commitIndex[s],
                       round |-> round[s] + 1, acks |-> {s}]}]
  /\ UNCHANGED <<electionVars, logVars, nextIndex, matchIndex, messages,
                 clientVars>>

AnswerRead(s, r) ==
  /\ r \in reads[s]
  /\ IsQuorum(r.acks)
  /\ applied[s] >= r.index
  /\ Send(Response(r.request, Answer(machine[s].store, r.request.operation)))
  /\ reads' = [reads EXCEPT ![s] = @ \ {r}]
  /\ UNCHANGED <<electionVars, logVars, nextIndex, matchIndex, round,
                 clientVars>>

(***************************************************************************)
(* All together.                                                           *)
(***************************************************************************)
Elect ==
  \E s \in Server :
    \/ Timeout(s) \/ StartElection(s) \/ BecomeLeader(s) \/ StepDown(s)
    \/ \E m \in OfType("PreVoteRequest") : HandlePreVoteRequest(s, m)
    \/ \E m \in OfType("PreVoteResponse") : HandlePreVoteResponse(s, m)
    \/ \E m \in OfType("RequestVoteRequest") : HandleRequestVoteRequest(s, m)
    \/ \E m \in OfType("RequestVoteResponse") :
         HandleRequestVoteResponse(s, m)

Replicate ==
  \E s \in Server :
    \/ AdvanceCommit(s)
    \/ \E index \in 1 .. LastIndex(s) : TakeSnapshot(s, index)
    \/ \E p \in Server :
         \/ InstallSnapshot(s, p)
         \/ \E last \in 0 .. LastIndex(s) : AppendEntries(s, p, last)
    \/ \E m \in OfType("AppendEntriesRequest") :
         HandleAppendEntriesRequest(s, m)
    \/ \E m \in OfType("AppendEntriesResponse") :
         HandleAppendEntriesResponse(s, m)
    \/ \E m \in OfType("InstallSnapshotRequest") :
         HandleInstallSnapshotRequest(s, m)
    \/ \E m \in OfType("InstallSnapshotResponse") :
         HandleInstallSnapshotResponse(s, m)

Serve ==
  \/ \E c \in Client :
       \/ \E operation \in Workload[c] : Invoke(c, operation)
       \/ \E m \in OfType("ClientResponse") : ReceiveResponse(c, m)
       \/ Abandon(c)
  \/ \E s \in Server :
       \/ Apply(s)
       \/ \E m \in OfType("ClientRequest") :
            ClientRequest(s, m) \/ RepeatAnswer(s, m) \/ ReadRequest(s, m)
       \/ \E r \in reads[s] : AnswerRead(s, r)

Next == Elect \/ Replicate \/ Serve \/ Fail

Spec == Init /\ [][Next]_vars
=============================================================================
Properties: RaftProperties.tla.  Sizes and times: README.md.
