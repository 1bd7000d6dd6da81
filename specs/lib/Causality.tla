------------------------------ MODULE Causality ------------------------------
(***************************************************************************)
(* Consistency of registers that are read and written one at a time, as    *)
(* orders of operations: the three kinds of causal consistency as          *)
(* Bouajjani, Enea, Guerraoui and Hamza define them ("On Verifying Causal  *)
(* Consistency", POPL 2017, section 3), and sequential consistency         *)
(* (Lamport 1979).  PRAM is in SessionGuarantees.tla, by visibility.       *)
(*                                                                         *)
(* A history is a sequence of records of session, start and end (numbers), *)
(* type ("read" or "write"), key and value.  Sessions do one thing at a    *)
(* time.  All operations happened and their answers are known.             *)
(*                                                                         *)
(* These are the definitions, not ways to decide them: all causal orders   *)
(* are tried, which is for histories of five operations.                   *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

\* What a key holds before anybody writes it.
Nil == "Nil"

Operations(H) == DOMAIN H
Keys(H) == {H[i].key : i \in Operations(H)}
Writes(H) == {i \in Operations(H) : H[i].type = "write"}
Reads(H) == {i \in Operations(H) : H[i].type = "read"}

Empty(H) == [k \in Keys(H) |-> Nil]

\* The program order.
InSession(H, i, j) == H[i].session = H[j].session /\ H[i].start < H[j].start

SessionOrder(H) ==
  {p \in Operations(H) \X Operations(H) : InSession(H, p[1], p[2])}

IsStrictOrder(R) ==
  /\ \A p \in R : p[1] # p[2]
  /\ \A p, q \in R : p[2] = q[1] => <<p[1], q[2]>> \in R

\* The causal orders: all that keep the order of every session. Of two
\* operations of different sessions one comes first, or neither does.
CausalOrders(H) ==
  LET session == SessionOrder(H)
      pairs == {p \in Operations(H) \X Operations(H) :
                  p[1] < p[2] /\ H[p[1]].session # H[p[2]].session}
      chosen(f, what) == {p \in pairs : f[p] = what}
      order(f) == session \cup chosen(f, "before")
                    \cup {<<p[2], p[1]>> : p \in chosen(f, "after")}
  IN {co \in {order(f) : f \in [pairs -> {"before", "after", "neither"}]} :
        IsStrictOrder(co)}

Past(co, i) == {p[1] : p \in {q \in co : q[2] = i}}

\* The operations S can be put into a line that keeps the order, from a
\* state on, in which those of T answer as they did.
RECURSIVE Explained(_, _, _, _, _)
Explained(H, S, T, order, state) ==
  S = {} \/ \E i \in S :
    /\ \A j \in S : <<j, i>> \notin order
    /\ (H[i].type = "read" /\ i \in T) => state[H[i].key] = H[i].value
    /\ Explained(H, S \ {i}, T, order,
                 IF H[i].type = "write"
                 THEN [state EXCEPT ![H[i].key] = H[i].value]
                 ELSE state)

\* Places of the operations in a total order.
Arbitrations(H, co) ==
  {at \in [Operations(H) -> Operations(H)] :
     /\ \A i, j \in Operations(H) : i # j => at[i] # at[j]
     /\ \A p \in co : at[p[1]] < at[p[2]]}

\* What the last write to the key of the read i wrote, of those in its past.
LastWritten(H, co, at, i) ==
  LET seen == {w \in Past(co, i) \cap Writes(H) : H[w].key = H[i].key}
  IN IF seen = {} THEN Nil
     ELSE H[CHOOSE w \in seen : \A v \in seen : at[v] <= at[w]].value

-----------------------------------------------------------------------------

\* Every operation has a line of its causal past that explains it.
ExplainsEach(H, co) ==
  \A i \in Operations(H) :
    Explained(H, Past(co, i) \cup {i}, {i}, co, Empty(H))

\* The line explains also what its session did before.
ExplainsSessions(H, co) ==
  \A i \in Operations(H) :
    Explained(H, Past(co, i) \cup {i},
              {i} \cup {j \in Operations(H) : InSession(H, j, i)},
              co, Empty(H))

\* The lines of all operations are parts of one.
ExplainsTogether(H, co) ==
  \E at \in Arbitrations(H, co) :
    \A i \in Reads(H) : LastWritten(H, co, at, i) = H[i].value

CausalConsistency(H) == \E co \in CausalOrders(H) : ExplainsEach(H, co)
CausalMemory(H) == \E co \in CausalOrders(H) : ExplainsSessions(H, co)
CausalConvergence(H) == \E co \in CausalOrders(H) : ExplainsTogether(H, co)

\* One line explains everything.
Sequential(H) ==
  Explained(H, Operations(H), Operations(H), SessionOrder(H), Empty(H))

\* Those that a history satisfies, by the names that the checker gives.
Levels(H) ==
  LET orders == CausalOrders(H)
      holds ==
        [name \in {"causal-consistency", "causal-memory",
                   "causal-convergence", "sequential"} |->
           CASE name = "causal-consistency" ->
                  \E co \in orders : ExplainsEach(H, co)
             [] name = "causal-memory" ->
                  \E co \in orders : ExplainsSessions(H, co)
             [] name = "causal-convergence" ->
                  \E co \in orders : ExplainsTogether(H, co)
             [] name = "sequential" -> Sequential(H)]
  IN {name \in DOMAIN holds : holds[name]}

=============================================================================
Compared with harness/consistency/registers on generated histories:
test/consistency/registers/definitions.test.ts.
