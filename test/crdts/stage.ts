/**
 * A stage for scenarios of replicas: moves in a few words, a world to make them in, and the trace of a run. Every step is
 * asked of the specification when the scenarios' events are replayed (scenarios.test.ts).
 */
import type { FinishedRun } from '../../harness/conformance/condition.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import type { World } from '../../harness/simulation/world.ts';
import type { Dot } from '../../impl/crdts/dot.ts';
import type { Replica } from '../../impl/crdts/replica.ts';
import type { Output } from '../../impl/crdts/replica-program.ts';
import { readObject } from '../../impl/crdts/store.ts';
import type { Protocol } from '../../impl/protocol.ts';
import { mapping } from '../../models/crdts/mapping.ts';
import { replayed } from '../../models/crdts/scopes.ts';
import { PlainStage } from '../stage.ts';

/** What is to happen, once it is known in which world. */
export type Move = (world: World) => Event;

export const begin =
  (node: string): Move =>
  ({ nodes }) => {
    const incarnation = (nodes.get(node)?.crashes ?? 0) + 1;
    return { type: 'input', node, input: { type: 'begin', incarnation } };
  };
export const update =
  (node: string, object: string, content: unknown, clock?: number): Move =>
  () => {
    const timed = clock === undefined ? {} : { clock };
    const operation = { type: 'update', object, update: content, ...timed };
    return { type: 'call', node, operation };
  };
export const read =
  (node: string, object: string): Move =>
  () => ({ type: 'call', node, operation: { type: 'read', object } });
export const sync =
  (source: string, dest: string): Move =>
  () => ({ type: 'timer', node: source, timer: `sync ${dest}` });
/** The youngest message from one to the other. */
export const hear =
  (dest: string, source: string): Move =>
  ({ network }) => {
    const message = network.inFlight.findLast((one) => one.source === source && one.dest === dest);
    if (message === undefined) throw new Error(`nothing is under way from ${source} to ${dest}`);
    return { type: 'deliver', message };
  };
/** One tells the other what it has, at once. */
export const tell = (source: string, dest: string): readonly Move[] => [
  sync(source, dest),
  hear(dest, source),
];
export const collect =
  (node: string): Move =>
  () => ({ type: 'timer', node, timer: 'gc' });
export const crash =
  (node: string): Move =>
  () => ({ type: 'crash', node });
export const restart =
  (node: string): Move =>
  () => ({ type: 'restart', node });
export const rollBack =
  (node: string, records: number): Move =>
  () => ({ type: 'rollBack', node, records });

export class Stage extends PlainStage {
  constructor(protocol: Protocol = replayed) {
    super(createWorld(protocol, { network: 'copies', strict: true }), mapping);
  }

  play(...moves: readonly Move[]): this {
    for (const move of moves) this.take(move(this.world));
    return this;
  }

  replica(node: string): Replica {
    return this.world.nodes.get(node)?.state as Replica;
  }

  value(node: string, object: string): unknown {
    const { schema, store } = this.replica(node);
    return readObject(schema, store, object);
  }

  /** The name of the last update. */
  get lastDot(): Dot {
    const outputs = this.world.history.flatMap(({ outcome }) =>
      outcome?.type === 'ok' ? [outcome.output as Output] : [],
    );
    const last = outputs.findLast((output) => 'dot' in output);
    if (last === undefined || !('dot' in last)) throw new Error('nothing was updated');
    return last.dot;
  }

  get events(): readonly Event[] {
    return this.steps.map(({ event }) => event);
  }

  get run(): FinishedRun {
    return { world: this.world, steps: this.steps };
  }
}
