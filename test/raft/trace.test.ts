/** Recorded runs, as lines of JSON, are behaviours of the message-level specification; a line that lies is found out. */
import { describe, expect, test } from 'vitest';
import { recordHistory } from '../../harness/conformance/trace/record.ts';
import { readTrace } from '../../harness/conformance/trace/trace.ts';
import { validate } from '../../harness/conformance/trace/validate.ts';
import { model } from '../../models/raft/model.ts';
import { loadSpecFile } from '../../scripts/engine.ts';

const folder = `${import.meta.dirname}/../../specs/raft`;
const spec = await loadSpecFile(`${folder}/MCRaft.tla`, `${folder}/MCRaftReplay.cfg`);
const recorded = (seed: number, hidden: readonly string[] = []) =>
  recordHistory(model, spec, { seed, eventsMax: 80, hidden });

describe('a recorded run', () => {
  test.each([1, 2, 3])('%d is a behaviour of the specification', (seed) => {
    const trace = readTrace(recorded(seed), spec);
    const { verdict, explained, events } = validate(spec, trace);
    expect([verdict, explained]).toEqual(['ok', events]);
    expect(events).toBeGreaterThan(40);
  });

  test('need not tell what servers keep to themselves', () => {
    const hidden = ['votes', 'nextIndex', 'matchIndex', 'commitIndex', 'applied', 'machine'];
    expect(validate(spec, readTrace(recorded(1, hidden), spec)).verdict).toBe('ok');
  });

  test('that says of a vote that it was another one is refused, at its line', () => {
    const lines = recorded(1).split('\n');
    const line = lines.findIndex((text) => text.includes('"votedFor['));
    const lying = lines.map((text, i) =>
      i === line ? text.replace(/("votedFor\[s\d\]":)"(s\d|Nil)"/, '$1"s9"') : text,
    );
    expect(lying[line]).not.toBe(lines[line]);
    expect(() => validate(spec, readTrace(lying.join('\n'), spec))).not.toThrow();
    expect(validate(spec, readTrace(lying.join('\n'), spec)).verdict).toBe('violation');
  });
});
