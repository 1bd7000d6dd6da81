/**
 * How code is got wrong by a hair: each operator looks at one node of the syntax tree and says what could stand there
 * instead. Types, imports and what only throws are left alone: a refusal of a wrong configuration is no behaviour of the
 * protocol. Whether a change compiles is found out later (type-check.ts).
 */
import type { ts } from 'ts-morph';
import type { Compiler } from '../patch.ts';
import type { Edit } from './edit.ts';

/** What stands in the place of a node: another text, for the node or for a part of it. */
interface Change {
  readonly operator: string;
  readonly replacement: string;
  /** Default: the node. */
  readonly from?: number;
  readonly to?: number;
}

type Operator = (node: ts.Node, scene: Scene) => readonly Change[];

interface Scene {
  readonly compiler: Compiler;
  readonly textOf: (node: ts.Node) => string;
  readonly startOf: (node: ts.Node) => number;
}

/** All changes of a file, unnamed and in no particular order. */
export function codeEdits(file: string, text: string, compiler: Compiler): readonly Edit[] {
  const source = compiler.createSourceFile(file, text, compiler.ScriptTarget.ES2022, true);
  const scene: Scene = {
    compiler,
    textOf: (node) => node.getText(source),
    startOf: (node) => node.getStart(source),
  };
  const edits: Edit[] = [];
  const visit = (node: ts.Node, within: string): void => {
    if (isNoBehaviour(node, compiler)) return;
    for (const operator of operators) {
      for (const { from, to, ...change } of operator(node, scene)) {
        const start = from ?? scene.startOf(node);
        edits.push({ file, within, start, end: to ?? node.getEnd(), ...change });
      }
    }
    const name = ownerName(node, compiler);
    const inside = name === undefined ? within : within === '' ? name : `${within}.${name}`;
    compiler.forEachChild(node, (child) => visit(child, inside));
  };
  visit(source, '');
  return edits;
}

/** Types, imports, tables for the compiler alone, and what only throws. */
export function isNoBehaviour(node: ts.Node, compiler: Compiler): boolean {
  if (compiler.isTypeNode(node) || compiler.isTypeParameterDeclaration(node)) return true;
  if (compiler.isInterfaceDeclaration(node) || compiler.isTypeAliasDeclaration(node)) return true;
  if (compiler.isImportDeclaration(node) || compiler.isExportDeclaration(node)) return true;
  if (compiler.isThrowStatement(node) || compiler.isSatisfiesExpression(node)) return true;
  return compiler.isIfStatement(node) && onlyThrows(node.thenStatement, compiler);
}

function onlyThrows(statement: ts.Statement, compiler: Compiler): boolean {
  if (compiler.isThrowStatement(statement)) return true;
  return (
    compiler.isBlock(statement) &&
    statement.statements.length === 1 &&
    compiler.isThrowStatement(statement.statements[0] as ts.Statement)
  );
}

/** Functions, methods, and what is bound to a name at the top: enough to find the place again. */
function ownerName(node: ts.Node, compiler: Compiler): string | undefined {
  const isOwner =
    compiler.isFunctionDeclaration(node) ||
    compiler.isMethodDeclaration(node) ||
    compiler.isClassDeclaration(node) ||
    (compiler.isVariableDeclaration(node) && holdsFunctionOrStands(node, compiler)) ||
    (compiler.isPropertyAssignment(node) && compiler.isArrowFunction(node.initializer));
  if (!isOwner) return undefined;
  const { name } = node;
  return name !== undefined && compiler.isIdentifier(name) ? name.text : undefined;
}

function holdsFunctionOrStands(node: ts.VariableDeclaration, compiler: Compiler): boolean {
  if (compiler.isSourceFile(node.parent.parent.parent)) return true;
  return node.initializer !== undefined && compiler.isArrowFunction(node.initializer);
}

const comparisons: Readonly<Record<string, readonly string[]>> = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
};
const arithmetic: Readonly<Record<string, string>> = {
  '+': '-',
  '-': '+',
  '*': '+',
  '/': '*',
  '%': '*',
  '&': '|',
  '|': '&',
  '^': '&',
  '<<': '>>',
  '>>': '<<',
  '>>>': '<<',
  '+=': '-=',
  '-=': '+=',
  '*=': '+=',
};

function binary(node: ts.Node, { compiler, textOf, startOf }: Scene): readonly Change[] {
  if (!compiler.isBinaryExpression(node)) return [];
  const { left, operatorToken, right } = node;
  const sign = textOf(operatorToken);
  // The whole in brackets: another operator may bind less tightly than the one around it.
  const joined = (other: string) =>
    bracketed(node, `${textOf(left)} ${other} ${textOf(right)}`, compiler);
  const at = { from: startOf(operatorToken), to: operatorToken.getEnd() };
  if (sign === '&&' || sign === '||') {
    const other = sign === '&&' ? '||' : '&&';
    const whole = `(${textOf(left)}) ${other} (${textOf(right)})`;
    return [
      { operator: 'connective', replacement: bracketed(node, whole, compiler) },
      { operator: 'operand dropped', replacement: bracketed(node, textOf(left), compiler) },
      { operator: 'operand dropped', replacement: bracketed(node, textOf(right), compiler) },
    ];
  }
  if (sign === '??') {
    return [left, right].map((side) => ({
      operator: 'alternative dropped',
      replacement: bracketed(node, textOf(side), compiler),
    }));
  }
  const compared = comparisons[sign] ?? [];
  if (compared.length > 0)
    return compared.map((other) => ({ operator: 'comparison', replacement: joined(other) }));
  const other = arithmetic[sign];
  if (other === undefined) return [];
  return sign.endsWith('=')
    ? [{ operator: 'arithmetic', replacement: other, ...at }]
    : [{ operator: 'arithmetic', replacement: joined(other) }];
}

/** Brackets where what stands around the node could tear the new text apart. */
function bracketed(node: ts.Node, text: string, compiler: Compiler): string {
  const { parent } = node;
  const isTight =
    compiler.isBinaryExpression(parent) ||
    compiler.isPrefixUnaryExpression(parent) ||
    compiler.isConditionalExpression(parent) ||
    compiler.isAsExpression(parent) ||
    compiler.isNonNullExpression(parent) ||
    compiler.isPropertyAccessExpression(parent) ||
    compiler.isElementAccessExpression(parent) ||
    (compiler.isCallExpression(parent) && parent.expression === node);
  return isTight ? `(${text})` : text;
}

function unary(node: ts.Node, { compiler, textOf }: Scene): readonly Change[] {
  const { SyntaxKind } = compiler;
  if (compiler.isPrefixUnaryExpression(node)) {
    if (node.operator === SyntaxKind.ExclamationToken)
      return [{ operator: 'condition', replacement: textOf(node.operand) }];
    if (node.operator === SyntaxKind.MinusToken)
      return [{ operator: 'arithmetic', replacement: textOf(node.operand) }];
  }
  if (!compiler.isPrefixUnaryExpression(node) && !compiler.isPostfixUnaryExpression(node))
    return [];
  const text = textOf(node);
  const other = text.includes('++') ? text.replace('++', '--') : text.replace('--', '++');
  return other === text ? [] : [{ operator: 'arithmetic', replacement: other }];
}

function branches(node: ts.Node, { compiler, textOf, startOf }: Scene): readonly Change[] {
  if (compiler.isConditionalExpression(node)) {
    const { condition, whenTrue, whenFalse } = node;
    const [yes, no] = [textOf(whenTrue), textOf(whenFalse)];
    const swapped = `${textOf(condition)} ? ${no} : ${yes}`;
    return [
      { operator: 'condition', replacement: bracketed(node, yes, compiler) },
      { operator: 'condition', replacement: bracketed(node, no, compiler) },
      { operator: 'branches swapped', replacement: bracketed(node, swapped, compiler) },
    ];
  }
  if (compiler.isIfStatement(node)) {
    const { expression, thenStatement, elseStatement } = node;
    const at = { from: startOf(expression), to: expression.getEnd() };
    const forced = ['true', 'false'].map((replacement) => ({
      operator: 'condition',
      replacement,
      ...at,
    }));
    if (elseStatement === undefined) return forced;
    const swapped = `if (${textOf(expression)}) ${textOf(elseStatement)} else ${textOf(thenStatement)}`;
    return [...forced, { operator: 'branches swapped', replacement: swapped }];
  }
  if (compiler.isWhileStatement(node)) {
    const at = { from: startOf(node.expression), to: node.expression.getEnd() };
    return [{ operator: 'condition', replacement: 'false', ...at }];
  }
  if (compiler.isCaseClause(node) && node.statements.length > 0)
    return [{ operator: 'case dropped', replacement: '' }];
  return [];
}

function statements(node: ts.Node, { compiler }: Scene): readonly Change[] {
  if (compiler.isExpressionStatement(node) || compiler.isForOfStatement(node))
    return [{ operator: 'statement removed', replacement: ';' }];
  if (!compiler.isReturnStatement(node) || node.expression === undefined) return [];
  return [{ operator: 'result dropped', replacement: 'return undefined;' }];
}

/** Elements of a list, effects above all: each is left out, and changes places with the next. */
function lists(node: ts.Node, { compiler, textOf, startOf }: Scene): readonly Change[] {
  if (!compiler.isArrayLiteralExpression(node)) return [];
  const texts = node.elements.map(textOf);
  return node.elements.flatMap((element, index): readonly Change[] => {
    const next = node.elements[index + 1];
    const previous = node.elements[index - 1];
    const dropped: Change = {
      operator: 'element dropped',
      replacement: '',
      from: next === undefined && previous !== undefined ? previous.getEnd() : startOf(element),
      to: next === undefined ? element.getEnd() : startOf(next),
    };
    if (next === undefined) return [dropped];
    const swapped: Change = {
      operator: 'elements swapped',
      replacement: `${texts[index + 1]}, ${texts[index]}`,
      from: startOf(element),
      to: next.getEnd(),
    };
    return [dropped, swapped];
  });
}

/** What an update changes beside what it copies. */
function updates(node: ts.Node, { compiler, startOf }: Scene): readonly Change[] {
  if (!compiler.isObjectLiteralExpression(node)) return [];
  if (!node.properties.some((property) => compiler.isSpreadAssignment(property))) return [];
  return node.properties.flatMap((property, index) => {
    if (compiler.isSpreadAssignment(property)) return [];
    const next = node.properties[index + 1];
    const at = {
      from: startOf(property),
      to: next === undefined ? property.getEnd() : startOf(next),
    };
    return [{ operator: 'update dropped', replacement: '', ...at }];
  });
}

function literals(node: ts.Node, { compiler }: Scene): readonly Change[] {
  const { SyntaxKind } = compiler;
  if (compiler.isNumericLiteral(node)) {
    const value = Number(node.text);
    if (!Number.isSafeInteger(value)) return [];
    const others = value > 0 ? [value + 1, value - 1] : [value + 1];
    return others.map((other) => ({ operator: 'off by one', replacement: String(other) }));
  }
  if (node.kind === SyntaxKind.TrueKeyword)
    return [{ operator: 'condition', replacement: 'false' }];
  if (node.kind === SyntaxKind.FalseKeyword)
    return [{ operator: 'condition', replacement: 'true' }];
  if (compiler.isTemplateExpression(node)) return [{ operator: 'text emptied', replacement: "''" }];
  return [];
}

const otherMethods: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  indexOf: 'lastIndexOf',
  push: 'unshift',
  unshift: 'push',
};
const droppable = new Set([
  'filter',
  'slice',
  'toSorted',
  'sort',
  'reverse',
  'toReversed',
  'add',
  'set',
  'concat',
]);

function calls(node: ts.Node, { compiler, textOf, startOf }: Scene): readonly Change[] {
  if (!compiler.isCallExpression(node)) return [];
  const changes: Change[] = [];
  const { expression, arguments: args } = node;
  if (compiler.isPropertyAccessExpression(expression)) {
    const method = expression.name.text;
    const at = { from: startOf(expression.name), to: expression.name.getEnd() };
    const other = otherMethods[method];
    if (other !== undefined) changes.push({ operator: 'method', replacement: other, ...at });
    // On its own line it is a statement, and that is removed as a whole.
    if (droppable.has(method) && !compiler.isExpressionStatement(node.parent))
      changes.push({ operator: 'call dropped', replacement: textOf(expression.expression) });
  }
  for (const [index, arg] of args.entries()) {
    const next = args[index + 1];
    if (next === undefined || textOf(arg) === textOf(next)) continue;
    const replacement = `${textOf(next)}, ${textOf(arg)}`;
    changes.push({
      operator: 'arguments swapped',
      replacement,
      from: startOf(arg),
      to: next.getEnd(),
    });
  }
  return changes;
}

const operators: readonly Operator[] = [
  binary,
  unary,
  branches,
  statements,
  lists,
  updates,
  literals,
  calls,
];
