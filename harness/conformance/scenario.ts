/**
 * Runs that are told beforehand, with what must come of them: what chance hits too seldom, and what no invariant says,
 * such as what a run without faults may cost. They are judged as every run is, and then by their own promise.
 */
import type { Event } from '../simulation/event.ts';
import { settle } from '../simulation/settle.ts';
import { describeEvent } from '../simulation/story.ts';
import type { FinishedRun } from './condition.ts';
import type { Found } from './found.ts';
import { type Judges, type OpenRun, type Run, startRun } from './run.ts';
import type { Session } from './session.ts';

export interface Scenario {
  readonly name: string;
  readonly source: string;
  /** From the first world; each must be possible. `settle`: the faults stop, and the world comes to rest. */
  readonly events: readonly (Event | 'settle')[];
  /** What is wrong with how it went; undefined: nothing. */
  readonly wrong: (run: FinishedRun) => string | undefined;
}

export type Failing = Run & { readonly found: Found };

/** The first scenario that goes wrong. */
export function failingScenario(
  session: Session,
  judges: Judges,
  scenarios: readonly Scenario[] = [],
): Failing | undefined {
  for (const scenario of scenarios) {
    const run = startRun(session, judges);
    const impossible = play(run, scenario.events);
    const finished = run.finish(false);
    if (finished.found !== undefined) return { ...finished, found: finished.found };
    const message = impossible ?? scenario.wrong(finished);
    if (message === undefined) continue;
    const { name } = scenario;
    return { ...finished, found: { kind: 'scenario', name, class: `scenario|${name}`, message } };
  }
  return undefined;
}

const settlingMax = 1_000;

function play(run: OpenRun, events: Scenario['events']): string | undefined {
  for (const event of events) {
    if (run.found !== undefined) return undefined;
    if (event === 'settle') {
      const { steps } = settle(run.world, { eventsMax: settlingMax });
      for (const step of steps) if (run.found === undefined) run.take(step.event);
    } else if (!run.take(event)) return `${describeEvent(event)} cannot happen`;
  }
  return undefined;
}
