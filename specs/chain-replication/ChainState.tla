----------------------------- MODULE ChainState -----------------------------
(***************************************************************************)
(* What there is in chain replication: constants, variables and the terms  *)
(* in which ChainService and ChainReplication speak.                       *)
(*                                                                         *)
(* Assumed, as in the paper: servers are fail-stop and their failure is    *)
(* detected without error (RemoveServer sees the truth); the master never  *)
(* fails; links between servers are FIFO connections, and a connection is  *)
(* lost with the server at its end. Messages of clients and of the master  *)
(* are a growing set: lost, repeated and overtaken for free.               *)
(*                                                                         *)
(* Stronger than the paper: a crashed server may come back, empty and as a *)
(* new incarnation; and a server may be taken out of service alive. So a   *)
(* server may be up and not in the chain, and something has to fence it.   *)
(*                                                                         *)
(* Not modelled: how the object is stored (Hist is kept whole, the state   *)
(* transfer replays it); whom clients ask (requests carry no destination,  *)
(* any server may receive them). Where every server answers: Craq.         *)
(***************************************************************************)
EXTENDS Integers, FiniteSets, KeyValue

CONSTANTS
  Server,       \* those in the chain and the spare ones
  Client,
  Founder,      \* the first chain, head first
  ChainLength,  \* the master adds a server while the chain is shorter
  Retirable,    \* the servers an operator may take out of service alive
  Workload,     \* for each client, the operations it may request
  MaxRequest,   \* how many requests a client makes
  MaxCrash      \* how many crashes there are, of all servers together

ASSUME
  /\ Founder \in Seq(Server) /\ Founder # << >>
  /\ Retirable \subseteq Server
  /\ DOMAIN Workload = Client
  /\ {ChainLength, MaxRequest, MaxCrash} \subseteq Nat

VARIABLES
  role,         \* what each server is to the chain, see Role
  incarnation,  \* how often each server has started; its only durable data
  view,         \* the configuration each server acts on
  hist,         \* Hist_s: the updates each server has received, in order
  forwarded,    \* how many of them went to the successor; -1: not attached
  committed,    \* how many of them it knows to be processed by the tail
  announced,    \* how many of these it has told its predecessor
  channel,      \* channel[s][t]: messages from s to t, oldest first
  config,       \* the newest configuration; the master's
  leaving,      \* the server that is being retired, or Nil; the master's
  messages,     \* all other messages ever sent
  number,       \* the number of each client's last request
  waiting       \* whether the client still waits for its answer

serverVars == <<view, hist, forwarded, committed, announced>>
masterVars == <<config, leaving>>
clientVars == <<number, waiting>>
vars == <<role, incarnation, serverVars, channel, masterVars, messages,
          clientVars>>

(***************************************************************************)
(* A member of a chain receives a prefix of its predecessor's history. It  *)
(* is Joining until it has caught up, then Member; the Tail is the one     *)
(* that answers, and the last that has caught up.                          *)
(***************************************************************************)
Role == {"Crashed", "Spare", "Joining", "Member", "Tail", "Retired"}

IsActive(s) == role[s] \in {"Joining", "Member", "Tail"}
IsComplete(s) == role[s] \in {"Member", "Tail"}

Range(sequence) == {sequence[n] : n \in DOMAIN sequence}
Last(sequence) == sequence[Len(sequence)]
Larger(m, n) == IF m > n THEN m ELSE n
IsPrefix(a, b) == Len(a) <= Len(b) /\ a = SubSeq(b, 1, Len(a))

Without(sequence, s) == SelectSeq(sequence, LAMBDA t : t # s)
Index(sequence, s) == CHOOSE n \in DOMAIN sequence : sequence[n] = s
HasPredecessor(c, s) == Index(c.chain, s) > 1
HasSuccessor(c, s) == Index(c.chain, s) < Len(c.chain)
Predecessor(c, s) == c.chain[Index(c.chain, s) - 1]
Successor(c, s) == c.chain[Index(c.chain, s) + 1]

\* A configuration names incarnations: (s, 2) is not a member if (s, 1) is.
\* For a server that has left it keeps the last one, 0 for none.
Configuration ==
  [epoch : Nat, chain : Seq(Server), incarnation : [Server -> Nat]]
NoView ==
  [epoch |-> 0, chain |-> << >>, incarnation |-> [s \in Server |-> 0]]
Names(c, s) == s \in Range(c.chain) /\ c.incarnation[s] = incarnation[s]

Request == [client : Client, number : 1 .. MaxRequest,
            operation : UNION {Workload[c] : c \in Client}]

(***************************************************************************)
(* What has been promised: the updates that clients have been told of, in  *)
(* the order of their positions. This is the paper's Hist of the object.   *)
(***************************************************************************)
OfType(type) == {m \in messages : m.type = type}
Replies ==
  OfType("UpdateReply") \cup OfType("QueryReply") \cup OfType("ReadReply")
Committed ==
  LET replies == OfType("UpdateReply")
      positions == {m.position : m \in replies}
  IN  [n \in 1 .. Cardinality(positions) |->
        (CHOOSE m \in replies : m.position = n).request]

\* Sent_s of the paper: what s has passed on, or is about to, and does not
\* know to be processed by the tail.
Sent(s) == SubSeq(hist[s], committed[s] + 1, Len(hist[s]))

TypeOK ==
  /\ role \in [Server -> Role]
  /\ incarnation \in [Server -> 1 .. MaxCrash + 1]
  /\ \A s \in Server :
       /\ view[s] \in Configuration
       /\ hist[s] \in Seq(Request)
       /\ forwarded[s] \in -1 .. Len(hist[s])
       /\ committed[s] \in 0 .. Len(hist[s])
       /\ announced[s] \in 0 .. committed[s]
       /\ \A t \in Server : \A m \in Range(channel[s][t]) :
            m.type \in {"Attach", "Update", "Ack", "HandOver"}
  /\ config \in Configuration
  /\ leaving \in Server \cup {Nil}
  /\ \A m \in messages : m.type \in {"Request", "UpdateReply", "QueryReply",
                                     "Configure", "Retire", "Retired",
                                     "ReadReply", "VersionQuery",
                                     "VersionReply"}
  /\ number \in [Client -> 0 .. MaxRequest]
  /\ waiting \in [Client -> BOOLEAN]

FirstConfig ==
  [epoch |-> 1, chain |-> Founder,
   incarnation |-> [s \in Server |-> IF s \in Range(Founder) THEN 1 ELSE 0]]

Init ==
  /\ role = [s \in Server |-> IF s \notin Range(Founder) THEN "Spare"
                              ELSE IF s = Last(Founder) THEN "Tail"
                              ELSE "Member"]
  /\ incarnation = [s \in Server |-> 1]
  /\ view = [s \in Server |-> IF s \in Range(Founder) THEN FirstConfig
                              ELSE NoView]
  /\ hist = [s \in Server |-> << >>]
  /\ forwarded = [s \in Server |-> IF s \in Range(Founder) /\ s # Last(Founder)
                                   THEN 0 ELSE -1]
  /\ committed = [s \in Server |-> 0]
  /\ announced = [s \in Server |-> 0]
  /\ channel = [s \in Server |-> [t \in Server |-> << >>]]
  /\ config = FirstConfig
  /\ leaving = Nil
  /\ messages = {}
  /\ number = [c \in Client |-> 0]
  /\ waiting = [c \in Client |-> FALSE]

\* There is no connection to a server that is down.
Send(channels, s, t, m) ==
  IF role[t] = "Crashed" THEN channels
  ELSE [channels EXCEPT ![s][t] = Append(@, m)]
Receive(channels, s, t) == [channels EXCEPT ![t][s] = Tail(@)]

\* The updates on their way from s to t in the epoch of both, in order.
Underway(s, t) ==
  LET updates == SelectSeq(channel[s][t], LAMBDA m :
                   m.type = "Update" /\ m.epoch = view[t].epoch)
  IN  [n \in 1 .. Len(updates) |-> updates[n].request]

\* The oldest message from t to s has this type and comes from the epoch in
\* which s acts.
IsCurrent(s, t, type) ==
  /\ IsActive(s)
  /\ channel[t][s] # << >>
  /\ Head(channel[t][s]).type = type
  /\ Head(channel[t][s]).epoch = view[s].epoch

Forget(s) ==
  /\ view' = [view EXCEPT ![s] = NoView]
  /\ hist' = [hist EXCEPT ![s] = << >>]
  /\ forwarded' = [forwarded EXCEPT ![s] = -1]
  /\ committed' = [committed EXCEPT ![s] = 0]
  /\ announced' = [announced EXCEPT ![s] = 0]
=============================================================================
Properties: ChainProperties.tla.
