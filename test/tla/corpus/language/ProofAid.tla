---- MODULE ProofAid ----
(* For ProofSteps. *)
Z == 1
====
