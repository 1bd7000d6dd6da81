------------------------------- MODULE DotStore -------------------------------
(***************************************************************************)
(* Dot stores: what is there, each item under the tag of the event that    *)
(* put it there, and nothing about what was removed (Bieniusa et al., An   *)
(* optimized conflict-free replicated set, INRIA RR-8083, 2012). An item   *)
(* that one side lacks although it has seen its tag was removed there.     *)
(***************************************************************************)
EXTENDS Tags

Bottom == << >>

Survives(tag, other) == tag \in DOMAIN other.state \/ tag \notin other.seen

Join(a, b) ==
  LET kept == {t \in DOMAIN a.state : Survives(t, b)}
      new == {t \in DOMAIN b.state : Survives(t, a)}
  IN  [t \in kept \cup new |->
        IF t \in DOMAIN a.state THEN a.state[t] ELSE b.state[t]]

Items(state) == {state[t] : t \in DOMAIN state}

=============================================================================
