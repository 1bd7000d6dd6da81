------------------------------ MODULE Registers ------------------------------
(* TLCGet and TLCSet, printing, Assert, SortSeq, in all places. *)
EXTENDS Integers, TLC, Sequences, FiniteSets, Reals
\* TLCSet/TLCGet, Print inside actions, Assert, TLCEval, Any, SortSeq, Permutations, ToString, RandomElement on singletons
VARIABLES x, hist
ASSUME TLCSet(1, 0)
ASSUME TLCGet(1) = 0
Cmp(a, b) == a > b
Sorted == SortSeq(<<3, 1, 2>>, Cmp)
Init == x = 0 /\ hist = <<>> /\ TLCSet(2, 10)
Next == /\ x < 3
        /\ x' = x + 1
        /\ hist' = Append(hist, TLCGet("level"))
        /\ TLCSet(1, TLCGet(1) + 1)
        /\ PrintT(<<"step", x, TLCGet(1)>>)
Spec == Init /\ [][Next]_<<x, hist>>
Inv == /\ Assert(x <= 3, <<"too big", x>>)
       /\ Sorted = <<3, 2, 1>> /\ SortSeq(<<"b", "a">>, LAMBDA s, t : s = "a") = <<"a", "b">>
       /\ Cardinality(Permutations({1,2,3})) = 6
       /\ ToString(<<1, "a", {TRUE}>>) = "<<1, \"a\", {TRUE}>>"
       /\ RandomElement({7}) = 7
       /\ TLCEval({y \in 1..3 : y > 1}) = {2, 3}
       /\ JavaTime > 0 /\ x \in Any
Stop == Assert(x < 2, "stop here")
====
