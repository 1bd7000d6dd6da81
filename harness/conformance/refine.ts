/**
 * A bounded bisimulation of real code against its spec, by exhaustion: every step that the code can take in the `refine`
 * scope must be a spec step under the name the mapping gives it, and every spec step must be one that the code can take.
 * Both are counted. What clients saw is not judged here: replay does that, on longer histories.
 */
import type { Event } from '../simulation/event.ts';
import type { Spec } from '../tla/spec.ts';
import type { Edge } from './edges.ts';
import { stateLines } from './explain.ts';
import { type StoryOptions, tellMissing, tellRun } from './failure.ts';
import { type Forward, walkForward } from './forward.ts';
import type { Excuse, Model } from './model.ts';
import {
  type Failure,
  type MissingEdge,
  type OnProgress,
  type RefineResult,
  type Verdict,
  worst,
} from './result.ts';
import { type Judges, judgesOf, runOnce } from './run.ts';
import { bindWhole, type Memory, type Session } from './session.ts';
import { symmetryOf } from './symmetry.ts';

export interface RefineOptions extends StoryOptions {
  readonly onProgress?: OnProgress;
  /** Default: the model's. */
  readonly worldsMax?: number;
  /** End with the first step that is not explained (mutants are dead then); default: count them all. */
  readonly failFast?: boolean;
  /** Every handler is asked twice, and its answers compared. */
  readonly twice?: boolean | undefined;
  /** Milliseconds, from any origin. */
  readonly clock?: () => number;
  readonly memory?: Memory | undefined;
}

/** How many missing edges of one action are listed. */
const listedMax = 3;

/** `spec` must have been loaded with the configuration that `model.refine` names. Throws MappingError if they do not fit. */
export function refine(model: Model, spec: Spec, options: RefineOptions = {}): RefineResult {
  const clock = options.clock ?? (() => performance.now());
  const begun = clock();
  const session = bindWhole(spec, model.mapping, scopeOf(model, options), options.memory);
  const symmetry = symmetryOf(session, model.refine);
  const forward = walkForward(session, {
    symmetry,
    twinsOf: symmetry?.twinsOf,
    worldsMax: options.worldsMax ?? model.refine.worldsMax,
    failFast: options.failFast ?? false,
    onProgress: (worlds, queued) =>
      options.onProgress?.({ done: worlds, unit: 'worlds', detail: `${queued} on the queue` }),
  });
  const backward = forward.book.compare(spec, forward.expanded, symmetry?.twins);
  const excuses = model.refine.unrealised ?? {};
  // What a walk that was cut short or turned back has not seen, the code may still be able to do.
  const sawAll = forward.walk.complete && forward.wrong === undefined;
  const missing = sawAll ? backward.missing : [];
  const open = missing.filter(({ action }) => excuses[action] === undefined);
  const failure =
    forwardFailure(session, model, forward, options) ??
    backwardFailure(session, forward, open, options) ??
    (forward.walk.complete ? wrongExcuse(excuses, missing) : undefined);
  return {
    verdict: verdictOf(forward, failure),
    seconds: (clock() - begun) / 1000,
    config: model.refine.config,
    worlds: forward.walk.worlds,
    specStates: forward.reached.size,
    steps: forward.walk.steps,
    explained: forward.explained,
    edges: backward.edges,
    realised: backward.realised,
    excused: missing.length - open.length,
    missing: fewOfEach(open).map((edge) => describe(session, forward, edge)),
    ...(failure === undefined ? {} : { failure }),
  };
}

function scopeOf({ refine: scope }: Model, { twice }: RefineOptions): Model['refine'] {
  return twice === true ? { ...scope, options: { ...scope.options, strict: true } } : scope;
}

/** The comparisons of several scopes as one: sums, the first failure, the worst verdict. */
export function together(results: readonly [RefineResult, ...RefineResult[]]): RefineResult {
  const [first] = results;
  if (results.length === 1) return first;
  const sum = (of: (result: RefineResult) => number) =>
    results.reduce((total, result) => total + of(result), 0);
  const failure = results.find((result) => result.failure !== undefined)?.failure;
  return {
    verdict: worst(results.map(({ verdict }) => verdict)),
    seconds: sum(({ seconds }) => seconds),
    config: first.config,
    worlds: sum(({ worlds }) => worlds),
    specStates: sum(({ specStates }) => specStates),
    steps: sum(({ steps }) => steps),
    explained: sum(({ explained }) => explained),
    edges: sum(({ edges }) => edges),
    realised: sum(({ realised }) => realised),
    excused: sum(({ excused }) => excused),
    missing: results.flatMap(({ missing }) => missing),
    scopes: results,
    ...(failure === undefined ? {} : { failure }),
  };
}

/**
 * Runs a token of refine, in refine's own scope (its network never forgets a message, so replay cannot run it): the
 * failure that it shows, or nothing if every step of it is explained.
 */
export function refineEvents(
  model: Model,
  spec: Spec,
  events: readonly Event[],
  options: StoryOptions & Pick<RefineOptions, 'memory'> = {},
): Failure | undefined {
  const session = bindWhole(spec, model.mapping, model.refine, options.memory);
  const judges = judgesIn(model);
  const run = runOnce(session, judges, events, false);
  const { found } = run;
  return found === undefined ? undefined : tellRun(session, judges, { ...run, found }, options);
}

// The object is for what comes of a failure; up to there nothing was found, so the clients are content.
function judgesIn(model: Model): Judges {
  return { ...judgesOf(model), settled: undefined };
}

function verdictOf(forward: Forward, failure: Failure | undefined): Verdict {
  if (failure !== undefined) return 'violation';
  if (!forward.walk.complete) return 'unknown';
  return forward.walk.steps === 0 ? 'vacuous' : 'ok';
}

/** The code, on its own, to the step that went wrong: the same judges find the same, and the story can be told. */
function forwardFailure(
  session: Session,
  model: Model,
  forward: Forward,
  options: RefineOptions,
): Failure | undefined {
  const { wrong, walk } = forward;
  if (wrong === undefined) return undefined;
  const judges = judgesIn(model);
  const way = walk.eventsTo(wrong.from);
  const events = wrong.event === undefined ? way : [...way, wrong.event];
  const run = runOnce(session, judges, events, false);
  const { found } = run;
  if (found !== undefined) return tellRun(session, judges, { ...run, found }, options);
  const summary = 'the same events led to a failure once, and to none the second time';
  return { kind: 'nondeterminism', summary, story: summary, events };
}

function backwardFailure(
  session: Session,
  forward: Forward,
  missing: readonly Edge[],
  options: RefineOptions,
): Failure | undefined {
  const ways = missing.map((edge) => ({ edge, world: forward.reached.get(edge.source) as number }));
  const [nearest] = ways.sort((a, b) => a.world - b.world);
  if (nearest === undefined) return undefined;
  const { edge, world } = nearest;
  const events = forward.walk.eventsTo(world);
  const about = { events, instead: insteadOf(forward, edge), count: missing.length };
  return tellMissing(session, edge, about, options);
}

/**
 * An excuse is for so many edges and no more: what the code can do all the same, or cannot do since yesterday, must not
 * hide behind what it never could.
 */
function wrongExcuse(
  excuses: Readonly<Record<string, Excuse>>,
  missing: readonly Edge[],
): Failure | undefined {
  for (const [name, { edges, why }] of Object.entries(excuses)) {
    const count = missing.filter(({ action }) => action === name).length;
    if (count === edges) continue;
    const summary = `the model excuses ${edges} edges of ${name} as unrealised (${why}), but ${count === 0 ? 'no' : count} ${count === 1 ? 'edge of it is' : 'edges of it are'} missing`;
    return { kind: 'unrealised', name, summary, story: summary, events: [] };
  }
  return undefined;
}

function insteadOf(forward: Forward, edge: Edge): string {
  return forward.named.get(edge.source)?.has(edge.action) === true
    ? `an event is ${edge.action} here, but it leads to other states`
    : `no event is ${edge.action} here`;
}

function describe(session: Session, forward: Forward, edge: Edge): MissingEdge {
  return {
    action: edge.action,
    args: edge.text.slice(edge.action.length),
    state: stateLines(session.spec, edge.source).join('\n'),
    events: forward.walk.eventsTo(forward.reached.get(edge.source) as number),
    instead: insteadOf(forward, edge),
  };
}

function fewOfEach(missing: readonly Edge[]): readonly Edge[] {
  const counts = new Map<string, number>();
  return missing.filter(({ action }) => {
    const count = (counts.get(action) ?? 0) + 1;
    counts.set(action, count);
    return count <= listedMax;
  });
}
