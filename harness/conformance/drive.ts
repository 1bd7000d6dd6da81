/**
 * Behaviours chosen in the spec's state graph, performed by the code: every edge once, as far as the graph can be listed,
 * and random walks where it cannot. What the code cannot take is reported with the reason. Replay and refine choose what
 * the code does and ask the spec; here the spec chooses.
 */
import type { Event } from '../simulation/event.ts';
import type { Spec } from '../tla/spec.ts';
import { type Cover, coverEdges } from './cover.ts';
import type { Edge } from './edges.ts';
import { type StoryOptions, tellMissing, tellRun } from './failure.ts';
import type { Model } from './model.ts';
import { defaultSeed, shrinkAndTell } from './replay.ts';
import type {
  CoverResult,
  DriveResult,
  Failure,
  OnProgress,
  Verdict,
  WalksResult,
} from './result.ts';
import { judgesOf, runOnce } from './run.ts';
import { bindWhole, type Session } from './session.ts';
import { specGraph } from './spec-graph.ts';
import { walk } from './walks.ts';
import { untaken } from './why-not.ts';

export interface DriveSpecs {
  /** With the configuration that `model.replay` names. */
  readonly replaySpec: Spec;
  /** With the configuration that `model.refine` names; without it there is no edge cover. */
  readonly refineSpec?: Spec;
}

export interface DriveOptions extends StoryOptions {
  /** Default: `defaultSeed`. */
  readonly seed?: number;
  /** How many walks, default 6, and how many edges each of them asks for, default 40. */
  readonly walks?: number;
  readonly stepsMax?: number;
  /** How many states of the spec and worlds of the code the cover may look at; default: the model's for refine. */
  readonly worldsMax?: number;
  readonly onProgress?: OnProgress;
  /** Milliseconds, from any origin. */
  readonly clock?: () => number;
}

const walksDefault = 6;
const stepsDefault = 40;

/** Throws MappingError if a spec and the mapping do not fit. */
export function drive(model: Model, specs: DriveSpecs, options: DriveOptions = {}): DriveResult {
  const { clock = () => performance.now() } = options;
  const begun = clock();
  const { replaySpec, refineSpec } = specs;
  const covered = refineSpec === undefined ? undefined : cover(model, refineSpec, options);
  const walked = walks(model, replaySpec, options);
  const failure = covered?.failure ?? walked.failure;
  return {
    verdict: verdictOf(failure, covered, walked.result),
    seconds: (clock() - begun) / 1000,
    ...(covered === undefined ? {} : { cover: covered.result }),
    walks: walked.result,
    ...(failure === undefined ? {} : { failure }),
  };
}

interface Covered {
  readonly result: CoverResult;
  readonly complete: boolean;
  readonly failure: Failure | undefined;
}

function verdictOf(
  failure: Failure | undefined,
  covered: Covered | undefined,
  walked: WalksResult,
): Verdict {
  if (failure !== undefined) return 'violation';
  if (covered?.complete === false) return 'unknown';
  return walked.taken === 0 || covered?.result.taken === 0 ? 'vacuous' : 'ok';
}

function cover(model: Model, spec: Spec, options: DriveOptions): Covered {
  const session = bindWhole(spec, model.mapping, model.refine);
  const worldsMax = options.worldsMax ?? model.refine.worldsMax;
  const graph = specGraph(spec, session.states, worldsMax);
  const excuses = model.refine.unrealised ?? {};
  const found = coverEdges(session, graph, {
    worldsMax,
    excused: (action) => excuses[action] !== undefined,
    onProgress: (done, total) =>
      options.onProgress?.({ done, total, unit: 'edges', detail: 'edge cover' }),
  });
  const open = found.untaken.filter(({ action }) => excuses[action] === undefined);
  const edges = [...graph.edges.values()].reduce((sum, { size }) => sum + size, 0);
  const result: CoverResult = {
    states: graph.edges.size,
    edges,
    taken: edges - found.untaken.length - found.unreached,
    excused: found.untaken.length - open.length,
    unreached: found.unreached,
    worlds: found.worlds,
    steps: found.steps,
    // What was not looked through, the code may still be able to do.
    untaken: found.complete ? fewOfEach(open).map((edge) => tell(session, found, edge)) : [],
  };
  const failure =
    wrongStep(session, model, found.wrong, options) ??
    (found.complete ? cannotTake(session, found, open, options) : undefined);
  const complete = graph.complete && found.complete;
  return { result, complete, failure };
}

function tell(session: Session, found: Cover, edge: Edge) {
  const { source } = edge;
  return untaken(session, edge, {
    worlds: found.worldsOf(source),
    events: found.wayTo(source),
    named: found.named,
  });
}

/** The code on its own to the step that is wrong in itself: the same judges find the same, and tell its story. */
function wrongStep(
  session: Session,
  model: Model,
  events: readonly Event[] | undefined,
  options: DriveOptions,
): Failure | undefined {
  if (events === undefined) return undefined;
  const judges = { ...judgesOf(model), settled: undefined };
  const run = runOnce(session, judges, events, false);
  const { found } = run;
  if (found !== undefined) return tellRun(session, judges, { ...run, found }, options);
  const summary = 'the same events led to a failure once, and to none the second time';
  return { kind: 'nondeterminism', summary, story: summary, events };
}

/** The edge that the code is nearest to. */
function cannotTake(
  session: Session,
  found: Cover,
  open: readonly Edge[],
  options: DriveOptions,
): Failure | undefined {
  const ways = open.map((edge) => ({ edge, events: found.wayTo(edge.source) }));
  const [nearest] = ways.sort((a, b) => a.events.length - b.events.length);
  if (nearest === undefined) return undefined;
  const { edge, events } = nearest;
  const { why, instead } = tell(session, found, edge);
  const about = { events, instead: `${why}; ${instead}`, count: open.length };
  return tellMissing(session, edge, about, options);
}

function walks(
  model: Model,
  spec: Spec,
  options: DriveOptions,
): { readonly result: WalksResult; readonly failure: Failure | undefined } {
  const session = bindWhole(spec, model.mapping, model.replay);
  const judges = judgesOf(model);
  const { seed = defaultSeed, walks = walksDefault, stepsMax = stepsDefault } = options;
  const { result, failing } = walk(session, judges, {
    seed,
    walks,
    stepsMax,
    onProgress: (done, total) => options.onProgress?.({ done, total, unit: 'walks' }),
  });
  if (failing === undefined) return { result, failure: undefined };
  return { result, failure: { ...shrinkAndTell(session, judges, failing, options), seed } };
}

/** How many edges of one action are listed. */
const listedMax = 3;

function fewOfEach(edges: readonly Edge[]): readonly Edge[] {
  const counts = new Map<string, number>();
  return edges.filter(({ action }) => {
    const count = (counts.get(action) ?? 0) + 1;
    counts.set(action, count);
    return count <= listedMax;
  });
}
