import { describe, expect, it } from 'vitest';
import { bind } from '../../harness/conformance/session.ts';
import { simplerEvents } from '../../harness/conformance/simpler.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { tallyMapping, tallyModel } from './tally-model.ts';
import { tallySpec } from './tally-spec.ts';

const session = bind(tallySpec('replay'), tallyMapping, tallyModel().replay);
const simpler = (...events: Event[]) => [...simplerEvents(session)(events)];
const callOf = (node: string): Event => ({ type: 'call', node, operation: 'add' });
const message = { type: 'Add', source: 'c1', dest: 's', id: 1 };

describe('simpler events', () => {
  it('are a whole step, a plain loss and earlier cuts in place of a cut delivery', () => {
    expect(simpler({ type: 'deliver', message, crashAfter: 1 })).toEqual([
      [{ type: 'deliver', message }],
      [{ type: 'drop', message }],
      [{ type: 'deliver', message, crashAfter: 0 }],
    ]);
  });

  it('are a crash in place of a lost disk', () => {
    expect(simpler({ type: 'loseDisk', node: 's' })).toEqual([[{ type: 'crash', node: 's' }]]);
  });

  it('are the calls that the workload offers earlier, and like nodes that come earlier', () => {
    const crash: Event = { type: 'crash', node: 's' };
    expect(simpler(crash, callOf('c2'))).toEqual([
      [crash, callOf('c1')],
      [crash, callOf('c1')],
    ]);
  });

  it('have their names changed throughout, messages included', () => {
    const own = { ...message, source: 'c2' };
    const lists = simpler({ type: 'crash', node: 's' }, { type: 'drop', message: own });
    expect(lists).toEqual([
      [
        { type: 'crash', node: 's' },
        { type: 'drop', message },
      ],
    ]);
  });

  it('are none where nothing is simpler', () => {
    expect(simpler({ type: 'crash', node: 's' }, callOf('c1'))).toEqual([]);
  });
});
