/** A stage for scenarios of isolation: moves in a few words, a world to make them in, and the trace of a run. */
import type { Event } from '../../harness/simulation/event.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import type { World } from '../../harness/simulation/world.ts';
import type { Access } from '../../impl/snapshot-isolation/message.ts';
import type { Mode, Store } from '../../impl/snapshot-isolation/store.ts';
import { mapping } from '../../models/snapshot-isolation/mapping.ts';
import { model } from '../../models/snapshot-isolation/model.ts';
import { PlainStage } from '../stage.ts';

/** What is to happen, once it is known in which world; several at once. */
export type Move = (world: World) => readonly Event[];

export const read = (key: string): Access => ({ type: 'read', key });
export const append = (key: string, value: string): Access => ({ type: 'append', key, value });
export const write = (key: string, value: string): Access => ({ type: 'write', key, value });
export const scan = (from: string, to: string): Access => ({ type: 'scan', from, to });

export const configure =
  (mode: Mode): Move =>
  () => [{ type: 'input', node: 'store', input: { type: 'configure', mode } }];
export const call =
  (node: string, ...accesses: readonly Access[]): Move =>
  () => [{ type: 'call', node, operation: { accesses } }];
export const timer =
  (name: string, node = 'store'): Move =>
  () => [{ type: 'timer', node, timer: name }];
export const install = timer('install');
export const crash: Move = () => [{ type: 'crash', node: 'store' }];
export const restart: Move = () => [{ type: 'restart', node: 'store' }];

const deliver =
  (source: string, dest: string): Move =>
  ({ network }) => {
    const message = network.inFlight.find((one) => one.source === source && one.dest === dest);
    return message === undefined ? [] : [{ type: 'deliver', message }];
  };

/** The client's next requests, so many of them, each with its answer if there is one. */
export const turns = (client: string, count: number): readonly Move[] =>
  Array.from({ length: count }, () => [deliver(client, 'store'), deliver('store', client)]).flat();

export class Stage extends PlainStage {
  constructor() {
    const { protocol, options } = model.replay;
    super(createWorld(protocol, { ...options, strict: true }), mapping);
  }

  play(...moves: readonly Move[]): this {
    for (const move of moves) for (const event of move(this.world)) this.take(event);
    return this;
  }

  store(): Store {
    return this.world.nodes.get('store')?.state as Store;
  }
}
