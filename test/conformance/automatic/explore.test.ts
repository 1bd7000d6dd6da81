/** The fast way against the obvious one: refinement of a mutant by its difference, and of all its worlds. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { infectionOf, recordCalls } from '../../../harness/conformance/automatic/calls.ts';
import { codeEdits } from '../../../harness/conformance/automatic/code-operators.ts';
import { applyEdit, named } from '../../../harness/conformance/automatic/edit.ts';
import { explore } from '../../../harness/conformance/automatic/explore.ts';
import { groundsOf } from '../../../harness/conformance/automatic/grounds.ts';
import { createStepMeter, metered } from '../../../harness/conformance/automatic/step-limit.ts';
import type { Model } from '../../../harness/conformance/model.ts';
import { createModuleGraph } from '../../../harness/conformance/module-graph.ts';
import { loadCompiler } from '../../../harness/conformance/patch.ts';
import { refine } from '../../../harness/conformance/refine.ts';
import { bind } from '../../../harness/conformance/session.ts';
import type { Protocol } from '../../../impl/protocol.ts';
import { model } from '../tally-mutants.ts';
import { tallySpec } from '../tally-spec.ts';

const compiler = await loadCompiler();
const file = 'test/conformance/tally.ts';
const text = readFileSync(file, 'utf8');
const graph = createModuleGraph(
  {
    read: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined),
    import: (path) => import(existsSync(path) ? pathToFileURL(resolve(path)).href : path),
  },
  compiler,
);
const grounds = groundsOf(model, { refine: tallySpec('refine'), replay: tallySpec('replay') });
const book = recordCalls(grounds, { worlds: model.refine.worldsMax, histories: 8 });

/** The protocols of the changed code; undefined if it does not even load. */
async function protocolsOf(changed: string) {
  const meter = createStepMeter();
  try {
    const patched = new Map([[file, changed]]);
    const { step } = meter;
    const exports = await graph.load('test/conformance/tally-mutants.ts', patched, { step });
    const mutated = exports.model as Model;
    const of = (protocol: Protocol) => metered(protocol, meter);
    return { refine: of(mutated.refine.protocol), replay: of(mutated.replay.protocol) };
  } catch {
    return undefined;
  }
}

const attempt = <T>(work: () => T): T | 'throws' => {
  try {
    return work();
  } catch {
    return 'throws';
  }
};

describe('exploring the difference', () => {
  it('of honest code finds the worlds and the edges that refinement finds', () => {
    const honest = refine(model, tallySpec('refine'));
    expect(book.graph.worlds.length).toBe(honest.worlds);
    const none = { infected: new Set<number>(), strangersMax: 0, excused: [] };
    expect(explore(book.graph, grounds.refine, none)).toEqual({ kind: 'nothing', complete: true });
  });

  it('finds something wrong exactly where refinement of all worlds does', async () => {
    const tried = { alike: 0, wrong: 0, unrealised: 0, nothing: 0 };
    for (const edit of named(text, codeEdits(file, text, compiler))) {
      const protocols = await protocolsOf(applyEdit(text, edit));
      if (protocols === undefined) continue;
      const infection = attempt(() => infectionOf(book, grounds, protocols));
      if (infection === 'throws' || infection.kind === 'boots' || infection.kind === 'nodes')
        continue;
      const scope = { ...model.refine, protocol: protocols.refine };
      const full = attempt(() => {
        const mutated = { ...model, refine: scope };
        return refine(mutated, tallySpec('refine'), { failFast: true, worldsMax: 20_000 });
      });
      if (full === 'throws' || full.verdict === 'unknown') continue;
      const session = bind(grounds.specs.refine, model.mapping, scope, grounds.memories.refine);
      const found = explore(book.graph, session, {
        infected: infection.refine,
        strangersMax: 20_000,
        excused: [],
      });
      const expected =
        full.failure === undefined
          ? 'nothing'
          : full.failure.kind === 'unrealised'
            ? 'unrealised'
            : 'wrong';
      expect([edit.key, found.kind]).toEqual([edit.key, expected]);
      tried[infection.refine.size === 0 ? 'alike' : found.kind] += 1;
    }
    expect(tried.wrong).toBeGreaterThan(10);
    expect(tried.unrealised).toBeGreaterThan(3);
    expect(tried.alike + tried.nothing).toBeGreaterThan(3);
  });
});
