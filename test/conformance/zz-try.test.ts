import { it } from 'vitest';
import { readFileSync } from 'node:fs';
import { replay } from '/work/main/harness/conformance/replay.ts';
import { refine } from '/work/main/harness/conformance/refine.ts';
import { fakeSpec } from '/work/main/test/conformance/fake-spec.ts';
import { tallyModel, tallySpec, clients, tallyActions, tallyMapping } from '/work/main/test/conformance/tally-model.ts';
import { tally, server } from './tally.ts';
const base = tally(clients);
const sources = () => [{ path: 'test/conformance/tally.ts', text: readFileSync('test/conformance/tally.ts', 'utf8') }];
const opts = { sources, reproduce: (e) => `npx lockstep replay tally --token '${JSON.stringify(e)}'` };
const forgets = { ...base, program: (n) => n !== server ? base.program(n) : { ...base.program(n), receive: (state, m) => base.program(n).receive({ ...state, last: new Map([...state.last].filter(([c]) => c !== m.source)) }, m) } };
it('impl', () => {
  const m = tallyModel({ protocol: forgets });
  let r = replay(m, fakeSpec(tallySpec(3)), opts);
  console.log(r.seconds, r.histories, r.failure?.story);
  let f = refine(m, fakeSpec(tallySpec(1)), opts);
  console.log(f.steps, f.explained, f.failure?.story);
});
it('spec', () => {
  const m = tallyModel();
  const H = tallyActions(3).Handle;
  for (const planted of [ { ...H, updates: { ...H.updates, total: ({total}) => total + 2 } }, { ...H, guards: { 'm.id > last[m.source] + 1': ({last}, m) => m.id > last.get(m.source) + 1 } }]) {
  let r = replay(m, fakeSpec(tallySpec(3, { Handle: planted })), opts);
  console.log(r.seconds, r.histories, r.failure?.story);
  let f = refine(m, fakeSpec(tallySpec(1, { Handle: planted })), opts);
  console.log(f.steps, f.explained, f.failure?.story);
  }
});
it('mapping', () => {
  const m = tallyModel({ mapping: { ...tallyMapping, actions: { ...tallyMapping.actions, call: () => ['Call', 'c1'] } } });
  let r = replay(m, fakeSpec(tallySpec(3)), opts);
  console.log(r.seconds, r.histories, r.failure?.story);
});
