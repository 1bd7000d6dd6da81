---------------------------- MODULE Requests ----------------------------
(* Mutual exclusion by time stamps over FIFO channels (Lamport 1978): messages
   are strings with a time, a channel for each pair of sites in one function. *)
EXTENDS Naturals, Sequences, FiniteSets
CONSTANTS Sites, TimeMax
Site == 1 .. Sites
Stamp == Nat
Word == {"please", "okay", "free"}
VARIABLES time, wish, okays, wire
vs == <<time, wish, okays, wire>>
Link == {<<i, j>> \in Site \X Site : i # j}
None == 0
Init == /\ time = [i \in Site |-> 1]
        /\ wish = [i \in Site |-> [j \in Site |-> None]]
        /\ okays = [i \in Site |-> {}]
        /\ wire = [l \in Link |-> << >>]
Msg(w, t) == [word |-> w, t |-> t]
ToAll(i, m) == wire' = [l \in Link |-> IF l[1] = i THEN Append(wire[l], m) ELSE wire[l]]
Before(i, j) == \/ wish[i][j] = None
                \/ wish[i][i] < wish[i][j]
                \/ wish[i][i] = wish[i][j] /\ i < j
In(i) == /\ wish[i][i] # None
         /\ okays[i] = Site \ {i}
         /\ \A j \in Site \ {i} : Before(i, j)
Ask(i) == /\ wish[i][i] = None
          /\ wish' = [wish EXCEPT ![i][i] = time[i]]
          /\ okays' = [okays EXCEPT ![i] = {}]
          /\ ToAll(i, Msg("please", time[i]))
          /\ time' = [time EXCEPT ![i] = @ + 1]
Leave(i) == /\ In(i)
            /\ wish' = [wish EXCEPT ![i][i] = None]
            /\ ToAll(i, Msg("free", None))
            /\ UNCHANGED <<time, okays>>
Max(a, b) == IF a > b THEN a ELSE b
Hear(i, j) ==
  LET m == Head(wire[<<j, i>>])
      rest == [wire EXCEPT ![j, i] = Tail(@)]
  IN  /\ wire[<<j, i>>] # << >>
      /\ CASE m.word = "please" ->
                 /\ wish' = [wish EXCEPT ![i][j] = m.t]
                 /\ time' = [time EXCEPT ![i] = Max(@, m.t) + 1]
                 /\ wire' = [rest EXCEPT ![<<i, j>>] = Append(@, Msg("okay", None))]
                 /\ UNCHANGED okays
           [] m.word = "okay" ->
                 /\ okays' = [okays EXCEPT ![i] = @ \cup {j}]
                 /\ wire' = rest /\ UNCHANGED <<time, wish>>
           [] OTHER ->
                 wish' = [wish EXCEPT ![i][j] = None] /\ wire' = rest /\ UNCHANGED <<time, okays>>
Next == \/ \E i \in Site : Ask(i) \/ Leave(i)
        \/ \E <<i, j>> \in Link : Hear(i, j)
Spec == Init /\ [][Next]_vs
Early == \A i \in Site : time[i] <= TimeMax
TypeOK == /\ time \in [Site -> Stamp] /\ wish \in [Site -> [Site -> Stamp]]
          /\ okays \in [Site -> SUBSET Site]
          /\ \A l \in Link : \A k \in DOMAIN wire[l] : wire[l][k] \in [word : Word, t : Stamp]
Exclusion == \A i, j \in Site : In(i) /\ In(j) => i = j
Short == \A l \in Link : Len(wire[l]) < 3
Small == \A l \in Link : Len(wire[l]) < 5
View == <<wish, okays, wire>>
=============================================================================
