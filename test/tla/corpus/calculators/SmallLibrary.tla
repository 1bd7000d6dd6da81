---------------------------- MODULE SmallLibrary ----------------------------
(* Modules that the engine has as text; TLC reads the same text. *)
EXTENDS Integers, Bags, BagsExt, Combinatorics, UndirectedGraphs, Quorum
D == INSTANCE DyadicRationals
A == INSTANCE Apalache
V == INSTANCE Variants
B == BagAdd(BagAdd(BagAdd(EmptyBag, 1), 2), 2)
ASSUME BagToSet(B) = {1, 2} /\ CopiesIn(2, B) = 2
ASSUME BagRemove(BagRemove(B, 2), 2) = SetToBag({1})
ASSUME BagRemove(B, 7) = B /\ BagRemoveAll(B, 2) = SetToBag({1})
ASSUME SumBag(B) = 5 /\ ProductBag(B) = 4
ASSUME FoldBag(LAMBDA x, y : x - y, 0, B) = 3
ASSUME factorial[6] = 720 /\ choose(5, 2) = 10 /\ choose(4, 0) = 1
ASSUME \A n \in 1 .. 6, k \in 1 .. 6 :
         k <= n => choose(n, k) = factorial[n] \div (factorial[k] * factorial[n - k])
G == [node |-> 1 .. 4, edge |-> {{1, 2}, {2, 3}}]
ASSUME IsUndirectedGraph(G) /\ IsLoopFreeUndirectedGraph(G)
ASSUME ConnectedComponents(G) = {1 .. 3, {4}} /\ ~IsStronglyConnected(G)
ASSUME AreConnectedIn(1, 3, G) /\ ~AreConnectedIn(1, 4, G)
ASSUME SimplePath([node |-> {1, 2}, edge |-> {{1, 2}}]) = {<<1>>, <<2>>, <<1, 2>>, <<2, 1>>}
ASSUME QuorumSystem({1, 2}) = {{{1, 2}}, {{1}, {1, 2}}, {{2}, {1, 2}}}
ASSUME D!Add(D!Half(D!One), D!Half(D!Half(D!One))) = [num |-> 3, den |-> 4]
ASSUME D!PrettyPrint(D!Half(D!One)) = "1/2" /\ D!Add(D!Half(D!One), D!Half(D!One)) = D!One
ASSUME A!ApaFoldSet(LAMBDA x, y : x + y, 0, 1 .. 4) = 10
ASSUME A!ApaFoldSeqLeft(LAMBDA x, y : x - y, 9, <<1, 2>>) = 6
ASSUME A!SetAsFun({<<1, 2>>, <<3, 4>>})[3] = 4 /\ A!MkSeq(2, LAMBDA i : i * i) = <<1, 4>>
ASSUME V!VariantTag(V!Variant("a", 3)) = "a" /\ V!VariantGetOrElse("b", V!Variant("a", 3), 7) = 7
=============================================================================
