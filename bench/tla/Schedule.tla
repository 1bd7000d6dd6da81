------------------------------ MODULE Schedule ------------------------------
(* CHOOSE: the job to run is the one that waits longest, and so on.           *)
EXTENDS Naturals, FiniteSets
CONSTANTS Job, Machine, WaitMax
VARIABLES waiting, age, running, done
vars == <<waiting, age, running, done>>
Idle == CHOOSE x : x \notin Job

Init ==
  /\ waiting = {}
  /\ age = [j \in Job |-> 0]
  /\ running = [m \in Machine |-> Idle]
  /\ done = {}

Oldest(S) == CHOOSE j \in S : \A k \in S : age[j] >= age[k]
Free == {m \in Machine : running[m] = Idle}
Busy == {running[m] : m \in Machine} \ {Idle}
FirstFree == CHOOSE m \in Machine : m \in Free
Least(S) == CHOOSE n \in S : \A k \in S : n <= k

Arrive(j) ==
  /\ j \notin waiting \cup Busy \cup done
  /\ waiting' = waiting \cup {j}
  /\ UNCHANGED <<age, running, done>>

Age ==
  /\ waiting # {}
  /\ \E S \in SUBSET waiting :
       /\ S # {}
       /\ \A j \in S : age[j] < WaitMax
       /\ age' = [j \in Job |-> IF j \in S THEN age[j] + 1 ELSE age[j]]
  /\ UNCHANGED <<waiting, running, done>>

Start ==
  /\ Free # {}
  /\ waiting # {}
  /\ LET j == Oldest(waiting)
     IN /\ running' = [running EXCEPT ![FirstFree] = j]
        /\ waiting' = waiting \ {j}
  /\ UNCHANGED <<age, done>>

Stop(m) ==
  /\ running[m] # Idle
  /\ done' = done \cup {running[m]}
  /\ age' = [age EXCEPT ![running[m]] = 0]
  /\ running' = [running EXCEPT ![m] = Idle]
  /\ UNCHANGED waiting

Reset ==
  /\ done = Job
  /\ done' = {}
  /\ UNCHANGED <<waiting, age, running>>

Next == Age \/ Start \/ Reset \/ (\E j \in Job : Arrive(j))
        \/ (\E m \in Machine : Stop(m))
Spec == Init /\ [][Next]_vars

Apart == waiting \cap done = {} /\ waiting \cap Busy = {}
Youngest ==
  waiting # {} => Least({age[j] : j \in waiting}) <= age[Oldest(waiting)]
=============================================================================
