import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run } from '../../harness/simulation/apply.ts';
import { addBites, bites, noBites } from '../../harness/simulation/bite.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { type Fault, faultKinds } from '../../harness/simulation/fault.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import type { World, WorldOptions } from '../../harness/simulation/world.ts';
import { counter, type Message } from './protocols/counter.ts';
import { forgetful } from './protocols/forgetful.ts';
import { ping, pingPong, pong } from './protocols/ping-pong.ts';
import { fifo, tokenRing } from './protocols/token-ring.ts';
import { everything, pickList, randomRun, settingIndex } from './runs.ts';

const call: Event = { type: 'call', node: 'c', operation: 0 };
const deliver = (message: Message | ReturnType<typeof ping>): Event => ({
  type: 'deliver',
  message,
});

/** `injected/bitten` of one fault, in a run all of whose events must be enabled. */
function bite(fault: Fault, start: World, ...events: Event[]): string {
  const steps = run(start, events);
  expect(steps.map(({ event }) => event)).toEqual(events);
  const { injected, bitten } = bites(steps)[fault];
  return `${injected}/${bitten}`;
}

const pings = (options: WorldOptions = {}) => createWorld(pingPong, { strict: true, ...options });
const count = (options: WorldOptions = {}) => createWorld(counter(1), { strict: true, ...options });
const add: Event = { type: 'call', node: 'c1', operation: 1 };
const increment: Message = { type: 'Increment', source: 'c1', dest: 's', request: 1, by: 1 };
const again: Message = { ...increment, request: 2 };

describe('a loss bites', () => {
  const drop: Event = { type: 'drop', message: ping(1) };
  it('when the last copy goes and its receiver would have reacted', () => {
    expect(bite('loss', pings(), call, drop)).toBe('1/1');
  });
  it('not while another copy is under way', () => {
    expect(bite('loss', pings(), call, { type: 'duplicate', message: ping(1) }, drop)).toBe('1/0');
  });
  it('not when the receiver is down, or would have ignored it', () => {
    expect(bite('loss', pings(), call, { type: 'crash', node: 's' }, drop)).toBe('1/0');
    const twice: Event = { type: 'duplicate', message: pong(1) };
    const late: Event = { type: 'drop', message: pong(1) };
    const events = [call, deliver(ping(1)), twice, deliver(pong(1)), late];
    expect(bite('loss', pings(), ...events)).toBe('1/0');
  });
});

describe('a duplication bites', () => {
  const twice: Event = { type: 'duplicate', message: increment };
  it('when the receiver sees again what it has reacted to', () => {
    const events = [add, twice, deliver(increment), deliver(increment)];
    expect(bite('duplication', count(), ...events)).toBe('1/1');
  });
  it('not when the extra copy never arrives, or may be the one that was lost', () => {
    expect(bite('duplication', count(), add, twice, deliver(increment))).toBe('1/0');
    const drop: Event = { type: 'drop', message: increment };
    const retry: Event = { type: 'timer', node: 'c1', timer: 'retry' };
    const events = [add, twice, drop, retry, deliver(increment), deliver(increment)];
    expect(bite('duplication', count(), ...events)).toBe('1/0');
  });
  it('not when a retransmission arrives twice without it', () => {
    const retry: Event = { type: 'timer', node: 'c1', timer: 'retry' };
    const events = [add, retry, deliver(increment), deliver(increment)];
    expect(bite('duplication', count(), ...events)).toBe('0/0');
  });
  it('in a set network with every repeated delivery', () => {
    const events = [add, deliver(increment), deliver(increment), deliver(increment)];
    expect(bite('duplication', count({ network: 'set' }), ...events)).toBe('2/2');
  });
});

describe('a reordering bites', () => {
  const crash: Event = { type: 'crash', node: 'c1' };
  const restart: Event = { type: 'restart', node: 'c1' };
  for (const network of ['copies', 'set'] as const) {
    it(`when a message overtakes an older one and the receiver reacts (${network})`, () => {
      const events = [add, crash, restart, add, deliver(again)];
      expect(bite('reordering', count({ network }), ...events)).toBe('1/1');
    });
    it(`not when messages come in order (${network})`, () => {
      const events = [add, crash, restart, add, deliver(increment), deliver(again)];
      expect(bite('reordering', count({ network }), ...events)).toBe('0/0');
    });
  }
  it('not between copies of one message', () => {
    const retry: Event = { type: 'timer', node: 'c1', timer: 'retry' };
    expect(bite('reordering', count(), add, retry, deliver(increment))).toBe('0/0');
  });
});

describe('a partition bites', () => {
  const cut: Event = { type: 'partition', from: ['c'], to: ['s'] };
  const retry: Event = { type: 'timer', node: 'c', timer: 'retry' };
  it('once, when a message waits on a link it cut while something else happens', () => {
    expect(bite('partition', pings(), call, cut, retry, retry)).toBe('1/1');
    expect(bite('partition', pings(), cut, call, retry)).toBe('1/1');
  });
  it('not when nothing happens before it heals, or nothing is sent its way', () => {
    expect(bite('partition', pings(), call, cut, { type: 'heal' }, retry)).toBe('1/0');
    const back: Event = { type: 'partition', from: ['s'], to: ['c'] };
    expect(bite('partition', pings(), back, call, retry)).toBe('1/0');
  });
  it('not by holding up messages to a node that is down anyway', () => {
    const crash: Event = { type: 'crash', node: 's' };
    expect(bite('partition', pings(), crash, cut, call, retry)).toBe('1/0');
  });
});

describe('a crash bites', () => {
  it('when the restarted node has another state, an open operation or a broken connection', () => {
    const crashed: Event = { type: 'crash', node: 's' };
    expect(bite('crash', pings(), call, deliver(ping(1)), crashed)).toBe('1/1');
    const open: Event = { type: 'call', node: 'a', operation: 0 };
    expect(bite('crash', createWorld(forgetful), open, { type: 'crash', node: 'a' })).toBe('1/1');
    expect(bite('crash', createWorld(forgetful), { type: 'crash', node: 'a' })).toBe('1/0');
    const pass: Event = { type: 'timer', node: 'n1', timer: 'pass' };
    const ring = createWorld(tokenRing, fifo);
    expect(bite('crash', ring, pass, { type: 'crash', node: 'n2' })).toBe('1/1');
  });
  it('not when the records bring everything back', () => {
    const crash: Event = { type: 'crash', node: 's' };
    expect(bite('crash', count(), add, deliver(increment), crash)).toBe('1/0');
    expect(bite('crash', pings(), crash)).toBe('1/0');
  });
});

describe('a crash in the middle of a step bites', () => {
  const fault = 'crash in the middle of a step';
  it('when an effect that others can see is not carried out', () => {
    const cut = { type: 'deliver', message: increment, crashAfter: 1 } as const;
    expect(bite(fault, count(), add, cut)).toBe('1/1');
  });
  it('not when only a timer is not set', () => {
    expect(bite(fault, count(), { ...add, crashAfter: 2 } as Event)).toBe('1/0');
  });
});

describe('a disk loss bites', () => {
  const lose: Event = { type: 'loseDisk', node: 's' };
  it('when the records made a difference to a restart', () => {
    expect(bite('disk loss', count(), add, deliver(increment), lose)).toBe('1/1');
    expect(bite('disk loss', count(), add, lose)).toBe('1/0');
  });
  it('and so does an old backup, which has fewer of them', () => {
    const down: Event = { type: 'crash', node: 's' };
    const back: Event = { type: 'rollBack', node: 's', records: 0 };
    expect(bite('old backup', count(), add, deliver(increment), down, back)).toBe('1/1');
  });
});

describe('the account of a run', () => {
  it('has no fault that was not injected, and no more bites than faults', () => {
    fc.assert(
      fc.property(
        pickList,
        settingIndex,
        fc.subarray([...faultKinds]),
        (picks, setting, faults) => {
          const { steps, start } = randomRun(picks, setting, { ...everything, faults });
          const account = bites(steps);
          for (const fault of faultKinds) {
            expect(account[fault].bitten).toBeLessThanOrEqual(account[fault].injected);
            // A set network loses, repeats and reorders by itself.
            const isInherent = start.options.network === 'set' && /^(dup|reo)/.test(fault);
            if (!faults.includes(fault) && !isInherent) expect(account[fault].injected).toBe(0);
          }
        },
      ),
    );
  });

  it('adds up', () => {
    const one = bites(run(pings(), [call, { type: 'drop', message: ping(1) }]));
    expect(addBites(one, addBites(one, noBites)).loss).toEqual({ injected: 2, bitten: 2 });
  });
});
