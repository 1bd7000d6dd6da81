-------------------------- MODULE Linearizability --------------------------
(***************************************************************************)
(* Linearizability as Herlihy and Wing define it ("Linearizability: A      *)
(* Correctness Condition for Concurrent Objects", ACM TOPLAS 12(3), 1990,  *)
(* section 2): a history is linearizable if it can be completed and put    *)
(* into an order that the object allows, and in which an operation that    *)
(* returned before another was invoked comes first.                        *)
(*                                                                         *)
(* A history is a sequence of records with input, output, outcome ("ok" or *)
(* "info"), invoke and return.  Operations that failed did not happen and  *)
(* are not in it.  Of an operation whose outcome is "info" neither return  *)
(* nor output means anything: it may have happened at any time after its   *)
(* invocation, or never.                                                   *)
(*                                                                         *)
(* This is the definition, not a way to decide it: all orders of all       *)
(* completions are tried, which is for histories of a few operations.      *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
    Initial,     \* the object's first state
    After(_, _)  \* After(state, input): records of a state and an output

LOCAL Known(history) ==
    {i \in DOMAIN history : history[i].outcome = "ok"}

LOCAL Unknown(history) ==
    {i \in DOMAIN history : history[i].outcome = "info"}

\* Operation i returned before operation j was invoked.
LOCAL Precedes(history, i, j) ==
    /\ history[i].outcome = "ok"
    /\ history[i].return < history[j].invoke

\* All orders of a set of operations in which time does not run backwards.
LOCAL Orders(history, operations) ==
    LET size == Cardinality(operations)
    IN  {order \in [1..size -> operations] :
            \A i, j \in 1..size :
                i < j => /\ order[i] # order[j]
                         /\ ~Precedes(history, order[j], order[i])}

\* Whether the operation may answer as it did where the object answers so.
LOCAL Fits(operation, answer) ==
    operation.outcome = "info" \/ answer.output = operation.output

RECURSIVE StatesAfter(_, _, _)
\* The states that the first n operations of an order can lead to.
StatesAfter(history, order, n) ==
    IF n = 0
    THEN {Initial}
    ELSE LET operation == history[order[n]]
         IN  {answer.state : answer \in
                {a \in UNION {After(state, operation.input) :
                                state \in StatesAfter(history, order, n - 1)} :
                    Fits(operation, a)}}

\* Some of the unknown operations took effect, and there is an order.
Linearizable(history) ==
    \E effective \in SUBSET Unknown(history) :
        \E order \in Orders(history, Known(history) \cup effective) :
            StatesAfter(history, order, Len(order)) # {}
=============================================================================
