/**
 * An append-only log. A state is a node in a tree of all logs ever seen, shared by the states that extend it: equal logs
 * are one node, so a key has a few digits where a list would have as many as the log is long.
 */
import type { Answer, SequentialObject } from '../history.ts';
import { contentKey } from '../plain.ts';
import { phrase, type Value } from './value.ts';

export type LogInput =
  | { readonly type: 'append'; readonly value: NonNullable<Value> }
  | { readonly type: 'read'; readonly position: number }
  | { readonly type: 'length' };

/** append: the position it got, counted from 0; read: the entry, `null` beyond the end; length: how many there are. */
export type LogOutput = Value;

export interface LogState {
  readonly id: number;
  readonly length: number;
  /** The log without its last entry, and that entry; both absent in the empty log. */
  readonly before?: LogState;
  readonly last?: Value;
  readonly extensions: Map<string, LogState>;
}

export function log(): SequentialObject<LogState, LogInput, LogOutput> {
  let ids = 0;
  const append = (state: LogState, value: Value): LogState => {
    const name = contentKey(value);
    const known = state.extensions.get(name);
    if (known !== undefined) return known;
    ids++;
    const length = state.length + 1;
    const next = { id: ids, length, before: state, last: value, extensions: new Map() };
    state.extensions.set(name, next);
    return next;
  };
  return {
    name: 'log',
    initial: { id: 0, length: 0, extensions: new Map() },
    apply(state, input): readonly Answer<LogState, LogOutput>[] {
      if (input.type === 'length') return [{ state, output: state.length }];
      if (input.type === 'read') return [{ state, output: entry(state, input.position) }];
      return [{ state: append(state, input.value), output: state.length }];
    },
    key: (state) => String(state.id),
    isRead: (input) => input.type !== 'append',
    describe: (input, output, outcome) => phrase(words(input), { output, outcome, tells: true }),
  };
}

function entry(state: LogState, position: number): Value {
  if (position < 0 || position >= state.length) return null;
  let node = state;
  while (node.length > position + 1) node = node.before!;
  return node.last!;
}

function words(input: LogInput): unknown[] {
  if (input.type === 'append') return ['append', input.value];
  return input.type === 'read' ? ['read', input.position] : ['length'];
}
