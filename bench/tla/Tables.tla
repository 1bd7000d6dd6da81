------------------------------- MODULE Tables -------------------------------
(* Sets of functions: initial states and steps drawn from [S -> T] and from   *)
(* sets of records, and functions of two arguments.                           *)
EXTENDS Naturals, FiniteSets
CONSTANTS Row, Column, Colour
VARIABLES table, rule, cursor
vars == <<table, rule, cursor>>

Init ==
  /\ table \in [Row \X Column -> {0, 1}]
  /\ rule \in [Colour -> 0 .. 2]
  /\ cursor \in [row : Row, column : Column]

Flip ==
  /\ table' = [table EXCEPT ![<<cursor.row, cursor.column>>] = 1 - @]
  /\ UNCHANGED <<rule, cursor>>
Jump ==
  /\ cursor' \in [row : Row \ {cursor.row}, column : Column]
  /\ UNCHANGED <<table, rule>>
Repaint ==
  /\ Cardinality({p \in Row \X Column : table[p] = 1}) = 3
  /\ rule' \in {r \in [Colour -> 0 .. 2] : \E c \in Colour : r[c] # rule[c]}
  /\ UNCHANGED <<table, cursor>>
Next == Flip \/ Jump \/ Repaint
Spec == Init /\ [][Next]_vars

TypeOK ==
  /\ table \in [Row \X Column -> {0, 1}]
  /\ rule \in [Colour -> 0 .. 2]
  /\ cursor \in [row : Row, column : Column]
=============================================================================
