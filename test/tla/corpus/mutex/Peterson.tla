This text before the module is ignored, even where it says
VARIABLES or == or \* or "something".

---------------------------- MODULE Peterson ----------------------------
EXTENDS Naturals, TLC
CONSTANTS A, B
(***************************************************************************
--algorithm Peterson {
  variables wants = [p \in {A, B} |-> FALSE], last = A;
  define { Rival(p) == IF p = A THEN B ELSE A
           Inside == {p \in {A, B} : pc[p] = "crit"} }
  macro announce(x) { wants[self] := x }
  fair process (client \in {A, B})
    variable rounds = 0;
  { rest: while (rounds < 2) {
      goto want;
    want: announce(TRUE);
    mark: last := self;
    wait: await ~wants[Rival(self)] \/ last # self;
    crit: skip;
    done: announce(FALSE); rounds := rounds + 1;
    }
  }
  fair+ process (watcher = "w")
  { watch: either { when Inside = {A}; assert pc[B] # "crit" } or { await pc[A] = "Done" /\ pc[B] = "Done" } }
}
 ***************************************************************************)
\* BEGIN TRANSLATION
VARIABLES wants, last, pc

(* define statement *)
Rival(p) == IF p = A THEN B ELSE A
Inside == {p \in {A, B} : pc[p] = "crit"}

VARIABLE rounds

vars == << wants, last, pc, rounds >>

ProcSet == ({A, B}) \cup {"w"}

Init == (* Global variables *)
        /\ wants = [p \in {A, B} |-> FALSE]
        /\ last = A
        (* Process client *)
        /\ rounds = [self \in {A, B} |-> 0]
        /\ pc = [self \in ProcSet |-> CASE self \in {A, B} -> "rest"
                                        [] self = "w" -> "watch"]

rest(self) == /\ pc[self] = "rest"
              /\ IF rounds[self] < 2
                    THEN /\ pc' = [pc EXCEPT ![self] = "want"]
                    ELSE /\ pc' = [pc EXCEPT ![self] = "Done"]
              /\ UNCHANGED << wants, last, rounds >>

want(self) == /\ pc[self] = "want"
              /\ wants' = [wants EXCEPT ![self] = TRUE]
              /\ pc' = [pc EXCEPT ![self] = "mark"]
              /\ UNCHANGED << last, rounds >>

mark(self) == /\ pc[self] = "mark"
              /\ last' = self
              /\ pc' = [pc EXCEPT ![self] = "wait"]
              /\ UNCHANGED << wants, rounds >>

wait(self) == /\ pc[self] = "wait"
              /\ ~wants[Rival(self)] \/ last # self
              /\ pc' = [pc EXCEPT ![self] = "crit"]
              /\ UNCHANGED << wants, last, rounds >>

crit(self) == /\ pc[self] = "crit"
              /\ TRUE
              /\ pc' = [pc EXCEPT ![self] = "done"]
              /\ UNCHANGED << wants, last, rounds >>

done(self) == /\ pc[self] = "done"
              /\ wants' = [wants EXCEPT ![self] = FALSE]
              /\ rounds' = [rounds EXCEPT ![self] = rounds[self] + 1]
              /\ pc' = [pc EXCEPT ![self] = "rest"]
              /\ last' = last

client(self) == rest(self) \/ want(self) \/ mark(self) \/ wait(self)
                   \/ crit(self) \/ done(self)

watch == /\ pc["w"] = "watch"
         /\ \/ /\ Inside = {A}
               /\ Assert(pc[B] # "crit", 
                         "Failure of assertion at line 25, column 40.")
            \/ /\ pc[A] = "Done" /\ pc[B] = "Done"
         /\ pc' = [pc EXCEPT !["w"] = "Done"]
         /\ UNCHANGED << wants, last, rounds >>

watcher == watch

(* Allow infinite stuttering to prevent deadlock on termination. *)
Terminating == /\ \A self \in ProcSet: pc[self] = "Done"
               /\ UNCHANGED vars

Next == watcher
           \/ (\E self \in {A, B}: client(self))
           \/ Terminating

Spec == /\ Init /\ [][Next]_vars
        /\ \A self \in {A, B} : WF_vars(client(self))
        /\ SF_vars(watcher)

Termination == <>(\A self \in ProcSet: pc[self] = "Done")

\* END TRANSLATION 

Exclusive == \A p, q \in Inside : p = q
Progress == \A p \in {A, B} : pc[p] = "want" ~> pc[p] = "crit"
=============================================================================
\* Modification History
\* Last modified sometime
text after the module == is ignored
