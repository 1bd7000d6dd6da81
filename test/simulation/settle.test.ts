import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyAll } from '../../harness/simulation/apply.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { type Fault, faultKinds } from '../../harness/simulation/fault.ts';
import { openOperations } from '../../harness/simulation/history.ts';
import { worldKey } from '../../harness/simulation/key.ts';
import { settle } from '../../harness/simulation/settle.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import type { Envelope, Program, Protocol } from '../../impl/protocol.ts';
import { counter } from './protocols/counter.ts';
import { ping, pingPong, pong } from './protocols/ping-pong.ts';
import { fifo, tokenRing } from './protocols/token-ring.ts';
import { everything, pickList, randomRun } from './runs.ts';

const call: Event = { type: 'call', node: 'c', operation: 0 };

/**
 * A client that forgets how far it has counted is not listened to any more, and a server that forgets
 * counts twice: nobody may lose records, neither with the disk nor by getting an old one back.
 */
const losingRecords: readonly Fault[] = ['disk loss', 'old backup'];
const keepDisks = {
  ...everything,
  faults: faultKinds.filter((fault) => !losingRecords.includes(fault)),
};

describe('settle', () => {
  it('heals, restarts, delivers, and fires timers only when nothing can be delivered', () => {
    const { world } = applyAll(createWorld(pingPong), [
      call,
      { type: 'drop', message: ping(1) },
      { type: 'partition', from: ['s'], to: ['c'] },
      { type: 'crash', node: 's' },
    ]);
    const settled = settle(world);
    expect(settled.end).toBe('quiet');
    expect(settled.events).toEqual([
      { type: 'heal' },
      { type: 'restart', node: 's' },
      { type: 'timer', node: 'c', timer: 'retry' },
      { type: 'deliver', message: ping(1) },
      { type: 'deliver', message: pong(1) },
    ]);
    expect(settled.world.history).toMatchObject([{ outcome: { type: 'ok', output: 1 } }]);
  });

  it('brings every counter run to an end in which all operations are over and none counted twice', () => {
    fc.assert(
      fc.property(pickList, fc.constantFrom(2, 3), (picks, setting) => {
        const { start, steps } = randomRun(picks, setting, keepDisks);
        const settled = settle(steps.at(-1)?.after ?? start);
        expect(settled.end).toBe('quiet');
        expect(openOperations(settled.world)).toEqual([]);
        const values = settled.world.history.flatMap(({ outcome }) =>
          outcome?.type === 'ok' ? [outcome.output] : [],
        );
        expect(new Set(values).size).toBe(values.length);
      }),
    );
  });

  it('returns events that continue the run: applied again, they lead to the same world', () => {
    fc.assert(
      fc.property(pickList, fc.constantFrom(0, 1, 2, 3), (picks, setting) => {
        const { start, steps } = randomRun(picks, setting);
        const last = steps.at(-1)?.after ?? start;
        const { world, events } = settle(last);
        const again = applyAll(last, JSON.parse(JSON.stringify(events)));
        expect(again.rejected).toEqual([]);
        expect(worldKey(again.world)).toBe(worldKey(world));
      }),
      { numRuns: 50 },
    );
  });

  it('stops a world that grows for ever at eventsMax', () => {
    const settled = settle(createWorld(tokenRing, fifo), { eventsMax: 40 });
    expect(settled.end).toBe('unfinished');
    expect(settled.events).toHaveLength(40);
  });

  it('recognises a livelock, and says where it begins', () => {
    const deaf: Program<null, Envelope> = {
      start: () => ({ state: null, effects: [] }),
      receive: () => undefined,
    };
    const protocol: Protocol = {
      ...pingPong,
      program: (node) => (node === 's' ? deaf : pingPong.program(node)),
    };
    const { world } = applyAll(createWorld(protocol), [call]);
    const settled = settle(world);
    expect(settled.end).toBe('livelock');
    const cycle = settled.steps.slice(settled.cycle);
    expect(cycle.map(({ event }) => event.type)).toEqual(['timer', 'deliver']);
    expect(worldKey(settled.world)).toBe(
      worldKey(settled.steps[settled.cycle as number]?.before ?? world),
    );
  });

  it('lets no timer that is set again and again keep another from its turn', () => {
    const ticker: Program<number, Envelope> = {
      start: () => ({
        state: 0,
        effects: [
          { kind: 'setTimer', timer: 'often', ticks: 2 },
          { kind: 'setTimer', timer: 'once', ticks: 7 },
        ],
      }),
      receive: () => undefined,
      timeout: (count, timer) => ({
        state: count + 1,
        effects: timer === 'often' ? [{ kind: 'setTimer', timer, ticks: 2 }] : [],
      }),
    };
    const protocol: Protocol = { name: 'ticker', nodes: ['t'], clients: [], program: () => ticker };
    const { events } = settle(createWorld(protocol), { eventsMax: 5 });
    const fired = events.map((event) => (event.type === 'timer' ? event.timer : event.type));
    expect(fired).toEqual(['often', 'often', 'often', 'once', 'often']);
  });

  it('gives every link its turn: a pair that never stops talking does not silence the others', () => {
    const chatter: Program<{ readonly self: string; readonly heard: number }, Envelope> = {
      start: (self) => ({
        state: { self, heard: 0 },
        effects:
          self === 'z'
            ? []
            : [
                {
                  kind: 'send',
                  message: { type: 'Talk', source: self, dest: self === 'a' ? 'b' : 'z' },
                },
              ],
      }),
      receive: ({ self, heard }, { source }) => ({
        state: { self, heard: heard + 1 },
        effects:
          self === 'z'
            ? []
            : [{ kind: 'send', message: { type: 'Talk', source: self, dest: source } }],
      }),
    };
    const protocol: Protocol = {
      name: 'chatter',
      nodes: ['a', 'b', 'c', 'z'],
      clients: [],
      program: () => chatter,
    };
    const settled = settle(createWorld(protocol), { eventsMax: 12 });
    expect(settled.world.nodes.get('z')?.state).toEqual({ self: 'z', heard: 2 });
  });
});

describe('settle in a set network', () => {
  it('delivers everything once more, and what is sent again once for each time', () => {
    const { world } = applyAll(createWorld(counter(1), { network: 'set' }), [
      { type: 'call', node: 'c1', operation: 1 },
      { type: 'timer', node: 'c1', timer: 'retry' },
    ]);
    const settled = settle(world);
    expect(settled.end).toBe('quiet');
    expect(settled.events.map(({ type }) => type)).toEqual(['deliver', 'deliver']);
    expect(settled.world.history).toMatchObject([{ outcome: { type: 'ok', output: 1 } }]);
  });
});
