/**
 * Protocols are functions: the same input gives the same step, on every machine and every time. What would break that is
 * not to be named in impl/<protocol>; time, chance and identity arrive as input.
 */
import { ts } from 'ts-morph';
import { type Finding, filesLike, type Tree } from './tree.ts';

const bannedGlobals: Readonly<Record<string, string>> = {
  Date: 'the clock',
  performance: 'the clock',
  Temporal: 'the clock',
  setTimeout: 'a timer',
  setInterval: 'a timer',
  setImmediate: 'a timer',
  queueMicrotask: 'the event loop',
  crypto: 'chance',
  process: 'the process',
  console: 'output',
  fetch: 'the network',
  globalThis: 'the global object',
  require: 'modules at run time',
  WeakRef: 'the garbage collector',
  FinalizationRegistry: 'the garbage collector',
  Intl: "the machine's language",
};

/** Members that are banned whatever they belong to. */
const bannedMembers: Readonly<Record<string, string>> = {
  random: 'chance',
  randomUUID: 'chance',
  localeCompare: "the machine's language",
  toLocaleString: "the machine's language",
  toLocaleLowerCase: "the machine's language",
  toLocaleUpperCase: "the machine's language",
};

export function purity(tree: Tree): readonly Finding[] {
  return filesLike(tree, /^impl\/.*\.ts$/)
    .filter(([path]) => !path.startsWith('impl/runtime/'))
    .flatMap(([path, text]) => {
      const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
      return offences(source).map(({ node, message }) => {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        return { path, line: line + 1, message };
      });
    });
}

interface Offence {
  readonly node: ts.Node;
  readonly message: string;
}

function offences(source: ts.SourceFile): readonly Offence[] {
  const found: Offence[] = [];
  const visit = (node: ts.Node): void => {
    const message = offenceOf(node);
    if (message !== undefined) found.push({ node, message });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function offenceOf(node: ts.Node): string | undefined {
  if (node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node)) {
    return 'a protocol does not wait: no async, no await';
  }
  if (!ts.isIdentifier(node)) return undefined;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    const what = ownEntry(bannedMembers, node.text);
    return what === undefined ? undefined : `.${node.text} is ${what}`;
  }
  if (node.text === 'Math' && !ts.isPropertyAccessExpression(parent)) {
    return 'Math as a whole has chance in it';
  }
  if (isOnlyAName(parent, node)) return undefined;
  const what = ownEntry(bannedGlobals, node.text);
  return what === undefined ? undefined : `${node.text} is ${what}`;
}

/** A property, a key or a label that happens to be spelt like a global. */
function isOnlyAName(parent: ts.Node, node: ts.Identifier): boolean {
  return (
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isPropertySignature(parent) && parent.name === node) ||
    (ts.isMethodSignature(parent) && parent.name === node) ||
    ts.isLiteralTypeNode(parent)
  );
}

function ownEntry(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
