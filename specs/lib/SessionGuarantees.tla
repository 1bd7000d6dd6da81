-------------------------- MODULE SessionGuarantees --------------------------
(***************************************************************************)
(* The four session guarantees of Terry, Demers, Petersen, Spreitzer,      *)
(* Theimer and Welch ("Session Guarantees for Weakly Consistent Replicated *)
(* Data", PDIS 1994), and PRAM, of transactions, by visibility and         *)
(* arbitration (Viotti and Vukolic, "Consistency in Non-Transactional      *)
(* Distributed Storage Systems", ACM CSur 2016).                           *)
(*                                                                         *)
(* Each session has an execution of its own, an order in which everything  *)
(* that is read was committed before it.  Each of its transactions sees a  *)
(* set of those before it; a guarantee says what has to be in it:          *)
(*   read your writes      what the session wrote before;                  *)
(*   monotonic reads       what the session saw before;                    *)
(*   monotonic writes      with a writer, those before it in its session;  *)
(*   writes follow reads   with a writer, what its session had read.       *)
(* What is seen with a writer also comes before it.                        *)
(*                                                                         *)
(* Histories are those of Isolation.tla.                                   *)
(***************************************************************************)
EXTENDS Isolation

Sessions(H) == {H[t].session : t \in DOMAIN H}
Writers(H) == {t \in DOMAIN H : \E k \in Keys(H) : WritesOf(H[t], k) # {}}

\* The transactions that wrote what operation p of t read.
SourcesOf(H, t, p) ==
  LET read == H[t].ops[p]
  IN {u \in DOMAIN H :
        \E w \in WritesOf(H[u], read.key) : H[u].ops[w].value = read.value}

Sources(H, t) == UNION {SourcesOf(H, t, p) : p \in External(H[t])}

SessionBefore(H, t) == {u \in DOMAIN H : InSession(H, u, t)}

EarlierWriters(H, t) == SessionBefore(H, t) \cap Writers(H)
ReadBefore(H, t) ==
  UNION {Sources(H, u) : u \in SessionBefore(H, t) \cup {t}}

At(e, t) == CHOOSE i \in DOMAIN e : e[i] = t
Before(e, t) == {e[i] : i \in 1..(At(e, t) - 1)}

\* Every external read is of the last writer in the set, its own included.
ReadsFrom(H, e, t, seen) ==
  \A p \in External(H[t]) :
    LET read == H[t].ops[p]
        visible == {u \in seen \cup SourcesOf(H, t, p) :
                      WritesOf(H[u], read.key) # {}}
    IN IF visible = {} THEN read.value = Nil
       ELSE LET last == CHOOSE u \in visible :
                          \A v \in visible : At(e, v) <= At(e, u)
            IN read.value = H[last].ops[Max(WritesOf(H[last], read.key))].value

\* The rest of a session, from a transaction on, can have seen what it read.
RECURSIVE Sees(_, _, _, _, _)
Sees(H, e, rule, own, before) ==
  IF own = {} THEN TRUE
  ELSE LET t == CHOOSE u \in own : \A v \in own : H[u].start <= H[v].start
           rest == own \ {t}
       IN IF External(H[t]) = {} THEN Sees(H, e, rule, rest, before)
          ELSE \E seen \in SUBSET Before(e, t) :
                 LET all == seen \cup Sources(H, t)
                     dragged == UNION {rule.with[w] : w \in all \cap Writers(H)}
                     mine == IF rule.own
                             THEN SessionBefore(H, t) \cap Writers(H) ELSE {}
                     past == IF rule.keeps THEN before ELSE {}
                 IN /\ dragged \cup mine \cup past \subseteq seen
                    /\ ReadsFrom(H, e, t, seen)
                    /\ Sees(H, e, rule, rest, all)

Holds(H, rule) ==
  \A s \in Sessions(H) :
    \E e \in Executions(H) :
      LET states == States(H, e)
          own == {t \in DOMAIN H : H[t].session = s}
      IN /\ \A i \in DOMAIN H : PreRead(H, e, states, i)
         /\ \A t \in Writers(H) : rule.with[t] \subseteq Before(e, t)
         /\ rule.inOrder =>
              \A t \in own : SessionBefore(H, t) \subseteq Before(e, t)
         /\ Sees(H, e, rule, own, {})

-----------------------------------------------------------------------------

Rule(inOrder, own, keeps, with) ==
  [inOrder |-> inOrder, own |-> own, keeps |-> keeps, with |-> with]

ReadYourWrites(H) ==
  Holds(H, Rule(FALSE, TRUE, FALSE, [t \in DOMAIN H |-> {}]))
MonotonicReads(H) ==
  Holds(H, Rule(FALSE, FALSE, TRUE, [t \in DOMAIN H |-> {}]))
MonotonicWrites(H) ==
  Holds(H, Rule(FALSE, FALSE, FALSE, [t \in DOMAIN H |-> EarlierWriters(H, t)]))
WritesFollowReads(H) ==
  Holds(H, Rule(FALSE, FALSE, FALSE, [t \in DOMAIN H |-> ReadBefore(H, t)]))
PRAM(H) ==
  Holds(H, Rule(TRUE, TRUE, TRUE, [t \in DOMAIN H |-> EarlierWriters(H, t)]))

\* Those that a history satisfies, by the names that the checker gives.
Guarantees(H) ==
  (IF ReadYourWrites(H) THEN {"read-your-writes"} ELSE {})
    \cup (IF MonotonicReads(H) THEN {"monotonic-reads"} ELSE {})
    \cup (IF MonotonicWrites(H) THEN {"monotonic-writes"} ELSE {})
    \cup (IF WritesFollowReads(H) THEN {"writes-follow-reads"} ELSE {})
    \cup (IF PRAM(H) THEN {"pram"} ELSE {})

=============================================================================
Compared with harness/consistency/transactions on generated histories:
test/consistency/transactions/isolation.test.ts.
