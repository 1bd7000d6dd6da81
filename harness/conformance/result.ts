/**
 * What a verification found, as plain JSON data: the parts produce it, `--json` prints it, the tables are drawn from it
 * alone. Nothing here decides anything. Optional fields are absent, never null; times are in seconds.
 */
import type { Event } from '../simulation/event.ts';
import type { Fault } from '../simulation/fault.ts';
import type { Expectation } from './model.ts';
import type { Place, Scene } from './report/scene.ts';

/**
 * `ok`: it was judged and holds. `violation`: something is false, or a specification asked for something that has no value.
 * `unknown`: a budget ran out, or nothing could be judged (a text that does not parse). `vacuous`: what was tested is
 * not evidence: too few operations, faults that changed nothing, a planted bug that nobody noticed.
 */
export type Verdict = 'ok' | 'violation' | 'unknown' | 'vacuous';

/** The worst of them: violation, then unknown, then vacuous, then ok. No verdict at all is `vacuous`. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  const order: readonly Verdict[] = ['violation', 'unknown', 'vacuous', 'ok'];
  return order.find((verdict) => verdicts.includes(verdict)) ?? 'vacuous';
}

/** How far a part is. Sent as often as the part likes; whoever draws it decides how often to draw. */
export interface Progress {
  /** How many of `unit` are done. */
  readonly done: number;
  /** How many there will be, where that is known. */
  readonly total?: number;
  /** In the plural: `states`, `histories`, `worlds`, `mutants`. */
  readonly unit: string;
  /** A few words more: `depth 12, 431 on the queue`. */
  readonly detail?: string;
}
export type OnProgress = (progress: Progress) => void;

/** A mutant of a specification must be found; in how many states is nobody's business. */
export interface ExpectedViolation {
  readonly violation: string;
  readonly states?: undefined;
}

/** What one configuration of a specification gave, by the engine or by TLC. */
export interface CheckResult {
  /** The file name: `MCTwoPhaseCommit.cfg`. */
  readonly config: string;
  /** The root module: `MCTwoPhaseCommit`. */
  readonly module: string;
  /** What the search found, whatever was expected: a broken model that fails as it must has `violation` here. */
  readonly verdict: Verdict;
  /** TLC's: 0, 10 assumption, 11 deadlock, 12 safety, 13 liveness, 14 assert, 75-77 evaluation, 150 parse, 151 config. */
  readonly exitCode: number;
  /** Distinct states found, states generated, and TLC's depth (states on the longest shortest path). */
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  readonly seconds: number;
  /** Names of the invariants and properties that were judged. */
  readonly properties: readonly string[];
  /** The invariant or property that is false; `Deadlock` for a deadlock. */
  readonly violated?: string;
  /** How many states the counterexample has. */
  readonly traceLength?: number;
  /** What went wrong where there is no verdict, with its place. */
  readonly error?: string;
  /** The counterexample and its explanation, for people. */
  readonly story?: string;
  /** Where it is false, and what led there: an entry for each state of the counterexample. */
  readonly at?: Place;
  readonly flow?: readonly { readonly text: string; readonly at?: Place }[];
  /** What the model says must come out; absent when a file was checked on its own. */
  readonly expected?: Expectation | ExpectedViolation;
  /** In words, each difference from `expected`: `distinct 672, expected 673`. Empty when it is as expected. */
  readonly differences?: readonly string[];
}

/** `consistency only`: code and spec agree with each other, and both are wrong to the clients. */
export type GuiltyParty = 'implementation' | 'specification' | 'mapping' | 'consistency only';

/** Why a history, a step or an edge was refused. */
export interface Failure {
  readonly kind: /** The code took a step that is not the spec action (or stutter) that the mapping names. */
    | 'step'
    /** The first abstract state is not an initial state of the specification. */
    | 'initial'
    /** An invariant of the configuration is false in a state of the code. */
    | 'invariant'
    /** What the clients saw is not a history of the object. */
    | 'consistency'
    | 'condition'
    /** After the faults stopped, or in a run that was told beforehand, what must happen did not. */
    | 'settled'
    | 'scenario'
    /** The specification allows a step here that the code does not take. */
    | 'unrealised'
    /** The code, the mapping or the specification threw. */
    | 'exception'
    /** The same events gave another world the second time. */
    | 'nondeterminism';
  /** One sentence, with the names of the action and of the property. */
  readonly summary: string;
  /** The whole story for people: events, false conjunct, function and its place, the history in words. Many lines. */
  readonly story: string;
  /** The minimal list of events that shows it: the replay token. */
  readonly events: readonly Event[];
  /** The action, invariant, object or claim concerned. */
  readonly name?: string;
  /** Where it is false: the conjunct, or else the action. */
  readonly at?: Place;
  /** The run, to be drawn. */
  readonly scene?: Scene;
  /** What the clients saw, as a page of its own (consistency/draw.ts). */
  readonly page?: string;
  /** Who seems to be wrong, and why; a heuristic, see guilty.ts. */
  readonly guilty?: { readonly party: GuiltyParty; readonly reason: string };
  /** Of the random search that came here; absent where the search is exhaustive. The events are the token, not this. */
  readonly seed?: number;
}

/** A fault of the outside, over all histories of a replay. */
export interface FaultCount {
  /** How often it was injected. */
  readonly injected: number;
  /** In how many histories it changed something that a client or the specification could see. */
  readonly bitten: number;
}

/** Which branches of the code were taken: functions, arms of if and ?:, cases, right sides of &&, || and ??. */
export interface BranchCoverage {
  readonly histories: number;
  readonly branches: number;
  readonly taken: number;
  readonly files: readonly {
    readonly file: string;
    readonly branches: number;
    readonly taken: number;
  }[];
  readonly missed: readonly { readonly at: Place; readonly text: string }[];
}

/** Which guards of the specification's actions were asked in the states of one configuration, and which decided anything. */
export interface GuardCoverage {
  readonly config: string;
  readonly actions: number;
  readonly taken: number;
  readonly guards: number;
  /** True for somebody and false for somebody: without it, steps would be other ones. */
  readonly decisive: number;
  readonly never: readonly { readonly at: Place; readonly text: string }[];
}

export interface ReplayResult {
  readonly verdict: Verdict;
  readonly seconds: number;
  readonly seed: number;
  readonly histories: number;
  readonly events: number;
  /** By type: `{ deliver: 40211, crash: 1930 }`. */
  readonly eventsByType: Readonly<Record<string, number>>;
  /** Calls and inputs by what they ask, `input give up`: how often a program took one, refused it, answered `ok`. */
  readonly offers: Readonly<
    Record<string, { readonly taken: number; readonly refused: number; readonly ok: number }>
  >;
  readonly faults: Readonly<Partial<Record<Fault, FaultCount>>>;
  /** Operations of clients in the histories that were judged; 0 where the model has no object. */
  readonly operations: number;
  /** How many of them ended `ok`, `fail` and `info`. */
  readonly outcomes: { readonly ok: number; readonly fail: number; readonly info: number };
  /** Steps of each spec action that the code performed, by the action's name. Never performed: 0. */
  readonly actions: Readonly<Record<string, number>>;
  /** Present where it was asked for. */
  readonly coverage?: { readonly code: BranchCoverage; readonly spec: GuardCoverage };
  /** Different edges of the spec's graph that the code took. */
  readonly edges: number;
  /** Why this is not evidence, when the verdict is `vacuous`: `crash bit in 12 histories, 50 wanted`. */
  readonly shortfalls: readonly string[];
  /** One of the histories that passed, with as many kinds of faults as a picture can hold. */
  readonly sample?: Scene;
  readonly failure?: Failure;
}

/** An edge of the specification's graph that no step of the code realises. */
export interface MissingEdge {
  readonly action: string;
  readonly args: string;
  /** The state it leaves, printed. */
  readonly state: string;
  /** The shortest list of events after which the code is in that state. */
  readonly events?: readonly Event[];
  /** What the code does instead: no event is this action here, or the event led elsewhere. */
  readonly instead?: string;
}

export interface RefineResult {
  readonly verdict: Verdict;
  readonly seconds: number;
  /** The configuration of its scope, of the first one if there are several. */
  readonly config: string;
  /** Each scope by itself, where the model has several; the figures here are their sums. */
  readonly scopes?: readonly RefineResult[];
  /** Worlds of the code that were visited, and distinct spec states that they stand for. */
  readonly worlds: number;
  readonly specStates: number;
  /** Steps of the code, and how many of them the specification explains. */
  readonly steps: number;
  readonly explained: number;
  /** Edges of the specification out of the visited states, how many the code realises, how many are excused. */
  readonly edges: number;
  readonly realised: number;
  readonly excused: number;
  /** The edges that are neither realised nor excused, at most a few of each action. */
  readonly missing: readonly MissingEdge[];
  readonly failure?: Failure;
}

/** An edge of the specification's graph that was asked of the code in vain. */
export interface UntakenEdge extends MissingEdge {
  readonly why: 'no event maps to it' | 'not enabled' | 'led elsewhere';
  /** What the code does instead, with the event and where it led. */
  readonly instead: string;
}

/** Behaviours chosen in the specification's graph, performed by the code. */
export interface DriveResult {
  readonly verdict: Verdict;
  readonly seconds: number;
  /** The edge cover of the whole graph at the bounds of refine; absent where only walks were asked for. */
  readonly cover?: CoverResult;
  /** Random walks over the graph at the bounds of replay, which nobody could cover. */
  readonly walks: WalksResult;
  readonly failure?: Failure;
}

export interface CoverResult {
  /** States and edges of the specification's graph. */
  readonly states: number;
  readonly edges: number;
  readonly taken: number;
  /** Not taken: of actions that the model excuses, and out of states that the code was never led to. */
  readonly excused: number;
  readonly unreached: number;
  /** Worlds of the code that were looked at, and events that were tried in them. */
  readonly worlds: number;
  readonly steps: number;
  /** The edges that were neither taken nor excused, at most a few of each action. */
  readonly untaken: readonly UntakenEdge[];
}

export interface WalksResult {
  readonly seed: number;
  readonly walks: number;
  /** Edges that were asked of the code, and how many of them it took: once each, and as different ones. */
  readonly asked: number;
  readonly taken: number;
  readonly edges: number;
  /** Operations of clients that were judged. */
  readonly operations: number;
  /** For each action how often it was asked for and taken. */
  readonly actions: Readonly<Record<string, { readonly asked: number; readonly taken: number }>>;
  /** For each action that was asked for and never taken, one of its edges. */
  readonly never: readonly UntakenEdge[];
}

/** An action that a refused line of a trace could have been, and why it is not, in one state that fits so far. */
export interface RefusedAction {
  /** `Handle(?)`: an argument that was not logged is a question mark. */
  readonly action: string;
  /** Is it the action that the line names? */
  readonly logged: boolean;
  /** The first conjunct that is false, with its place; absent where the action is enabled and leads elsewhere. */
  readonly conjunct?: string;
  readonly at?: string;
  /** The two sides of the conjunct, or where the nearest step leads and what was logged: `total = 1, logged 2`. */
  readonly because: readonly string[];
}

/** Why a trace is no behaviour of the specification. */
export interface TraceFailure {
  /** No behaviour explains this line; or every line is explained, and an invariant is false on the way. */
  readonly kind: 'rejected' | 'invariant' | 'evaluation';
  readonly summary: string;
  readonly story: string;
  /** The line of the file; for an invariant the one after which it is false. */
  readonly line: number;
  readonly name?: string;
  /** Every state that explains all lines before this one, with what each action would have to be; the nearest first. */
  readonly frontier?: readonly {
    readonly state: string;
    readonly actions: readonly RefusedAction[];
  }[];
}

export interface ValidateResult {
  /** `vacuous`: no line says anything. `unknown`: more states fit than may be looked at. */
  readonly verdict: Verdict;
  readonly seconds: number;
  readonly module: string;
  readonly events: number;
  /** The longest prefix, in events, that is a behaviour of the specification. */
  readonly explained: number;
  /** Pairs of a position and a state that were looked at, and how many at one position at most. */
  readonly states: number;
  readonly widest: number;
  /** Of these pairs, those that lie on a behaviour that explains the whole trace; invariants are judged on them alone. */
  readonly surviving: number;
  /** Steps that left no line, in the behaviour that is found first. */
  readonly unlogged: number;
  readonly invariants: readonly string[];
  /** How often each action is taken in that behaviour. */
  readonly actions: Readonly<Record<string, number>>;
  readonly error?: string;
  readonly failure?: TraceFailure;
}

/** One named bug on both sides, where it has both. */
export interface MutantResult {
  readonly name: string;
  readonly source: string;
  readonly code?: {
    readonly killed: boolean;
    /** What noticed: `step ReceiveCommit`, `invariant Consistent`, `linearizability`, `refine`. */
    readonly killedBy?: string;
    /** How many histories it took, the killing one included. */
    readonly histories: number;
    /** Length of the shortest event list found that shows it. */
    readonly events?: number;
    readonly seconds: number;
    /** Why it could not be run: the patch does not apply. */
    readonly error?: string;
  };
  readonly spec?: {
    readonly config: string;
    readonly killed: boolean;
    readonly killedBy?: string;
    readonly expected: string;
    readonly error?: string;
  };
}

export interface MutantsResult {
  /** `vacuous` when a mutant survives: the checks would not notice that bug. */
  readonly verdict: Verdict;
  readonly seconds: number;
  readonly killed: number;
  readonly total: number;
  readonly mutants: readonly MutantResult[];
  /** Changes that nobody thought of: a sample of them, or all. */
  readonly automatic?: AutomaticResult;
}

/**
 * `killed`: a check noticed. `timed out`: a loop of it does not end, which is noticed too. `stillborn`: it does not
 * compile, type or parse, and so is no mutant. `equivalent`: the model says why it is no bug, or it changes only how long
 * timers take. `survived`: a hole in the checks, or an equivalent mutant that nobody has listed.
 */
export type AutomaticStatus = 'killed' | 'survived' | 'equivalent' | 'timed out' | 'stillborn';

/** One small change of the code or of the specification, made by an operator. */
export interface AutomaticMutant {
  /** Where and what, in words that do not change with the lines around: `client.ts retry: a => b`. */
  readonly key: string;
  readonly side: 'code' | 'spec';
  readonly operator: string;
  readonly at: Place;
  readonly status: AutomaticStatus;
  readonly killedBy?: string;
  /** Length of the list of events that shows it; not shrunk. */
  readonly events?: number;
  /** Of an equivalent mutant, a stillborn one or a survivor: why. */
  readonly reason?: string;
  readonly seconds: number;
}

export interface AutomaticResult {
  /** `vacuous`: too few are killed, or the list of equivalent mutants is wrong. */
  readonly verdict: Verdict;
  readonly seconds: number;
  readonly seed: number;
  /** How many there are of the code and of the specification; those that were tried are `mutants`. */
  readonly generated: { readonly code: number; readonly spec: number };
  readonly mutants: readonly AutomaticMutant[];
  /** Entries of the model's list of equivalent mutants that name none, or one that is killed. */
  readonly misjudged: readonly string[];
}

export interface ProtocolResult {
  readonly name: string;
  readonly verdict: Verdict;
  readonly check: readonly CheckResult[];
  readonly replay: ReplayResult;
  readonly refine: RefineResult;
  /** Only where somebody has the time for it: `--thorough`. */
  readonly drive?: DriveResult;
  readonly mutants: MutantsResult;
}

/** What `verify --json` prints. */
export interface VerifyResult {
  readonly verdict: Verdict;
  readonly protocols: readonly ProtocolResult[];
}
