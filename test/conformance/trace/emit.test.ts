/** A trace as a specification: our engine, and TLC where there is one, say of it what `validate` says of the trace. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emitTrace } from '../../../harness/conformance/trace/emit.ts';
import { recordHistory } from '../../../harness/conformance/trace/record.ts';
import { readTrace } from '../../../harness/conformance/trace/trace.ts';
import { validate } from '../../../harness/conformance/trace/validate.ts';
import { check } from '../../../harness/tla/check.ts';
import { memoryResolver } from '../../../harness/tla/resolver.ts';
import { loadSpecification } from '../../../harness/tla/specification.ts';
import { runTlc } from '../../../scripts/tlc/run.ts';
import { availableTlc } from '../../models/available-tlc.ts';
import { tallyModel } from '../tally-model.ts';
import { type SpecOptions, tallyConfig, tallySpec } from '../tally-spec.ts';

type Line = Readonly<Record<string, unknown>>;
const request = (source: string, id: number) => ({ source, id });

const round: readonly Line[] = [
  { action: 'Call', args: ['c1'], state: { 'open[c1]': { id: 1, busy: true } } },
  { action: 'Handle', args: [request('c1', 1)], state: { total: 1, 'last[c1]': 1 } },
  { action: 'Finish', args: ['c1'], state: { 'open[c1].busy': false } },
];
const [call, handle, finish] = round as [Line, Line, Line];
const calls = ['c1', 'c2'].map((client) => ({ action: 'Call', args: [client] }));

/** A trace, what it promises, and what is planted in the specification. */
interface Case {
  readonly what: string;
  readonly lines: readonly Line[];
  readonly header?: Line;
  readonly spec?: SpecOptions;
  readonly verdict: 'ok' | 'violation';
  /** TLC judges it as well. */
  readonly tlc?: true;
}

const first = { find: 'SmallInv == total < 2', invariant: 'SmallInv' };
const oneIsServed = { ...first, replace: 'SmallInv == last[CHOOSE c \\in Client : TRUE] = 0' };

const cases: readonly Case[] = [
  { what: 'all is logged', lines: round, verdict: 'ok', tlc: true },
  { what: 'nothing happens', lines: [{ action: 'stutter', state: { total: 0 } }], verdict: 'ok' },
  { what: 'a line is missing', lines: [call, finish], verdict: 'violation', tlc: true },
  {
    what: 'a value is wrong',
    lines: [call, { ...handle, state: { total: 2 } }],
    verdict: 'violation',
  },
  {
    what: 'the first state is wrong',
    lines: round,
    header: { initial: { total: 5 } },
    verdict: 'violation',
  },
  {
    what: 'the state before is wrong',
    lines: [call, { ...handle, before: { total: 1 } }],
    verdict: 'violation',
  },
  {
    what: 'arguments are not logged',
    lines: round.map(({ args: _, ...line }) => line),
    verdict: 'ok',
  },
  {
    what: 'actions are not logged',
    lines: round.map(({ args: _, action: __, ...line }) => line),
    verdict: 'ok',
  },
  {
    what: 'one of two may have been served, and it was the other',
    lines: [...calls, { action: 'Handle' }, { action: 'Finish', args: ['c2'] }],
    verdict: 'ok',
  },
  {
    what: 'one of two was served, and both are answered',
    lines: [
      ...calls,
      { action: 'Handle' },
      ...['c1', 'c2'].map((c) => ({ action: 'Finish', args: [c] })),
    ],
    verdict: 'violation',
    tlc: true,
  },
  {
    what: 'one event is three actions',
    lines: [
      {
        actions: [
          ['Call', 'c1'],
          ['Handle', null],
          ['Finish', 'c1'],
        ],
        state: { total: 1, 'open[c1].busy': false },
      },
    ],
    header: { unmentioned: 'unchanged', hidden: ['last', 'requests', 'open'] },
    verdict: 'ok',
    tlc: true,
  },
  {
    what: 'one event is three actions in a wrong order',
    lines: [
      {
        actions: [
          ['Handle', null],
          ['Call', 'c1'],
          ['Finish', 'c1'],
        ],
      },
    ],
    verdict: 'violation',
  },
  {
    what: 'a step leaves no line, and may',
    lines: [call, finish],
    header: { unlogged: ['Handle'] },
    verdict: 'ok',
    tlc: true,
  },
  {
    what: 'more steps leave no line than may',
    lines: [call, finish],
    header: { unlogged: ['Handle'], unloggedMax: 0 },
    verdict: 'violation',
  },
  {
    what: 'sets are logged by what came',
    lines: [{ ...call, state: { requests: { '#plus': [request('c1', 1)] } } }],
    verdict: 'ok',
  },
  {
    what: 'something else came',
    lines: [{ ...call, state: { requests: { '#plus': [request('c1', 2)] } } }],
    verdict: 'violation',
  },
  {
    what: 'the rest is said to be unchanged, and is not',
    lines: [{ action: 'Call', args: ['c1'], state: { 'open[c1]': { id: 1, busy: true } } }],
    header: { unmentioned: 'unchanged' },
    verdict: 'violation',
  },
  {
    what: 'an invariant is false on the way',
    lines: [...round, calls[1] as Line, { action: 'Handle', args: [request('c2', 1)] }],
    spec: { invariant: 'SmallInv' },
    verdict: 'violation',
  },
  {
    what: 'an invariant is false on a dead end alone',
    lines: [...calls, { action: 'Handle' }, { action: 'Finish', args: ['c2'] }],
    spec: oneIsServed,
    verdict: 'ok',
    tlc: true,
  },
  {
    what: 'an invariant is false where the others are a dead end',
    lines: [...calls, { action: 'Handle' }, { action: 'Finish', args: ['c1'] }],
    spec: oneIsServed,
    verdict: 'violation',
    tlc: true,
  },
];

function judge({ lines, header, spec: planted = {} }: Case, text?: string) {
  const all = [{ trace: 'lockstep', version: 1, ...header }, ...lines];
  const spec = tallySpec('replay', planted);
  const trace = readTrace(
    text ?? all.map((line) => JSON.stringify(line)).join('\n'),
    spec,
    'run.ndjson',
  );
  const emitted = emitTrace(spec.specification, trace, tallyConfig('replay', planted));
  return { verdict: validate(spec, trace).verdict, ...emitted };
}

function byEngine({ module, files }: Pick<ReturnType<typeof judge>, 'module' | 'files'>) {
  const texts = Object.fromEntries([...files].filter(([name]) => name.endsWith('.tla')));
  return check(
    loadSpecification({
      resolver: memoryResolver(texts),
      specPath: `${module}.tla`,
      config: { text: files.get(`${module}.cfg`) ?? '', file: `${module}.cfg` },
    }),
  );
}

/** Which invariant of the module says no. */
function violated({ verdict, lines, spec }: Case): string | undefined {
  if (verdict === 'ok') return undefined;
  return spec !== undefined && lines.length > 0 ? 'TraceKeepsInvariantsInv' : 'TraceIsExplainedInv';
}

describe('the module of a trace', () => {
  it.each(cases)('says what validate says where $what', (each) => {
    const judged = judge(each);
    expect(judged.verdict).toBe(each.verdict);
    const { verdict, violation } = byEngine(judged);
    expect([verdict, violation?.name]).toEqual([each.verdict, violated(each)]);
  });

  it.each([1, 2])(
    'says so of a recorded run, with and without a bug in the spec (seed %i)',
    (seed) => {
      const text = recordHistory(tallyModel(), tallySpec('replay'), { seed, hidden: ['last'] });
      const whole = { what: '', lines: [], verdict: 'ok' } as const;
      expect(byEngine(judge(whole, text)).verdict).toBe('ok');
      const twice = { find: "total' = total + 1", replace: "total' = total + 2" };
      const wrong = judge({ ...whole, spec: twice }, text);
      expect([wrong.verdict, byEngine(wrong).verdict]).toEqual(['violation', 'violation']);
    },
  );
});

const tlc = await availableTlc();

describe.skipIf(tlc === undefined)('TLC', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lockstep-emit-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  // One of each kind: a run of TLC takes a second. All of them agreed when they were written.
  it.each(cases.filter(({ tlc: chosen }) => chosen === true))(
    'says what validate says where $what',
    async (each) => {
      const { verdict, module, files } = judge(each);
      for (const [name, text] of files) writeFileSync(join(folder, name), text);
      const { java, jar } = tlc ?? { java: '', jar: '' };
      const [spec, config] = [join(folder, `${module}.tla`), join(folder, `${module}.cfg`)];
      const result = await runTlc({ java, jar, spec, config, small: true });
      expect([result.verdict, result.violated]).toEqual([verdict, violated(each)]);
    },
  );
});
