------------------------- MODULE MCChainReplication -------------------------
EXTENDS ChainReplication, TLC
CONSTANTS a, b, c, d, c1, c2, x, y, v1, v2
Put(k, v) == [type |-> "put", key |-> k, value |-> v]
Get(k) == [type |-> "get", key |-> k]
FounderTwo == <<a, b>>
FounderThree == <<a, b, c>>
WriterReader == (c1 :> {Put(x, v1)}) @@ (c2 :> {Get(x)})
W1 == (c1 :> {Put(x, v1)})
W2 == (c1 :> {Put(x, v1), Get(x)})
=============================================================================
