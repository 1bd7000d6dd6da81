-------------------------------- MODULE Locks --------------------------------
(* Lock manager with a waits-for graph: transitive closure by recursion over  *)
(* sets of pairs, folds by CHOOSE, LET inside LET.                            *)
EXTENDS Naturals, FiniteSets, Sequences
CONSTANTS Client, Lock
VARIABLES holder, queue
vars == <<holder, queue>>
Nobody == "nobody"

Init == /\ holder = [l \in Lock |-> Nobody]
        /\ queue = [l \in Lock |-> <<>>]

InQueue(c, l) == \E i \in 1 .. Len(queue[l]) : queue[l][i] = c
IsWaiting(c) == \E l \in Lock : InQueue(c, l)
WaitsFor == UNION {{<<queue[l][i], holder[l]>> : i \in 1 .. Len(queue[l])} :
                     l \in Lock}

RECURSIVE Reach(_, _)
Reach(S, edges) ==
  LET next == S \cup {e[2] : e \in {f \in edges : f[1] \in S}}
  IN IF next = S THEN S ELSE Reach(next, edges)
IsStuck(c) == c \in Reach({e[2] : e \in {f \in WaitsFor : f[1] = c}}, WaitsFor)

RECURSIVE Count(_, _)
Count(S, l) ==
  IF S = {} THEN 0
  ELSE LET c == CHOOSE x \in S : TRUE
       IN (IF InQueue(c, l) THEN 1 ELSE 0) + Count(S \ {c}, l)

Acquire(c, l) ==
  /\ ~ IsWaiting(c)
  /\ holder[l] # c
  /\ IF holder[l] = Nobody
     THEN holder' = [holder EXCEPT ![l] = c] /\ UNCHANGED queue
     ELSE queue' = [queue EXCEPT ![l] = Append(@, c)] /\ UNCHANGED holder
Release(c, l) ==
  /\ holder[l] = c
  /\ ~ IsWaiting(c)
  /\ IF queue[l] = <<>>
     THEN holder' = [holder EXCEPT ![l] = Nobody] /\ UNCHANGED queue
     ELSE /\ holder' = [holder EXCEPT ![l] = Head(queue[l])]
          /\ queue' = [queue EXCEPT ![l] = Tail(@)]
Break(c) ==
  /\ IsStuck(c)
  /\ queue' = [l \in Lock |-> SelectSeq(queue[l], LAMBDA x : x # c)]
  /\ UNCHANGED holder
Next == \E c \in Client :
          Break(c) \/ \E l \in Lock : Acquire(c, l) \/ Release(c, l)
Spec == Init /\ [][Next]_vars

Counted == \A l \in Lock : Count(Client, l) = Len(queue[l])
OneQueue ==
  \A c \in Client : Cardinality({l \in Lock : InQueue(c, l)}) <= 1
=============================================================================
