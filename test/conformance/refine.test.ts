import { describe, expect, it } from 'vitest';
import type { Model } from '../../harness/conformance/model.ts';
import { refine, refineEvents } from '../../harness/conformance/refine.ts';
import { tally } from './tally.ts';
import { clients, type Parts, tallyMapping, tallyModel } from './tally-model.ts';
import { type SpecOptions, tallySpec } from './tally-spec.ts';

function run(parts: Parts = {}, planted: SpecOptions = {}) {
  return refine(tallyModel(parts), tallySpec('refine', planted));
}

/** A model whose refine scope is changed. */
function scoped(change: Partial<Model['refine']>): Parts {
  return { model: { refine: { ...tallyModel().refine, ...change } } };
}

const forgets = tally(clients, {
  server: (honest) => ({
    receive: (state, message) => honest.receive({ ...state, last: new Map() }, message),
  }),
});

describe('a correct implementation', () => {
  it('takes only steps of the spec, and all of them', () => {
    const { seconds: _, ...result } = run();
    // Four stages of each client and a crash or none: 32 states; the counts are regression anchors.
    expect(result).toEqual({
      verdict: 'ok',
      config: 'MCTallyRefine.cfg',
      worlds: 80,
      specStates: 32,
      steps: 344,
      explained: 344,
      edges: 64,
      realised: 64,
      excused: 0,
      missing: [],
    });
  });

  it('is explored to the same result twice', () => {
    const [first, second] = [run(), run()];
    expect({ ...first, seconds: 0 }).toEqual({ ...second, seconds: 0 });
  });

  it('is unknown when there are more worlds than may be visited', () => {
    const result = refine(tallyModel(), tallySpec('refine'), { worldsMax: 20 });
    expect(result.verdict).toBe('unknown');
    expect(result.missing).toEqual([]);
  });

  it('is no excuse for a code that does nothing', () => {
    const result = run(scoped({ outside: () => [], faults: [] }));
    expect(result).toMatchObject({ verdict: 'violation', steps: 0, edges: 3, realised: 0 });
  });
});

describe('nodes that may change names', () => {
  const symmetric = [clients];

  it('are looked at once, and nothing is missed for it', () => {
    const [whole, reduced] = [run(), run(scoped({ symmetric }))];
    expect(reduced).toMatchObject({ verdict: 'ok', missing: [] });
    expect(reduced.explained).toBe(reduced.steps);
    expect(reduced.realised).toBe(reduced.edges);
    // Of 80 worlds those stay in which the clients have done the same, and of each other pair one.
    expect(reduced.worlds).toBeLessThan(whole.worlds);
    expect(reduced.worlds).toBeGreaterThanOrEqual(whole.worlds / 2);
  });

  it('show the same bug', () => {
    const { failure } = run(scoped({ symmetric, protocol: forgets }));
    expect(failure).toMatchObject({ kind: 'step', name: 'Handle' });
  });

  it('are not taken on trust: code that treats one of them otherwise is refused', () => {
    const partial = tally(clients, {
      server: (honest) => ({
        receive: (state, message) =>
          message.source === 'c2' ? undefined : honest.receive(state, message),
      }),
    });
    expect(() => run(scoped({ symmetric, protocol: partial }))).toThrow(
      'the model calls nodes symmetric that are not: with c1 as c2, c2 as c1, the code takes other steps',
    );
  });

  it('nor is a workload that asks one of them alone', () => {
    const { refine: honest } = tallyModel();
    const outside: typeof honest.outside = (world) => honest.outside(world).slice(0, 1);
    expect(() => run(scoped({ symmetric, outside }))).toThrow('the code takes other steps');
  });

  it('nor an abstraction that knows them apart', () => {
    const mapping = {
      ...tallyMapping,
      abstraction: (world: Parameters<typeof tallyMapping.abstraction>[0]) => ({
        ...tallyMapping.abstraction(world),
        last: new Map(clients.map((client) => [client, client === 'c1' ? 1 : 0])),
      }),
    };
    expect(() => run({ mapping, ...scoped({ symmetric }) })).toThrow(
      'the abstract state is another',
    );
  });
});

describe('a behaviour that the spec does not have', () => {
  it('is found by the shortest way to it, and counted', () => {
    const result = run({ protocol: forgets });
    expect(result.verdict).toBe('violation');
    expect(result.explained).toBeLessThan(result.steps);
    expect(result.failure).toMatchObject({ kind: 'step', name: 'Handle' });
    expect(result.failure?.events.map(({ type }) => type)).toEqual(['call', 'deliver', 'deliver']);
    expect(result.failure?.guilty?.party).toBe('implementation');
  });

  it('ends the search at once when asked to', () => {
    const all = run({ protocol: forgets });
    const first = refine(tallyModel({ protocol: forgets }), tallySpec('refine'), {
      failFast: true,
    });
    expect(first.failure).toEqual(all.failure);
    expect(first.worlds).toBeLessThan(all.worlds);
  });

  it('is shown again by its events', () => {
    const { failure } = run({ protocol: forgets });
    const model = tallyModel({ protocol: forgets });
    const again = refineEvents(model, tallySpec('refine'), failure?.events ?? []);
    expect(again).toEqual(failure);
    expect(refineEvents(tallyModel(), tallySpec('refine'), failure?.events ?? [])).toBeUndefined();
  });
});

describe('a behaviour that the code does not have', () => {
  const oneClient = scoped({
    outside: (world) =>
      tallyModel()
        .refine.outside(world)
        .slice(0, 1)
        .filter((event) => 'node' in event && event.node === 'c1'),
  });

  it('is found, and told with the state in which it is missing', () => {
    const result = run(oneClient);
    expect(result).toMatchObject({ verdict: 'violation', steps: expect.any(Number) });
    expect(result.explained).toBe(result.steps);
    expect(result.realised).toBeLessThan(result.edges);
    expect(result.failure).toMatchObject({ kind: 'unrealised', name: 'Call', events: [] });
    expect(result.failure?.summary).toContain('allows Call(c2)');
    expect(result.missing[0]).toMatchObject({
      action: 'Call',
      args: '(c2)',
      instead: 'an event is Call here, but it leads to other states',
    });
  });

  it('is accepted when the model says why', () => {
    const unrealised = { Call: { edges: 8, why: 'the second client stays silent here' } };
    const { model } = oneClient;
    const excusing = { ...(model?.refine as Model['refine']), unrealised };
    const result = run({ model: { refine: excusing } });
    expect(result.failure?.summary).toBeUndefined();
    expect(result).toMatchObject({ verdict: 'ok', missing: [] });
    expect(result.excused).toBe(result.edges - result.realised);
  });

  it('is not excused beyond the number that was', () => {
    const unrealised = { Call: { edges: 7, why: 'one of them is new' } };
    const result = run({
      model: { refine: { ...(oneClient.model?.refine as Model['refine']), unrealised } },
    });
    expect(result.verdict).toBe('violation');
    expect(result.failure?.summary).toContain('excuses 7 edges of Call');
  });

  it('may not be excused when it is there after all', () => {
    const result = run(scoped({ unrealised: { Finish: { edges: 1, why: 'nobody answers' } } }));
    expect(result.verdict).toBe('violation');
    expect(result.failure?.summary).toContain(
      'excuses 1 edges of Finish as unrealised (nobody answers), but no edges',
    );
  });

  it('is blamed on the spec when it leads to where an invariant of it is false', () => {
    const result = run({}, { find: '  /\\ m.id > last[m.source]\n', replace: '' });
    expect(result.failure).toMatchObject({ kind: 'unrealised', name: 'Handle' });
    expect(result.failure?.guilty).toMatchObject({ party: 'specification' });
  });

  it('is blamed on the code, weakly, when nothing speaks against it', () => {
    expect(run(oneClient).failure?.guilty).toMatchObject({
      party: 'implementation',
      reason: expect.stringContaining('weak evidence'),
    });
  });
});

describe('what else is judged', () => {
  it('is every invariant in every state', () => {
    const result = run({}, { invariant: 'SmallInv' });
    expect(result.failure).toMatchObject({ kind: 'invariant', name: 'SmallInv' });
    expect(result.failure?.events).toHaveLength(4);
  });

  it('is the first state', () => {
    const mapping = {
      ...tallyMapping,
      abstraction: (world: Parameters<typeof tallyMapping.abstraction>[0]) => ({
        ...tallyMapping.abstraction(world),
        crashes: 1,
      }),
    };
    expect(run({ mapping }).failure).toMatchObject({ kind: 'initial', events: [] });
  });

  it('is nothing beyond the constraints of the configuration', () => {
    const result = run({}, { config: 'CONSTRAINT Few' });
    expect(result.verdict).toBe('ok');
    expect(result.worlds).toBeLessThan(run().worlds);
  });

  it('is a program that throws', () => {
    const throwing = tally(clients, {
      server: () => ({
        receive() {
          throw new RangeError('no such client');
        },
      }),
    });
    expect(run({ protocol: throwing }).failure).toMatchObject({
      kind: 'exception',
      guilty: { party: 'implementation' },
    });
  });

  it('is a mapping that names what the spec does not have', () => {
    const mapping = {
      ...tallyMapping,
      actions: { ...tallyMapping.actions, call: () => ['Begin'] as const },
    };
    expect(run({ mapping }).failure).toMatchObject({
      kind: 'exception',
      guilty: { party: 'mapping' },
    });
  });
});
