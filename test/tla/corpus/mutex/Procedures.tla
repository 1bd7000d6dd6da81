------------------------------ MODULE Procedures ------------------------------
(* A translation with procedures, a stack, defaultInitValue and macros unfolded. *)
EXTENDS Integers, Sequences, FiniteSets, TLC
CONSTANT N
ASSUME N \in Nat \ {0}
(* --algorithm Fact
variables result = 0, calls = << >>;
procedure fact(n = 0)
variables tmp;
begin
  f1: if n = 0 then
        result := 1;
        return;
      else
        call fact(n - 1);
      end if;
  f3: tmp := result * n;
      result := tmp;
  f4: return;
end procedure;
procedure log(what)
begin l1: calls := Append(calls, what);
      l2: return;
end procedure;
process worker \in 1..2
variable i \in 1..N;
begin
  w1: call fact(i);
  w2: await Len(calls) < 2;
      call log(<<self, i>>);
  w3: with x \in {self, -self} do assert x # 0; i := x; end with;
  w4: either goto w5 or skip; w6: i := 0; end either;
  w5: skip;
end process;
end algorithm *)
\* BEGIN TRANSLATION
CONSTANT defaultInitValue
VARIABLES result, calls, pc, stack, n, tmp, what, i

vars == << result, calls, pc, stack, n, tmp, what, i >>

ProcSet == (1..2)

Init == (* Global variables *)
        /\ result = 0
        /\ calls = << >>
        (* Procedure fact *)
        /\ n = [ self \in ProcSet |-> 0]
        /\ tmp = [ self \in ProcSet |-> defaultInitValue]
        (* Procedure log *)
        /\ what = [ self \in ProcSet |-> defaultInitValue]
        (* Process worker *)
        /\ i \in [1..2 -> 1..N]
        /\ stack = [self \in ProcSet |-> << >>]
        /\ pc = [self \in ProcSet |-> "w1"]

f1(self) == /\ pc[self] = "f1"
            /\ IF n[self] = 0
                  THEN /\ result' = 1
                       /\ pc' = [pc EXCEPT ![self] = Head(stack[self]).pc]
                       /\ tmp' = [tmp EXCEPT ![self] = Head(stack[self]).tmp]
                       /\ n' = [n EXCEPT ![self] = Head(stack[self]).n]
                       /\ stack' = [stack EXCEPT ![self] = Tail(stack[self])]
                  ELSE /\ /\ n' = [n EXCEPT ![self] = n[self] - 1]
                          /\ stack' = [stack EXCEPT ![self] = << [ procedure |->  "fact",
                                                                   pc        |->  "f3",
                                                                   tmp       |->  tmp[self],
                                                                   n         |->  n[self] ] >>
                                                               \o stack[self]]
                       /\ tmp' = [tmp EXCEPT ![self] = defaultInitValue]
                       /\ pc' = [pc EXCEPT ![self] = "f1"]
                       /\ UNCHANGED result
            /\ UNCHANGED << calls, what, i >>

f3(self) == /\ pc[self] = "f3"
            /\ tmp' = [tmp EXCEPT ![self] = result * n[self]]
            /\ result' = tmp'[self]
            /\ pc' = [pc EXCEPT ![self] = "f4"]
            /\ UNCHANGED << calls, stack, n, what, i >>

f4(self) == /\ pc[self] = "f4"
            /\ pc' = [pc EXCEPT ![self] = Head(stack[self]).pc]
            /\ tmp' = [tmp EXCEPT ![self] = Head(stack[self]).tmp]
            /\ n' = [n EXCEPT ![self] = Head(stack[self]).n]
            /\ stack' = [stack EXCEPT ![self] = Tail(stack[self])]
            /\ UNCHANGED << result, calls, what, i >>

fact(self) == f1(self) \/ f3(self) \/ f4(self)

l1(self) == /\ pc[self] = "l1"
            /\ calls' = Append(calls, what[self])
            /\ pc' = [pc EXCEPT ![self] = "l2"]
            /\ UNCHANGED << result, stack, n, tmp, what, i >>

l2(self) == /\ pc[self] = "l2"
            /\ pc' = [pc EXCEPT ![self] = Head(stack[self]).pc]
            /\ what' = [what EXCEPT ![self] = Head(stack[self]).what]
            /\ stack' = [stack EXCEPT ![self] = Tail(stack[self])]
            /\ UNCHANGED << result, calls, n, tmp, i >>

log(self) == l1(self) \/ l2(self)

w1(self) == /\ pc[self] = "w1"
            /\ /\ n' = [n EXCEPT ![self] = i[self]]
               /\ stack' = [stack EXCEPT ![self] = << [ procedure |->  "fact",
                                                        pc        |->  "w2",
                                                        tmp       |->  tmp[self],
                                                        n         |->  n[self] ] >>
                                                    \o stack[self]]
            /\ tmp' = [tmp EXCEPT ![self] = defaultInitValue]
            /\ pc' = [pc EXCEPT ![self] = "f1"]
            /\ UNCHANGED << result, calls, what, i >>

w2(self) == /\ pc[self] = "w2"
            /\ Len(calls) < 2
            /\ /\ stack' = [stack EXCEPT ![self] = << [ procedure |->  "log",
                                                        pc        |->  "w3",
                                                        what      |->  what[self] ] >>
                                                    \o stack[self]]
               /\ what' = [what EXCEPT ![self] = <<self, i[self]>>]
            /\ pc' = [pc EXCEPT ![self] = "l1"]
            /\ UNCHANGED << result, calls, n, tmp, i >>

w3(self) == /\ pc[self] = "w3"
            /\ \E x \in {self, -self}:
                 /\ Assert(x # 0, 
                           "Failure of assertion at line 31, column 35.")
                 /\ i' = [i EXCEPT ![self] = x]
            /\ pc' = [pc EXCEPT ![self] = "w4"]
            /\ UNCHANGED << result, calls, stack, n, tmp, what >>

w4(self) == /\ pc[self] = "w4"
            /\ \/ /\ pc' = [pc EXCEPT ![self] = "w5"]
               \/ /\ TRUE
                  /\ pc' = [pc EXCEPT ![self] = "w6"]
            /\ UNCHANGED << result, calls, stack, n, tmp, what, i >>

w6(self) == /\ pc[self] = "w6"
            /\ i' = [i EXCEPT ![self] = 0]
            /\ pc' = [pc EXCEPT ![self] = "w5"]
            /\ UNCHANGED << result, calls, stack, n, tmp, what >>

w5(self) == /\ pc[self] = "w5"
            /\ TRUE
            /\ pc' = [pc EXCEPT ![self] = "Done"]
            /\ UNCHANGED << result, calls, stack, n, tmp, what, i >>

worker(self) == w1(self) \/ w2(self) \/ w3(self) \/ w4(self) \/ w6(self)
                   \/ w5(self)

(* Allow infinite stuttering to prevent deadlock on termination. *)
Terminating == /\ \A self \in ProcSet: pc[self] = "Done"
               /\ UNCHANGED vars

Next == (\E self \in ProcSet: fact(self) \/ log(self))
           \/ (\E self \in 1..2: worker(self))
           \/ Terminating

Spec == Init /\ [][Next]_vars

Termination == <>(\A self \in ProcSet: pc[self] = "Done")

\* END TRANSLATION
StackBound == \A p \in ProcSet : Len(stack[p]) <= N + 1
Frames == \A p \in ProcSet : \A k \in DOMAIN stack[p] :
            LET f == stack[p][k] IN
              /\ f.procedure \in {"fact", "log"}
              /\ (f.procedure = "fact") => DOMAIN f = {"procedure", "pc", "tmp", "n"}
              /\ (f.procedure = "log") => "what" \in DOMAIN f
(* There is a race: result is shared. *)
NoRace == \A p \in ProcSet : pc[p] = "w2" => result > 0
RightResult == \A p, q \in ProcSet : (p # q /\ pc[p] = "w2" /\ pc[q] = "w1") => result = CASE i[p] = 1 -> 1 [] i[p] = 2 -> 2 [] OTHER -> result
RaceFree == \A p \in ProcSet : pc[p] = "w2" => result = (CASE i[p] = 1 -> 1
                                                         [] i[p] = 2 -> 2)
===============================================================================
