/**
 * Which branches of the code histories take. The code is compiled with a mark in every branch and runs as it is otherwise,
 * so places are those of the TypeScript that was written. What only throws is no branch: it refuses wrong configurations.
 * A run with marks is a run of its own, and only for whoever asks: nothing else is slowed down.
 */
import type { ts } from 'ts-morph';
import type { Spec } from '../tla/spec.ts';
import { isNoBehaviour } from './automatic/code-operators.ts';
import { stepName } from './automatic/step-limit.ts';
import type { Model } from './model.ts';
import { createModuleGraph, type ModuleHost } from './module-graph.ts';
import { type Compiler, loadCompiler } from './patch.ts';
import { histories, strict } from './replay.ts';
import type { BranchCoverage } from './result.ts';
import { bind } from './session.ts';

export interface BranchOptions {
  readonly host: ModuleHost;
  readonly modelFile: string;
  /** The files whose branches count. */
  readonly files: readonly string[];
  readonly replaySpec: Spec;
  readonly histories: number;
  readonly seed?: number | undefined;
}

interface Branch {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export async function branchesTaken(model: Model, options: BranchOptions): Promise<BranchCoverage> {
  const compiler = await loadCompiler();
  const branches: Branch[] = [];
  const taken: number[] = [];
  const graph = createModuleGraph(options.host, compiler, (file) =>
    options.files.includes(file) ? [markBranches(file, branches, compiler)] : [],
  );
  const step = (branch?: number): void => {
    if (branch !== undefined) taken[branch] = (taken[branch] ?? 0) + 1;
  };
  const exports = await graph.load(options.modelFile, undefined, { step });
  const { protocol } = (exports.model as Model).replay;
  const scope = strict({ ...model.replay, protocol });
  const session = bind(options.replaySpec, model.mapping, scope);
  let played = 0;
  for (const _ of histories(model, session, options)) played += 1;
  return summary(branches, taken, played);
}

function summary(
  branches: readonly Branch[],
  taken: readonly number[],
  played: number,
): BranchCoverage {
  const missed = branches.filter((_, index) => taken[index] === undefined);
  const files = [...new Set(branches.map(({ file }) => file))].sort();
  return {
    histories: played,
    branches: branches.length,
    taken: branches.length - missed.length,
    files: files.map((file) => {
      const all = branches.filter((branch) => branch.file === file);
      const lost = missed.filter((branch) => branch.file === file);
      return { file, branches: all.length, taken: all.length - lost.length };
    }),
    missed: missed.map(({ file, line, text }) => ({ at: { file, line, column: 1 }, text })),
  };
}

/** Puts a mark into every branch of a file, and lists them. */
export function markBranches(
  file: string,
  branches: Branch[],
  compiler: Compiler,
): ts.TransformerFactory<ts.SourceFile> {
  return (context) => {
    const { factory } = context;
    return (source) => {
      const mark = (node: ts.Node, text: string): ts.Expression => {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
        const number = factory.createNumericLiteral(branches.length);
        branches.push({ file, line: line + 1, text });
        return factory.createCallExpression(factory.createIdentifier(stepName), undefined, [
          number,
        ]);
      };
      const visit = (node: ts.Node): ts.Node => {
        if (isNoBehaviour(node, compiler)) return node;
        const marked = markedBranches(node, { source, mark, compiler, factory });
        const done = compiler.visitEachChild(node, visit, context);
        return marked(done);
      };
      return compiler.visitEachChild(source, visit, context);
    };
  };
}

interface Marker {
  readonly source: ts.SourceFile;
  readonly mark: (node: ts.Node, text: string) => ts.Expression;
  readonly compiler: Compiler;
  readonly factory: ts.NodeFactory;
}

/**
 * Looks at the node as it was written, and says how to mark it once its parts are marked. Marks are made here, outside
 * first, so that branches are listed in the order of the text.
 */
function markedBranches(node: ts.Node, marker: Marker): (done: ts.Node) => ts.Node {
  const { source, mark, compiler, factory } = marker;
  const brief = (part: ts.Node) => part.getText(source).replace(/\s+/g, ' ').slice(0, 60);
  const first = (statement: ts.Statement, call: ts.Expression): ts.Block =>
    factory.createBlock([factory.createExpressionStatement(call), statement], true);
  const before = (expression: ts.Expression, call: ts.Expression): ts.Expression =>
    factory.createParenthesizedExpression(factory.createComma(call, expression));
  if (compiler.isIfStatement(node)) {
    const yes = mark(node.thenStatement, `then of if (${brief(node.expression)})`);
    const no = mark(node.elseStatement ?? node, `else of if (${brief(node.expression)})`);
    return (done) => {
      const { expression, thenStatement, elseStatement } = done as ts.IfStatement;
      const otherwise = elseStatement ?? factory.createBlock([]);
      return factory.createIfStatement(expression, first(thenStatement, yes), first(otherwise, no));
    };
  }
  if (compiler.isConditionalExpression(node)) {
    const yes = mark(node.whenTrue, `${brief(node.condition)} ? yes`);
    const no = mark(node.whenFalse, `${brief(node.condition)} ? : no`);
    return (done) => {
      const { condition, whenTrue, whenFalse } = done as ts.ConditionalExpression;
      const arms = [before(whenTrue, yes), before(whenFalse, no)] as const;
      return factory.createConditionalExpression(condition, undefined, arms[0], undefined, arms[1]);
    };
  }
  if (compiler.isBinaryExpression(node)) {
    const sign = node.operatorToken.getText(source);
    if (!['&&', '||', '??'].includes(sign)) return (done) => done;
    const call = mark(node.right, `${sign} ${brief(node.right)}`);
    return (done) => {
      const { left, operatorToken, right } = done as ts.BinaryExpression;
      return factory.createBinaryExpression(left, operatorToken, before(right, call));
    };
  }
  if (compiler.isCaseClause(node) && node.statements.length > 0) {
    const call = mark(node, `case ${brief(node.expression)}`);
    return (done) => {
      const { expression, statements } = done as ts.CaseClause;
      const marked = [factory.createExpressionStatement(call), ...statements];
      return factory.createCaseClause(expression, marked);
    };
  }
  if (compiler.isDefaultClause(node)) {
    const call = mark(node, 'default');
    return (done) => {
      const { statements } = done as ts.DefaultClause;
      return factory.createDefaultClause([factory.createExpressionStatement(call), ...statements]);
    };
  }
  if (compiler.isFunctionDeclaration(node) && node.body !== undefined) {
    const call = mark(node, `function ${node.name?.text ?? ''}`);
    return (done) => {
      const { modifiers, asteriskToken, name, typeParameters, parameters, type, body } =
        done as ts.FunctionDeclaration;
      const statements = [factory.createExpressionStatement(call), ...(body?.statements ?? [])];
      const block = factory.createBlock(statements, true);
      const head = [modifiers, asteriskToken, name, typeParameters, parameters, type] as const;
      return factory.createFunctionDeclaration(...head, block);
    };
  }
  return (done) => done;
}
