/**
 * What comes of it: the code goes on from where it left the spec, or starts afresh, in many ways, and the spec's actions
 * stay silent. The other judges do not: clients, settling, and then the invariants. Finding nothing proves nothing; it
 * is bounded chance.
 */
import fc from 'fast-check';
import type { Applied } from '../simulation/apply.ts';
import type { Event } from '../simulation/event.ts';
import { choose, type Plan, plans } from './choices.ts';
import { type Judges, type Run, startRun } from './run.ts';
import type { Session } from './session.ts';
import { shrink } from './shrink.ts';
import { shrinkersOf } from './simpler.ts';

/** A run of the code in which somebody other than the spec's actions sees that something is wrong. */
export interface Consequence {
  readonly run: Run;
  /** How many of its steps are those of the failing run; 0 for a run of its own. */
  readonly start: number;
}

/** How many histories go on from the failing step, and how many start afresh. */
const continuations = 60;
const freshRuns = 240;
const triesMax = 2_000;

/** Clients are asked first: what they see counts for more than an invariant, and asking them alone is quick. */
export function carryOn(session: Session, judges: Judges, failing: Run): Consequence | undefined {
  const from = failing.steps;
  const clients: Judges = { ...judges, steps: false, invariants: false };
  const all: Judges = { ...clients, invariants: true };
  return (
    watch(session, clients, from, continuations) ??
    watch(session, clients, [], freshRuns) ??
    watch(session, all, from, continuations)
  );
}

function watch(
  session: Session,
  judges: Judges,
  from: readonly Applied[],
  numRuns: number,
): Consequence | undefined {
  for (const plan of fc.sample(plans(session.scope, judges.eventsMax), { seed: 1, numRuns })) {
    const run = goOn(session, judges, from, plan);
    if (run.found !== undefined)
      return { run: shorten(session, judges, from, run), start: from.length };
  }
  return undefined;
}

function goOn(session: Session, judges: Judges, from: readonly Applied[], plan: Plan): Run {
  const further = startRun(session, judges, from);
  for (const choice of plan.choices) {
    if (further.found !== undefined) break;
    const event = choose(session.scope, plan, further.world, choice);
    if (event === undefined) break;
    further.take(event);
  }
  return further.finish(true);
}

function shorten(session: Session, judges: Judges, from: readonly Applied[], ended: Run): Run {
  const settles = ended.found?.kind === 'settled';
  const rerun = (events: readonly Event[]): Run => {
    const further = startRun(session, judges, from);
    for (const event of events) if (further.found === undefined) further.take(event);
    return further.finish(settles);
  };
  const added = ({ steps, chosen }: Run) =>
    steps.slice(from.length, settles ? chosen : steps.length).map(({ event }) => event);
  const again = (events: readonly Event[]) => {
    const next = rerun(events);
    return next.found?.class === ended.found?.class ? added(next) : undefined;
  };
  const first = again(added(ended));
  if (first === undefined) return ended;
  const shrinkers = shrinkersOf(
    session,
    from.map(({ event }) => event),
  );
  return rerun(shrink(first, again, shrinkers, triesMax).events);
}
