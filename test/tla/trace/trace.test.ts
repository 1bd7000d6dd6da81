import { describe, expect, it } from 'vitest';
import { check } from '../../../harness/tla/check.ts';
import { FormatError } from '../../../harness/tla/diagnostic.ts';
import { readTrace, writeTrace } from '../../../harness/tla/trace/files.ts';
import { writeGraph } from '../../../harness/tla/trace/graph.ts';
import { judgeTrace } from '../../../harness/tla/trace/judge.ts';
import { outcomeJson } from '../../../harness/tla/trace/outcome-json.ts';
import { load, run } from '../run.ts';

const body = `EXTENDS Naturals, Sequences
CONSTANT P
VARIABLES phase, sent, log
Init == phase = [p \\in P |-> "working"] /\\ sent = {} /\\ log = <<>>
Prepare(p) == /\\ phase[p] = "working"
              /\\ phase' = [phase EXCEPT ![p] = "prepared"]
              /\\ sent' = sent \\cup {[from |-> p]}
              /\\ log' = Append(log, p)
Next == \\E p \\in P : Prepare(p)
Inv == Len(log) < 2`;
const config = 'CONSTANT P = {a, b}\nINIT Init\nNEXT Next\nINVARIANT Inv';

function violated() {
  const spec = load(body, config);
  return { spec, outcome: check(spec) };
}

describe('a trace shows what changed, where it changed', () => {
  it('below functions, records, sets and sequences', () => {
    const { report } = run(body, config);
    expect(report).toContain('phase[a]: "working" -> "prepared"');
    expect(report).toContain('sent: + [from |-> a]');
    expect(report).toContain('log: appended b');
    expect(report).toContain('  2  Prepare(a)');
  });

  it('folds what is too large', () => {
    const large =
      "EXTENDS Naturals\nVARIABLE x\nInit == x = 1..1000\nNext == x' = x\nInv == 0 \\in x";
    const { report } = run(large, 'INIT Init\nNEXT Next\nINVARIANT Inv');
    expect(report).toMatch(/\(\d+ characters more\)/);
  });
});

describe('a written trace is read back and judged', () => {
  it.each(['x.itf.json', 'x.json'])('%s: every step is allowed', (file) => {
    const { spec, outcome } = violated();
    const text = writeTrace(file, spec, outcome);
    const judged = judgeTrace(spec, readTrace(text, spec));
    expect(judged.flaw).toBeUndefined();
    expect(judged.states).toEqual(outcome.trace.map(({ state }) => state));
  });

  it.each(['x.itf.json', 'x.json'])(
    '%s: a step that is not allowed is explained by the conjunct that forbids it',
    (file) => {
      const { spec, outcome } = violated();
      const trace = [...outcome.trace.slice(0, 2), outcome.trace[0] as (typeof outcome.trace)[0]];
      const { flaw, step } = judgeTrace(
        spec,
        readTrace(writeTrace(file, spec, { ...outcome, trace }), spec),
      );
      expect(step).toBe(3);
      expect(flaw).toContain('the step to state 3 is not allowed');
      expect(flaw).toContain('false: ');
    },
  );

  it('a first state that is no initial state is refused', () => {
    const { spec, outcome } = violated();
    const { flaw } = judgeTrace(
      spec,
      readTrace(
        writeTrace('x.itf.json', spec, { ...outcome, trace: outcome.trace.slice(1) }),
        spec,
      ),
    );
    expect(flaw).toContain('state 1 is not an initial state');
  });

  it('what is no trace is refused', () => {
    const { spec } = violated();
    expect(() => readTrace('{}', spec)).toThrow(TypeError);
    expect(() => readTrace('[{"phase": 1}]', spec)).toThrow('state 1 has no sent');
    expect(() => readTrace('nothing', spec)).toThrow(SyntaxError);
  });

  it('a lasso keeps its mark in every form', () => {
    const lasso =
      "EXTENDS Naturals\nVARIABLE x\nInit == x = 0\nNext == x' = IF x = 2 THEN 1 ELSE x + 1\nSpec == Init /\\ [][Next]_x /\\ WF_x(Next)\nLive == []<>(x = 0)";
    const spec = load(lasso, 'SPECIFICATION Spec\nPROPERTY Live');
    const outcome = check(spec);
    expect(outcome.exitCode).toBe(13);
    expect(outcomeJson(['x'], outcome)).toMatchObject({
      violation: { kind: 'liveness' },
      loop: (outcome.loop ?? 0) + 1,
    });
    for (const file of ['x.itf.json', 'x.json']) {
      const read = readTrace(writeTrace(file, spec, outcome), spec);
      expect(read.loop).toBe(outcome.loop);
      expect(judgeTrace(spec, read).flaw).toBeUndefined();
    }
    const wrong = readTrace(writeTrace('x.json', spec, { ...outcome, loop: 0 }), spec);
    expect(judgeTrace(spec, wrong).flaw).toContain('the step back to state 1 is not allowed');
  });
});

describe('the state graph is written', () => {
  it('as JSON lines, one for each state and edge', () => {
    const lines = writeGraph(load(body, config), 'jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.filter((line) => 'state' in line)).toHaveLength(5);
    expect(lines.filter((line) => 'from' in line)).toHaveLength(4);
    expect(lines.find((line) => line.from === 1)).toEqual({
      from: 1,
      to: 2,
      action: 'Prepare',
      args: ['a'],
    });
  });

  it('as Graphviz, with the actions on the edges', () => {
    const dot = writeGraph(load(body, config), 'dot');
    expect(dot).toContain('1 -> 2 [label="Prepare(a)\\l"];');
    expect(dot).toContain('style=filled');
  });
});

describe('JSON of an outcome', () => {
  it('names the violation, its place and the steps', () => {
    const { spec, outcome } = violated();
    const json = outcomeJson(
      spec.variables.map(({ name }) => name),
      outcome,
    );
    expect(json).toMatchObject({
      verdict: 'violation',
      exitCode: 12,
      violation: {
        kind: 'invariant',
        name: 'Inv',
        location: 'Test.tla:11:8',
        message: 'Invariant Inv is violated',
      },
    });
    expect(json.trace[1]).toMatchObject({
      index: 2,
      action: 'Prepare',
      args: ['a'],
      state: { log: ['a'] },
    });
  });

  it('an error of evaluation is the verdict error', () => {
    const broken = "EXTENDS Sequences\nVARIABLE x\nInit == x = Head(<<>>)\nNext == x' = x";
    const outcome = run(broken, 'INIT Init\nNEXT Next');
    expect(outcomeJson(['x'], outcome)).toMatchObject({
      verdict: 'error',
      exitCode: 75,
      violation: { kind: 'evaluation', location: 'Test.tla:4:13' },
    });
  });
});

it('a set of an ITF trace whose elements do not compare is a mistake of the file', () => {
  const { spec } = violated();
  const set = { '#set': ['z', 1] };
  const text = JSON.stringify({
    vars: ['phase', 'sent', 'log'],
    states: [{ phase: set, sent: set, log: [] }],
  });
  expect(() => readTrace(text, spec)).toThrow(FormatError);
});
