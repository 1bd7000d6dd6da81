-------------------------------- MODULE Stack --------------------------------
(* Procedures as PlusCal translates them: one stack of frames per process.    *)
EXTENDS Naturals, Sequences
CONSTANTS Proc, Depth
VARIABLES pc, stack, n, shared
vars == <<pc, stack, n, shared>>

Init == /\ shared = 0
        /\ n = [self \in Proc |-> 0]
        /\ stack = [self \in Proc |-> << >>]
        /\ pc = [self \in Proc |-> "main"]

main(self) == /\ pc[self] = "main"
              /\ \E k \in 1 .. Depth:
                   /\ n' = [n EXCEPT ![self] = k]
                   /\ stack' = [stack EXCEPT ![self] =
                        << [ procedure |-> "down", pc |-> "main",
                             n |-> n[self] ] >> \o stack[self]]
              /\ pc' = [pc EXCEPT ![self] = "enter"]
              /\ UNCHANGED shared
enter(self) == /\ pc[self] = "enter"
               /\ IF n[self] = 0
                     THEN /\ pc' = [pc EXCEPT ![self] = "bump"]
                          /\ UNCHANGED << stack, n >>
                     ELSE /\ stack' = [stack EXCEPT ![self] =
                               << [ procedure |-> "down", pc |-> "bump",
                                    n |-> n[self] ] >> \o stack[self]]
                          /\ n' = [n EXCEPT ![self] = n[self] - 1]
                          /\ pc' = [pc EXCEPT ![self] = "enter"]
               /\ UNCHANGED shared
bump(self) == /\ pc[self] = "bump"
              /\ shared' = (shared + 1) % 5
              /\ pc' = [pc EXCEPT ![self] = "return"]
              /\ UNCHANGED << stack, n >>
return(self) == /\ pc[self] = "return"
                /\ pc' = [pc EXCEPT ![self] = Head(stack[self]).pc]
                /\ n' = [n EXCEPT ![self] = Head(stack[self]).n]
                /\ stack' = [stack EXCEPT ![self] = Tail(stack[self])]
                /\ UNCHANGED shared
Next == \E self \in Proc : main(self) \/ enter(self) \/ bump(self)
                           \/ return(self)
Spec == Init /\ [][Next]_vars
Deep == \A p \in Proc : Len(stack[p]) <= Depth + 1
Framed == \A p \in Proc : pc[p] # "main" => stack[p] # << >>
=============================================================================
