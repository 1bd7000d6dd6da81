import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choose, type Plan, plans } from '../../harness/conformance/choices.ts';
import { mayHappen } from '../../harness/conformance/run.ts';
import { applyAll, applyDetailed } from '../../harness/simulation/apply.ts';
import type { Event } from '../../harness/simulation/event.ts';
import type { Fault } from '../../harness/simulation/fault.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import { tallyModel } from './tally-model.ts';

const { replay: scope } = tallyModel();
const plan = plans(scope, 40);

/** The events of a plan, each of which must be possible where it is chosen. */
function play(chosen: Plan): readonly Event[] {
  let world = createWorld(scope.protocol, scope.options);
  const events: Event[] = [];
  for (const choice of chosen.choices) {
    const event = choose(scope, chosen, world, choice);
    if (event === undefined) break;
    expect(mayHappen(scope, world, event)).toBe(true);
    const step = applyDetailed(world, event);
    expect(step, JSON.stringify(event)).toBeDefined();
    if (step !== undefined) world = step.after;
    events.push(event);
  }
  return events;
}

const faultOf = (event: Event): Fault | undefined => {
  if ('crashAfter' in event) return 'crash in the middle of a step';
  const faults = {
    drop: 'loss',
    duplicate: 'duplication',
    crash: 'crash',
    partition: 'partition',
  } as const;
  return event.type in faults ? faults[event.type as keyof typeof faults] : undefined;
};

describe('choices', () => {
  it('always mean an event that can happen, within the scope', () => {
    fc.assert(
      fc.property(plan, (chosen) => play(chosen).length >= 0),
      { seed: 1, numRuns: 200 },
    );
  });

  it('bring only the faults that were drawn for the history', () => {
    const property = fc.property(plan, (chosen) => {
      for (const event of play(chosen)) {
        const fault = faultOf(event);
        if (fault !== undefined) expect(chosen.faults).toContain(fault);
      }
    });
    fc.assert(property, { seed: 2, numRuns: 200 });
  });

  it('bring every kind of fault in some history', () => {
    const seen = new Set<Fault | undefined>();
    for (const chosen of fc.sample(plan, { seed: 3, numRuns: 200 })) {
      for (const event of play(chosen)) seen.add(faultOf(event));
    }
    expect([...seen].sort()).toEqual(
      [
        undefined,
        'loss',
        'duplication',
        'crash',
        'crash in the middle of a step',
        'partition',
      ].sort(),
    );
  });

  it('of zero deliver the oldest message, or begin what there is to begin', () => {
    const [drawn] = fc.sample(plan, { seed: 4, numRuns: 1 }) as [Plan];
    const events = play({ ...drawn, choices: Array.from({ length: 4 }, () => 0) });
    expect(events.map(({ type }) => type)).toEqual(['call', 'deliver', 'deliver', 'call']);
  });

  it('let messages overtake each other often, where they may at all', () => {
    const message = (id: number) => ({ type: 'Add', source: 'c1', dest: 's', id });
    const call: Event = { type: 'call', node: 'c1', operation: 'add' };
    const added = { type: 'Added', source: 's', dest: 'c1', id: 1, total: 1 };
    const { world } = applyAll(createWorld(scope.protocol, scope.options), [
      call,
      { type: 'duplicate', message: message(1) },
      { type: 'deliver', message: message(1) },
      { type: 'deliver', message: added },
      call,
    ]);
    const [drawn] = fc.sample(plan, { seed: 4, numRuns: 1 }) as [Plan];
    const overtakings = (faults: readonly Fault[]) =>
      Array.from({ length: 1024 }, (_, choice) =>
        choose(scope, { ...drawn, faults }, world, choice),
      )
        .filter((event) => event?.type === 'deliver')
        .filter((event) => (event as { message: { id?: number } }).message.id === 2).length;
    expect(overtakings([])).toBe(0);
    expect(overtakings(['reordering'])).toBeGreaterThan(20);
  });
});
