/**
 * A stage for scenarios of chain replication: moves in a few words, a world to make them in, and
 * the trace of a run.
 */
import { type Applied, applyDetailed } from '../../harness/simulation/apply.ts';
import { enabledEvents } from '../../harness/simulation/enabled.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { settle } from '../../harness/simulation/settle.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import { formatStory } from '../../harness/simulation/story.ts';
import type { World } from '../../harness/simulation/world.ts';
import {
  type ChainOptions,
  chainReplication,
} from '../../impl/chain-replication/chain-replication.ts';
import type { Master, MasterInput } from '../../impl/chain-replication/master.ts';
import type { Server } from '../../impl/chain-replication/server.ts';
import type { Answer, Operation } from '../../impl/chain-replication/store.ts';
import type { Envelope, NodeId } from '../../impl/protocol.ts';
import { mapping } from '../../models/chain-replication/mapping.ts';
import { model } from '../../models/chain-replication/model.ts';

/** What is to happen, once it is known in which world. */
export type Move = (world: World) => Event;

export const call =
  (node: NodeId, operation: Operation): Move =>
  () => ({ type: 'call', node, operation });
export const get = (client: NodeId, key = 'x'): Move => call(client, { type: 'get', key });
export const read = (client: NodeId, bound = 0, key = 'x'): Move =>
  call(client, { type: 'read', key, bound });
export const put = (client: NodeId, value: string, key = 'x'): Move =>
  call(client, { type: 'put', key, value });
export const cas = (client: NodeId, from: string | null, to: string, key = 'x'): Move =>
  call(client, { type: 'cas', key, from, to });
export const timer =
  (node: NodeId, name: string): Move =>
  () => ({ type: 'timer', node, timer: name });
export const crash =
  (node: NodeId): Move =>
  () => ({ type: 'crash', node });
export const restart =
  (node: NodeId): Move =>
  () => ({ type: 'restart', node });
export const tellMaster =
  (type: MasterInput['type'], server: NodeId): Move =>
  () => ({ type: 'input', node: 'master', input: { type, server } });
export const cut =
  (move: Move, crashAfter: number): Move =>
  (world) =>
    ({ ...move(world), crashAfter }) as Event;

/** The oldest copy of this type on this link. */
export const deliver =
  (type: string, source: NodeId, dest: NodeId): Move =>
  (world) => ({ type: 'deliver', message: underway(world, type, source, dest) });
export const drop =
  (type: string, source: NodeId, dest: NodeId): Move =>
  (world) => ({ type: 'drop', message: underway(world, type, source, dest) });
export const duplicate =
  (type: string, source: NodeId, dest: NodeId): Move =>
  (world) => ({ type: 'duplicate', message: underway(world, type, source, dest) });

function underway(world: World, type: string, source: NodeId, dest: NodeId): Envelope {
  const isIt = (one: Envelope) => one.type === type && one.source === source && one.dest === dest;
  const message = world.network.inFlight.find(isIt);
  if (message === undefined) throw new Error(`no ${type} is under way from ${source} to ${dest}`);
  return message;
}

/** The update is sent by its timer, and arrives. */
export const pass = (source: NodeId, dest: NodeId): readonly Move[] => [
  timer(source, 'forward'),
  deliver('Update', source, dest),
];

const defaults: ChainOptions = {
  servers: ['a', 'b', 'c', 'd'],
  founders: ['a', 'b', 'c'],
  clients: ['c1', 'c2'],
  chainLength: 3,
};

/** A run in which every event must be possible. */
export class Stage {
  readonly steps: Applied[] = [];
  world: World;

  constructor(options: Partial<ChainOptions> = {}) {
    const { link } = model.replay.options;
    const protocol = chainReplication({ ...defaults, ...options });
    this.world = createWorld(protocol, { strict: true, ...(link === undefined ? {} : { link }) });
  }

  play(...moves: readonly Move[]): this {
    for (const move of moves) this.#take(move(this.world));
    return this;
  }

  /**
   * Whatever the servers, the master and the network can do now is done, until only patience timers
   * are left.
   */
  work(): this {
    const patient = new Set(['retry', 'register', 'announce']);
    for (let limit = 0; limit < 500; limit++) {
      const next = enabledEvents(this.world).find(
        (event) =>
          event.type === 'deliver' || (event.type === 'timer' && !patient.has(event.timer)),
      );
      if (next === undefined) return this;
      this.#take(next);
    }
    throw new Error('the servers do not come to rest');
  }

  settle(): this {
    const { steps, world } = settle(this.world);
    this.steps.push(...steps);
    this.world = world;
    return this;
  }

  server(name: NodeId): Server {
    return this.world.nodes.get(name)?.state as Server;
  }

  master(): Master {
    return this.world.nodes.get('master')?.state as Master;
  }

  /** `a:Member b:Tail`, in the order of the newest chain. */
  chain(): string {
    const { chain } = this.master().config;
    return chain.map((name) => `${name}:${this.server(name)?.role ?? 'down'}`).join(' ');
  }

  /** The values put by the updates that a server has, in order. */
  hist(name: NodeId): readonly unknown[] {
    return this.server(name).hist.map(({ operation }) => {
      if (operation.type === 'put') return operation.value;
      return operation.type === 'cas' ? operation.to : undefined;
    });
  }

  underway(type: string): readonly Envelope[] {
    return this.world.network.inFlight.filter((message) => message.type === type);
  }

  /** `put x 1 -> null`, in the order of the calls. */
  outcomes(): readonly string[] {
    return this.world.history.map(({ process, outcome }) => {
      if (outcome === undefined) return `${process} waits`;
      if (outcome.type !== 'ok') return `${process} does not know`;
      return `${process} ${JSON.stringify(outcome.output as Answer)}`;
    });
  }

  /** One event a line, with the actions of the spec that the mapping says it is. */
  trace(): string {
    const label = (step: Applied): string => {
      const rule = mapping.actions[step.event.type] as unknown;
      if (typeof rule !== 'function') return '';
      const named = rule(step) as string | readonly [string, ...unknown[]];
      return typeof named === 'string' || step.ignored ? '' : named[0];
    };
    return `${formatStory(this.steps, { label })}\n`;
  }

  #take(event: Event): void {
    const step = applyDetailed(this.world, event);
    if (step === undefined) throw new Error(`cannot happen here: ${JSON.stringify(event)}`);
    this.steps.push(step);
    this.world = step.after;
  }
}
