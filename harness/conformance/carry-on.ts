/**
 * What comes of it: the code goes on from where it left the spec, in many ways, and the spec's actions stay silent. The
 * other judges do not: invariants (if asked), clients, settling. Finding nothing proves nothing; it is bounded chance.
 */
import fc from 'fast-check';
import type { Event } from '../simulation/event.ts';
import { choose, plans } from './choices.ts';
import { type Judges, type Run, startRun } from './run.ts';
import type { Session } from './session.ts';
import { shrink } from './shrink.ts';
import { simplerEvents } from './simpler.ts';

const continuations = 120;
const eventsMax = 60;
const triesMax = 500;

/** The failing run, carried on as briefly as was found to where somebody else sees that something is wrong. */
export function carryOn(
  session: Session,
  judges: Judges,
  run: Run,
  invariants: boolean,
): Run | undefined {
  const watch: Judges = { ...judges, steps: false, invariants };
  const samples = fc.sample(plans(session.scope, eventsMax), { seed: 1, numRuns: continuations });
  for (const plan of samples) {
    const further = startRun(session, watch, run.steps);
    for (const choice of plan.choices) {
      if (further.found !== undefined) break;
      const event = choose(session.scope, plan, further.world, choice);
      if (event === undefined) break;
      further.take(event);
    }
    const ended = further.finish(true);
    if (ended.found !== undefined) return shorten(session, watch, run, ended);
  }
  return undefined;
}

function shorten(session: Session, watch: Judges, run: Run, ended: Run): Run {
  const settles = ended.found?.kind === 'settled';
  const rerun = (events: readonly Event[]): Run => {
    const further = startRun(session, watch, run.steps);
    for (const event of events) if (further.found === undefined) further.take(event);
    return further.finish(settles);
  };
  const start = run.steps.length;
  const added = ({ steps, chosen }: Run) =>
    steps.slice(start, settles ? chosen : steps.length).map(({ event }) => event);
  const again = (events: readonly Event[]) => {
    const next = rerun(events);
    return next.found?.class === ended.found?.class ? added(next) : undefined;
  };
  const first = again(added(ended));
  if (first === undefined) return ended;
  const simpler = simplerEvents(
    session,
    run.steps.map(({ event }) => event),
  );
  return rerun(shrink(first, again, simpler, triesMax).events);
}
