------------------------------ MODULE Channel ------------------------------
(* A message over a channel that loses: what strong fairness is for. What   *)
(* a specification assumes need not be WF or SF.                            *)
EXTENDS Naturals, Sequences
VARIABLES sent, wire, got
vars == <<sent, wire, got>>

Init == sent = 0 /\ wire = <<>> /\ got = 0
Send == Len(wire) < 2 /\ sent = got /\ sent' = 1 - sent
  /\ wire' = Append(wire, 1 - sent) /\ UNCHANGED got
Resend == sent # got /\ Len(wire) < 2
  /\ wire' = Append(wire, sent) /\ UNCHANGED <<sent, got>>
Lose == wire # <<>> /\ wire' = Tail(wire) /\ UNCHANGED <<sent, got>>
Take == wire # <<>> /\ got' = Head(wire) /\ wire' = Tail(wire)
  /\ UNCHANGED sent
Next == Send \/ Resend \/ Lose \/ Take
Core == Init /\ [][Next]_vars

SpecFree == Core
SpecNoResend == Core /\ SF_vars(Take) /\ WF_vars(Send)
SpecWeak == Core /\ WF_vars(Take) /\ WF_vars(Resend) /\ WF_vars(Send)
SpecStrong == Core /\ SF_vars(Take) /\ WF_vars(Resend) /\ WF_vars(Send)
SpecQuiet == Core /\ SF_vars(Take) /\ WF_vars(Resend)
SpecAssumed == Core /\ []<>(wire = <<>>) /\ []<><<Take>>_vars
SpecFinally == Core /\ <>[](sent = 1) /\ WF_vars(Take)
SpecSettled == Core /\ SF_vars(Take) /\ WF_vars(Resend) /\ <>[][~Lose]_vars

PropArrives == sent # got ~> sent = got
PropOne == sent = 1 ~> got = 1
PropAgain == []<>(sent # got)
PropForever == []<>(got = 0) /\ []<>(got = 1)
PropEmpty == []<>(wire = <<>>)
PropTaken == []<><<Take>>_vars
PropLost == <>[][~Lose]_vars
PropStable == <>[](got = sent) \/ []<><<Take>>_vars
PropLess == []<>(Len(wire) < 2)
PropEither == <>[](got = 0) \/ <>[](got = 1)
PropAlternates == [](got = 0 => <>(got = 1)) /\ [](got = 1 => <>(got = 0))
PropPromise == []<><<Lose>>_vars => []<><<Take>>_vars
=============================================================================
