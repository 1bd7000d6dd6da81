---- MODULE ActionCalls ----
(* Actions as arguments, recursive, below LET, CASE and quantifiers over functions. *)
EXTENDS Integers, TLC, Sequences, FiniteSets
VARIABLE x
CONSTANTS p, q
\* actions through operators with operator parameters, recursion in actions, LET actions, quantifier over functions
Do(A(_), i) == A(i)
Inc(i) == x < 3 /\ x' = x + i
Both(A(_), B(_)) == \E i \in {1} : A(i) \/ B(i)
Dec(i) == x > 2 /\ x' = x - i
RECURSIVE Try(_)
Try(n) == IF n = 0 THEN FALSE ELSE (x = n /\ x' = n - 1) \/ Try(n - 1)
L == LET Step(k) == x' = k IN x = 3 /\ \E k \in {0, 1} : Step(k)
Fs == \E f \in [{p, q} -> 0..1] : x = 2 /\ x' = f[p] + f[q]
Seqs == \E s \in UNION {[1..n -> {1}] : n \in 1..2} : x = Len(s) /\ x' = 3
Cse == CASE x = 3 /\ TRUE -> x' = 2 [] x = 1 -> (x' = 2 \/ x' = 0) [] OTHER -> x' = x
Imp == (x = 7) => x' = 1
Cl == x = 3 /\ (x' = 0 \/ x' = 1) /\ x' # 0
Next == Inc(1) \/ Do(Inc, 1) \/ Both(Inc, Dec) \/ Try(2) \/ L \/ Fs \/ Seqs \/ Cse \/ Cl \/ (x = 2 /\ x' \in {y \in 0..5 : y < 2})
Init == x \in {y \in 0..3 : y % 2 = 0}
Inv == x \in 0..3
Act == [][x' # x => x' - x \in {-3,-2,-1,1,2,3}]_x
Never == x < 3
====
