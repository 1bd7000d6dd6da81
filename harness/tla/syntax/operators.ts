/**
 * The operator symbols of TLA+: one table. Which node of the grammar a symbol is, its canonical ASCII spelling (the name it
 * has in the AST), the other spellings, and how it binds. Precedences are ranges, as in Specifying Systems, section 15.2.1
 * and as SANY has them; where the two differ (SUBSET, UNION and DOMAIN are 10-13 in SANY) SANY is followed.
 */

export type Fixity = 'prefix' | 'infix' | 'postfix';

export interface Operator {
  /** The canonical spelling. */
  readonly symbol: string;
  readonly fixity: Fixity;
  readonly low: number;
  readonly high: number;
  /** May be chained without parentheses: `a + b + c`. */
  readonly leftAssociative: boolean;
  /** Every way to write it, the canonical one first. */
  readonly spellings: readonly string[];
  /** Its node type in the grammar. */
  readonly node: string;
}

const operators: Operator[] = [];

/** `nodes` is `node spelling spelling …`, the canonical spelling first, several nodes separated by ` ; `. */
function define(fixity: Fixity, range: readonly [number, number], chained: boolean, nodes: string) {
  for (const line of nodes.trim().split(/\s+;\s+/)) {
    const [node = '', symbol = '', ...others] = line.split(/\s+/);
    operators.push({
      symbol,
      fixity,
      low: range[0],
      high: range[1],
      leftAssociative: chained,
      spellings: [symbol, ...others],
      node,
    });
  }
}

define('prefix', [4, 4], true, 'lnot ~ \\lnot \\neg ¬');
define(
  'prefix',
  [4, 15],
  false,
  'enabled ENABLED ; unchanged UNCHANGED ; always [] □ ; eventually <> ⋄ ◇',
);
define('prefix', [10, 13], false, 'powerset SUBSET ; union UNION ; domain DOMAIN');
define('prefix', [12, 12], false, 'negative -. -');

define('infix', [1, 1], false, 'implies => ⟹ ⇒');
define(
  'infix',
  [2, 2],
  false,
  'plus_arrow -+-> ⇸ ⥅ ; iff <=> ⟺ ⇔ ; equiv <=> \\equiv ≡ ; leads_to ~> ⇝ ↝',
);
define('infix', [3, 3], true, 'land /\\ \\land ∧ ; lor \\/ \\lor ∨');
define(
  'infix',
  [5, 5],
  false,
  `assign := ≔ ; bnf_rule ::= ⩴ ; eq = ; neq # /= ≠ ; lt < ; gt > ; leq <= =< \\leq ≤ ; geq >= \\geq ≥ ;
   approx \\approx ≈ ; rs_ttile |- ⊢ ; rd_ttile |= ⊨ ; ls_ttile -| ⊣ ; ld_ttile =| ⫤ ; asymp \\asymp ≍ ;
   cong \\cong ≅ ; doteq \\doteq ≐ ; gg \\gg ≫ ; ll \\ll ≪ ; in \\in ∈ ; notin \\notin ∉ ; prec \\prec ≺ ;
   succ \\succ ≻ ; preceq \\preceq ⪯ ; succeq \\succeq ⪰ ; propto \\propto ∝ ; sim \\sim ∼ ; simeq \\simeq ≃ ;
   sqsubset \\sqsubset ⊏ ; sqsupset \\sqsupset ⊐ ; sqsubseteq \\sqsubseteq ⊑ ; sqsupseteq \\sqsupseteq ⊒ ;
   subset \\subset ⊂ ; supset \\supset ⊃ ; subseteq \\subseteq ⊆ ; supseteq \\supseteq ⊇`,
);
define('infix', [5, 14], true, 'cdot \\cdot ⋅');
define('infix', [6, 6], true, 'compose @@');
define('infix', [7, 7], false, 'map_to :> ; map_from <:');
define('infix', [8, 8], false, 'setminus \\');
define('infix', [8, 8], true, 'cap \\cap \\intersect ∩ ; cup \\cup \\union ∪');
define('infix', [9, 9], false, 'dots_2 .. ‥ ; dots_3 ... …');
define('infix', [9, 13], false, 'excl !! ‼');
define(
  'infix',
  [9, 13],
  true,
  'hashhash ## ; dol $ ; doldol $$ ; qq ?? ⁇ ; sqcap \\sqcap ⊓ ; sqcup \\sqcup ⊔ ; uplus \\uplus ⊎',
);
define('infix', [9, 14], false, 'wr \\wr ≀');
define('infix', [10, 10], true, 'plus + ; plusplus ++ ; oplus \\oplus (+) ⊕');
define('infix', [10, 11], false, 'mod % \\mod');
define('infix', [10, 11], true, 'modmod %% ; vert | ; vertvert || ‖');
define('infix', [10, 13], true, 'times \\X \\times ×');
define('infix', [11, 11], true, 'minus - ; minusminus -- ; ominus \\ominus (-) ⊖');
define('infix', [13, 13], false, 'oslash \\oslash (/) ⊘ ; slash / ; slashslash // ; div \\div ÷');
define(
  'infix',
  [13, 13],
  true,
  `amp & ; ampamp && ; odot \\odot (.) ⊙ ; otimes \\otimes (\\X) ⊗ ; mul * ; mulmul ** ; bigcirc \\bigcirc ◯ ;
   bullet \\bullet ● ; circ \\o \\circ ∘ ; star \\star ⋆`,
);
define('infix', [14, 14], false, 'pow ^ ; powpow ^^');

define('postfix', [15, 15], false, "sup_plus ^+ ⁺ ; asterisk ^* ; sup_hash ^# ; prime '");

/** All operators, loosest first within a fixity. */
export const allOperators: readonly Operator[] = operators;

/** By node type of the grammar. */
export const operatorOfNode: ReadonlyMap<string, Operator> = new Map(
  operators.map((operator) => [operator.node, operator]),
);

/** By canonical spelling and number of operands: `-` with two is the infix operator, `-.` the prefix one. */
export function operatorOf(symbol: string, operands: number): Operator | undefined {
  const operator = operatorOfSymbol.get(symbol);
  return operator !== undefined && operands === (operator.fixity === 'infix' ? 2 : 1)
    ? operator
    : undefined;
}

// `<=>` is two nodes of the grammar, `iff` and `equiv`; they bind alike.
const operatorOfSymbol: ReadonlyMap<string, Operator> = new Map(
  operators.map((operator) => [operator.symbol, operator]),
);

/** Function application `f[x]` and record field `r.a` bind like postfix operators. */
export const indexOperator: Operator = {
  symbol: '[',
  fixity: 'postfix',
  low: 16,
  high: 16,
  leftAssociative: true,
  spellings: ['['],
  node: 'function_evaluation',
};
export const fieldOperator: Operator = {
  symbol: '.',
  fixity: 'postfix',
  low: 17,
  high: 17,
  leftAssociative: true,
  spellings: ['.'],
  node: 'record_value',
};
