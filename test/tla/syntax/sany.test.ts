import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { grammarFiles } from '../../../harness/files.ts';
import type { Module } from '../../../harness/tla/syntax/ast.ts';
import { loadGrammar } from '../../../harness/tla/syntax/grammar.ts';
import { parse } from '../../../harness/tla/syntax/parse.ts';
import { unparse } from '../../../harness/tla/syntax/unparse.ts';
import { expression } from './arbitrary-expression.ts';
import { formOfModule } from './ast-form.ts';
import { readConstructs } from './recorded.ts';
import { hasSany, type SanyTree, sanyTrees } from './sany.ts';
import { formOfSany } from './sany-form.ts';

beforeAll(() => loadGrammar(grammarFiles));

/** Where we know better, or the grammar cannot follow; each is refused or read, but never read as something else. */
const differences: ReadonlySet<string> = new Set([
  // SANY gives this expression a place that ends before its arguments.
  'A == [A]_F(x)',
  // The grammar has no LOCAL in LET, does not end a junction list at a [] on its line, and knows no definition of @.
  'A == LET LOCAL x == 1 IN x',
  'A == CASE /\\ a -> /\\ b [] /\\ c -> /\\ d',
  '@ == 1',
]);

const specs = join(import.meta.dirname, '../../../specs');

interface Case {
  readonly name: string;
  readonly text: string;
  readonly tree: SanyTree | undefined;
}

function inModule(body: string): string {
  return `---- MODULE Test ----\n${body}\n====\n`;
}

function specCases() {
  return readdirSync(specs, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tla'))
    .map((name) => ({ name, text: readFileSync(join(specs, name), 'utf8') }));
}

function constructCases() {
  return readConstructs()
    .filter(({ text }) => !differences.has(text))
    .map(({ text }) => ({ name: text, text: inModule(text) }));
}

// SANY has trouble with backquotes in strings, and with definitions in the bounds of functions in LET.
function unparsedCases() {
  return fc
    .sample(expression, { numRuns: 500, seed: 4711 })
    .map(unparse)
    .filter((text) => !/`|LET.*==/.test(text))
    .map((text) => ({ name: text, text: inModule(`A == ${text}`) }));
}

describe.skipIf(!hasSany)('beside SANY', () => {
  const cases: Record<'specs' | 'constructs' | 'unparsed', Case[]> = {
    specs: [],
    constructs: [],
    unparsed: [],
  };

  // One Java for all of them: it takes longer to start than to parse.
  beforeAll(() => {
    const all = { specs: specCases(), constructs: constructCases(), unparsed: unparsedCases() };
    const trees = sanyTrees(Object.values(all).flatMap((some) => some.map(({ text }) => text)));
    for (const kind of ['specs', 'constructs', 'unparsed'] as const) {
      cases[kind] = all[kind].map((one) => ({ ...one, tree: trees.shift() }));
    }
  }, 60_000);

  function agree({ name, text, tree }: Case): void {
    const { modules, diagnostics } = parse(text, name);
    expect(diagnostics.length === 0, name).toBe(tree !== undefined);
    if (tree !== undefined)
      expect(formOfModule(modules[0] as Module), name).toEqual(formOfSany(tree));
  }

  it('every spec of this repository is read as SANY reads it, place by place', () => {
    expect(cases.specs.length).toBeGreaterThan(0);
    expect(cases.specs.every(({ tree }) => tree !== undefined)).toBe(true);
    cases.specs.forEach(agree);
  });

  it('every recorded construct is read, or refused, as by SANY', () => {
    expect(cases.constructs.length).toBeGreaterThan(600);
    cases.constructs.forEach(agree);
  });

  it('what unparse writes is read by SANY as we read it', () => {
    expect(cases.unparsed.length).toBeGreaterThan(400);
    expect(cases.unparsed.every(({ tree }) => tree !== undefined)).toBe(true);
    cases.unparsed.forEach(agree);
  });
});
