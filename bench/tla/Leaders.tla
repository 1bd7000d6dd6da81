------------------------------- MODULE Leaders -------------------------------
(* Leaders, terms and logs: functions of records, sequences of records, and   *)
(* messages that are counted in a function.                                   *)
EXTENDS Naturals, Sequences, FiniteSets
CONSTANTS Server, TermMax, LogMax, MessagesMax
VARIABLES term, role, voted, log, votes, messages
vars == <<term, role, voted, log, votes, messages>>
Nobody == "nobody"

Init ==
  /\ term = [s \in Server |-> 1]
  /\ role = [s \in Server |-> "follower"]
  /\ voted = [s \in Server |-> Nobody]
  /\ log = [s \in Server |-> <<>>]
  /\ votes = [s \in Server |-> {}]
  /\ messages = [m \in {} |-> 0]

With(m) == IF m \in DOMAIN messages
           THEN [messages EXCEPT ![m] = @ + 1]
           ELSE [n \in DOMAIN messages \cup {m} |->
                   IF n = m THEN 1 ELSE messages[n]]
Less(m, all) == IF all[m] = 1
                THEN [n \in DOMAIN all \ {m} |-> all[n]]
                ELSE [all EXCEPT ![m] = @ - 1]
LastTerm(l) == IF l = <<>> THEN 0 ELSE l[Len(l)].term
IsMajority(S) == Cardinality(S) * 2 > Cardinality(Server)

Timeout(s) ==
  /\ role[s] # "leader"
  /\ term[s] < TermMax
  /\ term' = [term EXCEPT ![s] = @ + 1]
  /\ role' = [role EXCEPT ![s] = "candidate"]
  /\ voted' = [voted EXCEPT ![s] = s]
  /\ votes' = [votes EXCEPT ![s] = {s}]
  /\ UNCHANGED <<log, messages>>

Request(s, t) ==
  /\ role[s] = "candidate"
  /\ t \notin votes[s]
  /\ LET m == [type |-> "request", from |-> s, to |-> t, term |-> term[s],
               length |-> Len(log[s]), last |-> LastTerm(log[s])]
     IN m \notin DOMAIN messages /\ messages' = With(m)
  /\ UNCHANGED <<term, role, voted, log, votes>>

Learn(m) ==
  LET t == m.to IN
  /\ m.term > term[t]
  /\ term' = [term EXCEPT ![t] = m.term]
  /\ role' = [role EXCEPT ![t] = "follower"]
  /\ voted' = [voted EXCEPT ![t] = Nobody]
  /\ UNCHANGED <<log, votes, messages>>

Vote(m) ==
  LET t == m.to
      isFresh == \/ m.last > LastTerm(log[t])
                 \/ m.last = LastTerm(log[t]) /\ m.length >= Len(log[t])
      grants == m.term = term[t] /\ isFresh /\ voted[t] \in {Nobody, m.from}
  IN /\ m.type = "request"
     /\ m.term <= term[t]
     /\ \/ grants /\ voted' = [voted EXCEPT ![t] = m.from]
        \/ ~grants /\ UNCHANGED voted
     /\ LET answer == [type |-> "vote", from |-> t, to |-> m.from,
                       term |-> term[t], granted |-> grants]
            sent == With(answer)
        IN messages' = Less(m, sent)
     /\ UNCHANGED <<term, role, log, votes>>

Count(m) ==
  /\ m.type = "vote"
  /\ m.term <= term[m.to]
  /\ votes' = IF m.granted /\ m.term = term[m.to]
              THEN [votes EXCEPT ![m.to] = @ \cup {m.from}]
              ELSE votes
  /\ messages' = Less(m, messages)
  /\ UNCHANGED <<term, role, voted, log>>

Lead(s) ==
  /\ role[s] = "candidate"
  /\ IsMajority(votes[s])
  /\ role' = [role EXCEPT ![s] = "leader"]
  /\ UNCHANGED <<term, voted, log, votes, messages>>

Write(s) ==
  /\ role[s] = "leader"
  /\ Len(log[s]) < LogMax
  /\ log' = [log EXCEPT ![s] = Append(@, [term |-> term[s], by |-> s])]
  /\ UNCHANGED <<term, role, voted, votes, messages>>

Copy(s, t) ==
  /\ s # t
  /\ role[s] = "leader"
  /\ term[t] = term[s]
  /\ Len(log[t]) < Len(log[s])
  /\ log' = [log EXCEPT ![t] = SubSeq(log[s], 1, Len(@) + 1)]
  /\ UNCHANGED <<term, role, voted, votes, messages>>

Next ==
  \/ \E s \in Server : Timeout(s) \/ Lead(s) \/ Write(s)
  \/ \E s, t \in Server : Request(s, t) \/ Copy(s, t)
  \/ \E m \in DOMAIN messages : Learn(m) \/ Vote(m) \/ Count(m)
Spec == Init /\ [][Next]_vars

FewMessages ==
  /\ Cardinality(DOMAIN messages) <= MessagesMax
  /\ \A m \in DOMAIN messages : messages[m] = 1
OneLeader ==
  \A s, t \in Server :
    role[s] = "leader" /\ role[t] = "leader" /\ term[s] = term[t] => s = t
TermsGrow ==
  \A s \in Server : \A i, j \in 1 .. Len(log[s]) :
    i < j => log[s][i].term <= log[s][j].term
=============================================================================
