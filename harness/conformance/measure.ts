/**
 * What a replay has to show for itself: how much was done, which spec actions the code performed, which faults bit, how
 * many operations were judged. A run below the model's floors proves nothing, and is called `vacuous`.
 */
import { type Bites, bites, noBites } from '../simulation/bite.ts';
import type { Event } from '../simulation/event.ts';
import { type Fault, faultKinds } from '../simulation/fault.ts';
import { ProgramError } from '../simulation/program-error.ts';
import type { Model } from './model.ts';
import { outcomeCounts, toHistory } from './operations.ts';
import { edgesTaken } from './options.ts';
import type { FaultCount, ReplayResult } from './result.ts';
import type { Run } from './run.ts';
import type { Session } from './session.ts';

export type Measures = Pick<
  ReplayResult,
  | 'histories'
  | 'events'
  | 'eventsByType'
  | 'offers'
  | 'faults'
  | 'operations'
  | 'outcomes'
  | 'actions'
  | 'edges'
>;

export interface Meter {
  /** `refused`: what the outside offered and no program took. */
  add(run: Run, refused?: readonly Event[]): void;
  total(): Measures;
  /** The run that shows most in a picture; undefined if none is short enough for one. */
  sample(): Run | undefined;
}

/** Counts runs that were judged. An operation counts as judged only where the model has an object or a condition to judge it by. */
export function createMeter(model: Model, session: Session): Meter {
  let histories = 0;
  let events = 0;
  const eventsByType: Record<string, number> = {};
  const actions: Record<string, number> = {};
  const offers: Offers = {};
  for (const name of session.spec.steps) actions[name] = 0;
  const edges = new Set<string>();
  const injected = new Map<Fault, number>();
  const bitten = new Map<Fault, number>();
  const outcomes = { ok: 0, fail: 0, info: 0 };
  let sample: { readonly run: Run; readonly worth: number } | undefined;
  return {
    add(run, refused = []) {
      countOffers(offers, run, refused);
      histories += 1;
      events += run.steps.length;
      for (const { event } of run.steps)
        eventsByType[event.type] = (eventsByType[event.type] ?? 0) + 1;
      for (const answer of run.explained) {
        if (answer.kind !== 'actions') continue;
        for (const { source, key } of edgesTaken(session, answer)) {
          edges.add(`${session.states.idOf(source)}:${key}`);
        }
        for (const { name } of answer.actions) actions[name] = (actions[name] ?? 0) + 1;
      }
      if (histories <= sampledMax) addEnabled(session, run, actions);
      const account = bitesOf(run);
      addBites(account, injected, bitten);
      const worth = worthOf(run, account);
      if (worth > (sample?.worth ?? 0)) sample = { run, worth };
      const isJudged = model.object !== undefined || model.condition !== undefined;
      if (!isJudged || run.unjudged !== undefined) return;
      const counts = outcomeCounts(toHistory(run.world.history));
      for (const outcome of ['ok', 'fail', 'info'] as const) outcomes[outcome] += counts[outcome];
    },
    total() {
      const operations = outcomes.ok + outcomes.fail + outcomes.info;
      const kinds = faultKinds.filter((fault) => model.replay.faults.includes(fault));
      const faults = Object.fromEntries(
        kinds.map((fault): [Fault, FaultCount] => [
          fault,
          { injected: injected.get(fault) ?? 0, bitten: bitten.get(fault) ?? 0 },
        ]),
      );
      return {
        histories,
        events,
        eventsByType,
        offers,
        faults,
        operations,
        outcomes,
        actions,
        edges: edges.size,
      };
    },
    sample: () => sample?.run,
  };
}

type Offers = Record<string, { taken: number; refused: number; ok: number }>;

function countOffers(offers: Offers, { steps, world }: Run, refused: readonly Event[]): void {
  const entry = (event: Event) => {
    const kind = offerOf(event);
    if (kind === undefined) return undefined;
    offers[kind] ??= { taken: 0, refused: 0, ok: 0 };
    return offers[kind];
  };
  for (const { event } of steps) {
    const known = entry(event);
    if (known !== undefined) known.taken += 1;
  }
  for (const event of refused) {
    const known = entry(event);
    if (known !== undefined) known.refused += 1;
  }
  for (const { process: node, operation, outcome } of world.history) {
    if (outcome?.type !== 'ok') continue;
    const known = entry({ type: 'call', node, operation });
    if (known !== undefined) known.ok += 1;
  }
}

/** What the outside may offer, by its type where it has one: `call commit`, `input give up`. */
function offerOf(event: Event): string | undefined {
  if (event.type !== 'call' && event.type !== 'input') return undefined;
  const content: unknown = event.type === 'call' ? event.operation : event.input;
  const type = typeof content === 'object' ? (content as { type?: unknown } | null)?.type : content;
  return typeof type === 'string' ? `${event.type} ${type}` : event.type;
}

/**
 * Offers that were made again and again and never taken, calls that were never answered well: the workload means something
 * that the code cannot do.
 */
export function neverDone(offers: Measures['offers']): readonly string[] {
  return Object.entries(offers).flatMap(([kind, { taken, refused, ok }]) => {
    if (taken === 0 && refused >= vainMax)
      return [`${kind} was offered ${refused} times and never taken`];
    const isVain = ok === 0 && taken >= vainMax && kind.startsWith('call');
    return isVain ? [`${kind} was taken ${taken} times and never answered with ok`] : [];
  });
}
const vainMax = 10;

/** What the model wants to see done by the code, and no history did. */
export function untakenActions(
  { evidence }: Model,
  actions: Measures['actions'],
): readonly string[] {
  const { untaken } = evidence;
  if (untaken === undefined) return [];
  const missed = Object.keys(actions).filter((name) => actions[name] === 0 && !(name in untaken));
  return missed.map((name) => `no history took ${name}`);
}

/** Of a picture that people can take in, in events. */
const drawnMax = 45;

/** Kinds of faults that bit come first, then answers that clients got. */
function worthOf({ steps, world, found }: Run, account: Bites): number {
  if (found !== undefined || steps.length > drawnMax) return 0;
  const kinds = faultKinds.filter((fault) => account[fault].bitten > 0).length;
  const answers = world.history.filter(({ outcome }) => outcome?.type === 'ok').length;
  return 10 * kinds + Math.min(9, answers);
}

/** In how many histories it is asked what else the spec would have allowed. */
const sampledMax = 200;

// An action that the spec allows here and there but the code never performs is worth a zero in the table. Definitions
// that only group actions (`Next` itself) never label a step, and so do not show up.
function addEnabled(session: Session, run: Run, actions: Record<string, number>): void {
  const step = run.steps[run.steps.length >> 1];
  if (step === undefined || run.found !== undefined || session.infers) return;
  for (const { action } of session.spec.successors(session.stateOf(step.before)))
    actions[action] ??= 0;
}

// Whether a fault bit is found out by running programs once more, and a program with a bug may throw.
function bitesOf(run: Run): Bites {
  try {
    return bites(run.steps);
  } catch (error) {
    if (error instanceof ProgramError) return noBites;
    throw error;
  }
}

// Injections are counted each, bites once for each history: a thousand bites in one history are one piece of evidence.
function addBites(account: Bites, injected: Map<Fault, number>, bitten: Map<Fault, number>): void {
  for (const fault of faultKinds) {
    injected.set(fault, (injected.get(fault) ?? 0) + account[fault].injected);
    if (account[fault].bitten > 0) bitten.set(fault, (bitten.get(fault) ?? 0) + 1);
  }
}

/** Each floor of the model that was missed, in words; none: the run is evidence. */
export function shortfallsOf(model: Model, measures: Measures): readonly string[] {
  const { operations, bitten } = model.evidence;
  const missed = [...neverDone(measures.offers), ...untakenActions(model, measures.actions)];
  if (measures.events === 0) missed.push('nothing happened at all');
  if (measures.operations < operations) {
    missed.push(`${measures.operations} operations were judged, ${operations} wanted`);
  }
  for (const [fault, wanted] of Object.entries(bitten) as [Fault, number][]) {
    const count = measures.faults[fault]?.bitten ?? 0;
    if (count < wanted) missed.push(`${fault} bit in ${count} histories, ${wanted} wanted`);
  }
  return missed;
}
