------------------------------- MODULE Bakery -------------------------------
EXTENDS Naturals, TLC, FiniteSets
CONSTANT N, MaxTicket
ASSUME NIsPos == N \in Nat /\ N > 0

Procs == 1..N
a \prec b == \/ a[1] < b[1]
             \/ (a[1] = b[1]) /\ (a[2] < b[2])

VARIABLES num, choosing, pc, unread, max, nxt
vars == << num, choosing, pc, unread, max, nxt >>

ProcSet == (Procs)

Init == /\ num = [i \in Procs |-> 0]
        /\ choosing = [i \in Procs |-> FALSE]
        /\ unread = [self \in Procs |-> {}]
        /\ max = [self \in Procs |-> 0]
        /\ nxt = [self \in Procs |-> 1]
        /\ pc = [self \in ProcSet |-> "ncs"]

goto(self, from, to) == pc[self] = from /\ pc' = [pc EXCEPT ![self] = to]

ncs(self) == goto(self, "ncs", "e1") /\ UNCHANGED <<num, choosing, unread, max, nxt>>
e1(self) ==
  /\ goto(self, "e1", "e2")
  /\ choosing' = [choosing EXCEPT ![self] = ~ @]
  /\ unread' = [unread EXCEPT ![self] = Procs \ {self}]
  /\ max' = [max EXCEPT ![self] = 0]
  /\ UNCHANGED <<num, nxt>>
e2(self) == /\ pc[self] = "e2"
            /\ IF unread[self] # {}
                  THEN /\ \E i \in unread[self]:
                            /\ unread' = [unread EXCEPT ![self] = unread[self] \ {i}]
                            /\ IF num[i] > max[self]
                                  THEN /\ max' = [max EXCEPT ![self] = num[i]]
                                  ELSE /\ TRUE
                                       /\ max' = max
                       /\ pc' = [pc EXCEPT ![self] = "e2"]
                  ELSE /\ pc' = [pc EXCEPT ![self] = "e3"]
                       /\ UNCHANGED << unread, max >>
            /\ UNCHANGED << num, choosing, nxt >>
e3(self) == /\ goto(self, "e3", "e4")
            /\ \E k \in {max[self] + 1} : num' = [num EXCEPT ![self] = k]
            /\ UNCHANGED <<choosing, unread, max, nxt>>
e4(self) == /\ goto(self, "e4", "w1")
            /\ choosing' = [choosing EXCEPT ![self] = FALSE]
            /\ unread' = [unread EXCEPT ![self] = Procs \ {self}]
            /\ UNCHANGED <<num, max, nxt>>
w1(self) == /\ pc[self] = "w1"
            /\ IF unread[self] # {}
                  THEN /\ \E i \in unread[self]: nxt' = [nxt EXCEPT ![self] = i]
                       /\ ~ choosing[nxt'[self]]
                       /\ pc' = [pc EXCEPT ![self] = "w2"]
                  ELSE /\ pc' = [pc EXCEPT ![self] = "cs"]
                       /\ nxt' = nxt
            /\ UNCHANGED << num, choosing, unread, max >>
w2(self) == /\ goto(self, "w2", "w1")
            /\ \/ num[nxt[self]] = 0
               \/ <<num[self], self>> \prec <<num[nxt[self]], nxt[self]>>
            /\ unread' = [unread EXCEPT ![self] = @ \ {nxt[self]}]
            /\ UNCHANGED <<num, choosing, max, nxt>>
cs(self) == /\ goto(self, "cs", "exit") /\ UNCHANGED <<num, choosing, unread, max, nxt>>
exit(self) == /\ goto(self, "exit", "ncs")
              /\ num' = [num EXCEPT ![self] = 0]
              /\ UNCHANGED <<choosing, unread, max, nxt>>

p(self) == ncs(self) \/ e1(self) \/ e2(self) \/ e3(self) \/ e4(self)
             \/ w1(self) \/ w2(self) \/ cs(self) \/ exit(self)
Next == (\E self \in Procs: p(self))
Spec == Init /\ [][Next]_vars /\ \A self \in Procs : WF_vars((pc[self] # "ncs") /\ p(self))

Bounded == \A i \in Procs : num[i] <= MaxTicket
MutualExclusion == \A i,j \in Procs : (i # j) => ~ /\ pc[i] = "cs"
                                                   /\ pc[j] = "cs"
TypeOK == /\ num \in [Procs -> Nat]
          /\ choosing \in [Procs -> BOOLEAN]
          /\ unread \in [Procs -> SUBSET Procs]
          /\ max \in [Procs -> Nat]
          /\ \A i \in Procs : nxt[i] \in Procs
IsMax == \A i \in Procs : pc[i] = "cs" =>
           \A j \in Procs \ {i} : num[j] # 0 => (<<num[i], i>> \prec <<num[j], j>> \/ pc[j] \in {"e4"})
THEOREM Spec => []MutualExclusion
=============================================================================
