-------------------------- MODULE ChainReplication --------------------------
(***************************************************************************)
(* Chain replication, after Robbert van Renesse and Fred B. Schneider,     *)
(* Chain Replication for Supporting High Throughput and Availability, OSDI *)
(* 2004, section 3 in full. ChainState says what there is, ChainService    *)
(* how the chain works; here it changes while it works: servers fail and   *)
(* leave, a server is added at the end, and all is put together. What must *)
(* hold of it is in ChainProperties.                                       *)
(* https://www.usenix.org/legacy/events/osdi04/tech/renesse.html           *)
(*                                                                         *)
(* The master issues configurations and servers learn of them late. A      *)
(* server that acts on a new one Attaches to its predecessor, saying what  *)
(* it has received last; only then does the predecessor send, from there   *)
(* on. So the successor is always the first to know, as in figure 3 of the *)
(* paper, and nothing of an older epoch is taken for news.                 *)
(***************************************************************************)
EXTENDS ChainService

(***************************************************************************)
(* Servers on a new configuration.                                         *)
(***************************************************************************)
MayAdopt(s, c) ==
  /\ role[s] = "Spare" \/ IsActive(s)
  /\ c.epoch > view[s].epoch
  /\ Names(c, s)

\* The last server of the chain is the tail, unless it has yet to catch up.
RoleUnder(c, s) ==
  CASE role[s] = "Spare" -> "Joining"
    [] role[s] = "Member" /\ ~HasSuccessor(c, s) -> "Tail"
    [] OTHER -> role[s]

\* `known`: how many updates s knows to be committed.
SendAttach(channels, s, c, known) ==
  IF ~HasPredecessor(c, s) THEN channels
  ELSE Send(channels, s, Predecessor(c, s),
         [type |-> "Attach", config |-> c, received |-> Len(hist[s]),
          committed |-> known, complete |-> IsComplete(s)])

AdoptView(s, c) ==
  /\ MayAdopt(s, c)
  /\ role' = [role EXCEPT ![s] = RoleUnder(c, s)]
  /\ view' = [view EXCEPT ![s] = c]
  /\ forwarded' = [forwarded EXCEPT ![s] = -1]
  /\ announced' = [announced EXCEPT ![s] = committed[s]]
  /\ channel' = SendAttach(channel, s, c, committed[s])
  /\ UNCHANGED <<incarnation, hist, committed, masterVars, messages,
                 clientVars>>

\* The successor t says where to go on. Whoever has not heard of its
\* configuration yet hears of it so. If t has not caught up, and whoever was
\* feeding it is gone, then s is the last that has, and so the tail.
ReceiveAttach(s, t) ==
  /\ channel[t][s] # << >>
  /\ LET m == Head(channel[t][s])
         isNews == MayAdopt(s, m.config)
         known == Larger(committed[s], m.committed)
         roleNow == IF isNews THEN RoleUnder(m.config, s) ELSE role[s]
         emptied == Receive(channel, s, t)
     IN  /\ m.type = "Attach"
         /\ isNews \/ (IsActive(s) /\ view[s] = m.config)
         /\ role' = [role EXCEPT ![s] =
              IF roleNow = "Member" /\ ~m.complete THEN "Tail" ELSE roleNow]
         /\ view' = [view EXCEPT ![s] = m.config]
         /\ forwarded' = [forwarded EXCEPT ![s] = m.received]
         /\ committed' = [committed EXCEPT ![s] = known]
         /\ announced' = [announced EXCEPT ![s] = IF isNews THEN known ELSE @]
         /\ channel' = IF isNews THEN SendAttach(emptied, s, m.config, known)
                       ELSE emptied
  /\ UNCHANGED <<incarnation, hist, masterVars, messages, clientVars>>

\* The tail has sent its whole history to a server that is joining, and
\* leaves its office to it. From here on it answers nothing.
HandOver(s) ==
  /\ role[s] = "Tail"
  /\ HasSuccessor(view[s], s)
  /\ forwarded[s] = Len(hist[s])
  /\ role' = [role EXCEPT ![s] = "Member"]
  /\ channel' = Send(channel, s, Successor(view[s], s),
       [type |-> "HandOver", epoch |-> view[s].epoch,
        committed |-> committed[s]])
  /\ UNCHANGED <<incarnation, serverVars, masterVars, messages, clientVars>>

ReceiveHandOver(s, t) ==
  /\ IsCurrent(s, t, "HandOver")
  /\ role[s] = "Joining"
  /\ role' = [role EXCEPT ![s] = "Tail"]
  /\ committed' = [committed EXCEPT ![s] = Head(channel[t][s]).committed]
  /\ channel' = Receive(channel, s, t)
  /\ UNCHANGED <<incarnation, view, hist, forwarded, announced, masterVars,
                 messages, clientVars>>

\* A server that is taken out of service stops first and says so then.
ReceiveRetire(s, m) ==
  /\ m.server = s
  /\ m.incarnation = incarnation[s]
  /\ role[s] = "Spare" \/ IsActive(s)
  /\ role' = [role EXCEPT ![s] = "Retired"]
  /\ Forget(s)
  /\ messages' = messages \cup {[m EXCEPT !.type = "Retired"]}
  /\ UNCHANGED <<incarnation, channel, masterVars, clientVars>>

\* What comes from another epoch means nothing any more.
Discard(s, t) ==
  /\ channel[t][s] # << >>
  /\ LET m == Head(channel[t][s])
     IN  IF m.type = "Attach"
         THEN ~MayAdopt(s, m.config) /\ view[s] # m.config
         ELSE ~IsCurrent(s, t, m.type)
  /\ channel' = Receive(channel, s, t)
  /\ UNCHANGED <<role, incarnation, serverVars, masterVars, messages,
                 clientVars>>

(***************************************************************************)
(* The master. It issues one configuration after another; all of them are  *)
(* announced, and servers take the newest they hear of.                    *)
(***************************************************************************)
Issue(chain, known) ==
  LET c == [epoch |-> config.epoch + 1, chain |-> chain, incarnation |-> known]
  IN  /\ config' = c
      /\ messages' = messages \cup {[type |-> "Configure", config |-> c]}

\* The server's incarnation that is in the chain has failed.
RemoveServer(s) ==
  /\ s \in Range(config.chain)
  /\ role[s] = "Crashed" \/ ~Names(config, s)
  /\ Len(config.chain) > 1
  /\ Issue(Without(config.chain, s), config.incarnation)
  /\ leaving' = IF leaving = s THEN Nil ELSE leaving
  /\ UNCHANGED <<role, incarnation, serverVars, channel, clientVars>>

\* A server that is in no chain is added at the end. What it has said of
\* itself may be old: it may have failed since.
AddServer(s, life) ==
  /\ s \notin Range(config.chain)
  /\ Len(config.chain) < ChainLength
  /\ life \in config.incarnation[s] + 1 .. incarnation[s]
  /\ Issue(Append(config.chain, s), [config.incarnation EXCEPT ![s] = life])
  /\ UNCHANGED <<role, incarnation, serverVars, channel, leaving, clientVars>>

\* Nobody is told of the shorter chain before the server that leaves has
\* stopped: a tail needs no other server to answer a query.
Retire(s) ==
  /\ leaving = Nil
  /\ s \in Range(config.chain) \cap Retirable
  /\ Len(config.chain) > 1
  /\ leaving' = s
  /\ messages' = messages \cup
       {[type |-> "Retire", server |-> s,
         incarnation |-> config.incarnation[s]]}
  /\ UNCHANGED <<role, incarnation, serverVars, channel, config, clientVars>>

ReceiveRetired(m) ==
  /\ leaving = m.server
  /\ config.incarnation[m.server] = m.incarnation
  /\ Len(config.chain) > 1
  /\ Issue(Without(config.chain, m.server), config.incarnation)
  /\ leaving' = Nil
  /\ UNCHANGED <<role, incarnation, serverVars, channel, clientVars>>

(***************************************************************************)
(* Failures. A crash takes everything but the count of incarnations.       *)
(***************************************************************************)
Dead ==
  {<<s, life>> \in Server \X (1 .. MaxCrash) :
     \/ life < incarnation[s]
     \/ life = incarnation[s] /\ role[s] = "Crashed"}

Crash(s) ==
  /\ role[s] # "Crashed"
  /\ Cardinality(Dead) < MaxCrash
  /\ role' = [role EXCEPT ![s] = "Crashed"]
  /\ Forget(s)
  /\ channel' = [t \in Server |-> [channel[t] EXCEPT ![s] = << >>]]
  /\ UNCHANGED <<incarnation, masterVars, messages, clientVars>>

Restart(s) ==
  /\ role[s] = "Crashed"
  /\ role' = [role EXCEPT ![s] = "Spare"]
  /\ incarnation' = [incarnation EXCEPT ![s] = @ + 1]
  /\ UNCHANGED <<serverVars, channel, masterVars, messages, clientVars>>

(***************************************************************************)
(* All together.                                                           *)
(***************************************************************************)
Serve ==
  \/ \E c \in Client :
       \/ \E operation \in Workload[c] : Invoke(c, operation)
       \/ \E m \in Replies : ReceiveReply(c, m)
       \/ Abandon(c)
  \/ \E s \in Server :
       \/ Forward(s) \/ Commit(s) \/ Acknowledge(s)
       \/ \E m \in OfType("Request") : AcceptUpdate(s, m) \/ AnswerQuery(s, m)
       \/ \E t \in Server : ReceiveUpdate(s, t) \/ ReceiveAck(s, t)

Reconfigure ==
  \E s \in Server :
    \/ \E m \in OfType("Configure") : AdoptView(s, m.config)
    \/ \E t \in Server :
         ReceiveAttach(s, t) \/ ReceiveHandOver(s, t) \/ Discard(s, t)
    \/ HandOver(s)
    \/ \E m \in OfType("Retire") : ReceiveRetire(s, m)

Administer ==
  \/ \E s \in Server :
       \/ RemoveServer(s) \/ Retire(s)
       \/ \E life \in 1 .. MaxCrash + 1 : AddServer(s, life)
  \/ \E m \in OfType("Retired") : ReceiveRetired(m)

Fail == \E s \in Server : Crash(s) \/ Restart(s)

Next == Serve \/ Reconfigure \/ Administer \/ Fail

\* What servers and the master do by themselves is done at last. Nobody has
\* to request, give up, crash, come back, retire or be added.
Fairness ==
  /\ \A s \in Server :
       /\ WF_vars(Forward(s)) /\ WF_vars(Commit(s))
       /\ WF_vars(\E m \in OfType("Request") : AcceptUpdate(s, m))
       /\ WF_vars(\E m \in OfType("Request") : AnswerQuery(s, m))
       /\ WF_vars(\E m \in OfType("Configure") : AdoptView(s, m.config))
       /\ WF_vars(\E m \in OfType("Retire") : ReceiveRetire(s, m))
       /\ WF_vars(HandOver(s)) /\ WF_vars(RemoveServer(s))
       /\ \A t \in Server :
            /\ WF_vars(ReceiveUpdate(s, t)) /\ WF_vars(ReceiveAttach(s, t))
            /\ WF_vars(ReceiveHandOver(s, t)) /\ WF_vars(Discard(s, t))
            /\ WF_vars(ReceiveAck(s, t))
  /\ WF_vars(\E m \in OfType("Retired") : ReceiveRetired(m))

Spec == Init /\ [][Next]_vars
FairSpec == Spec /\ Fairness
=============================================================================
Properties: ChainProperties.tla.  Sizes and times: README.md.
