import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply, applyAll, trial } from '../../harness/simulation/apply.ts';
import { crashCount, cutsOf, enabledEvents } from '../../harness/simulation/enabled.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { keyOf, worldKey } from '../../harness/simulation/key.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import type { World } from '../../harness/simulation/world.ts';
import { counter } from './protocols/counter.ts';
import { pingPong } from './protocols/ping-pong.ts';
import { fifo, tokenRing } from './protocols/token-ring.ts';
import { everything, pickList, randomRun, settingIndex } from './runs.ts';

const types = (events: readonly Event[]) => events.map(({ type }) => type);

/**
 * Every event that names something that exists, and some that name what does not; cuts, calls and
 * inputs apart.
 */
function universe(world: World): Event[] {
  const { inFlight, everSent } = world.network;
  const stranger = { type: 'Ping', source: 's', dest: 'nobody', round: -1 };
  const known = new Map([...inFlight, ...everSent, stranger].map((each) => [keyOf(each), each]));
  const events: Event[] = [{ type: 'heal' }];
  for (const message of known.values()) {
    events.push({ type: 'deliver', message }, { type: 'drop', message });
    events.push({ type: 'duplicate', message });
  }
  const nodes = [...world.nodes.keys()];
  for (const node of [...nodes, 'nobody']) {
    for (const type of ['crash', 'loseDisk', 'restart'] as const) events.push({ type, node });
    for (const timer of ['retry', 'pass', 'none']) events.push({ type: 'timer', node, timer });
    const rest = nodes.filter((other) => other !== node);
    events.push({ type: 'partition', from: [node], to: rest });
    events.push({ type: 'partition', from: rest, to: [node] });
  }
  return events;
}

describe('enabledEvents', () => {
  it('are exactly the events that apply accepts', () => {
    fc.assert(
      fc.property(pickList, settingIndex, (picks, setting) => {
        const { start, steps } = randomRun(picks, setting);
        for (const world of [start, ...steps.slice(-20).map(({ after }) => after)]) {
          const enabled = enabledEvents(world, everything);
          const offered = new Set(enabled.map(keyOf));
          expect(offered.size).toBe(enabled.length);
          expect(enabled.filter((event) => apply(world, event) === undefined)).toEqual([]);
          const isMisjudged = (event: Event) =>
            offered.has(keyOf(event)) !== (apply(world, event) !== undefined);
          expect(universe(world).filter(isMisjudged)).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('come in an order that the world alone decides', () => {
    fc.assert(
      fc.property(pickList, settingIndex, (picks, setting) => {
        const { start, steps } = randomRun(picks, setting);
        const again = applyAll(
          start,
          steps.map(({ event }) => event),
        ).world;
        const last = steps.at(-1)?.after ?? start;
        expect(enabledEvents(again, everything)).toEqual(enabledEvents(last, everything));
      }),
      { numRuns: 40 },
    );
  });

  it('contain no fault unless it is allowed', () => {
    const called = applyAll(createWorld(pingPong), [{ type: 'call', node: 'c', operation: 0 }]);
    expect(types(enabledEvents(called.world))).toEqual(['deliver', 'timer']);
    const of = (...faults: (typeof everything)['faults'][number][]) =>
      types(enabledEvents(called.world, { faults, crashesMax: 1 })).slice(2);
    expect(of('loss')).toEqual(['drop']);
    expect(of('duplication')).toEqual(['duplicate']);
    expect(of('crash')).toEqual(['crash', 'crash']);
    expect(of('disk loss')).toEqual(['loseDisk', 'loseDisk']);
    expect(of('partition')).toEqual(['partition', 'partition']);
    // The server's only effect is its answer: one cut before it. The timer of the client sends
    // again: no cut differs.
    expect(of('crash in the middle of a step')).toEqual(['deliver']);
  });

  it('offer the copies of a link oldest first without the fault reordering', () => {
    const call = { type: 'call', node: 'c1', operation: 1 } as const;
    const world = applyAll(createWorld(counter(1)), [
      call,
      { type: 'crash', node: 'c1' },
      { type: 'restart', node: 'c1' },
      call,
    ]).world;
    const requests = (events: readonly Event[]) =>
      events.flatMap((event) => (event.type === 'deliver' ? [event.message] : []));
    const ordered = enabledEvents(world, { faults: [], crashesMax: 0 });
    const free = enabledEvents(world, { faults: ['reordering'], crashesMax: 0 });
    expect(requests(ordered)).toMatchObject([{ request: 1 }]);
    expect(requests(free)).toMatchObject([{ request: 1 }, { request: 2 }]);
  });

  it('stop crashing when the crashes of all nodes together are used up, and spare the others', () => {
    const crash = ['crash', 'disk loss', 'crash in the middle of a step'] as const;
    const scope = { faults: crash, crashesMax: 2, crashable: ['n1', 'n2'] };
    let world = createWorld(tokenRing, fifo);
    expect(enabledEvents(world, scope)).not.toContainEqual({ type: 'crash', node: 'n3' });
    world = applyAll(world, [
      { type: 'timer', node: 'n1', timer: 'pass', crashAfter: 1 },
      { type: 'loseDisk', node: 'n2' },
    ]).world;
    expect(crashCount(world)).toBe(2);
    expect(types(enabledEvents(world, scope))).toEqual(['restart', 'restart']);
  });

  it('cut off and split the nodes, each way, as long as that blocks something new', () => {
    const partition = { faults: ['partition'], crashesMax: 0 } as const;
    const world = createWorld(counter(3));
    const events = enabledEvents(world, partition);
    const isolated = { type: 'partition', from: ['s'], to: ['c1', 'c2', 'c3'] } as const;
    expect(events).toHaveLength(2 * 4 + 2 * 2);
    expect(events).toContainEqual(isolated);
    expect(events).toContainEqual({ type: 'partition', from: ['s', 'c1'], to: ['c2', 'c3'] });
    const cut = applyAll(world, [isolated]).world;
    expect(enabledEvents(cut, partition)).not.toContainEqual(isolated);
    expect(enabledEvents(cut, partition)).toContainEqual({ type: 'heal' });
  });
});

describe('cutsOf', () => {
  it('leaves out only cuts that lead where another event, or two, lead as well', () => {
    fc.assert(
      fc.property(pickList, settingIndex, (picks, setting) => {
        const { start, steps } = randomRun(picks, setting);
        for (const world of [start, ...steps.slice(0, 10).map(({ after }) => after)]) {
          for (const event of enabledEvents(world)) {
            if (event.type === 'heal') continue;
            const cuts = cutsOf(world, event, everything);
            const reached = new Set(
              [...cuts, ...plainCrashes(event)].map((cut) => reach(world, [cut].flat())),
            );
            const count = trial(world, event)?.effects.length ?? 0;
            // A restart that fails before its first effect would only count a crash.
            const first = event.type === 'restart' ? 1 : 0;
            for (let crashAfter = first; crashAfter < count; crashAfter++) {
              expect(reached).toContain(reach(world, [{ ...event, crashAfter } as Event]));
            }
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('offers a cut between writing and telling', () => {
    const world = applyAll(createWorld(counter(1)), [{ type: 'call', node: 'c1', operation: 1 }]);
    const [increment] = enabledEvents(world.world);
    if (increment === undefined) throw new Error('nothing is enabled');
    const cuts = cutsOf(world.world, increment, everything);
    expect(cuts).toEqual([
      { ...increment, crashAfter: 0 },
      { ...increment, crashAfter: 1 },
    ]);
    expect(cutsOf(world.world, increment, { ...everything, crashesMax: 0 })).toEqual([]);
  });
});

/** Without a cut: the crash alone, and the step followed by the crash. */
function plainCrashes(event: Event): Event[][] {
  const node = 'message' in event ? event.message.dest : 'node' in event ? event.node : '';
  const crash: Event = { type: 'crash', node };
  return event.type === 'restart' ? [[event, crash]] : [[crash], [event, crash]];
}

function reach(world: World, events: readonly Event[]): string {
  const result = applyAll(world, events);
  expect(result.rejected).toEqual([]);
  return worldKey(result.world);
}
