------------------------------ MODULE Staleness ------------------------------
(***************************************************************************)
(* How old what registers answer may be. By versions: in some order that   *)
(* keeps that of real time every read is of one of the k + 1 last writes   *)
(* to its key (k-atomicity: Aiyer, Alvisi and Bazzi, "On the Availability  *)
(* of Non-strict Quorum Systems", DISC 2005; k = 0 is linearizability).    *)
(* By time: the history is linearizable once every read has begun as much  *)
(* earlier (Delta-atomicity: Golab, Li and Shah, "Analyzing Consistency    *)
(* Properties for Fun and Profit", PODC 2011).                             *)
(*                                                                         *)
(* Histories are those of Causality.tla.  Values are written once.         *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets

LOCAL INSTANCE Causality

Precedes(H, i, j) == H[i].end < H[j].start

\* What a read is behind if the keys' writes took effect in these lines.
Behind(H, i, lines) ==
  LET line == lines[H[i].key]
      places == {p \in DOMAIN line : line[p] = H[i].value}
  IN IF H[i].value = Nil THEN Len(line)
     ELSE Len(line) - (CHOOSE p \in places : TRUE)

Known(H, i, lines) ==
  \/ H[i].value = Nil
  \/ \E p \in DOMAIN lines[H[i].key] : lines[H[i].key][p] = H[i].value

\* The operations S can take effect in an order that keeps real time, and
\* no read is more than k versions behind.
RECURSIVE WithinFrom(_, _, _, _)
WithinFrom(H, S, k, lines) ==
  S = {} \/ \E i \in S :
    /\ \A j \in S : ~Precedes(H, j, i)
    /\ IF H[i].type = "write"
       THEN WithinFrom(H, S \ {i}, k,
              [lines EXCEPT ![H[i].key] = Append(lines[H[i].key], H[i].value)])
       ELSE /\ Known(H, i, lines)
            /\ Behind(H, i, lines) <= k
            /\ WithinFrom(H, S \ {i}, k, lines)

-----------------------------------------------------------------------------

WithinVersions(H, k) ==
  WithinFrom(H, Operations(H), k, [key \in Keys(H) |-> <<>>])

WithinTime(H, d) ==
  WithinVersions(
    [i \in DOMAIN H |->
       IF H[i].type = "read"
       THEN [H[i] EXCEPT !.start = @ - d]
       ELSE H[i]], 0)

\* The least bounds that hold, or -1 where none up to `max` does.
LeastVersions(H, max) ==
  LET bounds == {k \in 0..max : WithinVersions(H, k)}
  IN IF bounds = {} THEN -1
     ELSE CHOOSE k \in bounds : \A j \in bounds : k <= j

LeastTime(H, max) ==
  LET bounds == {d \in 0..max : WithinTime(H, d)}
  IN IF bounds = {} THEN -1
     ELSE CHOOSE d \in bounds : \A j \in bounds : d <= j

=============================================================================
The checker gives a bound that is certain and one that one order shows:
test/consistency/registers/definitions.test.ts has the least between them.
