---------------------- MODULE Semaphore -----------------------
EXTENDS   Integers , FiniteSets
CONSTANTS Thread, Permits

VARIABLES
    sem,    \* value of the semaphore
    queue,  (* who waits, in order *)
    state   \* [thread -> what it does]

------------------------------------------------------------------
  LOCAL Tail2(s) == [ i \in 1..(Cardinality(DOMAIN s) - 1) |-> s[i+1] ]
  LOCAL Push(s, e) == [i \in 1 .. Cardinality(DOMAIN s) + 1 |->
                         IF i \in DOMAIN s THEN s[i] ELSE e]
vars == <<sem, <<queue, state>>>>

TypeInvariant ==
    sem \in 0..Permits   /\
    DOMAIN queue = 1..Cardinality({ t \in Thread : state[t] = "waiting" }) /\
    state \in [ Thread -> {"idle","waiting","in"} ]

Init ==
    sem = Permits /\
    queue = <<>> /\
    state = [ t \in Thread |-> "idle" ]

P(t) ==
  /\ state[t] = "idle"
  /\ \/ sem > 0 /\ sem' = sem - 1 /\ state' = [state EXCEPT ![t] = "in"] /\ UNCHANGED queue
     \/ /\ sem = 0
        /\ queue' = Push(queue, t)
        /\ state' = [state EXCEPT ![t] = "waiting"]
        /\ UNCHANGED sem

V(t) ==
  /\ state[t] = "in"
  /\ IF queue = <<>> THEN sem' = sem + 1 /\ state' = [state EXCEPT ![t] = "idle"] /\ UNCHANGED queue
     ELSE /\ queue' = Tail2(queue)
          /\ state' = [state EXCEPT ![t] = "idle", ![queue[1]] = "in"]
          /\ sem' = sem

Next == \E t \in Thread : P(t) \/ V(t)
Spec == Init /\ [][Next]_vars /\ WF_vars(\E t \in Thread : V(t))

Limit == Cardinality({t \in Thread : state[t] = "in"}) =< Permits
Conservation == sem + Cardinality({t \in Thread : state[t] = "in"}) = Permits
Fifo == \A i, j \in DOMAIN queue : i # j => queue[i] # queue[j]
NobodyWaits == \A t \in Thread : state[t] # "waiting"
Eventually == \A t \in Thread : state[t] = "waiting" ~> state[t] = "in"
==================================================================
