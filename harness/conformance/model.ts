/** What is checked for a protocol, what is expected, and what counts as evidence. Pure data; see models/<protocol>/. */
import type { NodeId, Protocol } from '../../impl/protocol.ts';
import type { SequentialObject } from '../consistency/history.ts';
import type { Event } from '../simulation/event.ts';
import type { Fault, FaultScope } from '../simulation/fault.ts';
import type { World, WorldOptions } from '../simulation/world.ts';
import type { Condition, FinishedRun } from './condition.ts';
import type { Mapping } from './mapping.ts';
import type { Mutant } from './mutant.ts';
import type { Scenario } from './scenario.ts';

/** What TLC says, and so what the engine must say. Depth is TLC's: the number of states on the longest shortest path. */
export type Expectation =
  | {
      readonly verdict: 'ok';
      readonly distinct: number;
      readonly generated: number;
      readonly depth: number;
    }
  /** `states`: how many states the shortest counterexample has; absent for a lasso, which need not be the shortest. */
  | { readonly violation: string; readonly states?: number };

export interface ModelConfig {
  /** A file in specs/<protocol>/; its module is the longest prefix of its name that has a .tla file. */
  readonly file: string;
  readonly expect: Expectation;
}

/**
 * How large a generated world is, and which spec configuration judges it. Bounds are on what the outside may do;
 * everything the protocol does by itself is unbounded, or bounded by its own spec.
 */
export interface Scope extends FaultScope {
  /** The .cfg in specs/<protocol>/ whose constants fit `protocol`. */
  readonly config: string;
  readonly protocol: Protocol;
  readonly options: WorldOptions;
  /** Calls and inputs that may happen in this world, in a fixed order; the scope's own bounds are applied here. */
  readonly outside: (world: World) => readonly Event[];
}

export interface Excuse {
  readonly edges: number;
  readonly why: string;
}

export interface RefineScope extends Scope {
  readonly worldsMax: number;
  /**
   * Sets of nodes that may change names: of worlds that differ in nothing else one is looked at. The claim is tried on a
   * sample of worlds, and refused where it does not hold (symmetry.ts).
   */
  readonly symmetric?: readonly (readonly NodeId[])[];
  /** Edges of the spec that no event realises, by action name: exactly how many, and the reason. */
  readonly unrealised?: Readonly<Record<string, Excuse>>;
}

export interface Model {
  readonly name: string;
  /** Sections of the book. */
  readonly book: readonly string[];
  readonly sources: readonly string[];
  readonly configs: readonly ModelConfig[];
  readonly mapping: Mapping;
  /** For random replay: generous bounds, real network. */
  readonly replay: Scope & {
    readonly histories: number;
    readonly eventsMax: number;
    /** After the last event the harness heals, restarts and delivers everything; then this must hold. */
    readonly settled?: ((world: World, run: FinishedRun) => string | undefined) | undefined;
  };
  /** For exhaustive refinement: small bounds, the network as the spec has it. */
  readonly refine: RefineScope;
  /** More of them, compared in the same way: no one scope is small and has everything in it. */
  readonly refineAlso?: readonly RefineScope[];
  /** Judges what clients saw; absent where the protocol has no client-visible object. */
  // biome-ignore lint/suspicious/noExplicitAny: each object has state, input and output types of its own.
  readonly object?: SequentialObject<any, any, any>;
  /** Judges a finished run as a whole, beside the object or in its place. */
  readonly condition?: Condition;
  /** Floors below which a run is `vacuous`: operations judged, and for each fault in how many histories it bit. */
  readonly evidence: {
    readonly operations: number;
    readonly bitten: Readonly<Partial<Record<Fault, number>>>;
    /** With it, every action of Next must be taken in some history, but for these, each with the reason. */
    readonly untaken?: Readonly<Record<string, string>>;
    /** The share of the code's branches that the histories must take, where that is measured; default: none. */
    readonly branches?: number;
  };
  /** Runs in the replay scope that are told beforehand, with what must come of them. */
  readonly scenarios?: readonly Scenario[];
  readonly mutants: readonly Mutant[];
  /**
   * Automatic mutants that are no bugs, by key, each with the reason. An entry that names none is an error. With a list,
   * even an empty one, `verify` tries a sample of them.
   */
  readonly equivalents?: Readonly<Record<string, string>>;
}

/** What a configuration must give where nothing is violated: states and depth as TLC counts them. */
export const ok = (distinct: number, generated: number, depth: number) =>
  ({ verdict: 'ok', distinct, generated, depth }) as const;

export function defineModel(model: Model): Model {
  return model;
}
