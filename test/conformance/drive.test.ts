import { describe, expect, it } from 'vitest';
import { type DriveOptions, drive } from '../../harness/conformance/drive.ts';
import { refine } from '../../harness/conformance/refine.ts';
import { replayEvents } from '../../harness/conformance/replay.ts';
import { tally } from './tally.ts';
import { clients, type Parts, tallyMapping, tallyModel } from './tally-model.ts';
import { type SpecOptions, tallySpec } from './tally-spec.ts';

function run(parts: Parts = {}, planted: SpecOptions = {}, options: DriveOptions = {}) {
  const replaySpec = tallySpec('replay', planted);
  const refineSpec = tallySpec('refine', planted);
  return drive(tallyModel(parts), { replaySpec, refineSpec }, options);
}

const forgets = tally(clients, {
  server: (honest) => ({
    receive: (state, message) => honest.receive({ ...state, last: new Map() }, message),
  }),
});

describe('an implementation that can do all that its spec allows', () => {
  it('is driven along every edge of the graph, in fewer worlds than there are', () => {
    const { verdict, cover } = run();
    expect(verdict).toBe('ok');
    // The graph of refine: the counts are regression anchors.
    expect(cover).toMatchObject({ states: 32, edges: 64, taken: 64, unreached: 0, untaken: [] });
    const { worlds } = refine(tallyModel(), tallySpec('refine'));
    expect(cover?.worlds).toBeLessThan(worlds);
  });

  it('walks where the graph is too large, by actions that events rarely lead to as well', () => {
    const { walks } = run();
    expect(walks.never).toEqual([]);
    expect(Object.keys(walks.actions)).toEqual(['Call', 'Crash', 'Finish', 'Handle']);
    expect(walks.taken).toBeGreaterThan(50);
    expect(walks.operations).toBeGreaterThan(15);
  });

  it('is driven in the same way twice', () => {
    expect({ ...run(), seconds: 0 }).toEqual({ ...run(), seconds: 0 });
    expect(run({}, {}, { seed: 7 }).walks).not.toEqual(run().walks);
  });

  it('is unknown when there is more than may be looked at', () => {
    const { verdict, cover } = run({}, {}, { worldsMax: 3 });
    expect([verdict, cover?.untaken]).toEqual(['unknown', []]);
  });
});

describe('an edge that the code cannot take', () => {
  it('is one that no event maps to', () => {
    // The spec may take back what it has added: nothing in the code does so.
    const subtract = String.raw`
Subtract ==
  /\ total > 0
  /\ total' = total - 1
  /\ UNCHANGED <<last, open, requests, crashes>>

Next ==
  \/ Subtract`;
    const { verdict, cover, walks, failure } = run({}, { find: '\nNext ==', replace: subtract });
    expect([verdict, failure?.kind, failure?.name]).toEqual([
      'violation',
      'unrealised',
      'Subtract',
    ]);
    expect(failure?.story).toContain('no event maps to it; no event was Subtract anywhere');
    expect(failure?.events.map(({ type }) => type)).toEqual(['call', 'deliver']);
    expect(cover?.untaken[0]).toMatchObject({ action: 'Subtract', why: 'no event maps to it' });
    expect(cover?.unreached).toBeGreaterThan(0);
    expect(walks.never[0]).toMatchObject({ action: 'Subtract', why: 'no event maps to it' });
    expect(walks.actions.Subtract?.taken).toBe(0);
  });

  it('is one whose event leads elsewhere, and it is said where', () => {
    const either = { find: "total' = total + 1", replace: "total' \\in {total + 1, total + 2}" };
    const { verdict, cover } = run({}, either);
    expect(verdict).toBe('violation');
    expect(cover?.untaken[0]).toMatchObject({
      action: 'Handle',
      why: 'led elsewhere',
      instead: expect.stringMatching(/^deliver Add c. -> s led elsewhere .*: total is 1, not 2$/),
    });
  });

  it('is one whose event the code ignores', () => {
    const deaf = tally(clients, {
      server: (honest) => ({
        receive: (state, message) =>
          message.source === 'c2' ? undefined : honest.receive(state, message),
      }),
    });
    const { cover } = run({ protocol: deaf });
    expect(cover?.untaken[0]).toMatchObject({
      action: 'Handle',
      why: 'not enabled',
      instead: expect.stringContaining('deliver Add c2 -> s is Handle('),
    });
  });

  it('is one that the workload never asks for, although others of its kind happen', () => {
    const { refine: scope } = tallyModel();
    const outside: typeof scope.outside = (world) =>
      scope.outside(world).filter((event) => 'node' in event && event.node === 'c1');
    const silent = { model: { refine: { ...scope, outside } } };
    expect(run(silent).cover?.untaken[0]).toMatchObject({
      action: 'Call',
      args: '(c2)',
      why: 'not enabled',
      events: [],
    });
    const excused = {
      refine: { ...scope, outside, unrealised: { Call: { edges: 1, why: 'c2 stays silent' } } },
    };
    const { verdict, cover } = run({ model: excused });
    expect([verdict, cover?.untaken]).toEqual(['ok', []]);
    expect(cover?.excused).toBeGreaterThan(0);
  });
});

describe('a bug of the code', () => {
  it('is found where the spec leads to it, with its story', () => {
    const { verdict, failure, cover } = run({ protocol: forgets });
    expect([verdict, cover?.untaken]).toEqual(['violation', []]);
    expect(failure).toMatchObject({ kind: 'step', name: 'Handle' });
    expect(failure?.events.map(({ type }) => type)).toEqual(['call', 'deliver', 'deliver']);
  });

  it('is found by a walk as well, and its events are a token of replay', () => {
    const model = tallyModel({ protocol: forgets });
    const { verdict, failure, walks } = drive(model, { replaySpec: tallySpec('replay') });
    expect(verdict).toBe('violation');
    expect(walks.walks).toBeLessThan(6);
    const again = replayEvents(model, tallySpec('replay'), failure?.events ?? []);
    expect(again?.summary).toBe(failure?.summary);
  });

  it('is a mapping that does not fit, too', () => {
    const mapping = {
      ...tallyMapping,
      actions: { ...tallyMapping.actions, call: () => ['Begin'] as const },
    };
    expect(run({ mapping }).failure).toMatchObject({
      kind: 'exception',
      guilty: { party: 'mapping' },
      summary: expect.stringContaining('names Begin, which is no action of Tally'),
    });
  });
});
