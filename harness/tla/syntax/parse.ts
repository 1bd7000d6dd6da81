/**
 * Text to AST. `await loadGrammar(…)` once, then parsing is synchronous. What the grammar cannot read is refused with
 * diagnostics; a module is returned only if nothing is wrong with it.
 */
import type { Diagnostic } from '../diagnostic.ts';
import type { Module } from './ast.ts';
import { type Concrete, concreteTree } from './concrete.ts';
import type { Context } from './context.ts';
import { expression } from './expressions.ts';
import { type Grammar, grammar, readTree } from './grammar.ts';
import { reportDepth } from './limits.ts';
import { expandTabs, findModules, type Segment } from './mask.ts';
import { Source } from './source.ts';
import { explainErrors } from './syntax-errors.ts';
import { definition, moduleOf } from './units.ts';

export interface ParseResult {
  /** The modules of the file that have no mistakes, in order. The first is the one the file is named for. */
  readonly modules: readonly Module[];
  readonly diagnostics: readonly Diagnostic[];
  /** What is wrong after the end of the first module. TLC does not look there; the modules concerned are left out. */
  readonly ignored: readonly Diagnostic[];
}

/** Parses a file. Never throws for any text; throws if the grammar is not loaded. */
export function parse(text: string, file: string): ParseResult {
  const known = grammar();
  const modules: Module[] = [];
  const ignored: Diagnostic[] = [];
  let diagnostics: Diagnostic[] = [];
  const expanded = expandTabs(text);
  const first = new Source(file, expanded);
  const segments = findModules(first);
  if (segments.length === 0) {
    first.report(
      'TLA101',
      0,
      0,
      'there is no module in this file',
      'a module begins with ---- MODULE Name ----',
    );
    return { modules, diagnostics: first.diagnostics, ignored };
  }
  segments.forEach((segment, index) => {
    const source = index === 0 ? first : new Source(file, expanded);
    const module = parseModule(known, source, segment);
    if (module !== undefined && source.diagnostics.length === 0) modules.push(module);
    if (index === 0) diagnostics = source.diagnostics;
    else ignored.push(...source.diagnostics);
  });
  return { modules, diagnostics, ignored };
}

function parseModule(known: Grammar, source: Source, segment: Segment): Module | undefined {
  source.masked = segment.masked;
  if (source.diagnostics.length > 0 || reportDepth(source)) return undefined;
  const tree = readTree(known, segment.masked);
  try {
    if (tree.rootNode.hasError) {
      explainErrors(known, source, segment);
      return undefined;
    }
    const node = concreteTree(tree, known).children.find(({ type }) => type === 'module');
    return moduleOf(contextFor(source), node as Concrete);
  } finally {
    tree.delete();
  }
}

function contextFor(source: Source): Context {
  const context: Context = {
    source,
    depth: 0,
    expression: (node) => expression(context, node),
    definition: (node, local) => definition(context, node, local),
  };
  return context;
}
