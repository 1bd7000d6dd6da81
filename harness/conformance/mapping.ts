/**
 * The one place where world and spec meet: the abstraction function (world -> TLA+ state, the WITH clause of a
 * refinement, one line per variable) and the dictionary from events to actions. A mapping decides nothing else.
 */
import type { Effect, NodeId } from '../../impl/protocol.ts';
import type { Event, EventType } from '../simulation/event.ts';
import type { World } from '../simulation/world.ts';

/** A spec action with its arguments as plain data: `['Prepare', 'rm1']`. */
export type SpecAction = readonly [name: string, ...args: unknown[]];

/** The event must leave the abstract state as it is. */
export const stutter = 'stutter' as const;

/** In the place of an argument that nothing in the world tells: the engine looks for one with which the step is allowed. */
export const inferred: unique symbol = Symbol('inferred');

/** What an event is in the spec: nothing, one action, or several in this order (an empty list is a stutter). */
export type Mapped = typeof stutter | SpecAction | readonly SpecAction[];

/** What a rule may look at. Fields that an event does not have are undefined only for events of other types. */
export interface MappingContext<E extends Event = Event> {
  readonly event: E;
  readonly before: World;
  readonly after: World;
  /** The node that takes the step: the destination of a delivery, the node of a timer, call, input, crash, restart. */
  readonly node: NodeId;
  /** The effects that were carried out, in order; fewer than the step has if the node crashed in the middle. */
  readonly effects: readonly Effect[];
}

export type Rule<T extends EventType> =
  | typeof stutter
  | ((context: MappingContext<Extract<Event, { type: T }>>) => Mapped);

/**
 * One rule for each type of event. An event that leaves the abstract state as it was is always allowed, as stuttering is
 * in TLA+. When a step was cut by `crashAfter`, the harness appends what the `crash` rule says.
 */
export interface Mapping {
  /** The module whose actions are named. */
  readonly module: string;
  /**
   * Variables that the abstraction leaves out, because nothing in the world tells them. Replay then keeps every state of
   * the spec that explains the run so far (belief.ts); refine and drive want a complete mapping.
   */
  readonly hidden?: readonly string[];
  /** One property for each other variable of the module, as plain data (see Spec.toValue). */
  readonly abstraction: (world: World) => Readonly<Record<string, unknown>>;
  readonly actions: { readonly [T in EventType]?: Rule<T> };
}

export function defineMapping(mapping: Mapping): Mapping {
  return mapping;
}
