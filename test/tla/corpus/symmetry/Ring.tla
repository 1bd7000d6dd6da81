------------------------------- MODULE Ring -------------------------------
(* Groups that are not all permutations: rotations of a ring, and only some of the members. *)
EXTENDS Naturals, TLC
CONSTANTS a, b, c, d
VARIABLES token, state

Node == {a, b, c, d}
After == a :> b @@ b :> c @@ c :> d @@ d :> a
Init == token \in Node /\ state = [n \in Node |-> 0]
Work == state[token] < 2 /\ state' = [state EXCEPT ![token] = @ + 1] /\ UNCHANGED token
Send == token' = After[token] /\ UNCHANGED state
Next == Work \/ Send
Turned == [n \in Node |-> After[After[n]]]
\* TLC takes no set that is listed.
Listed == {After}
Rotation == {f \in Permutations(Node) : f[f[a]] = c /\ f[f[b]] = d /\ f[f[c]] = a}
Opposite == {f \in Permutations(Node) : f \in {Turned, [n \in Node |-> n]}}
Some == Permutations({b, c})
Even == {f \in Permutations(Node) : f[d] = d /\ (f[a] = a => f[b] = b) /\ (f[a] = b => f[b] = c) /\ (f[a] = c => f[b] = a)}
==============================================================================
