---- MODULE MCSynodToolbox ----
EXTENDS Synod, TLC

\* MV CONSTANT declarations@modelParameterConstants
CONSTANTS
x1, x2
----

\* MV CONSTANT definitions Value
const_1634000000000002000 == 
{x1, x2}
----

\* SYMMETRY definition
symm_1634000000000003000 == 
Permutations(const_1634000000000002000)
----

\* CONSTANT definitions @modelParameterConstants:3Ballot
const_1634000000000004000 == 
0..1
----

\* CONSTRAINT definition @modelParameterContraint:0
constr_1634000000000005000 ==
\A m \in msgs : m.type = "2b" => m.bal < 1
----
\* INVARIANT definition @modelCorrectnessInvariants:0
inv_1634000000000006000 ==
Cardinality({m \in msgs : m.type = "2b"}) < 2
----
=============================================================================
\* Modification History
\* Created by hand
