--------------------------- MODULE Resend ---------------------------
(* One bit in front of each message: sent again until the bit comes back.    *)
EXTENDS Naturals, Sequences
CONSTANTS Text, Room
VARIABLES there, back, mine, seen, out, got
vars == << there, back, mine, seen, out, got>>
Flip(b) == 1 - b
Without(s, i) == SubSeq(s, 1, i - 1) \o SubSeq(s, i + 1, Len(s))
Drop(s, i) == [j \in 1 .. Len(s) - 1 |-> IF j < i THEN s[j] ELSE s[j + 1]]
Lose(ch) == \E i \in DOMAIN ch : ch' = Without(ch, i) /\ ch' = Drop(ch, i)
Init == /\ there = << >> /\ back = << >> /\ mine = 1 /\ seen = 0
        /\ out \in Text /\ got = << >>
Idle == got # << >> /\ seen = mine
Send == there' = Append(there, <<mine, out>>) /\ UNCHANGED <<back, mine, seen, out, got>>
Take == LET m == Head(there) IN
        /\ there # <<>>
        /\ there' = Tail(there)
        /\ IF m[1] = seen
             THEN UNCHANGED <<seen, got>>
             ELSE seen' = m[1] /\ got' = <<m[2]>>
        /\ UNCHANGED <<back, mine, out>>
Confirm == back' = Append(back, seen) /\ UNCHANGED <<there, mine, seen, out, got>>
Hear == /\ back # << >> /\ back' = Tail(back)
        /\ \/ Head(back) # mine /\ UNCHANGED <<mine, out>>
           \/ Head(back) = mine /\ mine' = Flip(mine) /\ out' \in Text
        /\ UNCHANGED <<there, seen, got>>
Loss == \/ Lose(there) /\ UNCHANGED <<back, mine, seen, out, got>>
        \/ Lose(back) /\ UNCHANGED <<there, mine, seen, out, got>>
Next == Send \/ Take \/ Confirm \/ Hear \/ Loss
Spec == Init /\ [][Next]_vars /\ WF_vars(Send) /\ SF_vars(Take) /\ WF_vars(Confirm) /\ SF_vars(Hear)
Small == Len(there) <= Room /\ Len(back) <= Room
Right == (seen = mine /\ got # <<>>) => got = <<out>>
(* the abstract protocol, in a module of its own inside *)
------------------------------ MODULE Handover ------------------------------
VARIABLES a, b, x, y
Give == a = b /\ x' \in Text /\ a' = Flip(a) /\ UNCHANGED <<b, y>>
Receive == a # b /\ y' = <<x>> /\ b' = a /\ UNCHANGED <<a, x>>
HInit == a \in {0, 1} /\ b \in {0, 1} /\ x \in Text /\ y = << >>
HSpec == HInit /\ [][Give \/ Receive]_<<a, b, x, y>>
=============================================================================
H == INSTANCE Handover WITH a <- mine, b <- seen, x <- out, y <- got
Implements == H!HSpec
=============================================================================
