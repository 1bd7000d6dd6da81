--------------------------- MODULE Queens ---------------------------
EXTENDS Integers, Sequences, TLC
CONSTANT N
ASSUME N \in 1 .. 8
Abs(n) == IF n < 0 THEN -n ELSE n
Beats(b, i, j) == b[i] = b[j] \/ Abs(b[i] - b[j]) = Abs(i - j)
Peaceful(b) == \A i, j \in 1 .. Len(b) : i < j => ~Beats(b, i, j)
Boards == { b \in [1..N -> 1..N] : Peaceful(b) }
(*
--fair algorithm Queens {
  variables open = { << >> }, found = {};
  { pick: while (open # {}) {
      with (b \in open;
            more = { Append(b, c) : c \in 1 .. N };
            good = { m \in more : Peaceful(m) })
      {
        if (Len(b) + 1 = N) { found := found \cup good; open := open \ {b} }
        else open := (open \ {b}) \cup good;
      }
    }
  }
}
*)
\* BEGIN TRANSLATION
VARIABLES open, found, pc

vars == << open, found, pc >>

Init == (* Global variables *)
        /\ open = { << >> }
        /\ found = {}
        /\ pc = "pick"

pick == /\ pc = "pick"
        /\ IF open # {}
              THEN /\ \E b \in open:
                        LET more == { Append(b, c) : c \in 1 .. N } IN
                          LET good == { m \in more : Peaceful(m) } IN
                            IF Len(b) + 1 = N
                               THEN /\ found' = (found \cup good)
                                    /\ open' = open \ {b}
                               ELSE /\ open' = ((open \ {b}) \cup good)
                                    /\ found' = found
                   /\ pc' = "pick"
              ELSE /\ pc' = "Done"
                   /\ UNCHANGED << open, found >>

(* Allow infinite stuttering to prevent deadlock on termination. *)
Terminating == pc = "Done" /\ UNCHANGED vars

Next == pick
           \/ Terminating

Spec == /\ Init /\ [][Next]_vars
        /\ WF_vars(Next)

Termination == <>(pc = "Done")

\* END TRANSLATION
TypeOK ==
  /\ open \in SUBSET UNION {[1 .. k -> 1 .. N] : k \in 0 .. N - 1}
  /\ found \in SUBSET [1 .. N -> 1 .. N]
Right == found \subseteq Boards /\ (open = {} => Boards = found)
None == found = {}
=============================================================================
