/**
 * Random histories of the code, each judged step by step against the spec and, at the end, by what its clients saw. What
 * fails shrinks to one minimal list of events, the token, which is plain data and runs again anywhere. The same seed
 * gives the same histories and the same result, whatever the machine's speed: nothing here is cut off by a clock.
 */
import fc from 'fast-check';
import type { Event } from '../simulation/event.ts';
import type { Spec } from '../tla/spec.ts';
import { choose, type Plan, plans } from './choices.ts';
import { type FunctionOf, functionFinder } from './explain.ts';
import { type StoryOptions, tellRun, tokenOf } from './failure.ts';
import type { Found } from './found.ts';
import { createMeter, type Meter, shortfallsOf } from './measure.ts';
import type { Model } from './model.ts';
import { failingScenario } from './play-scenario.ts';
import type { Scene } from './report/scene.ts';
import type { Failure, OnProgress, ReplayResult, Verdict } from './result.ts';
import { type Judges, judgesOf, type Run, runEvents, runOnce, startRun } from './run.ts';
import { sceneOf } from './scene-of.ts';
import { bind, type Memory, type Session } from './session.ts';
import { shrink } from './shrink.ts';
import { shrinkersOf } from './simpler.ts';
import { hiddenNondeterminism } from './twice.ts';

/** Any number would do; a fixed one makes a green run green tomorrow. */
export const defaultSeed = 2020;

export interface ReplayOptions extends StoryOptions {
  /** Default: `defaultSeed`. */
  readonly seed?: number;
  /** Default: the model's. */
  readonly histories?: number;
  /** Of these histories only this one, counted from 1. */
  readonly only?: number;
  readonly onProgress?: OnProgress;
  /** How many runs shrinking may take, with fast-check and then with the list of events. */
  readonly shrinkTriesMax?: number;
  /** Milliseconds, from any origin. */
  readonly clock?: () => number;
  readonly memory?: Memory | undefined;
  /** Every run is made twice and compared: see twice.ts. */
  readonly twice?: boolean | undefined;
}

/** `spec` must have been loaded with the configuration that `model.replay` names. Throws MappingError if they do not fit. */
export function replay(model: Model, spec: Spec, options: ReplayOptions = {}): ReplayResult {
  const { seed = defaultSeed, clock = () => performance.now() } = options;
  const begun = clock();
  const session = bind(spec, model.mapping, strict(model.replay), options.memory);
  const judges = judgesOf(model);
  const meter = createMeter(model, session);
  const search = searchFailure(session, judges, meter, model, options, seed);
  const measures = meter.total();
  const failure =
    search.failing === undefined
      ? search.hidden
        ? { ...search.hidden, seed }
        : toldScenario(session, judges, model, options)
      : { ...shrinkAndTell(session, judges, search.failing, options), seed };
  const shortfalls = failure === undefined ? shortfallsOf(model, measures) : [];
  const sample = failure === undefined ? meter.sample() : undefined;
  return {
    verdict: verdictOf(failure, search.unjudged, shortfalls),
    seconds: (clock() - begun) / 1000,
    seed,
    ...measures,
    shortfalls:
      search.unjudged > 0
        ? [`${search.unjudged} histories could not be judged`, ...shortfalls]
        : shortfalls,
    ...(sample === undefined ? {} : { sample: sceneOf(session, sample, finder(session, options)) }),
    ...(failure === undefined ? {} : { failure }),
  };
}

/** Those that are told beforehand come last: chance finds what shrinks. */
function toldScenario(
  session: Session,
  judges: Judges,
  { scenarios }: Model,
  options: StoryOptions,
): Failure | undefined {
  const failing = failingScenario(session, judges, scenarios);
  return failing && tellRun(session, judges, failing, options);
}

function finder({ mapping }: Session, { sources }: StoryOptions): FunctionOf {
  return functionFinder(sources, mapping.module);
}

/** Runs a token: the failure that it shows, with its story, or nothing if it shows none. */
export function replayEvents(
  model: Model,
  spec: Spec,
  events: readonly Event[],
  options: StoryOptions & Pick<ReplayOptions, 'memory'> = {},
): Failure | undefined {
  const session = bind(spec, model.mapping, strict(model.replay), options.memory);
  const judges = judgesOf(model);
  const run = runEvents(session, judges, events);
  return run.found === undefined
    ? undefined
    : tellRun(session, judges, { ...run, found: run.found }, options);
}

/** The run of a token as it is drawn, whether or not anything is wrong with it. */
export function sceneOfEvents(
  model: Model,
  spec: Spec,
  events: readonly Event[],
  options: StoryOptions = {},
): Scene {
  const session = bind(spec, model.mapping, strict(model.replay));
  const run = runEvents(session, judgesOf(model), events);
  return sceneOf(session, run, finder(session, options));
}

/**
 * Histories as `replay` makes them, with the events that were chosen in each; nothing is judged. For whoever wants to
 * know what the code is asked.
 */
export function* histories(
  model: Model,
  session: Session,
  options: { readonly seed?: number | undefined; readonly histories: number },
): Generator<Run> {
  const { seed = defaultSeed } = options;
  const judges = { ...judgesOf(model), steps: false, invariants: false, object: undefined };
  for (let round = 0; round < rounds; round++) {
    const numRuns = runsOf(options.histories, round);
    if (numRuns === 0) continue;
    const drawn = fc.sample(plans(session.scope, eventsOf(model, round)), {
      seed: seed + round,
      numRuns,
    });
    for (const plan of drawn) yield play(session, { ...judges, settled: undefined }, plan, true);
  }
}

/** Programs are distrusted in replay: a handler that is not deterministic, or changes its state in place, is caught. */
export function strict<S extends Model['replay']>(scope: S): S {
  return { ...scope, options: { ...scope.options, strict: true } };
}

interface Search {
  readonly failing: Run | undefined;
  /** The first run that went another way the second time. */
  readonly hidden: Failure | undefined;
  readonly unjudged: number;
}

/** Histories grow: of four rounds the first has the shortest ones, so that a shallow bug is found by a short history. */
const rounds = 4;
const fastCheckTriesMax = 300;

function runsOf(total: number, round: number): number {
  return Math.floor((total * (round + 1)) / rounds) - Math.floor((total * round) / rounds);
}

/** What fast-check is to run in this round: all of its histories, or the one that is asked for, if it is one of them. */
function runsIn(
  round: number,
  total: number,
  only: number | undefined,
): { readonly numRuns: number; readonly path?: string } | undefined {
  const numRuns = runsOf(total, round);
  if (only === undefined) return numRuns === 0 ? undefined : { numRuns };
  const before = Math.floor((total * round) / rounds);
  const isHere = only > before && only <= before + numRuns;
  return isHere ? { numRuns: 1, path: String(only - before - 1) } : undefined;
}

function eventsOf({ replay: { eventsMax } }: Model, round: number): number {
  return Math.max(1, Math.ceil(eventsMax / 2 ** (rounds - 1 - round)));
}

function searchFailure(
  session: Session,
  judges: Judges,
  meter: Meter,
  model: Model,
  options: ReplayOptions,
  seed: number,
): Search {
  const total = options.histories ?? model.replay.histories;
  let failing: Run | undefined;
  let hidden: Failure | undefined;
  let unjudged = 0;
  let done = 0;
  for (let round = 0; round < rounds && failing === undefined && hidden === undefined; round++) {
    const runs = runsIn(round, total, options.only);
    if (runs === undefined) continue;
    const eventsMax = eventsOf(model, round);
    let tries = 0;
    const property = fc.property(plans(session.scope, eventsMax), (plan) => {
      if (hidden !== undefined) return true; // nothing to be shrunk: no run says the same again
      if (failing !== undefined && ++tries > (options.shrinkTriesMax ?? fastCheckTriesMax))
        return true;
      const settles = failing === undefined || showsLate(failing);
      const run = play(session, judges, plan, settles);
      if (failing !== undefined) {
        // fast-check is shrinking: only the same failure counts, else it would wander off to another one.
        if (run.found?.class !== failing.found?.class) return true;
        if (run.steps.length <= failing.steps.length) failing = run;
        return false;
      }
      meter.add(run, run.refused);
      done += 1;
      if (done % 64 === 0) options.onProgress?.({ done, total, unit: 'histories' });
      if (run.unjudged !== undefined) unjudged += 1;
      if (run.found === undefined) {
        if (options.twice === true && hidden === undefined) {
          hidden = hiddenNondeterminism(session.scope, session.initial, run.steps);
        }
        return hidden === undefined;
      }
      failing = run;
      return false;
    });
    fc.check(property, { seed: seed + round, ...runs, endOnFailure: options.shrinkTriesMax === 0 });
  }
  return { failing, hidden, unjudged };
}

/** Whether the failure needed the end of the run: settling, or the judgement of the clients. */
function showsLate({ found, steps, chosen }: Run): boolean {
  const isOfTheEnd = ['settled', 'consistency', 'condition'].includes(found?.kind ?? '');
  return isOfTheEnd || steps.length > chosen;
}

/** `refused`: what the workload offered and the program did not take. */
interface Played extends Run {
  readonly refused: readonly Event[];
}

function play(session: Session, judges: Judges, plan: Plan, settles: boolean): Played {
  const run = startRun(session, judges);
  const refused: Event[] = [];
  for (const choice of plan.choices) {
    if (run.found !== undefined) break;
    const event = choose(session.scope, plan, run.world, choice);
    if (event === undefined) break;
    if (!run.take(event)) refused.push(event);
  }
  return { ...run.finish(settles), refused };
}

const eventTriesMax = 2_000;

/** The failure of a run, as few and as plain events as show it. */
export function shrinkAndTell(
  session: Session,
  judges: Judges,
  failing: Run,
  options: StoryOptions & Pick<ReplayOptions, 'shrinkTriesMax'>,
): Failure {
  const target = (failing.found as Found).class;
  let settles = failing.found?.kind === 'settled';
  const again = (events: readonly Event[]): readonly Event[] | undefined => {
    const run = runOnce(session, judges, events, settles);
    return run.found?.class === target ? tokenOf(run) : undefined;
  };
  let first = again(tokenOf(failing));
  if (first === undefined) {
    // A program that throws while the world settles leaves no event of its own behind.
    settles = true;
    first = again(tokenOf(failing));
  }
  if (first === undefined) return nondeterminism(failing);
  const triesMax = options.shrinkTriesMax ?? eventTriesMax;
  const { events } = shrink(first, again, shrinkersOf(session), triesMax);
  const run = runOnce(session, judges, events, settles);
  const { found } = run;
  if (found === undefined) return nondeterminism(run);
  return tellRun(session, judges, { ...run, found }, options);
}

function nondeterminism(run: Run): Failure {
  const summary =
    'the same events failed once and not the second time: something in the code is not deterministic';
  return { kind: 'nondeterminism', summary, story: summary, events: tokenOf(run) };
}

function verdictOf(
  failure: Failure | undefined,
  unjudged: number,
  shortfalls: readonly string[],
): Verdict {
  if (failure !== undefined) return 'violation';
  if (unjudged > 0) return 'unknown';
  return shortfalls.length > 0 ? 'vacuous' : 'ok';
}
