/**
 * What the operators of the standard modules are by their TLA+ definitions. An entry says of what kinds the arguments `a`,
 * `b`, `c`, `d` are, and after the colon what is true of them and of the result `r`. Kinds: `i` an integer, `n` a natural
 * number, `p` a positive one, `v` TRUE or FALSE, `S` a set of integers, `T` one that is not empty, `s` a sequence of
 * integers, `q` one that is not empty, `f` a function from integers to integers, `b` a bag; in quotes an operator that is
 * the argument. Sub, Cat, Total and others are in definitions.test.ts.
 */
export type Definitions = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const standardDefinitions: Definitions = {
  Naturals: {
    '-': 'i i: r + b = a',
    '*': 'n i: r = Total([k \\in 1..a |-> b], 1..a)',
    '^': 'i n: r = Power(a, b)',
    '>': 'i i: r = (b < a)',
    '<=': 'i i: r = (a < b \\/ a = b)',
    '>=': 'i i: r = (b < a \\/ a = b)',
    '%': 'i p: r \\in 0..(b - 1) /\\ \\E k \\in -6..6 : a = b * k + r',
    '\\div': 'i p: b * r <= a /\\ a < b * (r + 1)',
    '..': 'i i: r = {k \\in Small : a <= k /\\ k <= b}',
  },
  Integers: { '-.': 'i: r + a = 0' },
  Sequences: {
    Seq: 'S: \\A n \\in 0..2 : [1..n -> a] \\subseteq r /\\ ([1..n -> {7}] \\subseteq r) = (n = 0 \\/ 7 \\in a)',
    Len: 's: r \\in Nat /\\ DOMAIN a = 1..r',
    '\\o': 's s: r = Cat(a, b)',
    Append: 's i: r = Cat(a, <<b>>)',
    Head: 'q: r = a[1]',
    Tail: 'q: r = Sub(a, 2, Len(a))',
    SubSeq: 's p n: IF c <= Len(a) THEN r = Sub(a, b, c) ELSE TRUE',
    SelectSeq: 's "Even": r = Selected(a)',
  },
  FiniteSets: {
    IsFiniteSet: 'S: r',
    Cardinality:
      'S: \\E f \\in [1..r -> a] : \\A x \\in a : \\E k \\in 1..r : f[k] = x /\\ \\A m \\in 1..r : f[m] = x => m = k',
  },
  Bags: {
    IsABag: 'f: r = (\\A x \\in DOMAIN a : a[x] > 0)',
    BagToSet: 'b: r = DOMAIN a',
    SetToBag: 'S: r = [x \\in a |-> 1]',
    BagIn: 'i b: r = (a \\in DOMAIN b)',
    EmptyBag: ': r = [x \\in {} |-> 0]',
    '\\oplus': 'b b: r = [x \\in DOMAIN a \\cup DOMAIN b |-> Count(a, x) + Count(b, x)]',
    '\\ominus':
      'b b: r = [x \\in {y \\in DOMAIN a : Count(a, y) > Count(b, y)} |-> Count(a, x) - Count(b, x)]',
    BagUnion:
      '{b}: r = [x \\in UNION {DOMAIN B : B \\in a} |-> Total([B \\in a |-> Count(B, x)], a)]',
    '\\sqsubseteq': 'b b: r = (\\A x \\in DOMAIN a : a[x] <= Count(b, x))',
    SubBag:
      'b: \\A B \\in r : B \\sqsubseteq a /\\ Cardinality(r) = Product([x \\in DOMAIN a |-> a[x] + 1], DOMAIN a)',
    BagOfAll:
      '"Half" b: r = [y \\in {Half(x) : x \\in DOMAIN b} |-> Total(b, {x \\in DOMAIN b : Half(x) = y})]',
    BagCardinality: 'b: r = Total(a, DOMAIN a)',
    CopiesIn: 'i b: r = Count(b, a)',
  },
  TLC: {
    ':>': 'i i: r = [x \\in {a} |-> b]',
    '@@': 'f f: r = [x \\in DOMAIN a \\cup DOMAIN b |-> IF x \\in DOMAIN a THEN a[x] ELSE b[x]]',
    Permutations: 'S: r = {f \\in [a -> a] : \\A w \\in a : \\E v \\in a : f[v] = w}',
    SortSeq:
      's "Less": Selected(r) \\in Seq(Int) /\\ Ascending(r) /\\ \\A x \\in Ran(a) \\cup Ran(r) : Times(r, x) = Times(a, x)',
    RandomElement: 'T: r \\in a',
    TLCEval: 'f: r = a',
    Print: 'i f: r = b',
    PrintT: 's: r',
  },
  Randomization: {
    RandomSubset:
      'n S: IF a <= Cardinality(b) THEN r \\subseteq b /\\ Cardinality(r) = a ELSE TRUE',
    RandomSetOfSubsets: 'p n S: IF b <= Cardinality(c) THEN r \\subseteq SUBSET c ELSE TRUE',
  },
};

/** Operators that have no definition in TLA+ with which they could be compared, and why. */
export const withoutDefinition: Readonly<Record<string, string>> = {
  'Naturals!+': 'it is what the others are defined by',
  'Naturals!<': 'it is what the others are defined by',
  'Naturals!Nat': 'it is what the others are defined by',
  'Integers!Int': 'it is what the others are defined by',
  'Reals!Real': 'TLC has no real numbers',
  'Reals!/': 'TLC has no real numbers',
  'Reals!Infinity': 'TLC has no real numbers',
  'TLC!Assert': 'it is its error that matters',
  'TLC!JavaTime': 'asks the clock',
  'TLC!TLCGet': 'asks the run',
  'TLC!TLCSet': 'tells the run',
  'TLC!Any': 'has everything in it',
  'TLC!ToString': 'its definition chooses any string',
  'Randomization!TestRandomSetOfSubsets': 'counts, at random',
  'VectorClocks!CausalOrder':
    'its definition chooses any causal order; graphs.test.ts has what it must be',
};
/** All of them: what is outside, files and the run, has no definition in TLA+. */
export const modulesWithout = ['TLCExt', 'Json', 'IOUtils'];
