------------------------------- MODULE Queues -------------------------------
(* Members in sequences and in tuples; a lock that one of them holds, or nobody. *)
EXTENDS Naturals, Sequences, TLC
CONSTANTS Client, Nobody
VARIABLES line, holder, last

Init == line = <<>> /\ holder = Nobody /\ last = <<Nobody, 0>>
Ask(c) == /\ c # holder
          /\ \A k \in 1..Len(line) : line[k] # c
          /\ line' = Append(line, c)
          /\ UNCHANGED <<holder, last>>
Grant == /\ holder = Nobody /\ line # <<>>
         /\ holder' = Head(line) /\ line' = Tail(line)
         /\ last' = <<holder', Len(line)>>
Release == holder # Nobody /\ holder' = Nobody /\ UNCHANGED <<line, last>>
Next == (\E c \in Client : Ask(c)) \/ Grant \/ Release
Fair == last[2] < 3
Waits == \A k \in 1..Len(line) : line[k] # holder
Perms == Permutations(Client)
==============================================================================
