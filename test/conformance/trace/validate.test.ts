import { describe, expect, it } from 'vitest';
import { TraceError } from '../../../harness/conformance/trace/header.ts';
import { recordEvents, recordHistory } from '../../../harness/conformance/trace/record.ts';
import { readTrace } from '../../../harness/conformance/trace/trace.ts';
import { validate } from '../../../harness/conformance/trace/validate.ts';
import { tallyModel } from '../tally-model.ts';
import { type SpecOptions, tallySpec } from '../tally-spec.ts';

const request = (source: string, id: number) => ({ source, id });
type Line = Readonly<Record<string, unknown>>;

/** A client calls, the server handles the call, the client finishes. */
const round: readonly Line[] = [
  { action: 'Call', args: ['c1'], state: { 'open[c1]': { id: 1, busy: true } } },
  { action: 'Handle', args: [request('c1', 1)], state: { total: 1, 'last[c1]': 1 } },
  { action: 'Finish', args: ['c1'], state: { 'open[c1].busy': false } },
];

function judge(lines: readonly Line[], header: Line = {}, spec: SpecOptions = {}) {
  const text = [{ trace: 'lockstep', version: 1, ...header }, ...lines]
    .map((line) => JSON.stringify(line))
    .join('\n');
  const loaded = tallySpec('replay', spec);
  return validate(loaded, readTrace(text, loaded, 'run.ndjson'));
}

const without = (index: number) => round.filter((_, i) => i !== index);

describe('a trace that is a behaviour', () => {
  it('is accepted, with one state at each position when everything is logged', () => {
    expect(judge(round)).toMatchObject({
      verdict: 'ok',
      events: 3,
      explained: 3,
      widest: 1,
      surviving: 4,
      actions: { Call: 1, Handle: 1, Finish: 1 },
    });
  });

  it('is accepted without its arguments, and without its actions', () => {
    const noArguments = round.map(({ args: _, ...line }) => line);
    expect(judge(noArguments).verdict).toBe('ok');
    const noActions = noArguments.map(({ action: _, ...line }) => line);
    expect(judge(noActions)).toMatchObject({ verdict: 'ok', actions: { Handle: 1 } });
  });

  it('is accepted when one event is several actions', () => {
    const state = { total: 1, 'open[c1].busy': false };
    const once = {
      actions: [
        ['Call', 'c1'],
        ['Handle', null],
        ['Finish', 'c1'],
      ],
      state,
    };
    expect(judge([once])).toMatchObject({ verdict: 'ok', actions: { Call: 1, Handle: 1 } });
    expect(
      judge([
        {
          ...once,
          actions: [
            ['Handle', null],
            ['Call', 'c1'],
          ],
        },
      ]).verdict,
    ).toBe('violation');
  });

  it('is accepted with steps that left no line, if it says that there may be some', () => {
    const gap = without(1);
    expect(judge(gap).verdict).toBe('violation');
    expect(judge(gap, { unlogged: ['Handle'] })).toMatchObject({ verdict: 'ok', unlogged: 1 });
    expect(judge(gap, { unlogged: ['Handle'], unloggedMax: 0 }).verdict).toBe('violation');
  });

  it('may hide a variable, which is inferred from what comes after', () => {
    const header = { unmentioned: 'unchanged', hidden: ['last', 'requests', 'crashes'] };
    const shown = round.map(({ state, ...line }) => {
      const { 'last[c1]': _, ...rest } = state as Line;
      return { ...line, state: rest };
    });
    expect(judge(shown, header).verdict).toBe('ok');
    // `Handle` may have been of either request; `Finish` says whose it was.
    const calls = ['c1', 'c2'].map((client) => ({ action: 'Call', args: [client] }));
    const lines = [...calls, { action: 'Handle' }, { action: 'Finish', args: ['c2'] }];
    expect(judge(lines)).toMatchObject({ verdict: 'ok', widest: 2, states: 6, surviving: 5 });
    expect(judge([...lines, { action: 'Finish', args: ['c1'] }]).verdict).toBe('violation');
  });

  it('is logged as sets by what came and went', () => {
    const added = (id: number) => ({ requests: { '#plus': [request('c1', id)] } });
    const call = { action: 'Call', args: ['c1'] };
    expect(judge([{ ...call, state: added(1) }]).verdict).toBe('ok');
    expect(judge([{ ...call, state: added(2) }]).verdict).toBe('violation');
  });
});

describe('a trace that is no behaviour', () => {
  it('is rejected at the first line that nothing explains, with the conjunct that forbids it', () => {
    const { verdict, explained, failure } = judge([round[0] as Line, round[2] as Line]);
    expect({ verdict, explained }).toEqual({ verdict: 'violation', explained: 1 });
    expect(failure).toMatchObject({ kind: 'rejected', line: 3, name: 'Finish' });
    expect(failure?.frontier?.[0]?.actions[0]).toMatchObject({
      action: 'Finish(c1)',
      logged: true,
      conjunct: 'last[c] = open[c].id',
      because: ['last[c] = 0', 'open[c].id = 1', 'c = c1'],
    });
    expect(failure?.story).toContain('specs/tally/Tally.tla:');
  });

  it('is told where the action that was logged leads instead, and what every other action would do', () => {
    const wrong = { ...round[1], state: { total: 2 } };
    const { failure } = judge([round[0] as Line, wrong]);
    const actions = failure?.frontier?.[0]?.actions ?? [];
    expect(actions[0]).toMatchObject({ logged: true, because: ['total = 1, logged 2'] });
    expect(actions.map(({ action }) => action.replace(/\(.*/, '')).sort()).toEqual([
      'Call',
      'Crash',
      'Finish',
      'Handle',
    ]);
  });

  it('is told for every state that fits so far', () => {
    const calls = ['c1', 'c2'].map((client) => ({ action: 'Call', args: [client] }));
    const { failure } = judge([
      ...calls,
      { action: 'Handle' },
      { action: 'stutter', state: { total: 7 } },
    ]);
    expect(failure?.frontier).toHaveLength(2);
  });

  it('is rejected for what is not unchanged, if it promises that the rest is', () => {
    const silent = round.map(({ state: _, ...line }) => line);
    expect(judge(silent).verdict).toBe('ok');
    const { failure } = judge(silent, { unmentioned: 'unchanged' });
    expect(failure?.frontier?.[0]?.actions[0]?.because.join()).toContain('as before');
  });

  it('is rejected before it begins when the first state is none', () => {
    const { explained, failure } = judge(round, { initial: { total: 5 } });
    expect(explained).toBe(0);
    expect(failure?.story).toContain('total = 0, logged 5');
  });

  it('is rejected for what a line says of the state before', () => {
    const before = { ...round[1], before: { total: 1 } };
    expect(judge([round[0] as Line, before, round[2] as Line]).explained).toBe(1);
  });
});

describe('invariants', () => {
  const calls = ['c1', 'c2'].map((client) => ({ action: 'Call', args: [client] }));

  it('are judged on the behaviours that explain the whole trace', () => {
    const again = [
      { action: 'Call', args: ['c2'] },
      { action: 'Handle', args: [request('c2', 1)] },
    ];
    const { verdict, failure } = judge([...round, ...again], {}, { invariant: 'SmallInv' });
    expect(verdict).toBe('violation');
    expect(failure).toMatchObject({ kind: 'invariant', name: 'SmallInv', line: 6 });
    expect(failure?.story).toContain('total < 2');
  });

  it('are not judged on dead ends: there the system never was', () => {
    const planted = {
      find: 'SmallInv == total < 2',
      replace: 'SmallInv == last[CHOOSE c \\in Client : TRUE] = 0',
      invariant: 'SmallInv',
    };
    // After `Handle` either client may have been served; SmallInv is false for one of the two.
    const lines = [...calls, { action: 'Handle' }];
    expect(judge(lines, {}, planted).verdict).toBe('violation');
    const finish = (client: string) =>
      judge([...lines, { action: 'Finish', args: [client] }], {}, planted);
    expect([finish('c1').verdict, finish('c2').verdict].sort()).toEqual(['ok', 'violation']);
  });
});

describe('limits', () => {
  it('too many states at one position are unknown, never ok', () => {
    const loaded = tallySpec('replay');
    const lines = ['c1', 'c2'].map((client) => JSON.stringify({ action: 'Call', args: [client] }));
    const text = ['{"trace":"lockstep","version":1}', ...lines, '{"action":"Handle"}'].join('\n');
    const result = validate(loaded, readTrace(text, loaded), { frontierMax: 1 });
    expect(result).toMatchObject({ verdict: 'unknown', explained: 2 });
    expect(result.error).toContain('more than 1 states fit');
  });

  it('a trace that says nothing is vacuous', () => {
    expect(judge([]).verdict).toBe('vacuous');
    expect(judge([{ note: 'hello' }]).verdict).toBe('vacuous');
  });
});

describe('a trace that cannot be read', () => {
  const refusal = (...lines: readonly (Line | string)[]) => {
    const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
    try {
      readTrace(text.join('\n'), tallySpec('replay'), 'run.ndjson');
    } catch (error) {
      if (error instanceof TraceError) return error.message;
      throw error;
    }
    return 'read';
  };
  const head = { trace: 'lockstep', version: 1 };

  it.each([
    ['an empty file', [], 'is empty'],
    ['another format', ['{"vars":[]}'], 'run.ndjson:1: the first line is'],
    ['a later version', [{ ...head, version: 2 }], 'version cannot be 2'],
    ['a header that promises what nobody knows', [{ ...head, hiden: [] }], 'has no "hiden"'],
    ['text', [head, 'Handle!'], 'run.ndjson:2: not JSON'],
    ['an unknown key', [head, { actoin: 'Call' }], 'an event has no "actoin"'],
    ['an unknown action', [head, { action: 'Cal' }], 'Cal is no action of Tally; it has Call'],
    ['a wrong arity', [head, { action: 'Call', args: ['c1', 2] }], /Call\(c\) at .*Tally.tla:13:1/],
    ['an unknown variable', [head, { state: { totl: 1 } }], 'names no variable of Tally'],
    ['a place that is none', [head, { state: { 'last[c1': 1 } }], 'is no place'],
    ['a value that is none', [head, { state: { total: null } }], 'null has no TLA+ value'],
    ['a hidden variable that is none', [{ ...head, hidden: ['x'] }], 'no variable x'],
    ['another module', [{ ...head, module: 'Raft' }], 'made of Tally'],
  ])('such as %s is refused with its line', (_, lines, message) => {
    expect(refusal(...lines)).toMatch(message);
  });

  it('is told all its faults at once', () => {
    const faults = refusal(head, { action: 'Cal' }, { state: { totl: 1 } });
    expect(faults.split('\n')).toHaveLength(2);
  });
});

describe('a recorded run', () => {
  const model = tallyModel();

  it.each([1, 2, 3])(
    'of the honest code is a behaviour of the spec, whatever is hidden (seed %i)',
    (seed) => {
      for (const hidden of [[], ['last'], ['requests', 'crashes']]) {
        const spec = tallySpec('replay');
        const trace = readTrace(recordHistory(model, spec, { seed, hidden }), spec);
        const { verdict, explained, events } = validate(spec, trace);
        expect([verdict, explained]).toEqual(['ok', events]);
        expect(events).toBeGreaterThan(5);
      }
    },
  );

  it('of events is what the mapping calls them', () => {
    const spec = tallySpec('replay');
    const text = recordEvents(model, spec, [{ type: 'call', node: 'c1', operation: 'add' }]);
    expect(JSON.parse(text.split('\n')[1] as string)).toMatchObject({
      action: 'Call',
      args: ['c1'],
      state: { 'open[c1].id': 1, 'open[c1].busy': true },
    });
  });

  it('of code that the spec does not allow is rejected where replay would stop', () => {
    const spec = tallySpec('replay', {
      find: "total' = total + 1",
      replace: "total' = total + 2",
    });
    const trace = readTrace(recordHistory(model, spec, { seed: 1 }), spec);
    expect(validate(spec, trace).failure).toMatchObject({ kind: 'rejected', name: 'Handle' });
  });
});
