---- MODULE Bindings ----
EXTENDS Integers, Sequences, FiniteSets, TLC
R == {<<1, 2>>, <<2, 3>>, <<3, 1>>}
Rec == [a : 1..2, b : {"x", "y"}] \X [c : BOOLEAN]
ASSUME PrintT({ <<y, x>> : <<x, y>> \in R })
ASSUME PrintT({ x + y + z : <<x, y>> \in R, z \in {10, 20} })
ASSUME PrintT({ <<x, y>> \in R : x < y })
ASSUME PrintT({ p[1].a : p \in Rec })
ASSUME PrintT(\E <<x, y>> \in R, z \in 1..3 : x = z /\ y = z + 1)
ASSUME PrintT(\A x, y \in 1..2, <<u, v>> \in R : x + y < u + v + 10)
ASSUME PrintT([<<x, y>> \in R |-> x * y])
ASSUME PrintT([<<x, y>> \in R |-> x * y][2, 3])
ASSUME PrintT([x, y \in 1..2, z \in {5} |-> x + y + z])
ASSUME PrintT(CHOOSE <<x, y>> \in R : x > y)
ASSUME PrintT(CHOOSE x \in {3, 1, 2} : \A y \in {3, 1, 2} : x >= y)
ASSUME PrintT(LET f[n \in Nat] == IF n = 0 THEN 1 ELSE n * f[n - 1] IN <<f[0], f[5], f[10]>>)
ASSUME PrintT(LET RECURSIVE g(_, _)
                  g(a, b) == IF b = 0 THEN a ELSE g(b, a % b)
                  h(op(_), v) == op(op(v))
                  m == INSTANCE Sequences
              IN << g(12, 18), h(LAMBDA v : v * v, 3), m!Append(<<1>>, 2) >>)
RECURSIVE Even(_), Odd(_)
Even(n) == IF n = 0 THEN TRUE ELSE Odd(n - 1)
Odd(n) == IF n = 0 THEN FALSE ELSE Even(n - 1)
ASSUME PrintT([n \in 0..5 |-> Even(n)])
RECURSIVE Flatten(_)
Flatten(s) == IF s = <<>> THEN <<>> ELSE Head(s) \o Flatten(Tail(s))
ASSUME PrintT(Flatten(<< <<1>>, <<>>, <<2, 3>> >>))
Fold(op(_, _), base, s) ==
  LET RECURSIVE go(_, _)
      go(i, acc) == IF i > Len(s) THEN acc ELSE go(i + 1, op(acc, s[i]))
  IN go(1, base)
ASSUME PrintT(Fold(+, 0, <<1, 2, 3>>)) /\ PrintT(Fold(LAMBDA a, b : <<b>> \o a, <<>>, <<1, 2, 3>>))
x == 1                      \* x is a definition from here on
Shadow == LET y == x IN {z + y : z \in 1..2}
ASSUME PrintT(Shadow)
ASSUME PrintT(CASE 1 = 2 -> "no" [] 1 = 1 -> IF TRUE THEN "yes" ELSE "no" [] OTHER -> "other")
ASSUME PrintT(SUBSET {1, 2}) /\ PrintT(UNION {{1}, {2, 3}}) /\ PrintT(DOMAIN [a |-> 1, b |-> 2])
ASSUME PrintT([a : {1, 2}, b : {TRUE}]) /\ PrintT([{1, 2} -> {"p", "q"}])
ASSUME PrintT("str" \in STRING) /\ PrintT(1 \in Int) /\ PrintT(-1 \in Nat) /\ PrintT(<<1, -2>> \in Seq(Int))
ASSUME PrintT({s \in SUBSET (1..3) : Cardinality(s) = 2}) /\ PrintT({<<i, j>> : i, j \in 1..2})
ASSUME PrintT((1..2) \X {"a"} \X BOOLEAN) /\ PrintT(((1..2) \X {"a"}) \X BOOLEAN)
ASSUME \A S \in SUBSET {1, 2, 3} : (\E e \in S : e > 2) <=> 3 \in S
ASSUME PrintT("a\tb\\c\"d\n") /\ PrintT(<<"", " ">>)
ASSUME PrintT(\b101 + \o17 + \hFf + \B11 + 0)
====
