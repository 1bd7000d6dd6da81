/**
 * A number kept in a file, the careful way: written to a second file, synced, renamed over the first, and the directory
 * synced, before anybody hears of it. After a failed sync it stops itself.
 */
import type { Bytes, Program, Protocol } from '../../../impl/protocol.ts';

interface Filer {
  readonly value: number;
  readonly busy: boolean;
}

const digits = 10;

export function encoded(value: number): Bytes {
  return String(value).padStart(digits, '0');
}

const program: Program<Filer, never, never, number> = {
  start: (_self, _records, files) => ({
    state: { value: Number(files.get('value') ?? 0), busy: false },
    effects: [],
  }),
  receive: () => undefined,
  call(state, by) {
    if (state.busy || typeof by !== 'number') return undefined;
    const value = state.value + by;
    return {
      state: { value, busy: true },
      effects: [
        { kind: 'write', file: 'next', offset: 0, bytes: encoded(value) },
        { kind: 'sync', file: 'next', tag: 'content' },
      ],
    };
  },
  synced(state, tag, outcome) {
    if (outcome !== 'ok') return { state, effects: [{ kind: 'halt', reason: outcome }] };
    if (tag === 'content') {
      return {
        state,
        effects: [
          { kind: 'rename', from: 'next', to: 'value' },
          { kind: 'sync', file: '/', tag: 'name' },
        ],
      };
    }
    return {
      state: { ...state, busy: false },
      effects: [{ kind: 'complete', outcome: { type: 'ok', output: state.value } }],
    };
  },
};

/** One node `f`, which is its own client. */
export const filer: Protocol = {
  name: 'filer',
  nodes: ['f'],
  clients: ['f'],
  program: () => program,
};
