------------------------------- MODULE OddLists -------------------------------
(* Junction lists in places that one may not expect. *)
EXTENDS Integers, TLC, FiniteSets, Sequences
(* odd junction lists *)
VARIABLE x
A ==
   \/    /\ x = 1
         /\ x' = 2
   \/ /\ x = 2 /\ x' = 3
   \/ LET k == x + 1 IN
      /\ x > 2
      /\ x < 5
      /\ x' = k
   \/ IF x = 5
      THEN /\ x' = 6
           /\ TRUE
      ELSE /\ x = 6
           /\ x' = 7
   \/ CASE x = 7 -> x' = 8
        [] x = 8 -> /\ x' = 9
                    /\ TRUE
        [] OTHER -> FALSE
   \/ \E i \in {x} : i = 9
                     /\ x' = 10
   \/ (x = 10
     /\ x' = 11)
   \/ ( /\ x = 11
        /\ x' = 12 )
   \/ /\ x = 12 => x' = 13
      /\ x = 12
   \/ x = 13 /\ x'
        = 14
   \/ /\ x = 15
      /\ \/ x' = 16
         \/ x' = 17
      /\ \/ TRUE
         \/ FALSE
B == \/ x = 16 /\ x' \in {17} \cup {18}
     \/ x = 17 /\ x' = 18 
Next == A \/ (x = 16 /\ x' \in {17} \cup {18}) \/ (x = 18 /\ UNCHANGED x)
Init == \/ x = 1
        \/ x \in {1, 2} /\ x > 1
        \/ /\ \E y \in {3} : x = y
Inv == 
  /\  x > 0
  /\ 
     x < 100
  /\ \A y \in 1..2:
       \/ y = 1
       \/ y = 2
  /\ x = 3 =>
     /\ TRUE
     /\ x # 4
  /\ ~ \/ x = 200
       \/ x = 300
  /\ {y \in 1..3 : /\ y > 1
                   /\ y < 3} = {2}
=============================================================================
