import { describe, expect, it } from 'vitest';
import { withoutWholes } from '../../harness/conformance/without.ts';
import type { Event } from '../../harness/simulation/event.ts';

const without = (...events: Event[]) => [...withoutWholes(['a', 'b', 'c'], events)];
const message = (source: string, dest: string) => ({ type: 'Add', source, dest });

describe('lists without something whole', () => {
  it('have no event of the node, no message from it or to it, and partitions without it', () => {
    const mine: Event[] = [
      { type: 'call', node: 'a', operation: 'add' },
      { type: 'deliver', message: message('a', 'b') },
    ];
    const others: Event[] = [
      { type: 'deliver', message: message('b', 'c') },
      { type: 'deliver', message: message('c', 'a') },
      { type: 'timer', node: 'c', timer: 'again' },
      { type: 'partition', from: ['c'], to: ['a', 'b'] },
    ];
    expect(without(...mine, ...others)[0]).toEqual(mine);
  });

  it('have none of the faults of one kind', () => {
    const deliver: Event = { type: 'deliver', message: message('a', 'b'), crashAfter: 1 };
    const crash: Event = { type: 'crash', node: 'a' };
    const restart: Event = { type: 'restart', node: 'a' };
    const drop: Event = { type: 'drop', message: message('b', 'a') };
    const lists = without(deliver, crash, restart, drop);
    expect(lists).toContainEqual([deliver, crash, restart]);
    expect(lists).toContainEqual([{ type: 'deliver', message: message('a', 'b') }, drop]);
  });

  it('are none where there is nothing to be rid of but everything', () => {
    expect(without({ type: 'heal' })).toEqual([[]]);
    expect(without({ type: 'input', node: 'd', input: 'x' })).toEqual([]);
  });
});
