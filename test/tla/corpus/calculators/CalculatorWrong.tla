----------------------------- MODULE CalculatorWrong -----------------------------
(* No behaviour: only assumptions, which are sums and proofs by looking.     *)
EXTENDS Integers, Sequences, FiniteSets, TLC
Divides(a, b) == \E k \in 0 .. b : b = a * k
Prime(n) == n > 1 /\ \A d \in 2 .. n - 1 : ~Divides(d, n)
GCD[a, b \in 0 .. 100] == IF b = 0 THEN a ELSE GCD[b, a % b]
RECURSIVE Fib(_)
Fib(n) == IF n < 2 THEN n ELSE Fib(n - 1) + Fib(n - 2)
Insert(s, x) == LET k == Cardinality({i \in 1 .. Len(s) : s[i] <= x})
                IN SubSeq(s, 1, k) \o <<x>> \o SubSeq(s, k + 1, Len(s))
Sort(s) == LET RECURSIVE Upto(_)
               Upto(n) == IF n = 0 THEN <<>> ELSE Insert(Upto(n - 1), s[n])
           IN Upto(Len(s))
Times(A, B) == [i, j \in 1 .. 2 |-> A[i, 1] * B[1, j] + A[i, 2] * B[2, j]]
Unit == [i, j \in 1 .. 2 |-> IF i = j THEN 1 ELSE 0]
Bits(n) == LET b[k \in Nat] == IF k < 2 THEN <<k>> ELSE Append(b[k \div 2], k % 2) IN b[n]
ASSUME {n \in 1 .. 30 : Prime(n)} = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29}
ASSUME Off == GCD[84, 36] = 13
ASSUME Named == Fib(15) = 610
ASSUME Sort(<<3, 1, 2, 1>>) = <<1, 1, 2, 3>>
ASSUME \A A \in [(1 .. 2) \X (1 .. 2) -> 0 .. 1] : Times(A, Unit) = A /\ Times(Unit, A) = A
ASSUME PrintT(<<Bits(10), 7 \div 2, (-7) \div 2, (-7) % 3, 2 ^ 10, 10 - 3 - 2>>)
ASSUME \A S \in SUBSET (1 .. 4) : Cardinality(S) + Cardinality((1 .. 4) \ S) = 4
ASSUME Cardinality({f \in [1 .. 3 -> 1 .. 3] : \A i, j \in 1 .. 3 : f[i] = f[j] => i = j}) = 6
AXIOM \A n \in Nat : n + 0 = n
=============================================================================
