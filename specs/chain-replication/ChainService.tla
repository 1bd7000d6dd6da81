---------------------------- MODULE ChainService ----------------------------
(***************************************************************************)
(* The chain at work: section 3 of the paper as long as nothing fails. An  *)
(* update enters at the head and is sent from each server to the next; the *)
(* tail processes it, answers, and acknowledges it to its predecessor, and *)
(* so back up. A query is processed by the tail alone.                     *)
(*                                                                         *)
(* Receiving an update, sending it on and processing it are steps of their *)
(* own, so a server may fail between any two of them. No step sends two    *)
(* messages.                                                               *)
(***************************************************************************)
EXTENDS ChainState

(***************************************************************************)
(* Clients. A request that is sent again is the same message.              *)
(***************************************************************************)
Invoke(c, operation) ==
  /\ ~waiting[c]
  /\ number[c] < MaxRequest
  /\ number' = [number EXCEPT ![c] = @ + 1]
  /\ waiting' = [waiting EXCEPT ![c] = TRUE]
  /\ messages' = messages \cup
       {[type |-> "Request",
         request |-> [client |-> c, number |-> number[c] + 1,
                      operation |-> operation]]}
  /\ UNCHANGED <<role, incarnation, serverVars, channel, masterVars>>

ReceiveReply(c, m) ==
  /\ waiting[c]
  /\ m.request.client = c
  /\ m.request.number = number[c]
  /\ waiting' = [waiting EXCEPT ![c] = FALSE]
  /\ UNCHANGED <<role, incarnation, serverVars, channel, masterVars, messages,
                 number>>

\* The client gives up: its request may still be processed, or never.
Abandon(c) ==
  /\ waiting[c]
  /\ waiting' = [waiting EXCEPT ![c] = FALSE]
  /\ UNCHANGED <<role, incarnation, serverVars, channel, masterVars, messages,
                 number>>

(***************************************************************************)
(* The update path. Clients make one request after another, so a request   *)
(* is new if the client has none with its number or a later one in Hist:   *)
(* the table that finds retries out is replicated with the history.        *)
(***************************************************************************)
IsNew(requests, request) ==
  \A n \in DOMAIN requests :
    \/ requests[n].client # request.client
    \/ requests[n].number < request.number

AcceptUpdate(s, m) ==
  /\ IsComplete(s)
  /\ ~HasPredecessor(view[s], s)
  /\ ~IsQuery(m.request.operation)
  /\ IsNew(hist[s], m.request)
  /\ hist' = [hist EXCEPT ![s] = Append(@, m.request)]
  /\ UNCHANGED <<role, incarnation, view, forwarded, committed, announced,
                 channel, masterVars, messages, clientVars>>

\* Sends the next update to the successor, once the successor has attached.
Forward(s) ==
  /\ IsActive(s)
  /\ forwarded[s] \in 0 .. Len(hist[s]) - 1
  /\ forwarded' = [forwarded EXCEPT ![s] = @ + 1]
  /\ channel' = Send(channel, s, Successor(view[s], s),
       [type |-> "Update", epoch |-> view[s].epoch,
        position |-> forwarded[s] + 1, request |-> hist[s][forwarded[s] + 1]])
  /\ UNCHANGED <<role, incarnation, view, hist, committed, announced,
                 masterVars, messages, clientVars>>

ReceiveUpdate(s, t) ==
  /\ IsCurrent(s, t, "Update")
  /\ Head(channel[t][s]).position = Len(hist[s]) + 1
  /\ hist' = [hist EXCEPT ![s] = Append(@, Head(channel[t][s]).request)]
  /\ channel' = Receive(channel, s, t)
  /\ UNCHANGED <<role, incarnation, view, forwarded, committed, announced,
                 masterVars, messages, clientVars>>

\* The tail processes its next update and answers it. One that has become
\* the tail processes again what its predecessor in office may have
\* processed: the position and so the answer are the same.
Commit(s) ==
  /\ role[s] = "Tail"
  /\ committed[s] < Len(hist[s])
  /\ committed' = [committed EXCEPT ![s] = @ + 1]
  /\ LET position == committed[s] + 1
         request == hist[s][position]
     IN  messages' = messages \cup
           {[type |-> "UpdateReply", request |-> request,
             position |-> position,
             answer |-> Answer(SubSeq(hist[s], 1, committed[s]),
                               request.operation)]}
  /\ UNCHANGED <<role, incarnation, view, hist, forwarded, announced, channel,
                 masterVars, clientVars>>

\* Acknowledges to the predecessor all that is committed. What is not
\* acknowledged is Sent_s, see ChainState: the successor may yet need it.
Acknowledge(s) ==
  /\ IsActive(s)
  /\ HasPredecessor(view[s], s)
  /\ announced[s] < committed[s]
  /\ announced' = [announced EXCEPT ![s] = committed[s]]
  /\ channel' = Send(channel, s, Predecessor(view[s], s),
       [type |-> "Ack", epoch |-> view[s].epoch, number |-> committed[s]])
  /\ UNCHANGED <<role, incarnation, view, hist, forwarded, committed,
                 masterVars, messages, clientVars>>

ReceiveAck(s, t) ==
  /\ IsCurrent(s, t, "Ack")
  /\ committed' = [committed EXCEPT
       ![s] = Larger(@, Head(channel[t][s]).number)]
  /\ channel' = Receive(channel, s, t)
  /\ UNCHANGED <<role, incarnation, view, hist, forwarded, announced,
                 masterVars, messages, clientVars>>

(***************************************************************************)
(* The query path. A new tail first works off what it has: an update that  *)
(* its predecessor in office has answered must not be missing.             *)
(***************************************************************************)
AnswerQuery(s, m) ==
  /\ role[s] = "Tail"
  /\ committed[s] = Len(hist[s])
  /\ m.request.operation.type = "get"
  /\ messages' = messages \cup
       {[type |-> "QueryReply", request |-> m.request,
         answer |-> Answer(hist[s], m.request.operation)]}
  /\ UNCHANGED <<role, incarnation, serverVars, channel, masterVars,
                 clientVars>>
=============================================================================
Properties: ChainProperties.tla.
