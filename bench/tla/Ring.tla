-------------------------------- MODULE Ring --------------------------------
(* Termination detection on a ring: small functions of integers and booleans. *)
EXTENDS Integers
CONSTANTS N, CountMax
VARIABLES active, colour, counter, inbox, token
vars == <<active, colour, counter, inbox, token>>
Node == 0 .. N - 1

Init ==
  /\ active \in [Node -> BOOLEAN]
  /\ colour = [n \in Node |-> "white"]
  /\ counter = [n \in Node |-> 0]
  /\ inbox = [n \in Node |-> 0]
  /\ token = [at |-> 0, q |-> 0, colour |-> "black"]

Launch ==
  /\ token.at = 0
  /\ \/ token.colour = "black"
     \/ colour[0] = "black"
     \/ counter[0] + token.q > 0
  /\ token' = [at |-> N - 1, q |-> 0, colour |-> "white"]
  /\ colour' = [colour EXCEPT ![0] = "white"]
  /\ UNCHANGED <<active, counter, inbox>>
Pass(n) ==
  /\ n # 0
  /\ token.at = n
  /\ ~ active[n]
  /\ token' = [at |-> n - 1, q |-> token.q + counter[n],
               colour |-> IF colour[n] = "black" THEN "black"
                          ELSE token.colour]
  /\ colour' = [colour EXCEPT ![n] = "white"]
  /\ UNCHANGED <<active, counter, inbox>>
Send(n, m) ==
  /\ active[n]
  /\ n # m
  /\ counter' = [counter EXCEPT ![n] = @ + 1]
  /\ inbox' = [inbox EXCEPT ![m] = @ + 1]
  /\ UNCHANGED <<active, colour, token>>
Receive(n) ==
  /\ inbox[n] > 0
  /\ active' = [active EXCEPT ![n] = TRUE]
  /\ counter' = [counter EXCEPT ![n] = @ - 1]
  /\ inbox' = [inbox EXCEPT ![n] = @ - 1]
  /\ colour' = [colour EXCEPT ![n] = "black"]
  /\ UNCHANGED token
Sleep(n) ==
  /\ active[n]
  /\ active' = [active EXCEPT ![n] = FALSE]
  /\ UNCHANGED <<colour, counter, inbox, token>>

Next ==
  \/ Launch
  \/ \E n \in Node : Pass(n) \/ Receive(n) \/ Sleep(n)
  \/ \E n, m \in Node : Send(n, m)
Spec == Init /\ [][Next]_vars

Bounded ==
  /\ \A n \in Node : counter[n] \in -CountMax .. CountMax
  /\ \A n \in Node : inbox[n] <= CountMax
  /\ token.q \in -CountMax .. CountMax
RECURSIVE Total(_, _)
Total(f, n) == IF n < 0 THEN 0 ELSE f[n] + Total(f, n - 1)
Balance == Total(counter, N - 1) = Total(inbox, N - 1)
Detected == /\ token.at = 0
            /\ token.colour = "white"
            /\ colour[0] = "white"
            /\ counter[0] + token.q = 0
            /\ ~ active[0]
Safe == Detected => \A n \in Node : ~ active[n] /\ inbox[n] = 0
=============================================================================
