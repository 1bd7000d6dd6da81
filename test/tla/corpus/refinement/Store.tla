------------------------------ MODULE Store ------------------------------
EXTENDS Port
VARIABLES mem, mode, slot
Start == /\ mem \in [Place -> Word]
         /\ mode = [c \in Client |-> "free"]
         /\ slot = [c \in Client |-> Nothing]
         /\ port \in Idle
Ask(c) == /\ mode[c] = "free"
          /\ \E r \in Request : /\ Call(c, r, port, port')
                                /\ slot' = [slot EXCEPT ![c] = r]
          /\ mode' = [mode EXCEPT ![c] = "asked"]
          /\ UNCHANGED mem
Perform(c) == LET r == slot[c] IN
  /\ mode[c] = "asked"
  /\ IF r.kind = "put"
       THEN mem' = [mem EXCEPT ![r.at] = r.word] /\ slot' = [slot EXCEPT ![c] = Nothing]
       ELSE UNCHANGED mem /\ slot' = [slot EXCEPT ![c] = mem[r.at]]
  /\ mode' = [mode EXCEPT ![c] = "ready"]
  /\ UNCHANGED port
Answer(c) == /\ mode[c] = "ready"
             /\ Return(c, slot[c], port, port')
             /\ mode' = [mode EXCEPT ![c] = "free"]
             /\ UNCHANGED <<mem, slot>>
Go == \E c \in Client : Ask(c) \/ Perform(c) \/ Answer(c)
Types == /\ mem \in [Place -> Word] /\ mode \in [Client -> {"free", "asked", "ready"}]
         /\ slot \in [Client -> Request \cup Word \cup {Nothing}]
Memory == Start /\ [][Go]_<<port, mem, mode, slot>>
=============================================================================
