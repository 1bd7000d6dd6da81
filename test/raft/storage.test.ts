/** What is on a server's disk, and what a start makes of it. */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../impl/raft/command.ts';
import { type Durable, noSnapshot, nothingDurable } from '../../impl/raft/server.ts';
import {
  changeBetween,
  changed,
  controlFile,
  encodeControl,
  lastState,
  logOptions,
  recover,
} from '../../impl/raft/storage.ts';
import { append, format } from '../../impl/write-ahead-log/log.ts';

const options = logOptions({ frameBytes: 512, segments: 2, segmentFrames: 4 });
const entry = (term: number): Entry => ({ term, command: 'NoOp' });
const put = (value: string, term = 2): Entry => ({
  term,
  command: { client: 'c1', number: 1, opened: 0, operation: { type: 'put', key: 'x', value } },
});
const state = (currentTerm: number, votedFor: string | null, log: readonly Entry[]): Durable => ({
  ...{ currentTerm, votedFor, log, snapshot: noSnapshot },
});

/** The files of a server that was in these states, one after another. */
function filesAfter(states: readonly Durable[]): Map<string, string> {
  const files = new Map([[controlFile, encodeControl({ start: 1, durable: nothingDurable })]]);
  const write = (file: string, offset: number, bytes: string) => {
    const old = files.get(file) ?? '';
    files.set(file, old.slice(0, offset) + bytes + old.slice(offset + bytes.length));
  };
  const carryOut = (effects: ReturnType<typeof format>) => {
    for (const effect of effects) {
      if (effect.kind === 'write') write(effect.file, effect.offset, effect.bytes);
    }
  };
  carryOut(format(options));
  let log = { start: 1, entries: [], synced: 0, syncing: 0 } as Parameters<typeof append>[1];
  let before = nothingDurable;
  for (const after of states) {
    const change = changeBetween(before, after);
    if (change === undefined) continue;
    const step = append(options as never, log, change);
    if (step === undefined) throw new Error('the log is full');
    carryOut(step.effects);
    log = step.log;
    before = after;
  }
  return files;
}

describe('a start', () => {
  const states = [
    state(1, 's1', []),
    state(1, 's1', [entry(1), put('a', 1)]),
    state(2, null, [entry(1), put('a', 1)]),
    state(2, 's2', [entry(1), entry(2), put('b'), put('c')]),
    state(2, 's2', [entry(1)]),
  ];

  test('finds the last state, record by record', () => {
    const found = recover(options, filesAfter(states));
    expect(found).toMatchObject({ states: [nothingDurable, ...states] });
  });

  test('ends at a torn record, and finds the state before it', () => {
    const files = filesAfter(states);
    const torn = files.get('log.2') as string;
    files.set('log.2', `${torn.slice(0, 256)}${'\0'.repeat(256)}${torn.slice(512)}`);
    expect(lastState(recover(options, files))).toEqual(states[3]);
  });

  test('refuses a control file that is not what was written', () => {
    const files = filesAfter(states);
    const bytes = files.get(controlFile) as string;
    files.set(controlFile, `${bytes.slice(0, 12)}?${bytes.slice(13)}`);
    expect(recover(options, files)).toMatchObject({ refused: 'the control file is corrupt' });
  });
});

const logs = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 5 }).map((terms) => {
  return terms.sort().map(entry);
});
const durable = fc.record({
  currentTerm: fc.nat(3),
  votedFor: fc.constantFrom(null, 's1', 's2'),
  log: logs,
  snapshot: fc.constant(noSnapshot),
});
property.prop([durable, durable])(
  'what a step has changed, done to the state before it, is the state after it',
  (before, after) => {
    const change = changeBetween(before, after);
    expect(change === undefined ? before : changed(before, change)).toEqual(after);
  },
);
