/**
 * One run of the code with its judges beside it. Every event is asked of the spec, every state of its invariants; at
 * the end the world is settled, what must hold then is asked, and the clients' history is judged. A run stops at the
 * first thing that is wrong. Where events come from (chance, a token, a shrinker) is not its business.
 */
import type { SequentialObject } from '../consistency/history.ts';
import { checkLinearizable } from '../consistency/linearizability.ts';
import { type Applied, applyDetailed } from '../simulation/apply.ts';
import { crashCount } from '../simulation/enabled.ts';
import type { Event } from '../simulation/event.ts';
import { keyOf } from '../simulation/key.ts';
import { ProgramError } from '../simulation/program-error.ts';
import { type Settled, settle } from '../simulation/settle.ts';
import type { World } from '../simulation/world.ts';
import { EvaluationError } from '../tla/diagnostic.ts';
import { Belief } from './belief.ts';
import type { Condition, FinishedRun } from './condition.ts';
import { isCut, MappingError } from './dictionary.ts';
import { type Found, forbiddenStep, thrown, violatedInvariant } from './found.ts';
import type { Model, Scope } from './model.ts';
import { toHistory } from './operations.ts';
import type { Explained, Session } from './session.ts';

/** What a run is judged by, besides the spec. */
export interface Judges {
  /** Off when the code is watched on its own: then the spec's actions are silent. */
  readonly steps: boolean;
  readonly invariants: boolean;
  readonly object: SequentialObject | undefined;
  readonly condition: Condition | undefined;
  readonly settled: Model['replay']['settled'];
  /** How long histories get that are generated to find out more. */
  readonly eventsMax: number;
}

export function judgesOf({ object, condition, replay: { settled, eventsMax } }: Model): Judges {
  return { steps: true, invariants: true, object, condition, settled, eventsMax };
}

export interface Run {
  readonly initial: World;
  readonly world: World;
  readonly steps: readonly Applied[];
  /** What the spec says to each step; the last one may be missing, if it threw. */
  readonly explained: readonly Explained[];
  readonly found: Found | undefined;
  /** How many of the steps came before settling began. */
  readonly chosen: number;
  /** A checker's budget ran out: nothing is known about what the clients saw. */
  readonly unjudged: string | undefined;
}

/** A run that goes on, one event at a time. */
export interface OpenRun {
  readonly world: World;
  readonly found: Found | undefined;
  /** False if the event cannot happen here, or not within the scope; then nothing happened. */
  take(event: Event): boolean;
  /** Judges the clients; `settles`: after the faults have stopped and the world has come to rest. */
  finish(settles: boolean): Run;
}

/** How many events the settling of a run may take. */
const settlingMax = 1_000;
/** How many steps the linearizability checker may take for one history. */
const checkerStepsMax = 2_000_000;

export function startRun(session: Session, judges: Judges, from: readonly Applied[] = []): OpenRun {
  const { scope, initial } = session;
  const steps: Applied[] = [...from];
  const explained: Explained[] = from.map(() => ({ kind: 'stutter' }));
  const belief = session.infers && judges.steps ? new Belief(session) : undefined;
  let found = from.length === 0 ? judgeInitial(session, judges, belief) : undefined;
  let world = from.at(-1)?.after ?? initial;
  let unjudged: string | undefined;

  const accept = (step: Applied): void => {
    steps.push(step);
    world = step.after;
    try {
      found =
        belief === undefined
          ? judgeStep(session, judges, step, explained)
          : belief.take(step, explained);
    } catch (error) {
      found = blame(error);
    }
  };
  const take = (event: Event): boolean => {
    if (!mayHappen(scope, world, event)) return false;
    let step: Applied | undefined;
    try {
      step = applyDetailed(world, event);
    } catch (error) {
      found = blame(error);
      steps.push(notTaken(world, event));
      return true;
    }
    if (step === undefined) return false;
    accept(step);
    return true;
  };
  const settleAndJudge = (): Settled['end'] | undefined => {
    try {
      const rest = settle(world, { eventsMax: settlingMax });
      for (const step of rest.steps) if (found === undefined) accept(step);
      return rest.end;
    } catch (error) {
      found = blame(error);
      return undefined;
    }
  };
  const finish = (settles: boolean): Run => {
    const chosen = steps.length;
    const end = settles && found === undefined ? settleAndJudge() : undefined;
    if (found === undefined) ({ found, unjudged } = judgeClients(judges, world));
    if (found === undefined && unjudged === undefined)
      ({ found, unjudged } = judgeWhole(judges, { world, steps }));
    if (found === undefined && end !== undefined)
      found = judgeSettled(judges, { world, steps }, end);
    return { initial, world, steps, explained, found, chosen, unjudged: unjudged ?? belief?.lost };
  };
  return {
    get world() {
      return world;
    },
    get found() {
      return found;
    },
    take,
    finish,
  };
}

/**
 * Runs a list of events; those that cannot happen are left out. Without settling, what is wrong must show in the events
 * themselves; a list that shows nothing so is run once more, and settled (a token may need it).
 */
export function runEvents(session: Session, judges: Judges, events: readonly Event[]): Run {
  const unsettled = runOnce(session, judges, events, false);
  return unsettled.found === undefined ? runOnce(session, judges, events, true) : unsettled;
}

export function runOnce(
  session: Session,
  judges: Judges,
  events: readonly Event[],
  settles: boolean,
): Run {
  const run = startRun(session, judges);
  for (const event of events) {
    if (run.found !== undefined) break;
    run.take(event);
  }
  return run.finish(settles);
}

/**
 * Is the event within the scope's bounds? Calls and inputs must be ones that the workload offers here, crashes within
 * their budget: a list from which events were removed must not lead where generation could never go.
 */
export function mayHappen(scope: Scope, world: World, event: Event): boolean {
  const crashes = event.type === 'crash' || event.type === 'loseDisk' || isCut(event);
  if (crashes && crashCount(world) >= scope.crashesMax) return false;
  if (event.type !== 'call' && event.type !== 'input') return true;
  const { crashAfter: _, ...uncut } = event;
  const key = keyOf(uncut);
  return scope.outside(world).some((offered) => offered === event || keyOf(offered) === key);
}

function judgeInitial(
  session: Session,
  judges: Judges,
  belief: Belief | undefined,
): Found | undefined {
  if (!judges.steps) return undefined;
  try {
    if (belief !== undefined) return belief.begin();
    const state = session.stateOf(session.initial);
    if (!session.startsRight()) return { kind: 'initial', name: 'Init', class: 'initial', state };
    return judgeState(session, session.initial);
  } catch (error) {
    return blame(error);
  }
}

function judgeStep(
  session: Session,
  judges: Judges,
  step: Applied,
  explained: Explained[],
): Found | undefined {
  if (!judges.steps) return judges.invariants ? judgeState(session, step.after) : undefined;
  const answer = session.explains(step);
  explained.push(answer);
  if (answer.kind === 'forbidden') return forbiddenStep(session.spec, answer);
  if (answer.kind === 'stutter' || !judges.invariants) return undefined;
  return judgeState(session, step.after);
}

function judgeState(session: Session, world: World): Found | undefined {
  if (session.infers) return undefined; // a world alone does not tell its state
  const state = session.stateOf(world);
  const name = session.violatedInvariant(state);
  return name === undefined ? undefined : violatedInvariant(session.spec, name, state);
}

interface Judged {
  readonly found: Found | undefined;
  readonly unjudged: string | undefined;
}

function judgeWhole({ condition }: Judges, run: FinishedRun): Judged {
  const verdict = condition?.judge(run) ?? { verdict: 'ok' };
  if (verdict.verdict === 'ok') return { found: undefined, unjudged: undefined };
  if (verdict.verdict === 'unknown') return { found: undefined, unjudged: verdict.reason };
  const { broken, words } = verdict;
  const name = condition?.name ?? '';
  return {
    found: { kind: 'condition', name, class: `condition|${broken}`, broken, words },
    unjudged: undefined,
  };
}

function judgeClients(judges: Judges, world: World): Judged {
  const { object } = judges;
  if (object === undefined) return { found: undefined, unjudged: undefined };
  const history = toHistory(world.history);
  const verdict = checkLinearizable(history, object, { stepsMax: checkerStepsMax });
  if (verdict.verdict === 'ok') return { found: undefined, unjudged: undefined };
  if (verdict.verdict === 'unknown') return { found: undefined, unjudged: verdict.reason };
  const { name } = object;
  const found: Found = {
    kind: 'consistency',
    name,
    class: 'consistency',
    history,
    verdict,
    object,
  };
  return { found, unjudged: undefined };
}

function judgeSettled(judges: Judges, run: FinishedRun, end: Settled['end']): Found | undefined {
  const complaint = judges.settled?.(run.world, run);
  if (complaint === undefined) return undefined;
  const message =
    end === 'quiet' ? complaint : `${complaint} (the world does not come to rest: ${end})`;
  // A claim that ends in the name of a property (`...: EventuallyDecidedProp`) is another one than the next.
  const [property] = /(?<=: )\w+$/.exec(complaint) ?? [];
  const name = property ?? 'settled';
  return { kind: 'settled', name, class: `settled|${name}`, message };
}

/** Whose fault an error is; what is nobody's is ours, and not caught. */
function blame(error: unknown): Found {
  if (error instanceof ProgramError) return thrown(error, 'implementation');
  if (error instanceof MappingError) return thrown(error, 'mapping');
  if (error instanceof EvaluationError) return thrown(error, 'specification');
  throw error;
}

/** The step at which a program threw: it led nowhere, but the story must show it. */
function notTaken(world: World, event: Event): Applied {
  const nothing = { effects: [], skipped: [], lost: [], ignored: true };
  return { event, before: world, after: world, node: '', ...nothing };
}
