import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { replay, replayEvents } from '../../harness/conformance/replay.ts';
import type { Failure, ReplayResult } from '../../harness/conformance/result.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { type Planted, tally } from './tally.ts';
import { clients, counter, type Parts, tallyMapping, tallyModel } from './tally-model.ts';
import { type SpecOptions, tallySpec } from './tally-spec.ts';

const file = 'test/conformance/tally.ts';
const sources = () => [{ path: file, text: readFileSync(file, 'utf8') }];
const reproduce = (events: readonly Event[]) => `run ${events.length} events`;

function run(parts: Parts = {}, planted: SpecOptions = {}): ReplayResult {
  return replay(tallyModel(parts), tallySpec('replay', planted), { sources, reproduce });
}

function failureOf(parts: Parts, planted: SpecOptions = {}): Failure {
  const { failure } = run(parts, planted);
  if (failure === undefined) throw new Error('nothing was found');
  return failure;
}

const planting = (planted: Planted): Parts => ({ protocol: tally(clients, planted) });

/** Events in few words: `call c1`, `deliver Add c1>s #1`. */
function words(events: readonly Event[]): readonly string[] {
  return events.map((event) => {
    const cut = 'crashAfter' in event ? ` cut ${event.crashAfter}` : '';
    if ('message' in event) {
      const { type, source, dest, id } = event.message as typeof event.message & { id: number };
      return `${event.type} ${type} ${source}>${dest} #${id}${cut}`;
    }
    return `${event.type} ${'node' in event ? event.node : ''}${cut}`.trim();
  });
}

const add = (id: number) => ({ type: 'Add', source: 'c1', dest: 's', id });

/** The server takes every request for a new one. */
const forgets: Planted = {
  server: (honest) => ({
    receive(state, message) {
      const last = new Map([...state.last].filter(([client]) => client !== message.source));
      return honest.receive({ ...state, last }, message);
    },
  }),
};

/** The server carries out its effects in the wrong order. */
const answersFirst: Planted = {
  server: (honest) => ({
    receive(state, message) {
      const step = honest.receive(state, message);
      return step === undefined ? undefined : { ...step, effects: [...step.effects].reverse() };
    },
  }),
};

/** The client sends once and hopes. */
const withoutRetry: Planted = {
  client: (honest) => ({
    call(state, operation) {
      const step = honest.call?.(state, operation);
      if (step === undefined) return undefined;
      return { ...step, effects: step.effects.filter(({ kind }) => kind !== 'setTimer') };
    },
  }),
};

describe('a correct implementation', () => {
  it('passes, and shows what it did', () => {
    const result = run();
    expect(result).toMatchObject({ verdict: 'ok', histories: 300, shortfalls: [] });
    expect(result.failure).toBeUndefined();
    expect(result.operations).toBeGreaterThan(500);
    expect(result.faults.loss?.bitten).toBeGreaterThan(10);
    expect(Object.keys(result.actions).sort()).toEqual(['Call', 'Crash', 'Finish', 'Handle']);
    expect(Math.min(...Object.values(result.actions))).toBeGreaterThan(10);
  });

  it('gives the same result for the same seed, and other histories for another', () => {
    const measure = (seed: number) => {
      const { seconds: _, ...rest } = replay(tallyModel(), tallySpec('replay'), {
        seed,
        histories: 60,
      });
      return rest;
    };
    expect(measure(7)).toEqual(measure(7));
    expect(measure(8).eventsByType).not.toEqual(measure(7).eventsByType);
  });

  it('is vacuous when too little was judged or a fault hardly bit', () => {
    const model = tallyModel({
      model: { evidence: { operations: 10_000, bitten: { crash: 50 } } },
    });
    const result = replay(model, tallySpec('replay'), { histories: 40 });
    expect(result.verdict).toBe('vacuous');
    // The server keeps nothing that a crash could destroy, so whole crashes never bite.
    expect(result.shortfalls).toEqual([
      expect.stringMatching(/^\d+ operations were judged, 10000 wanted$/),
      'crash bit in 0 histories, 50 wanted',
    ]);
  });
});

describe('a bug in the implementation', () => {
  it('is found, shrunk to the fewest events, and blamed on it', () => {
    const failure = failureOf(planting(forgets));
    expect(failure).toMatchObject({ kind: 'step', name: 'Handle', seed: 2020 });
    expect(words(failure.events)).toEqual([
      'call c1',
      'deliver Add c1>s #1',
      'timer c1',
      'deliver Add c1>s #1',
    ]);
    expect(failure.guilty).toEqual({
      party: 'implementation',
      reason: 'the state it goes to breaks the invariant TotalInv',
    });
  });

  it('is told with the action, the function, the conjunct, and what clients come to see', () => {
    const { story } = failureOf(planting(forgets));
    expect(story).toMatch(
      /TLA\+ +Handle\(\[id \|-> 1, source \|-> c1\]\) +specs\/tally\/Tally.tla:20:1/,
    );
    expect(story).toMatch(/TypeScript +handle +test\/conformance\/tally.ts:\d+/);
    expect(story).toMatch(
      /first conjunct that is false, specs\/tally\/Tally.tla:22:6 in Handle\n {2}m.id > last/,
    );
    expect(story).toMatch(/left +m.id +1\n +right +last\[m.source\] +1/);
    expect(story).toMatch(/ {2}total\n {4}before {2}1\n {4}code {4}2/);
    expect(story).toContain('The nearest step that is allowed here is Finish(c1)');
    expect(story).toContain('counter: no order explains this operation');
    expect(story.split('\n').at(-1)).toBe('run 4 events');
  });

  it('in the order of effects is found by a crash between two of them', () => {
    const failure = failureOf(planting(answersFirst));
    expect(failure).toMatchObject({ kind: 'step', name: 'Finish' });
    expect(words(failure.events)).toEqual([
      'call c1',
      'deliver Add c1>s #1 cut 1',
      'deliver Added s>c1 #1',
    ]);
    expect(failure.guilty?.party).toBe('implementation');
  });

  it('that only stops progress is found by settling', () => {
    const failure = failureOf(planting(withoutRetry));
    expect(failure).toMatchObject({ kind: 'settled', guilty: { party: 'implementation' } });
    expect(words(failure.events)).toEqual(['call c1', 'drop Add c1>s #1']);
    expect(failure.summary).toBe('after the faults stopped: a client still waits for its answer');
  });

  it('that throws is an exception of the implementation', () => {
    const throws: Planted = {
      server: () => ({
        receive() {
          throw new RangeError('no such client');
        },
      }),
    };
    const failure = failureOf(planting(throws));
    expect(failure).toMatchObject({ kind: 'exception', guilty: { party: 'implementation' } });
    expect(words(failure.events)).toEqual(['call c1', 'deliver Add c1>s #1']);
    expect(failure.summary).toContain('no such client');
  });

  it('that hides in a variable outside the state is reported as nondeterminism', () => {
    // Every handler is asked twice, so what changes from one question to the next is no state of anybody.
    let asked = 0;
    const counts: Planted = {
      client: (honest) => ({
        call(state, operation) {
          asked += 1;
          const step = honest.call?.(state, operation);
          if (step === undefined || asked >> 1 !== 40) return step;
          return { ...step, state: { ...step.state, id: step.state.id + 5 } };
        },
      }),
    };
    const failure = failureOf(planting(counts));
    expect(failure).toMatchObject({ kind: 'nondeterminism' });
    expect(failure.summary).toContain('not deterministic');
  });

  it('that changes a state in place is caught where it does so', () => {
    const mutates: Planted = {
      server: (honest) => ({
        receive(state, message) {
          (state.last as Map<string, unknown>).delete(message.source);
          return honest.receive(state, message);
        },
      }),
    };
    const failure = failureOf(planting(mutates));
    expect(failure).toMatchObject({ kind: 'exception', guilty: { party: 'implementation' } });
    expect(failure.summary).toContain('must not change what it has returned');
  });
});

describe('a bug in the specification', () => {
  it('that breaks its own invariant is blamed on it', () => {
    const failure = failureOf({}, { find: "total' = total + 1", replace: "total' = total + 2" });
    expect(words(failure.events)).toEqual(['call c1', 'deliver Add c1>s #1']);
    expect(failure.guilty).toEqual({
      party: 'specification',
      reason: 'its own steps break TotalInv within 1 of the state before, where both still agreed',
    });
    expect(failure.story).toMatch(/ {2}total\n {4}before {2}0\n {4}spec {4}2\n {4}code {4}1/);
  });

  it('that forbids what harms nobody is blamed on it, as weak evidence', () => {
    const find = 'm.id > last[m.source]';
    const failure = failureOf({}, { find, replace: 'm.id > last[m.source] + 1' });
    expect(words(failure.events)).toEqual(['call c1', 'deliver Add c1>s #1']);
    expect(failure.guilty?.party).toBe('specification');
    expect(failure.guilty?.reason).toContain('weak evidence');
  });

  it('whose steps and code agree, but break an invariant, is blamed on it', () => {
    const failure = failureOf({}, { invariant: 'SmallInv' });
    expect(failure).toMatchObject({ kind: 'invariant', name: 'SmallInv' });
    expect(failure.guilty?.party).toBe('specification');
    // Two additions, no matter whose: one client twice needs an answer in between.
    expect(words(failure.events)).toEqual([
      'call c1',
      'call c2',
      'deliver Add c1>s #1',
      'deliver Add c2>s #1',
    ]);
  });
});

describe('a bug in the mapping', () => {
  const mapped = (actions: typeof tallyMapping.actions): Parts => ({
    mapping: { ...tallyMapping, actions: { ...tallyMapping.actions, ...actions } },
  });

  it('is blamed on it when the spec has the very step under another name', () => {
    const failure = failureOf(
      mapped({ call: ({ node }) => ['Call', node === 'c1' ? 'c2' : 'c1'] }),
    );
    expect(words(failure.events)).toEqual(['call c1']);
    expect(failure.guilty).toEqual({
      party: 'mapping',
      reason: 'the specification allows this very step, but as Call(c1)',
    });
  });

  it('is blamed on it when it calls a real step a stutter', () => {
    const failure = failureOf(mapped({ call: 'stutter' }));
    expect(words(failure.events)).toEqual(['call c1']);
    expect(failure.guilty?.party).toBe('mapping');
  });

  it('is blamed on it when it names what the spec does not have', () => {
    const failure = failureOf(mapped({ call: () => ['Begin'] }));
    expect(failure).toMatchObject({ kind: 'exception', guilty: { party: 'mapping' } });
    expect(failure.story).toContain('names Begin, which is no action of Tally');
  });

  it('is suspected when the first world is no initial state, but the code keeps its promises', () => {
    const failure = failureOf({
      mapping: {
        ...tallyMapping,
        abstraction: (world) => ({ ...tallyMapping.abstraction(world), crashes: 1 }),
      },
    });
    expect(failure).toMatchObject({ kind: 'initial', events: [], guilty: { party: 'mapping' } });
    expect(failure.story).toContain('crashes: 0 in Init, 1 in the code');
  });
});

describe('a bug that code and specification share', () => {
  it('is seen by the clients alone', () => {
    // To clients an addition should add two; code and spec agree on one.
    const object = {
      ...counter,
      apply: (state: number) => [{ state: state + 2, output: state + 2 }],
    };
    const failure = failureOf({ model: { object } });
    expect(failure).toMatchObject({ kind: 'consistency', guilty: { party: 'consistency only' } });
    expect(words(failure.events)).toEqual([
      'call c1',
      'deliver Add c1>s #1',
      'deliver Added s>c1 #1',
    ]);
    expect(failure.story).toContain('no order explains this operation');
  });
});

describe('a token', () => {
  it('survives JSON and tells the same story', () => {
    const parts = planting(forgets);
    const { events, story } = failureOf(parts);
    const token = JSON.parse(JSON.stringify(events)) as readonly Event[];
    const again = replayEvents(tallyModel(parts), tallySpec('replay'), token, {
      sources,
      reproduce,
    });
    expect(again?.story).toBe(story);
    expect(again?.events).toEqual(events);
  });

  it('of a failure to settle fails again', () => {
    const parts = planting(withoutRetry);
    const { events } = failureOf(parts);
    const again = replayEvents(tallyModel(parts), tallySpec('replay'), events);
    expect(again).toMatchObject({ kind: 'settled', events });
  });

  it('shows nothing once the bug is gone', () => {
    const { events } = failureOf(planting(forgets));
    expect(replayEvents(tallyModel(), tallySpec('replay'), events)).toBeUndefined();
  });

  it('may not leave the scope: what the workload does not offer is left out', () => {
    // A fourth call would break the spec's own bound, as would a third crash.
    const calls = [1, 2, 3, 4].flatMap((id): Event[] => [
      { type: 'call', node: 'c1', operation: 'add' },
      { type: 'deliver', message: add(id) },
      {
        type: 'deliver',
        message: { ...add(id), type: 'Added', source: 's', dest: 'c1', total: id } as never,
      },
    ]);
    const crashes = [1, 2, 3].flatMap((): Event[] => [
      { type: 'crash', node: 's' },
      { type: 'restart', node: 's' },
    ]);
    for (const events of [calls, crashes]) {
      expect(replayEvents(tallyModel(), tallySpec('replay'), events)).toBeUndefined();
    }
    // And without the scope's bounds they would: the spec is not silent about them.
    const boundless = tallyModel({ model: { replay: { ...tallyModel().replay, crashesMax: 9 } } });
    const failure = replayEvents(boundless, tallySpec('replay'), crashes);
    expect(failure).toMatchObject({ kind: 'step', name: 'Crash' });
  });
});

describe('shrinking', () => {
  it('ends on the failure it began with, where the code has two bugs', () => {
    // Both show when the server handles a request of c2: the one if c1 came first and the request comes again, the other
    // if c1 did not come first. So leaving out what c1 did turns the first failure into the second.
    const both = planting({
      server: (honest) => ({
        receive(state, message) {
          if (message.source !== 'c2') return honest.receive(state, message);
          if (state.last.has('c1')) {
            const last = new Map([...state.last].filter(([client]) => client !== 'c2'));
            return honest.receive({ ...state, last }, message);
          }
          const step = honest.receive(state, message);
          if (step === undefined || step.state === state) return step;
          return { ...step, state: { ...step.state, total: step.state.total + 1 } };
        },
      }),
    });
    const spec = tallySpec('replay');
    const conjunctOf = (seed: number, shrinkTriesMax: number) => {
      const options = { seed, shrinkTriesMax, tellsStory: false };
      const { failure } = replay(tallyModel(both), spec, options);
      const conjunct = failure?.summary.split(': ').at(-1);
      const length = conjunct?.startsWith('total') ? 2 : 6;
      if (shrinkTriesMax > 0) expect(failure?.events).toHaveLength(length);
      return conjunct;
    };
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
    const conjuncts = seeds.map((seed) => conjunctOf(seed, 2_000));
    expect(new Set(conjuncts).size).toBe(2);
    expect(conjuncts).toEqual(seeds.map((seed) => conjunctOf(seed, 0)));
  });
});
