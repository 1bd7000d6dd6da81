import { describe, expect, it } from 'vitest';
import { run } from '../../harness/simulation/apply.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import { formatStory, showValue } from '../../harness/simulation/story.ts';
import { counter, type Message } from './protocols/counter.ts';

const increment: Message = { type: 'Increment', source: 'c1', dest: 's', request: 1, by: 1 };
const done: Message = { type: 'Done', source: 's', dest: 'c1', request: 1, value: 1 };
const events: Event[] = [
  { type: 'call', node: 'c1', operation: 1 },
  { type: 'duplicate', message: increment },
  { type: 'deliver', message: increment, crashAfter: 1 },
  { type: 'partition', from: ['s'], to: ['c1'] },
  { type: 'restart', node: 's' },
  { type: 'deliver', message: increment },
  { type: 'heal' },
  { type: 'deliver', message: done },
];

describe('formatStory', () => {
  const steps = run(createWorld(counter(1)), events);

  it('is a table: position, node, what happened, and what came of it', () => {
    expect(formatStory(steps)).toBe(
      [
        '0  c1  call 1                                    => persist 1, send Increment c1 -> s request=1 by=1, set retry 10',
        '1  s   duplicate Increment c1 -> s               request=1 by=1',
        '2  s   deliver Increment c1 -> s, crash after 1  request=1 by=1 => persist {client: c1, request: 1, value: 1}, not done: send Done s -> c1 request=1 value=1',
        '3  *   partition s -/-> c1',
        '4  s   restart',
        '5  s   deliver Increment c1 -> s                 request=1 by=1 => send Done s -> c1 request=1 value=1',
        '6  *   heal',
        '7  c1  deliver Done s -> c1                      request=1 value=1 => cancel retry, complete ok 1',
      ].join('\n'),
    );
  });

  it('takes a column of labels and notes of the caller', () => {
    const label = ({ event }: { event: Event }) => `Spec(${event.type})`;
    const story = formatStory(steps.slice(3, 5), { label, note: () => 'noted' });
    expect(story).toBe(
      '3  *  partition s -/-> c1  Spec(partition)  noted\n4  s  restart              Spec(restart)    noted',
    );
  });
});

describe('showValue', () => {
  it('shows plain data on one line, quoting only what is not a word', () => {
    const value = { a: [1, 'two', 'three four'], b: new Map([['k', new Set(['x'])]]), c: null };
    expect(showValue(value)).toBe('{a: [1, two, "three four"], b: {k: {x}}, c: null}');
  });
});
