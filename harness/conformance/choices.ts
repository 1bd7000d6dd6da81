/**
 * From small integers to events that always mean something: a choice is taken modulo what is enabled. Which kinds of
 * faults a history has at all is drawn for each history (swarm testing, Groce et al. 2012): a history with every fault at
 * once is a worse test of most bugs than many with a few. Zeros mean the plainest thing: deliver the oldest message.
 */
import fc from 'fast-check';
import { cutsOf, enabledEvents } from '../simulation/enabled.ts';
import type { Event, EventType } from '../simulation/event.ts';
import type { Fault, FaultScope } from '../simulation/fault.ts';
import { openOperation } from '../simulation/history.ts';
import { linkOf } from '../simulation/link.ts';
import { ProgramError } from '../simulation/program-error.ts';
import type { World } from '../simulation/world.ts';
import type { Scope } from './model.ts';

/** How often each group of events is chosen, relative to the others that are enabled. */
interface Weights {
  readonly outside: number;
  readonly timer: number;
  readonly restart: number;
  /** Deliveries that overtake an older message of their link. */
  readonly overtaking: number;
  readonly loss: number;
  readonly duplication: number;
  readonly crash: number;
  readonly partition: number;
  readonly heal: number;
  /** Of a hundred steps, how many are cut by a crash. */
  readonly cutPercent: number;
}

/** Everything that chance decides about one history. */
export interface Plan {
  /** The faults that this history may have. */
  readonly faults: readonly Fault[];
  readonly weights: Weights;
  readonly choices: readonly number[];
}

const deliverWeight = 60;

/** Plans for histories of up to `eventsMax` chosen events, settling not counted. */
export function plans(scope: Scope, eventsMax: number): fc.Arbitrary<Plan> {
  const rate = fc.constantFrom(2, 6, 15);
  const weights = fc.record({
    outside: fc.constantFrom(10, 30, 60),
    timer: fc.constantFrom(6, 15, 40),
    restart: fc.constantFrom(30, 5),
    loss: rate,
    duplication: rate,
    crash: rate,
    partition: fc.constantFrom(1, 2, 5),
    overtaking: fc.constantFrom(4, 20, 60),
    heal: fc.constantFrom(15, 3),
    cutPercent: fc.constantFrom(4, 15),
  });
  const choice = fc.integer({ min: 0, max: (1 << 24) - 1 });
  const choices = fc.array(choice, { minLength: 1, maxLength: eventsMax, size: 'max' });
  return fc.noBias(fc.record({ faults: fc.subarray([...scope.faults]), weights, choices }));
}

/** The event that this choice means in this world; undefined if nothing at all can happen. */
export function choose(scope: Scope, plan: Plan, world: World, choice: number): Event | undefined {
  const group = pickGroup(groupsOf(scope, plan, world), choice & 1023);
  if (group === undefined) return undefined;
  const event = group[((choice >> 10) & 127) % group.length] as Event;
  const roll = (choice >> 17) & 127;
  if (roll < 128 - 1.28 * plan.weights.cutPercent) return event;
  const cuts = cutsIn(world, event, { ...scope, faults: plan.faults });
  return cuts.length === 0 ? event : cuts[choice % cuts.length];
}

// To find the cuts the program is run, and it may throw; the step itself will, too, and be judged for it.
function cutsIn(world: World, event: Event, scope: FaultScope): readonly Event[] {
  try {
    return cutsOf(world, event, scope);
  } catch (error) {
    if (error instanceof ProgramError) return [];
    throw error;
  }
}

interface Group {
  readonly weight: number;
  readonly events: readonly Event[];
}

function groupsOf(scope: Scope, plan: Plan, world: World): readonly Group[] {
  const { weights } = plan;
  // Cuts are tried for the chosen event alone: to list them for all would run every handler of the world at each choice.
  const faults: FaultScope = {
    ...scope,
    faults: plan.faults.filter((fault) => fault !== 'crash in the middle of a step'),
  };
  const byType = new Map<EventType, Event[]>();
  for (const event of enabledEvents(world, faults)) {
    const events = byType.get(event.type);
    if (events === undefined) byType.set(event.type, [event]);
    else events.push(event);
  }
  const of = (type: EventType, weight: number): Group => ({
    weight,
    events: byType.get(type) ?? [],
  });
  return [
    of('deliver', deliverWeight),
    { weight: weights.overtaking, events: overtaking(byType.get('deliver') ?? []) },
    {
      weight: weights.outside,
      events: scope.outside(world).filter((event) => isOpenTo(world, event)),
    },
    of('timer', weights.timer),
    of('restart', weights.restart),
    { weight: deliverWeight, events: (byType.get('sync') ?? []).filter(isWell) },
    {
      weight: weights.crash,
      events: (byType.get('sync') ?? []).filter((event) => !isWell(event)),
    },
    of('rot', weights.loss),
    of('rollBack', weights.restart),
    of('drop', weights.loss),
    of('duplicate', weights.duplication),
    of('crash', weights.crash),
    of('loseDisk', weights.crash),
    of('partition', weights.partition),
    of('heal', weights.heal),
  ].filter(({ events }) => events.length > 0);
}

// Deliveries come oldest first, so whatever is not the first of its link overtakes another. Two messages on one link at
// the same time are rare where clients wait for answers; without a weight of its own, reordering would hardly ever bite.
function overtaking(deliveries: readonly Event[]): readonly Event[] {
  const links = new Set<string>();
  return deliveries.filter((event) => {
    if (event.type !== 'deliver') return false;
    const link = linkOf(event.message);
    if (links.has(link)) return true;
    links.add(link);
    return false;
  });
}

function isWell(event: Event): boolean {
  return event.type === 'sync' && event.outcome === undefined;
}

/** A node that is down, or a client that still waits, would refuse the call; other reasons are the program's own. */
function isOpenTo(world: World, event: Event): boolean {
  if (event.type !== 'call' && event.type !== 'input') return true;
  if (world.nodes.get(event.node)?.up !== true) return false;
  return event.type === 'input' || openOperation(world, event.node) === undefined;
}

function pickGroup(groups: readonly Group[], roll: number): readonly Event[] | undefined {
  const total = groups.reduce((sum, { weight }) => sum + weight, 0);
  // The roll has 1024 values; scaled rather than taken modulo, so that no group is favoured.
  let rest = Math.floor((roll * total) / 1024);
  for (const { weight, events } of groups) {
    if (rest < weight) return events;
    rest -= weight;
  }
  return groups[0]?.events;
}
