/**
 * The proof system's modules, so that specifications that extend them load where it is not installed. Nothing is proved
 * here: theorems are left out, and of the definitions those are given that a specification might compute with. A file of
 * the same name beside the specification or in a library folder comes first.
 */

import { textModule } from './text-module.ts';

const naturalsInduction = String.raw`
NatInductiveDefHypothesis(f, first, Def(_, _)) ==
  f = CHOOSE g : g = [n \in Nat |-> IF n = 0 THEN first ELSE Def(g[n - 1], n)]
NatInductiveDefConclusion(f, first, Def(_, _)) ==
  f = [n \in Nat |-> IF n = 0 THEN first ELSE Def(f[n - 1], n)]
FiniteNatInductiveDefHypothesis(f, first, Def(_, _), low, high) ==
  f = CHOOSE g : g = [n \in low .. high |-> IF n = low THEN first ELSE Def(g[n - 1], n)]
FiniteNatInductiveDefConclusion(f, first, Def(_, _), low, high) ==
  f = [n \in low .. high |-> IF n = low THEN first ELSE Def(f[n - 1], n)]`;

const wellFoundedInduction = String.raw`
IsTransitivelyClosedOn(R, S) ==
  \A a \in S, b \in S, c \in S : <<a, b>> \in R /\ <<b, c>> \in R => <<a, c>> \in R
IsWellFoundedOn(R, S) == ~ \E f \in [Nat -> S] : \A n \in Nat : <<f[n + 1], f[n]>> \in R
SetLessThan(x, R, S) == {y \in S : <<y, x>> \in R}
WFDefOn(R, S, Def(_, _)) ==
  \A g, h : \A x \in S : (\A y \in SetLessThan(x, R, S) : g[y] = h[y]) => Def(g, x) = Def(h, x)
OpDefinesFcn(f, S, Def(_, _)) == f = CHOOSE g : g = [x \in S |-> Def(g, x)]
WFInductiveDefines(f, S, Def(_, _)) == f = [x \in S |-> Def(f, x)]
WFInductiveUnique(S, Def(_, _)) ==
  \A g, h : WFInductiveDefines(g, S, Def) /\ WFInductiveDefines(h, S, Def) => g = h
TransitiveClosureOn(R, S) ==
  {p \in S \X S : \A T \in SUBSET (S \X S) :
     (R \cap (S \X S)) \subseteq T /\ IsTransitivelyClosedOn(T, S) => p \in T}
OpToRel(_ \prec _, S) == {p \in S \X S : p[1] \prec p[2]}
PreImage(f(_), S, R) == {p \in S \X S : <<f(p[1]), f(p[2])>> \in R}
LexPairOrdering(R1, R2, S1, S2) ==
  {p \in (S1 \X S2) \X (S1 \X S2) :
     \/ <<p[1][1], p[2][1]>> \in R1
     \/ p[1][1] = p[2][1] /\ <<p[1][2], p[2][2]>> \in R2}
LexProductOrdering(R, S, n) ==
  {p \in [1 .. n -> S] \X [1 .. n -> S] : \E j \in 1 .. n :
     /\ <<p[1][j], p[2][j]>> \in R
     /\ \A i \in 1 .. (j - 1) : p[1][i] = p[2][i]}`;

const finiteSetTheorems = String.raw`
FiniteSubsetsOf(S) == {T \in SUBSET S : IsFiniteSet(T)}
StrictSubsetOrdering(S) == {p \in (SUBSET S) \X (SUBSET S) : p[1] \subseteq p[2] /\ p[1] # p[2]}`;

/** The text of each module, by name. */
export const proofLibrary: ReadonlyMap<string, string> = new Map([
  textModule('TLAPS', ''),
  textModule('NaturalsInduction', 'Integers, TLAPS', naturalsInduction),
  textModule('WellFoundedInduction', 'NaturalsInduction', wellFoundedInduction),
  textModule(
    'FiniteSetTheorems',
    'FiniteSets, Integers, Functions, WellFoundedInduction',
    finiteSetTheorems,
  ),
  textModule('SequenceTheorems', 'Sequences, Functions'),
  textModule('FunctionTheorems', 'Functions, Integers'),
  textModule('JectionThm', 'Functions, Integers'),
  textModule('BagsTheorems', 'Bags'),
  textModule('SequencesExtTheorems', 'SequencesExt, Functions'),
  textModule('FiniteSetsExtTheorems', 'FiniteSetsExt'),
  textModule('SequenceOpTheorems', 'SequencesExt'),
  textModule('FoldsTheorems', 'Folds, FiniteSets'),
  textModule('GraphTheorems', 'Graphs, Sequences'),
  textModule('QuorumTheorems', 'Quorum, Integers, FiniteSets'),
]);
