import { readFileSync } from 'node:fs';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { replay } from '../../../harness/conformance/replay.ts';
import { junit } from '../../../harness/conformance/report/junit.ts';
import { mermaid } from '../../../harness/conformance/report/mermaid.ts';
import { reportPage } from '../../../harness/conformance/report/page.ts';
import { sarif } from '../../../harness/conformance/report/sarif.ts';
import type { Scene } from '../../../harness/conformance/report/scene.ts';
import { spaceTime } from '../../../harness/conformance/report/space-time.ts';
import type { ProtocolResult, VerifyResult } from '../../../harness/conformance/result.ts';
import { lamp } from '../../scripts/results.ts';
import { tally } from '../tally.ts';
import { clients, tallyModel } from '../tally-model.ts';
import { tallySpec, tallyText } from '../tally-spec.ts';
import { unbalanced } from './well-formed.ts';

const file = 'test/conformance/tally.ts';
const sources = () => [{ path: file, text: readFileSync(file, 'utf8') }];

const lineOf = (text: string) => tallyText.slice(0, tallyText.indexOf(text)).split('\n').length;

/** A server that takes every request for a new one, and the failure that this is. */
const forgetful = tally(clients, {
  server: (honest) => ({
    receive(state, message) {
      const last = new Map([...state.last].filter(([client]) => client !== message.source));
      return honest.receive({ ...state, last }, message);
    },
  }),
});
const failed = replay(tallyModel({ protocol: forgetful }), tallySpec('replay'), { sources });
const passed = replay(tallyModel(), tallySpec('replay'), { sources });

const hostile = '<img src=x onerror=alert(1)>"\'&\u0000]]>';
const bad: ProtocolResult = { ...lamp, name: 'tally', verdict: 'violation', replay: failed };
const strange: ProtocolResult = {
  ...lamp,
  name: hostile,
  verdict: 'vacuous',
  replay: { ...lamp.replay, verdict: 'vacuous', shortfalls: [hostile] },
  mutants: {
    ...lamp.mutants,
    verdict: 'vacuous',
    killed: 0,
    mutants: [
      {
        name: hostile,
        source: hostile,
        code: { killed: false, histories: 1, seconds: 0, error: hostile },
      },
    ],
  },
};
const result: VerifyResult = { verdict: 'violation', protocols: [lamp, bad, strange] };
const about = {
  date: '2026-01-01 12:00',
  command: 'npx lockstep verify',
  reproduce: new Map([['tally', 'npx lockstep replay tally']]),
};

const sceneOf = (of: { failure?: { scene?: Scene } }): Scene => {
  const scene = of.failure?.scene;
  if (scene === undefined) throw new Error('there is no scene');
  return scene;
};

describe('a scene', () => {
  const scene = sceneOf(failed);

  it('names the action and the function of each step, with their places', () => {
    const call = scene.steps.find(({ type }) => type === 'call');
    expect(call).toMatchObject({
      action: expect.stringMatching(/^Call\("?c\d"?\)$/),
      tla: { file: 'specs/tally/Tally.tla', line: lineOf('Call(c) ==') },
      code: { name: 'call', file },
    });
    const line = readFileSync(file, 'utf8').split('\n')[(call?.code?.line ?? 0) - 1];
    expect(line).toContain('function call(');
  });

  it('marks the step that is not allowed, and it is the last one', () => {
    expect(scene.steps.map(({ forbidden }) => forbidden ?? false)).toEqual(
      scene.steps.map((_, index) => index === scene.steps.length - 1),
    );
  });

  it('has an arrow for each message, from the step that sent it to the step that received it', () => {
    for (const { sent, ended, dest, fate } of scene.arrows) {
      if (fate !== 'delivered') continue;
      expect(ended).toBeGreaterThan(sent);
      expect(scene.steps[ended as number]).toMatchObject({ type: 'deliver', node: dest });
    }
    const deliveries = scene.steps.filter(({ type }) => type === 'deliver').length;
    expect(scene.arrows.filter(({ fate }) => fate === 'delivered')).toHaveLength(deliveries);
    expect(deliveries).toBeGreaterThan(1);
  });

  it('knows of a run that passed when nodes were down, links cut and messages lost', () => {
    const { sample } = passed;
    expect(sample?.down.length).toBeGreaterThan(0);
    expect(sample?.cut.length).toBeGreaterThan(0);
    expect(sample?.arrows.some(({ fate }) => fate === 'dropped')).toBe(true);
    expect(sample?.calls.some(({ outcome }) => outcome.startsWith('ok'))).toBe(true);
    for (const { node, from, to } of sample?.down ?? []) {
      const silent = sample?.steps
        .slice(from + 1, to)
        .filter((step) => step.node === node && step.code);
      expect(silent).toEqual([]);
    }
  });
});

describe('what is drawn', () => {
  it('is well-formed, whatever names and values hold', () => {
    const drawings = [spaceTime(sceneOf(failed), 'a').text, junit(result)];
    for (const text of drawings) expect(unbalanced(text)).toBeUndefined();
    expect(unbalanced('<a><b></a>')).toBe('</a> ends <b>');
    const page = reportPage(result, about);
    for (const text of [...drawings, page]) expect(text).not.toMatch(/<img|onerror=alert\(1\)>/);
    expect(page).not.toContain('\u0000');
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it('needs nothing from elsewhere', () => {
    const page = reportPage(result, about).replaceAll('http://www.w3.org/2000/svg', '');
    expect(page).not.toMatch(/https?:|<script src|<link|@import|url\((?!#)/);
  });

  it('shows the story, the guilty party and the command', () => {
    const page = reportPage(result, about);
    expect(page).toContain('NOT ALLOWED');
    expect(page).toContain('Who is wrong: <strong>implementation</strong>');
    expect(page).toContain('npx lockstep replay tally');
  });

  it('is a sequence diagram for Mermaid, with a line for each message that ended', () => {
    const scene = sceneOf(failed);
    const lines = mermaid(scene).split('\n');
    expect(lines[0]).toBe('sequenceDiagram');
    expect(lines.filter((line) => /->>|-x/.test(line))).toHaveLength(
      scene.arrows.filter(({ ended }) => ended !== undefined).length,
    );
    expect(mermaid({ ...scene, nodes: ['end; x'] })).toContain(
      'participant n_end_59__32_x as end#59; x',
    );
  });
});

describe('results for other tools', () => {
  it('JUnit has a case for each configuration, part and mutant, and a failure for each that is not as it must be', () => {
    const text = junit(result);
    expect(text).toContain('<testsuites name="lockstep verify" tests="18" failures="3"');
    expect(text).toMatch(
      /<testcase name="replay" classname="tally"[^>]*><failure type="step" message="[^"]*Handle/,
    );
  });

  it('JUnit has no pass for a part in which there is nothing', () => {
    const none = { ...lamp.mutants, verdict: 'vacuous', killed: 0, total: 0, mutants: [] } as const;
    const text = junit({
      verdict: 'vacuous',
      protocols: [{ ...lamp, check: [], mutants: none }],
    });
    expect(text).toContain('failures="2"');
    expect(text).toMatch(/<testcase name="check"[^>]*><failure type="vacuous"/);
    expect(text).toMatch(/<testcase name="mutants"[^>]*><failure type="vacuous"/);
  });

  it('the page says of excused edges that they are excused, above and below', () => {
    const page = reportPage({ verdict: 'ok', protocols: [lamp] }, about);
    expect(page).toContain('2,200 of 2,204, 4 excused');
    expect(page).toContain('2,200 of 2,204</tr>');
  });

  it('SARIF has the finding on the line of the conjunct, and the run as a flow through both texts', () => {
    const log = JSON.parse(sarif(result, '1.2.3')) as Log;
    const results = log.runs[0]?.results ?? [];
    expect(results.map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual([
      'replay error',
      'replay warning',
      'mutants warning',
    ]);
    const [found] = results;
    const place = found?.locations?.[0]?.physicalLocation;
    expect(place).toMatchObject({
      artifactLocation: { uri: 'specs/tally/Tally.tla' },
      region: { startLine: lineOf('m.id > last[m.source]') },
    });
    const flow = found?.codeFlows?.[0]?.threadFlows[0]?.locations ?? [];
    const files = new Set(
      flow.flatMap(({ location }) => location?.physicalLocation?.artifactLocation?.uri ?? []),
    );
    expect(files).toEqual(new Set(['specs/tally/Tally.tla', file]));
    expect(flow.at(-1)?.location?.message?.text).toContain('which is not allowed');
  });

  it('what is as expected is no finding', () => {
    const clean = JSON.parse(sarif({ verdict: 'ok', protocols: [lamp] }, '1')) as Log;
    expect(clean.runs[0]?.results).toEqual([]);
    expect(junit({ verdict: 'ok', protocols: [lamp] })).toContain('failures="0"');
  });
});
