/**
 * How a specification is got wrong by a hair: a conjunct that is forgotten, a guard that is too weak, the other
 * quantifier, a prime too few or too many, a bound that is off by one. Works on the syntax tree, and gives changes of the
 * text. What no tool would run (a variable without a next value) is left out where it can be seen from afar.
 */
import type { Expression, Module, Span } from '../../tla/syntax/ast.ts';
import { parse } from '../../tla/syntax/parse.ts';
import type { Edit } from './edit.ts';

interface Change {
  readonly operator: string;
  readonly replacement: string;
  readonly from?: number;
  readonly to?: number;
}

interface Scene {
  readonly textOf: (node: { readonly span: Span }) => string;
  readonly startOf: (node: { readonly span: Span }) => number;
  readonly endOf: (node: { readonly span: Span }) => number;
  readonly variables: ReadonlySet<string>;
}

/** All changes of a module. The grammar must have been loaded. */
export function specEdits(file: string, text: string): readonly Edit[] {
  const [module] = parse(text, file).modules;
  if (module === undefined) return [];
  const scene = sceneOf(text, module);
  const edits: Edit[] = [];
  for (const unit of module.units) {
    if (unit.kind !== 'operator' && unit.kind !== 'functionDefinition') continue;
    visit(unit.body, (node) => {
      const start = scene.startOf(node);
      const end = scene.endOf(node);
      for (const { from = start, to = end, ...change } of changesOf(node, scene))
        edits.push({ file, within: unit.name.name, start: from, end: to, ...change });
    });
  }
  return edits;
}

function sceneOf(text: string, module: Module): Scene {
  const lines = [0];
  for (let i = 0; i < text.length; i++) if (text[i] === '\n') lines.push(i + 1);
  const startOf: Scene['startOf'] = ({ span }) => (lines[span.line - 1] ?? 0) + span.column - 1;
  const endOf: Scene['endOf'] = ({ span }) => (lines[span.endLine - 1] ?? 0) + span.endColumn;
  const variables = module.units.flatMap((unit) =>
    unit.kind === 'variables' ? unit.names.map(({ name }) => name) : [],
  );
  return {
    startOf,
    endOf,
    textOf: (node) => text.slice(startOf(node), endOf(node)),
    variables: new Set(variables),
  };
}

/** Every expression inside, the node itself first. */
function visit(node: Expression, look: (node: Expression) => void): void {
  look(node);
  const descend = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) descend(item);
      return;
    }
    if ('kind' in value && 'span' in value && !isNoExpression(value.kind)) {
      visit(value as Expression, look);
      return;
    }
    for (const [name, item] of Object.entries(value)) if (name !== 'span') descend(item);
  };
  for (const [name, value] of Object.entries(node)) if (name !== 'span') descend(value);
}

/** Definitions inside LET are looked through, patterns and parameters are not changed. */
function isNoExpression(kind: unknown): boolean {
  return ['identifier', 'tuplePattern', 'operator', 'functionDefinition'].includes(String(kind));
}

const others: Readonly<Record<string, readonly string[]>> = {
  '=': ['#'],
  '#': ['='],
  '/=': ['='],
  '<': ['=<', '>='],
  '>': ['>=', '=<'],
  '=<': ['<', '>'],
  '<=': ['<', '>'],
  '\\leq': ['<', '>'],
  '>=': ['>', '<'],
  '\\geq': ['>', '<'],
  '\\in': ['\\notin'],
  '\\notin': ['\\in'],
  '+': ['-'],
  '-': ['+'],
  '\\cup': ['\\cap'],
  '\\union': ['\\cap'],
  '\\cap': ['\\cup'],
  '..': [],
};
const comparing = new Set([
  '=',
  '#',
  '/=',
  '<',
  '>',
  '=<',
  '<=',
  '\\leq',
  '>=',
  '\\geq',
  '\\in',
  '\\notin',
]);
const keepsLeft = new Set(['\\cup', '\\union', '\\', '\\cap']);

function changesOf(node: Expression, scene: Scene): readonly Change[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.items
        .filter((item) => !isAssignment(item, scene))
        .map((item) => ({
          operator: node.kind === 'and' ? 'conjunct dropped' : 'disjunct dropped',
          replacement: node.kind === 'and' ? 'TRUE' : 'FALSE',
          from: scene.startOf(item),
          to: scene.endOf(item),
        }));
    case 'apply':
      return applied(node, scene);
    case 'quantifier': {
      const sign = scene.startOf(node);
      const replacement = node.quantifier === '\\A' ? '\\E' : '\\A';
      return [{ operator: 'quantifier', replacement, from: sign, to: sign + 2 }];
    }
    case 'number': {
      const value = Number(node.digits);
      if (!Number.isSafeInteger(value)) return [];
      const near = value > 0 ? [value + 1, value - 1] : [1];
      return near.map((other) => ({ operator: 'off by one', replacement: String(other) }));
    }
    case 'if': {
      const [yes, no] = [scene.textOf(node.then), scene.textOf(node.else)];
      return [yes, no].map((branch) => ({ operator: 'branch', replacement: `(${branch})` }));
    }
    case 'except':
      return [{ operator: 'update dropped', replacement: scene.textOf(node.base) }];
    case 'set':
      return node.items.length < 2 ? [] : elements(node.items, scene);
    case 'name':
      return scene.variables.has(node.name)
        ? [{ operator: 'primed', replacement: `${node.name}'` }]
        : [];
    default:
      return [];
  }
}

/** `x' = e`, `x' \in S` and UNCHANGED: without them a variable has no next value, and nothing runs. */
function isAssignment(item: Expression, scene: Scene): boolean {
  if (item.kind !== 'apply') return false;
  if (item.name === 'UNCHANGED') return true;
  const [left] = item.args;
  return (item.name === '=' || item.name === '\\in') && left !== undefined && isPrimed(left, scene);
}

function isPrimed(node: Expression, scene: Scene): boolean {
  return node.kind === 'apply' && scene.textOf(node).endsWith("'");
}

function applied(node: Extract<Expression, { kind: 'apply' }>, scene: Scene): readonly Change[] {
  const [left, right] = node.args;
  if (left === undefined) return [];
  if (right === undefined) {
    if (isPrimed(node, scene)) return [{ operator: 'unprimed', replacement: scene.textOf(left) }];
    return node.name === '~' || node.name === '\\lnot'
      ? [{ operator: 'negation dropped', replacement: `(${scene.textOf(left)})` }]
      : [];
  }
  // `Op(a, b)` has its name in front.
  if (scene.startOf(left) !== scene.startOf(node) || isAssignment(node, scene)) return [];
  const [a, b] = [scene.textOf(left), scene.textOf(right)];
  if (node.name === '/\\' || node.name === '\\/') {
    const dropped = node.name === '/\\' ? 'conjunct dropped' : 'disjunct dropped';
    const [one, other] = [a, b].map((side) => ({ operator: dropped, replacement: `(${side})` }));
    const sides = isAssignment(right, scene) ? [] : [one as Change];
    return isAssignment(left, scene) ? sides : [...sides, other as Change];
  }
  if (node.name === '=>') return [{ operator: 'antecedent dropped', replacement: `(${b})` }];
  const at = { from: scene.endOf(left), to: scene.startOf(right) };
  const operator = comparing.has(node.name) ? 'comparison' : 'operator';
  const changes: Change[] = (others[node.name] ?? []).map((other) => ({
    operator,
    replacement: ` ${other} `,
    ...at,
  }));
  if (keepsLeft.has(node.name))
    changes.push({ operator: 'operand dropped', replacement: `(${a})` });
  return changes;
}

function elements(items: readonly Expression[], scene: Scene): readonly Change[] {
  return items.map((item, index) => {
    const next = items[index + 1];
    const previous = items[index - 1];
    return {
      operator: 'element dropped',
      replacement: '',
      from:
        next === undefined && previous !== undefined ? scene.endOf(previous) : scene.startOf(item),
      to: next === undefined ? scene.endOf(item) : scene.startOf(next),
    };
  });
}
