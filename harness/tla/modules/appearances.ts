/**
 * The names in TLC's standard modules, in the order of their first appearance. TLC orders strings by when it first met
 * their text, be it as a string or as an identifier, so that the string "val" comes before one that only the
 * specification has, if it extends TLC. Whoever fills a Vocabulary takes, in this order: strings and model values of the
 * configuration; STRING, BOOLEAN, TRUE, FALSE; the identifiers of the root module; those of the modules it uses, breadth
 * first; then the strings of each module, a module after those that it uses, and the root last. (Found out by asking
 * TLC 2.19 for the order of sets of strings; a module's own name is its first identifier, and numbers count.)
 */
export interface Appearances {
  /** What the module extends and instantiates, in its order. */
  readonly uses: readonly string[];
  readonly names: readonly string[];
}

function module(uses: string, names: string): Appearances {
  return { uses: uses === '' ? [] : uses.split(' '), names: names.split(' ') };
}

export const appearances: Readonly<Record<string, Appearances>> = {
  Naturals: module('', 'Naturals Nat a b n'),
  Integers: module('Naturals', 'Integers Naturals Int a 0'),
  Reals: module('Integers', 'Reals Integers Real a b m Infinity i r'),
  Sequences: module(
    'Naturals',
    'Sequences Naturals Seq S 1 n Nat Len s t i Append e Head Tail SubSeq m SelectSeq Test F 0',
  ),
  FiniteSets: module(
    'Naturals Sequences',
    'FiniteSets Naturals Sequences IsFiniteSet S seq Seq s n 1 Len Cardinality CS T 0 x',
  ),
  Bags: module(
    'TLC Naturals',
    'Bags TLC Naturals IsABag B n Nat 0 BagToSet SetToBag S e 1 BagIn EmptyBag B1 B2 d Sum f DSum elt BagUnion SubBag RemoveFromDom x y Combine BagSet i Biggest Range r s RSB BB BagOfAll F BagCardinality CopiesIn',
  ),
  TLC: module(
    'Naturals Sequences FiniteSets',
    'TLC Naturals Sequences FiniteSets Print out val PrintT Assert v JavaTime n Nat TLCGet i TLCSet d e x f g Permutations S w SortSeq s Op Perm p 1 Len j RandomElement Any ToString a b TLCEval',
  ),
  Randomization: module(
    'Naturals FiniteSets',
    'Randomization Naturals FiniteSets RandomSubset k S T Cardinality RandomSetOfSubsets n TestRandomSetOfSubsets i 1 5',
  ),
  RealTime: module(
    'Reals',
    'RealTime Reals now RTBound A v D E TNext t _v 0 Timer MaxTime MinTime RTnow NowNext r Real _now WF_now',
  ),
};
