---- MODULE WriteThrough ----
(* Caches over one memory; symmetric in processes and values. *)
EXTENDS Naturals, FiniteSets, TLC
\* caches / MSI-like with records of functions, SYMMETRY
CONSTANTS Proc, Addr, Val, NoVal
VARIABLES mem, ctl, buf, cache
Req == [op : {"Rd"}, adr : Addr] \cup [op : {"Wr"}, adr : Addr, val : Val]
Init == /\ mem \in [Addr -> Val]
        /\ ctl = [p \in Proc |-> "rdy"]
        /\ buf = [p \in Proc |-> NoVal]
        /\ cache = [p \in Proc |-> [a \in Addr |-> NoVal]]
Issue(p) == /\ ctl[p] = "rdy"
            /\ \E req \in Req : buf' = [buf EXCEPT ![p] = req] /\ ctl' = [ctl EXCEPT ![p] = "busy"]
            /\ UNCHANGED <<mem, cache>>
DoRd(p) == /\ ctl[p] = "busy" /\ buf[p].op = "Rd"
           /\ cache[p][buf[p].adr] # NoVal
           /\ buf' = [buf EXCEPT ![p] = cache[p][buf[p].adr]]
           /\ ctl' = [ctl EXCEPT ![p] = "done"]
           /\ UNCHANGED <<mem, cache>>
Fill(p) == /\ ctl[p] = "busy" /\ buf[p].op = "Rd" /\ cache[p][buf[p].adr] = NoVal
           /\ cache' = [cache EXCEPT ![p][buf[p].adr] = mem[buf[p].adr]]
           /\ UNCHANGED <<mem, buf, ctl>>
DoWr(p) == LET r == buf[p] IN
           /\ ctl[p] = "busy" /\ r.op = "Wr"
           /\ mem' = [mem EXCEPT ![r.adr] = r.val]
           /\ cache' = [q \in Proc |-> IF p = q THEN [cache[q] EXCEPT ![r.adr] = r.val]
                                       ELSE IF cache[q][r.adr] # NoVal THEN [cache[q] EXCEPT ![r.adr] = r.val] ELSE cache[q]]
           /\ buf' = [buf EXCEPT ![p] = NoVal]
           /\ ctl' = [ctl EXCEPT ![p] = "done"]
Rdy(p) == ctl[p] = "done" /\ ctl' = [ctl EXCEPT ![p] = "rdy"] /\ buf' = [buf EXCEPT ![p] = NoVal] /\ UNCHANGED <<mem, cache>>
Evict(p, a) == cache[p][a] # NoVal /\ (ctl[p] = "busy" => buf[p].adr # a) /\ cache' = [cache EXCEPT ![p][a] = NoVal] /\ UNCHANGED <<mem, buf, ctl>>
Next == \E p \in Proc : Issue(p) \/ DoRd(p) \/ Fill(p) \/ DoWr(p) \/ Rdy(p) \/ \E a \in Addr : Evict(p, a)
Coherent == \A p \in Proc, a \in Addr : cache[p][a] # NoVal => cache[p][a] = mem[a]
Perms == Permutations(Proc) \cup Permutations(Val)
====
