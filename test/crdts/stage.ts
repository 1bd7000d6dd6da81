/**
 * A stage for scenarios of replicas: moves in a few words, a world to make them in, and the trace of a run. Every step is
 * asked of the specification when the scenarios' events are replayed (scenarios.test.ts).
 */
import type { FinishedRun } from '../../harness/conformance/condition.ts';
import { type Applied, applyDetailed } from '../../harness/simulation/apply.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import { formatStory } from '../../harness/simulation/story.ts';
import type { World } from '../../harness/simulation/world.ts';
import type { Dot } from '../../impl/crdts/dot.ts';
import type { Replica } from '../../impl/crdts/replica.ts';
import type { Output } from '../../impl/crdts/replica-program.ts';
import { readObject } from '../../impl/crdts/store.ts';
import type { Protocol } from '../../impl/protocol.ts';
import { mapping } from '../../models/crdts/mapping.ts';
import { replayed } from '../../models/crdts/scopes.ts';

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

export class Stage {
  readonly #steps: Applied[] = [];
  world: World;

  constructor(protocol: Protocol = replayed) {
    this.world = createWorld(protocol, { network: 'copies', strict: true });
  }

  play(...moves: readonly Move[]): this {
    for (const move of moves) {
      const step = applyDetailed(this.world, move(this.world));
      if (step === undefined) throw new Error(`not enabled: ${JSON.stringify(move(this.world))}`);
      this.#steps.push(step);
      this.world = step.after;
    }
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
    return this.#steps.map(({ event }) => event);
  }

  get run(): FinishedRun {
    return { world: this.world, steps: this.#steps };
  }

  trace(): string {
    const label = ({ event, before, after, node, effects }: Applied): string => {
      const rule = mapping.actions[event.type];
      if (rule === undefined || rule === 'stutter') return '';
      const mapped = (rule as (context: unknown) => unknown)({
        event,
        before,
        after,
        node,
        effects,
      });
      if (!Array.isArray(mapped)) return '';
      const names = typeof mapped[0] === 'string' ? [mapped] : mapped;
      return names.map(([name]) => name).join(', ');
    };
    return `${formatStory(this.#steps, { label })}\n`;
  }
}
