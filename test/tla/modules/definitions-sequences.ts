/** What the operators of SequencesExt are by their TLA+ definitions: see definitions-standard.ts for the form. */
import type { Definitions } from './definitions-standard.ts';

export const sequenceDefinitions: Definitions = {
  SequencesExt: {
    ToSet: 's: r = {a[i] : i \\in DOMAIN a}',
    ToBag: 's: r = [x \\in Ran(a) |-> Times(a, x)]',
    SetToSeq: 'S: Ran(r) = a /\\ Len(r) = Cardinality(a)',
    SetToSeqs: 'S: r = {f \\in [1..Cardinality(a) -> a] : Ran(f) = a}',
    SetToSortSeq: 'S "Less": Ran(r) = a /\\ Len(r) = Cardinality(a) /\\ Ascending(r)',
    SetToAllKPermutations:
      'S: r = UNION {{f \\in [1..n -> a] : Cardinality(Ran(f)) = n} : n \\in 0..Cardinality(a)}',
    TupleOf: 'S n: b < 4 => r = [1..b -> a]',
    SeqOf: 'S n: b < 4 => r = UNION {[1..n -> a] : n \\in 0..b}',
    BoundedSeq: 'S n: b < 4 => r = UNION {[1..n -> a] : n \\in 0..b}',
    Contains: 's i: r = (\\E k \\in DOMAIN a : a[k] = b)',
    IsSorted: 's "Less": r = (\\A i \\in DOMAIN a, j \\in DOMAIN a : i < j => a[i] < a[j])',
    Reverse: 's: r = [i \\in 1..Len(a) |-> a[Len(a) + 1 - i]]',
    Remove: 's i: r = SelectSeq(a, LAMBDA x : x # b)',
    ReplaceAll: 's i i: r = [k \\in DOMAIN a |-> IF a[k] = b THEN c ELSE a[k]]',
    SelectInSeq: 's "Even": r = Lowest({k \\in DOMAIN a : a[k] % 2 = 0})',
    SelectLastInSeq: 's "Even": r = Highest({k \\in DOMAIN a : a[k] % 2 = 0})',
    SelectInSubSeq: 's p n "Even": c <= Len(a) => IsIn(r, Lowest({k \\in b..c : a[k] % 2 = 0}), b)',
    SelectLastInSubSeq:
      's p n "Even": c <= Len(a) => IsIn(r, Highest({k \\in b..c : a[k] % 2 = 0}), b)',
    InsertAt: 's p i: b <= Len(a) + 1 => r = Cat(Cat(Sub(a, 1, b - 1), <<c>>), Sub(a, b, Len(a)))',
    ReplaceAt: 's p i: b <= Len(a) => r = [a EXCEPT ![b] = c]',
    RemoveAt: 's p: b <= Len(a) => r = Cat(Sub(a, 1, b - 1), Sub(a, b + 1, Len(a)))',
    RemoveFirst: 's i: r = Without(a, Lowest({k \\in DOMAIN a : a[k] = b}))',
    RemoveFirstMatch: 's "Even": r = Without(a, Lowest({k \\in DOMAIN a : a[k] % 2 = 0}))',
    Cons: 'i s: r = Cat(<<a>>, b)',
    Snoc: 'i s: r = Cat(b, <<a>>)',
    Front: 's: r = Sub(a, 1, Len(a) - 1)',
    Last: 'q: r = a[Len(a)]',
    IsPrefix: 's s: r = (\\E n \\in 0..Len(b) : a = Sub(b, 1, n))',
    IsStrictPrefix: 's s: r = (\\E n \\in 0..(Len(b) - 1) : a = Sub(b, 1, n))',
    IsSuffix: 's s: r = (\\E n \\in 1..(Len(b) + 1) : a = Sub(b, n, Len(b)))',
    IsStrictSuffix: 's s: r = (\\E n \\in 2..(Len(b) + 1) : a = Sub(b, n, Len(b)))',
    Prefixes: 's: r = {Sub(a, 1, n) : n \\in 0..Len(a)}',
    CommonPrefixes:
      '{q}: a # {} => r = {Sub(Some(a), 1, n) : n \\in {m \\in 0..Len(Some(a)) : AllBegin(a, m)}}',
    LongestCommonPrefix:
      '{q}: a # {} => r = Sub(Some(a), 1, Highest({m \\in 0..Len(Some(a)) : AllBegin(a, m)}))',
    Suffixes: 's: r = {Sub(a, n, Len(a)) : n \\in 1..(Len(a) + 1)}',
    SeqMod: 'n p: r = IF a % b = 0 THEN b ELSE a % b',
    FoldSeq: '"Plus" i s: r = b + Total(c, DOMAIN c)',
    FoldLeft: '"Minus" i s: r = b - Total(c, DOMAIN c)',
    FoldRight: '"Minus" s i: r = FromRight(b, c)',
    FoldLeftDomain: '"Minus" i s: r = b - Sum(DOMAIN c)',
    FoldRightDomain: '"Minus" s i: r = FromRight([k \\in DOMAIN b |-> k], c)',
    FlattenSeq: 'Q: r = IF a = <<>> THEN <<>> ELSE Cat(a[1], IF Len(a) = 2 THEN a[2] ELSE <<>>)',
    Zip: 's s: Len(a) = Len(b) => r = [k \\in DOMAIN a |-> <<a[k], b[k]>>]',
    Interleave:
      'q s: Len(a) = Len(b) => r = [k \\in 1..(2 * Len(a)) |-> IF k % 2 = 1 THEN <<a[(k + 1) \\div 2]>> ELSE <<b[k \\div 2]>>]',
    SubSeqs: 's: r = {Sub(a, m, n) : m \\in 1..(Len(a) + 1), n \\in 0..Len(a)}',
    AllSubSeqs:
      's: \\A x \\in r : Len(x) <= Len(a) /\\ r = {Picked(a, D) : D \\in SUBSET DOMAIN a}',
    IndexFirstSubSeq: 's s: Starts(a, b) # {} => r = Lowest(Starts(a, b))',
    ReplaceSubSeqAt:
      'p s s s: a + Len(c) - 1 <= Len(d) => r = Cat(Cat(Sub(d, 1, a - 1), b), Sub(d, a + Len(c), Len(d)))',
    ReplaceFirstSubSeq:
      's s s: r = IF Starts(b, c) = {} THEN c ELSE LET k == Lowest(Starts(b, c)) IN Cat(Cat(Sub(c, 1, k - 1), a), Sub(c, k + Len(b), Len(c)))',
    ReplaceAllSubSeqs: 's 1 s: r = Expanded(c, b[1], a)',
  },
};
