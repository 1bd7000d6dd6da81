/**
 * Names that TLC 2.19 knows before, between and after those of a specification: harness/tla/semantics/name-order.ts says
 * what for. Of the standard modules only the words are here, in the order in which their text has them first.
 */

/** Symbols and words that the tools know when they start. */
export const builtinNames: readonly string[] = String.raw`
  [ . ' ^ / * - -. + = \lnot ~ \neg \land /\ \lor \/ ~> => [] <> ENABLED UNCHANGED SUBSET UNION
  DOMAIN ^+ ^* ^# \cdot \equiv <=> -+-> /= # \subseteq \in \notin < \leq <= =< > \geq >= \times \X
  \ \intersect \cap \union \cup ... .. | || && & $$ $ ?? %% % \mod ## ++ -- ** // ^^ @@ !! |- |= -|
  =| <: :> := ::= \oplus (+) \ominus (-) \odot (.) \oslash (/) \otimes (\X) \uplus \sqcap \sqcup
  \div \wr \star \o \circ \bigcirc \bullet \prec \succ \preceq \succeq \sim \simeq \ll \gg \asymp
  \subset \supset \supseteq \approx \cong \sqsubset \sqsubseteq \sqsupset \sqsupseteq \doteq
  \propto STRING
`
  .trim()
  .split(/\s+/);

/** What TLC names when it has read everything. */
export const lateNames: readonly string[] =
  'Cons SelectInSeq Insert UnnamedAction level duration queue distinct diameter exit pause'.split(
    ' ',
  );

interface ModuleNames {
  /** The modules that it extends or instantiates. */
  readonly uses: readonly string[];
  readonly names: readonly string[];
}

export const standardModuleNames: ReadonlyMap<string, ModuleNames> = new Map([
  [
    'Bags',
    entry(
      'TLC Naturals',
      'Bags TLC Naturals IsABag B n Nat 0 BagToSet SetToBag S e 1 BagIn EmptyBag B1 B2 d Sum f DSum elt BagUnion SubBag RemoveFromDom x y Combine BagSet i Biggest Range r s RSB BB BagOfAll F BagCardinality CopiesIn',
    ),
  ],
  [
    'FiniteSets',
    entry(
      'Naturals Sequences',
      'FiniteSets Naturals Sequences IsFiniteSet S seq Seq s n 1 Len Cardinality CS T 0 x',
    ),
  ],
  ['Integers', entry('Naturals', 'Integers Naturals Int a 0')],
  ['Naturals', entry('', 'Naturals Nat a b n')],
  [
    'Randomization',
    entry(
      'Naturals FiniteSets',
      'Randomization Naturals FiniteSets RandomSubset k S T Cardinality RandomSetOfSubsets n TestRandomSetOfSubsets i 1 5',
    ),
  ],
  [
    'RealTime',
    entry(
      'Reals',
      'RealTime Reals now RTBound A v D E TNext t _v 0 Timer MaxTime MinTime RTnow NowNext r Real _now WF_now',
    ),
  ],
  ['Reals', entry('Integers', 'Reals Integers Real a b m Infinity i r')],
  [
    'Sequences',
    entry(
      'Naturals',
      'Sequences Naturals Seq S 1 n Nat Len s t i Append e Head Tail SubSeq m SelectSeq Test F 0',
    ),
  ],
  [
    'TLC',
    entry(
      'Naturals Sequences FiniteSets',
      'TLC Naturals Sequences FiniteSets Print out val PrintT Assert v JavaTime n Nat TLCGet i TLCSet d e x f g Permutations S w SortSeq s Op Perm p 1 Len j RandomElement Any ToString a b TLCEval',
    ),
  ],
]);

function entry(uses: string, names: string): ModuleNames {
  return { uses: uses === '' ? [] : uses.split(' '), names: names.split(' ') };
}
