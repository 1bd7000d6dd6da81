/** What every handler of two-phase commit keeps to, in worlds that chance leads to. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choose, plans } from '../../harness/conformance/choices.ts';
import { applyDetailed } from '../../harness/simulation/apply.ts';
import { keyOf } from '../../harness/simulation/key.ts';
import { settle } from '../../harness/simulation/settle.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import type { World } from '../../harness/simulation/world.ts';
import { model } from '../../models/two-phase-commit/model.ts';
import { deliver, Stage, voting } from './stage.ts';

const { replay } = model;

/** The worlds along a run to its end, with every message that was ever sent still to be received. */
const worlds: fc.Arbitrary<readonly World[]> = plans(replay, 80).map((plan) => {
  const visited = [createWorld(replay.protocol, { strict: true })];
  for (const choice of plan.choices) {
    const world = visited.at(-1) as World;
    const event = choose(replay, plan, world, choice);
    const step = event === undefined ? undefined : applyDetailed(world, event);
    if (step !== undefined) visited.push(step.after);
  }
  const { steps } = settle(visited.at(-1) as World);
  visited.push(...steps.map(({ after }) => after));
  return visited.map((world) => ({ ...world, options: { network: 'set', strict: true } }));
});

function stateAndLog(world: World, node: string): string {
  const { state, records } = world.nodes.get(node) ?? {};
  return keyOf({ state, records });
}

describe('in any world', () => {
  test('to receive a message twice is to receive it once', () => {
    fc.assert(
      fc.property(worlds, (visited) => {
        for (const world of visited) {
          for (const message of world.network.everSent) {
            const once = applyDetailed(world, { type: 'deliver', message });
            if (once === undefined) continue;
            const twice = applyDetailed(once.after, { type: 'deliver', message });
            if (twice === undefined) continue;
            // A second hearing may make a node say something again, but it has decided what it will.
            expect(stateAndLog(twice.after, message.dest)).toBe(
              stateAndLog(once.after, message.dest),
            );
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  test('no step both writes and sends: a crash can fall between them', () => {
    fc.assert(
      fc.property(worlds, (visited) => {
        for (const world of visited) {
          for (const message of world.network.everSent) {
            const kinds = applyDetailed(world, { type: 'deliver', message })?.effects.map(
              ({ kind }) => kind,
            );
            expect(kinds?.includes('persist') && kinds.includes('send')).not.toBe(true);
          }
        }
      }),
      { numRuns: 15 },
    );
  });
});

test('these worlds are not all alike: every phase is among them', () => {
  const phases = new Set<string>();
  for (const visited of fc.sample(worlds, { numRuns: 60, seed: 1 })) {
    for (const { nodes } of visited) {
      for (const { state } of nodes.values()) {
        if (state !== undefined) phases.add((state as { phase: string }).phase);
      }
    }
  }
  expect([...phases].sort()).toEqual([
    'aborted',
    'collecting',
    'committed',
    'forgotten',
    'prepared',
    'waiting',
    'working',
  ]);
});

test('messages of a kind that a node does not expect are ignored by it', () => {
  for (const [type, source, dest] of [
    ['Prepare', 'rm1', 'tm'],
    ['Yes', 'rm1', 'rm2'],
    ['Request', 'tm', 'client'],
  ] as const) {
    const stage = new Stage().play(...voting);
    const { network } = stage.world;
    const message = { type, source, dest };
    stage.world = {
      ...stage.world,
      network: { ...network, inFlight: [...network.inFlight, message] },
    };
    stage.play(deliver(type, source, dest));
    expect(stage.steps.at(-1)?.ignored).toBe(true);
  }
});
