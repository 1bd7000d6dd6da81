/**
 * A stage for scenarios of the write-ahead log: moves in a few words, a world to make them in, and the trace of a run.
 * Every step is asked of the specification, too.
 */
import { enabledEvents } from '../../harness/simulation/enabled.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import type { World } from '../../harness/simulation/world.ts';
import type { Store } from '../../impl/write-ahead-log/store.ts';
import { mapping } from '../../models/write-ahead-log/mapping.ts';
import { replayed, sectorBytes } from '../../models/write-ahead-log/scopes.ts';
import { PlainStage } from '../stage.ts';

/** What is to happen, once it is known in which world. */
export type Move = (world: World) => Event;

export const write =
  (client: string, values: Readonly<Record<string, string>>): Move =>
  () => ({ type: 'call', node: client, operation: { type: 'write', values } });
export const read =
  (client: string, ...pages: readonly string[]): Move =>
  () => ({ type: 'call', node: client, operation: { type: 'read', pages } });
export const timer =
  (name: string, node = 'store'): Move =>
  () => ({ type: 'timer', node, timer: name });
export const synced =
  (tag: string, outcome?: 'io error'): Move =>
  () => ({ type: 'sync', node: 'store', tag, ...(outcome === undefined ? {} : { outcome }) });
export const crash =
  (kept?: Extract<Event, { type: 'crash' }>['kept']): Move =>
  () => ({ type: 'crash', node: 'store', ...(kept === undefined ? {} : { kept }) });
export const restart: Move = () => ({ type: 'restart', node: 'store' });

/** The oldest copy of this type from one to the other. */
export const deliver =
  (type: string, source: string, dest: string): Move =>
  ({ network }) => {
    const message = network.inFlight.find(
      (one) => one.type === type && one.source === source && one.dest === dest,
    );
    if (message === undefined) throw new Error(`no ${type} is under way from ${source} to ${dest}`);
    return { type: 'deliver', message };
  };

/** The store is made, or starts again, and has written its ring once more. */
export const boot: readonly Move[] = [
  synced('control file'),
  synced('control name'),
  synced('segment'),
  synced('segment'),
];
export const format: readonly Move[] = [0, 1, 2, 3].map((file) => synced(`format ${file}`));

/** A put arrives and is answered. */
export const put = (client: string): readonly Move[] => [
  deliver('Put', client, 'store'),
  deliver('Reply', 'store', client),
];

export class Stage extends PlainStage {
  constructor() {
    super(createWorld(replayed, { strict: true, network: 'copies', sectorBytes }), mapping);
  }

  play(...moves: readonly Move[]): this {
    for (const move of moves) this.take(move(this.world));
    return this;
  }

  /** Whatever the store and the network can do now, until only the patience of clients is left. */
  work(): this {
    for (let limit = 0; limit < 500; limit++) {
      const next = enabledEvents(this.world).find(
        (event) => !(event.type === 'timer' && event.timer === 'retry') && event.type !== 'restart',
      );
      if (next === undefined) return this;
      this.play(() => next);
    }
    throw new Error('the store does not come to rest');
  }

  store(): Store {
    return this.world.nodes.get('store')?.state as Store;
  }
}
