---- MODULE Junctions ----
EXTENDS Naturals, TLC
VARIABLES x, y,
          z
(* junction lists of all shapes *)
Init == /\ x = 0
     /\ \/ y = 0   \* a conjunct of the first list although it stands left of nothing
        \/ y = 1
     /\ z \in {0,
          1}
T1 == \/ /\ x = 0
         /\ y = 0
      \/ (x = 1 /\ y = 1)
         \/ z = 0
A ==
  /\ x < 3
  /\  /\  y' = 1 - y
      /\  \/  x' = x + 1
          \/  /\ x > 0
              /\ x' = x - 1
  /\ IF z = 0
     THEN /\ z' = 1
          /\ TRUE
     ELSE \/ z' = 0
          \/ z' = 1 /\ x # 1
B == /\ x = 3 /\ x' = 0 /\ (\/ y' = 0
                            \/ y' = 1) /\ z' = z
C == LET d == x + 1
         e(n) == /\ n > 1
                 /\ n < 9
     IN /\ e(d)
        /\ x' = d % 4 /\ UNCHANGED <<y, z>>
D == CASE x = 0 -> /\ x' = 2
                   /\ UNCHANGED y
                   /\ z' = 0
       [] x = 1 /\ y = 0 -> /\ UNCHANGED <<x, y>> /\ z' = 1 - z
       [] OTHER -> FALSE
Next == A \/ B \/ C
        \/ D
Inv == /\ x \in 0..3 => /\ y \in 0..1
                        /\ z \in 0..1
       /\ T1 \/ (~T1 /\ TRUE)
Never == ~ (/\ x = 3
            /\ y = 1
            /\ z = 0 \/ z = 1)
====
