---- MODULE Unicode ----
EXTENDS Integers, Sequences
VARIABLES x, s
Init ≜ x ∈ 0‥1 ∧ s = ⟨⟩
Next ≜ ∨ ∃ n ∈ 1‥2 : x' = n ∧ s' = Append(s, n)
       ∨ ∧ x ≠ 0
         ∧ x' = 0
         ∧ s' = s ∘ ⟨x⟩
Inv ≜ ∀ i ∈ DOMAIN s : s[i] ≤ 2 ∧ ¬(s[i] < 0) ∧ {s[i]} ⊆ ℕ
Bound ≜ Len(s) ≤ 2 ∨ x ∉ ℤ
Spec ≜ Init ∧ □[Next]_⟨x, s⟩
====
