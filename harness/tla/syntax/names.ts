/** Names as they are written, and the words that cannot be names. */
import type { Declaration, Identifier } from './ast.ts';
import type { Concrete } from './concrete.ts';
import { operatorOfNode } from './operators.ts';
import type { Source } from './source.ts';

/** The words that SANY keeps for itself. */
export const reservedWords: ReadonlySet<string> = new Set(
  `ACTION ASSUME ASSUMPTION AXIOM BY CASE CHOOSE CONSTANT CONSTANTS COROLLARY DEF DEFINE DEFS DOMAIN ELSE ENABLED EXCEPT
   EXTENDS HAVE HIDE IF IN INSTANCE LAMBDA LEMMA LET LOCAL MODULE NEW OBVIOUS OMITTED ONLY OTHER PICK PROOF PROPOSITION
   PROVE QED RECURSIVE SF_ STATE SUBSET SUFFICES TAKE TEMPORAL THEN THEOREM UNCHANGED UNION USE VARIABLE VARIABLES WF_
   WITH WITNESS`.split(/\s+/),
);

export function textOf(source: Source, node: Concrete): string {
  return source.text.slice(node.start, node.end);
}

/** A name; a reserved word in its place is reported (the grammar takes it for a name where no keyword can stand). */
export function identifier(source: Source, node: Concrete): Identifier {
  const name = textOf(source, node);
  if (reservedWords.has(name) || name.startsWith('WF_') || name.startsWith('SF_')) {
    source.report(
      'TLA104',
      node.start,
      node.end,
      `${name} is a reserved word and cannot be a name`,
    );
  }
  return { name, span: source.span(node.start, node.end) };
}

/** The name of a field, which may be a reserved word. */
export function fieldName(source: Source, node: Concrete): Identifier {
  return { name: textOf(source, node), span: source.span(node.start, node.end) };
}

/** The canonical spelling of a node that holds an operator symbol, such as `infix_op_symbol`. */
export function symbolOf(node: Concrete): string {
  const operator = operatorOfNode.get(node.children[0]?.type ?? node.type);
  if (operator === undefined) throw new Error(`not an operator symbol: ${node.type}`);
  return operator.symbol;
}

/** An operator symbol where a name may stand. */
export function symbolIdentifier(source: Source, node: Concrete): Identifier {
  return { name: symbolOf(node), span: source.span(node.start, node.end) };
}

export function isSymbol(node: Concrete): boolean {
  return node.type.endsWith('fix_op_symbol');
}

/** `x`, `F(_, _)` or `_ \oplus _`. */
export function declaration(source: Source, node: Concrete): Declaration {
  if (node.type !== 'operator_declaration') return { ...identifier(source, node), arity: 0 };
  const arity = node.children.filter((child) => child.type === 'placeholder').length;
  const name = node.children.find((child) => child.type !== 'placeholder') as Concrete;
  const { name: text } = isSymbol(name) ? symbolIdentifier(source, name) : identifier(source, name);
  return { name: text, arity, span: source.span(node.start, node.end) };
}
