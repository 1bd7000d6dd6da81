---- MODULE RingTermination ----
(* A token goes round and counts messages, so that quiet is noticed (after Safra). *)
\* EWD998-like ring with messages, records of functions, and RECURSIVE sums
EXTENDS Integers, FiniteSets, TLC
CONSTANT N
ASSUME NAssumption == N \in Nat \ {0}
Node == 0 .. N-1
Color == {"white", "black"}
VARIABLES active, color, counter, pending, token
vars == <<active, color, counter, pending, token>>
TypeOK ==
  /\ active \in [Node -> BOOLEAN]
  /\ color \in [Node -> Color]
  /\ counter \in [Node -> Int]
  /\ pending \in [Node -> Nat]
  /\ token \in [pos: Node, q: Int, color: Color]
Init ==
  /\ active \in [Node -> BOOLEAN]
  /\ color = [n \in Node |-> "white"]
  /\ counter = [i \in Node |-> 0]
  /\ pending = [i \in Node |-> 0]
  /\ token = [pos |-> 0, q |-> 0, color |-> "black"]
InitiateProbe ==
  /\ token.pos = 0
  /\ \/ token.color = "black"
     \/ color[0] = "black"
     \/ counter[0] + token.q > 0
  /\ token' = [pos |-> N-1, q |-> 0, color |-> "white"]
  /\ color' = [ color EXCEPT ![0] = "white" ]
  /\ UNCHANGED <<active, counter, pending>>
PassToken(i) ==
  /\ ~ active[i]
  /\ token.pos = i
  /\ token' = [token EXCEPT !.pos = @ - 1,
                            !.q = @ + counter[i],
                            !.color = IF color[i] = "black" THEN "black" ELSE @]
  /\ color' = [ color EXCEPT ![i] = "white" ]
  /\ UNCHANGED <<active, counter, pending>>
System == InitiateProbe \/ \E i \in Node \ {0} : PassToken(i)
Send(i) ==
  /\ active[i]
  /\ counter' = [counter EXCEPT ![i] = @ + 1]
  /\ \E j \in Node \ {i} : pending' = [pending EXCEPT ![j] = @ + 1]
  /\ UNCHANGED <<active, color, token>>
Recv(i) ==
  /\ pending[i] > 0
  /\ pending' = [pending EXCEPT ![i] = @ - 1]
  /\ counter' = [counter EXCEPT ![i] = @ - 1]
  /\ color' = [color EXCEPT ![i] = "black"]
  /\ active' = [active EXCEPT ![i] = TRUE]
  /\ UNCHANGED token
Idle(i) == active[i] /\ active' = [active EXCEPT ![i] = FALSE] /\ UNCHANGED <<color, counter, pending, token>>
Environment == \E i \in Node : Send(i) \/ Recv(i) \/ Idle(i)
Next == System \/ Environment
Spec == Init /\ [][Next]_vars /\ WF_vars(System)
Bound == \A i \in Node : counter[i] <= 2 /\ pending[i] <= 2 /\ token.q <= 3
RECURSIVE SumF(_,_)
SumF(f, S) == IF S = {} THEN 0 ELSE LET x == CHOOSE x \in S : TRUE IN f[x] + SumF(f, S \ {x})
B == SumF(pending, Node)
Quiet == B = 0 /\ \A i \in Node : ~active[i]
Detected == token.pos = 0 /\ token.color = "white" /\ token.q + counter[0] = 0 /\ color[0] = "white" /\ ~active[0]
Inv == Detected => Quiet
P0 == B = SumF(counter, Node)
Live == (Quiet ~> Detected)
Stable == [](Detected => []Quiet)
====
