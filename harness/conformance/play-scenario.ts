/** Plays the scenarios of a model: they are judged as every run is, and then by their own promise. */
import { settle } from '../simulation/settle.ts';
import { describeEvent } from '../simulation/story.ts';
import type { Found } from './found.ts';
import { type Judges, type OpenRun, type Run, startRun } from './run.ts';
import type { Scenario } from './scenario.ts';
import type { Session } from './session.ts';

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
