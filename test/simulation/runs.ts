/**
 * Random runs for the tests: lists of small numbers become lists of events, by choosing among what
 * is enabled.
 */
import fc from 'fast-check';
import { type Applied, applyDetailed } from '../../harness/simulation/apply.ts';
import { cutsOf, enabledEvents } from '../../harness/simulation/enabled.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { type FaultScope, faultKinds } from '../../harness/simulation/fault.ts';
import { callsOf } from '../../harness/simulation/history.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import type { World, WorldOptions } from '../../harness/simulation/world.ts';
import type { Protocol } from '../../impl/protocol.ts';
import { counter } from './protocols/counter.ts';
import { filer } from './protocols/filer.ts';
import { pingPong } from './protocols/ping-pong.ts';
import { fifo, tokenRing } from './protocols/token-ring.ts';

export const everything: FaultScope = { faults: faultKinds, crashesMax: Number.POSITIVE_INFINITY };

/** The toy protocols, each on the networks it is made for. */
export const settings: readonly { readonly protocol: Protocol; readonly options: WorldOptions }[] =
  [
    { protocol: pingPong, options: { strict: true } },
    { protocol: pingPong, options: { strict: true, network: 'set' } },
    { protocol: counter(2), options: { strict: true } },
    { protocol: counter(2), options: { strict: true, network: 'set' } },
    { protocol: tokenRing, options: { strict: true, ...fifo } },
    { protocol: tokenRing, options: { strict: true, ...fifo, network: 'set' } },
    { protocol: filer, options: { strict: true, sectorBytes: 4 } },
  ];

export function calls(world: World, perClient: number): Event[] {
  const ready = world.protocol.clients.filter((client) => callsOf(world, client) < perClient);
  return ready.map((node) => ({ type: 'call', node, operation: 1 }));
}

/** All that may come next, with cuts of calls. */
export function choices(world: World, scope: FaultScope): Event[] {
  const begun = calls(world, 3);
  return [
    ...enabledEvents(world, scope),
    ...begun,
    ...begun.flatMap((event) => cutsOf(world, event, scope)),
  ];
}

export interface Run {
  readonly start: World;
  readonly steps: readonly Applied[];
}

export function randomRun(picks: readonly number[], setting: number, scope = everything): Run {
  const { protocol, options } = settings[setting % settings.length] as (typeof settings)[number];
  const start = createWorld(protocol, options);
  const steps: Applied[] = [];
  for (const pick of picks) {
    const before = steps.at(-1)?.after ?? start;
    const events = choices(before, scope);
    const event = events[pick % events.length];
    const step = event === undefined ? undefined : applyDetailed(before, event);
    if (step !== undefined) steps.push(step);
  }
  return { start, steps };
}

export const pickList = fc.array(fc.nat(999), { maxLength: 40, size: 'max' });
export const settingIndex = fc.nat(settings.length - 1);
