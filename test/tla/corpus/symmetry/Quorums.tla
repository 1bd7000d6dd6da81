------------------------------- MODULE Quorums -------------------------------
(* Two symmetric sets; messages are a set of records that name members of both. *)
EXTENDS Naturals, FiniteSets, TLC
CONSTANTS Node, Item
VARIABLES voted, msgs, chosen

Init == voted = [n \in Node |-> {}] /\ msgs = {} /\ chosen = {}
Propose(n, i) == /\ ~\E m \in msgs : m.from = n
                 /\ msgs' = msgs \cup {[kind |-> "ask", from |-> n, item |-> i]}
                 /\ UNCHANGED <<voted, chosen>>
Vote(n) == \E m \in msgs : /\ m.kind = "ask"
                           /\ voted[n] = {}
                           /\ voted' = [voted EXCEPT ![n] = {m.item}]
                           /\ msgs' = msgs \cup {[kind |-> "yes", from |-> n, item |-> m.item]}
                           /\ UNCHANGED chosen
Choose(i) == /\ 2 * Cardinality({m \in msgs : m.kind = "yes" /\ m.item = i}) > Cardinality(Node)
             /\ chosen' = chosen \cup {i}
             /\ UNCHANGED <<voted, msgs>>
Next == \/ \E n \in Node, i \in Item : Propose(n, i)
        \/ \E n \in Node : Vote(n)
        \/ \E i \in Item : Choose(i)
One == Cardinality(chosen) <= 1
None == chosen = {}
Perms == Permutations(Node) \cup Permutations(Item)
==============================================================================
