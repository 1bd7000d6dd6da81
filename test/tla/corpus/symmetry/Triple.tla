------------------------------- MODULE Triple -------------------------------
(* Three symmetric sets, values of all of them together in records inside functions; a deadlock at the end. *)
EXTENDS TLC
CONSTANTS Red, Blue, Key, None
VARIABLE store

Record == [red : Red \cup {None}, blue : Blue \cup {None}]
Init == store = [k \in Key |-> [red |-> None, blue |-> None]]
PutRed == \E k \in Key, r \in Red : /\ store[k].red = None
                                    /\ store' = [store EXCEPT ![k].red = r]
PutBlue == \E k \in Key, b \in Blue : /\ store[k].blue = None
                                      /\ store[k].red # None
                                      /\ store' = [store EXCEPT ![k].blue = b]
Next == PutRed \/ PutBlue
TypeOK == store \in [Key -> Record]
Perms == Permutations(Red) \cup Permutations(Blue) \cup Permutations(Key)
==============================================================================
