------------------------------ MODULE Snapshot ------------------------------
(* Markers on channels that keep their order: the picture that is put       *)
(* together from what each process saw has all the tokens, and no others.   *)
EXTENDS Integers, Sequences
CONSTANTS Proc, Tokens
ASSUME Tokens \in Nat
Chan == {c \in Proc \X Proc : c[1] # c[2]}
VARIABLES held, chan, shot, seen, rec
vars == <<held, chan, shot, seen, rec>>
Marker == "marker"
RECURSIVE Sum(_, _)
Sum(f, S) == IF S = {} THEN 0
             ELSE LET e == CHOOSE e \in S : TRUE IN f[e] + Sum(f, S \ {e})
Count(s) == Len(SelectSeq(s, LAMBDA m : m # Marker))
Init ==
  /\ held \in {f \in [Proc -> 0 .. Tokens] : Sum(f, Proc) = Tokens}
  /\ chan = [c \in Chan |-> <<>>]
  /\ shot = [p \in Proc |-> -1] /\ seen = [p \in Proc |-> {}]
  /\ rec = [c \in Chan |-> 0]
Pass(p, q) ==
  /\ held[p] > 0
  /\ held' = [held EXCEPT ![p] = @ - 1]
  /\ chan' = [chan EXCEPT ![p, q] = Append(@, "token")]
  /\ UNCHANGED <<shot, seen, rec>>
Mark(p, ch) == [c \in Chan |-> IF c[1] = p THEN Append(ch[c], Marker) ELSE ch[c]]
Begin(p) ==
  /\ \A q \in Proc : shot[q] = -1
  /\ shot' = [shot EXCEPT ![p] = held[p]]
  /\ chan' = Mark(p, chan)
  /\ UNCHANGED <<held, seen, rec>>
Receive(q, p) ==
  /\ chan[q, p] # <<>>
  /\ LET m == Head(chan[q, p])
         rest == [chan EXCEPT ![q, p] = Tail(@)]
     IN CASE m # Marker ->
               /\ held' = [held EXCEPT ![p] = @ + 1]
               /\ rec' = [rec EXCEPT ![q, p] =
                            @ + (IF shot[p] # -1 /\ q \notin seen[p] THEN 1 ELSE 0)]
               /\ chan' = rest
               /\ UNCHANGED <<shot, seen>>
          [] OTHER ->
               /\ seen' = [seen EXCEPT ![p] = @ \cup {q}]
               /\ IF shot[p] = -1
                    THEN shot' = [shot EXCEPT ![p] = held[p]] /\ chan' = Mark(p, rest)
                    ELSE shot' = shot /\ chan' = rest
               /\ UNCHANGED <<held, rec>>
Next == \E p \in Proc : \/ Begin(p)
                        \/ \E q \in Proc \ {p} : Pass(p, q) \/ Receive(q, p)
Spec == Init /\ [][Next]_vars /\ WF_vars(\E p, q \in Proc : p # q /\ Receive(p, q))
Done == \A p \in Proc : shot[p] # -1 /\ seen[p] = Proc \ {p}
Whole == Done => Sum(shot, Proc) + Sum(rec, Chan) = Tokens
Short == \A c \in Chan : Len(chan[c]) <= 3
Ends == (\E p \in Proc : shot[p] # -1) ~> Done
NeverDone == ~Done
=============================================================================
