import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createModuleGraph } from '../../harness/conformance/module-graph.ts';
import { applyPatches, loadCompiler } from '../../harness/conformance/patch.ts';
import { refine } from '../../harness/conformance/refine.ts';
import { replay } from '../../harness/conformance/replay.ts';
import { loadSpecFile } from '../../scripts/engine.ts';

const host = {
  read: (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined),
  import: (specifier: string) =>
    import(existsSync(specifier) ? pathToFileURL(resolve(specifier)).href : specifier),
};
const [, , p, which] = process.argv as string[];
const compiler = await loadCompiler();
const graph = createModuleGraph(host, compiler);
const { model } = (await graph.load(`models/${p}/model.ts`)) as any;
const m = which === "none" ? { code: [] } : model.mutants.find((x: any) => x.name.includes(which));
const { model: mutated } = (await graph.load(
  `models/${p}/model.ts`,
  applyPatches(m.code, host.read, compiler),
)) as any;
const sources = () =>
  (readdirSync(`impl/${p}`) as string[]).map((f) => ({
    path: `impl/${p}/${f}`,
    text: readFileSync(`impl/${p}/${f}`, 'utf8'),
  }));
const root = readdirSync(`${process.env.SPECS ?? "specs"}/${p}`).find(
  (f) =>
    mutated.replay.config.startsWith(f.replace('.tla', '')) &&
    f.startsWith('MC') &&
    f.endsWith('.tla'),
)!;
const spec = await loadSpecFile(
  resolve(`${process.env.SPECS ?? "specs"}/${p}/${root}`),
  resolve(`${process.env.SPECS ?? "specs"}/${p}/${mutated.replay.config}`),
);
const t = process.cpuUsage();
const r = replay(mutated, spec, { sources });
const u = process.cpuUsage(t);
console.log(r.histories, r.events, (u.user + u.system) / 1e6, r.seconds);
console.log(r.failure?.story);

import fc from 'fast-check';
import { choose, plans } from '../../harness/conformance/choices.ts';
import { judgesOf, startRun } from '../../harness/conformance/run.ts';
import { bind } from '../../harness/conformance/session.ts';

const session = bind(spec, mutated.mapping, mutated.replay);
for (const invariants of [false, true]) {
  const t2 = process.cpuUsage();
  let n = 0,
    ev = 0;
  for (const plan of fc.sample(plans(mutated.replay, mutated.replay.eventsMax), {
    seed: 5,
    numRuns: 600,
  })) {
    n++;
    const run = startRun(session, { ...judgesOf(mutated), steps: false, invariants });
    for (const c of plan.choices) {
      if (run.found) break;
      const e = choose(mutated.replay, plan, run.world, c);
      if (!e) break;
      run.take(e);
    }
    const done = run.finish(true);
    ev += done.steps.length;
    if (done.found) {
      console.log(invariants, n, ev, done.found.class, done.steps.length);
      break;
    }
  }
  const u2 = process.cpuUsage(t2);
  console.log(n, ev, (u2.user + u2.system) / 1e6);
}
