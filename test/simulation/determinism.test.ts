import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyAll, applyDetailed } from '../../harness/simulation/apply.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { keyOf, worldKey } from '../../harness/simulation/key.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import type { World } from '../../harness/simulation/world.ts';
import type { Envelope } from '../../impl/protocol.ts';
import { pickList, randomRun, settingIndex, settings } from './runs.ts';

const runs = fc.tuple(pickList, settingIndex);

describe('a list of events', () => {
  it('read back from JSON leads through the same worlds', () => {
    fc.assert(
      fc.property(runs, ([picks, setting]) => {
        const { start, steps } = randomRun(picks, setting);
        const events: Event[] = JSON.parse(JSON.stringify(steps.map(({ event }) => event)));
        let world = createWorld(start.protocol, start.options);
        for (const [index, event] of events.entries()) {
          const step = applyDetailed(world, event);
          if (step === undefined) throw new Error(`event ${index} is no longer enabled`);
          expect(worldKey(step.after)).toBe(worldKey((steps[index] as typeof step).after));
          world = step.after;
        }
        expect(world.history).toEqual(steps.at(-1)?.after.history ?? []);
      }),
    );
  });

  it('from which some were removed still runs', () => {
    fc.assert(
      fc.property(runs, fc.infiniteStream(fc.boolean()), ([picks, setting], keep) => {
        const { start, steps } = randomRun(picks, setting);
        const events = steps.map(({ event }) => event).filter(() => keep.next().value === true);
        const { world, rejected } = applyAll(start, events);
        expect(world.time).toBe(events.length - rejected.length);
      }),
    );
  });

  it('of nonsense changes nothing', () => {
    const name = fc.constantFrom('c', 's', 'c1', 'n1', 'nobody', '__proto__');
    const nodes = fc.array(name, { maxLength: 3 });
    const message: fc.Arbitrary<Envelope> = fc.record({
      type: fc.constantFrom('Ping', 'Increment', 'Nonsense'),
      source: name,
      dest: name,
      request: fc.nat(2),
    });
    const nonsense = fc.oneof(
      fc.record({ type: fc.constantFrom('deliver', 'drop', 'duplicate'), message }),
      fc.record({ type: fc.constantFrom('crash', 'loseDisk', 'restart'), node: name }),
      fc.record({ type: fc.constant('timer'), node: name, timer: fc.string() }),
      fc.record({ type: fc.constant('call'), node: name, operation: fc.jsonValue() }),
      fc.record({ type: fc.constant('input'), node: name, input: fc.jsonValue() }),
      fc.record({ type: fc.constant('partition'), from: nodes, to: nodes }),
    ) as fc.Arbitrary<Event>;
    fc.assert(
      fc.property(settingIndex, fc.array(nonsense, { maxLength: 20 }), (setting, events) => {
        const { protocol, options } = settings[setting] as (typeof settings)[number];
        const world = createWorld(protocol, options);
        const key = worldKey(world);
        for (const event of events) {
          const step = applyDetailed(world, event);
          if (step === undefined) expect(worldKey(world)).toBe(key);
          else expect(step.after.time).toBe(1);
        }
        expect(worldKey(world)).toBe(key);
      }),
    );
  });
});

/** Copies under way, by content. */
function copies(world: World): Map<string, number> {
  const count = new Map<string, number>();
  for (const message of world.network.inFlight) {
    count.set(keyOf(message), (count.get(keyOf(message)) ?? 0) + 1);
  }
  return count;
}

describe('each step', () => {
  it('conserves copies: sent and duplicated ones come, delivered, dropped and lost ones go', () => {
    fc.assert(
      fc.property(runs, ([picks, setting]) => {
        const { steps } = randomRun(picks, setting);
        for (const { event, before, after, effects, lost } of steps) {
          if (before.options.network === 'set' && before.options.link === undefined) {
            expect(after.network.inFlight).toEqual([]);
            continue;
          }
          const expected = copies(before);
          const add = (message: Envelope, n: number) =>
            expected.set(keyOf(message), (expected.get(keyOf(message)) ?? 0) + n);
          for (const effect of effects) if (effect.kind === 'send') add(effect.message, 1);
          for (const message of lost) add(message, -1);
          if (event.type === 'duplicate') add(event.message, 1);
          if (event.type === 'deliver' || event.type === 'drop') add(event.message, -1);
          for (const [key, count] of expected) if (count === 0) expected.delete(key);
          expect(copies(after)).toEqual(expected);
        }
      }),
    );
  });

  it('only ever adds records, unless the disk is lost or rolled back, and only at its node', () => {
    fc.assert(
      fc.property(runs, ([picks, setting]) => {
        const { steps } = randomRun(picks, setting);
        for (const { event, before, after, node, effects } of steps) {
          for (const [name, { records }] of after.nodes) {
            const old = before.nodes.get(name)?.records ?? [];
            const persisted = effects.flatMap((each) =>
              each.kind === 'persist' ? each.record : [],
            );
            if (name !== node) expect(after.nodes.get(name)).toBe(before.nodes.get(name));
            else if (event.type === 'loseDisk') expect(records).toEqual([]);
            else if (event.type === 'rollBack') {
              expect(records).toEqual(old.slice(0, event.records));
            } else expect(records).toEqual([...old, ...persisted]);
          }
        }
      }),
    );
  });

  it('leaves a node that is down without state and timers', () => {
    fc.assert(
      fc.property(runs, ([picks, setting]) => {
        for (const { after } of randomRun(picks, setting).steps) {
          for (const { up, state, timers } of after.nodes.values()) {
            expect(up ? state !== undefined : state === undefined && timers.size === 0).toBe(true);
          }
        }
      }),
    );
  });

  it('keeps the history: entries are added, closed once, and never edited', () => {
    fc.assert(
      fc.property(runs, ([picks, setting]) => {
        for (const { before, after } of randomRun(picks, setting).steps) {
          for (const [index, entry] of before.history.entries()) {
            const { process, operation, invoke } = entry;
            expect(after.history[index]).toMatchObject({ process, operation, invoke });
            if (entry.outcome !== undefined) expect(after.history[index]).toBe(entry);
          }
          const open = after.history.filter(({ outcome }) => outcome === undefined);
          expect(new Set(open.map(({ process }) => process)).size).toBe(open.length);
        }
      }),
    );
  });
});

describe('the token ring on FIFO links', () => {
  it('never sees the token ahead of its greeting, whatever fails', () => {
    fc.assert(
      fc.property(pickList, (picks) => {
        const ring = settings.findIndex(({ protocol }) => protocol.name === 'token-ring');
        const { start, steps } = randomRun(picks, ring);
        for (const { nodes } of [start, ...steps.map(({ after }) => after)]) {
          for (const { state } of nodes.values()) {
            if (state !== undefined) expect(state).toMatchObject({ disorder: false });
          }
        }
      }),
    );
  });
});
