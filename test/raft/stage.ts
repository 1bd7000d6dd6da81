/**
 * A stage for scenarios of Raft: moves in a few words, a world to make them in, time that passes, and the trace of a run.
 * `judge` asks the specification about every step.
 */

import { toHistory } from '../../harness/conformance/operations.ts';
import { bind } from '../../harness/conformance/session.ts';
import type { KvInput } from '../../harness/consistency/objects/kv.ts';
import type { Applied } from '../../harness/simulation/apply.ts';
import { pendingSyncs } from '../../harness/simulation/disk.ts';
import { enabledEvents } from '../../harness/simulation/enabled.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import type { World } from '../../harness/simulation/world.ts';
import type { Protocol } from '../../impl/protocol.ts';
import type { Node } from '../../impl/raft/node.ts';
import type { Server } from '../../impl/raft/server.ts';
import { mapping } from '../../models/raft/mapping.ts';
import { model } from '../../models/raft/model.ts';
import { configured, replayedRaft, type Setting, sectorBytes } from '../../models/raft/scopes.ts';
import { loadSpecFile } from '../../scripts/engine.ts';
import { PlainStage } from '../stage.ts';

/** What is to happen, once it is known in which world. */
export type Move = (world: World) => Event;

export const call =
  (node: string, operation: KvInput): Move =>
  () => ({ type: 'call', node, operation });
export const get = (client: string, key = 'x'): Move => call(client, { type: 'get', key });
export const put = (client: string, value: string, key = 'x'): Move =>
  call(client, { type: 'put', key, value });
export const timer =
  (node: string, name: string): Move =>
  () => ({ type: 'timer', node, timer: name });
export const crash =
  (node: string, kept?: Extract<Event, { type: 'crash' }>['kept']): Move =>
  () => ({ type: 'crash', node, ...(kept === undefined ? {} : { kept }) });
export const restart =
  (node: string): Move =>
  () => ({ type: 'restart', node });
export const sync =
  (node: string, tag: string, outcome?: 'io error'): Move =>
  () => ({ type: 'sync', node, tag, ...(outcome === undefined ? {} : { outcome }) });
export const cut =
  (from: readonly string[], to: readonly string[]): Move =>
  () => ({ type: 'partition', from, to });

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

export const servers = ['s1', 's2', 's3'];

const folder = `${import.meta.dirname}/../../specs/raft`;
const specification = loadSpecFile(`${folder}/MCRaft.tla`, `${folder}/MCRaftReplay.cfg`);

export class Stage extends PlainStage {
  readonly #first: World;
  /** When timers are due, by `node timer`. */
  readonly #due = new Map<string, number>();
  #now = 0;

  constructor(options: Partial<Setting> = {}, protocol?: Protocol) {
    const played = protocol ?? configured({ ...replayedRaft, snapshotEntries: 100, ...options });
    super(createWorld(played, { strict: true, network: 'copies', sectorBytes }), mapping);
    this.#first = this.world;
  }

  play(...moves: readonly Move[]): this {
    for (const move of moves) this.take(move(this.world));
    return this;
  }

  override take(event: Event): Applied {
    const step = super.take(event);
    if (event.type === 'timer') {
      const key = `${event.node} ${event.timer}`;
      this.#now = Math.max(this.#now, this.#due.get(key) ?? 0);
      this.#due.delete(key);
    }
    for (const effect of step.effects) {
      if (effect.kind !== 'setTimer') continue;
      this.#due.set(`${step.node} ${effect.timer}`, this.#now + effect.ticks);
    }
    return step;
  }

  /** The disks of these servers do what they have been asked to. */
  synced(...names: readonly string[]): this {
    for (const node of names) {
      for (;;) {
        const { disk } = this.world.nodes.get(node) as { disk: Parameters<typeof pendingSyncs>[0] };
        const [tag] = pendingSyncs(disk);
        if (tag === undefined) break;
        this.play(sync(node, tag));
      }
    }
    return this;
  }

  /** These talk with each other, and their disks work, until nothing is left but to wait; nobody loses patience. */
  work(...among: readonly string[]): this {
    for (let limit = 0; limit < 1_000; limit++) {
      this.synced(...among.filter((name) => servers.includes(name)));
      const next = enabledEvents(this.world).find(
        (event) =>
          event.type === 'deliver' &&
          among.includes(event.message.source) &&
          among.includes(event.message.dest),
      );
      if (next === undefined) return this;
      this.take(next);
    }
    throw new Error('they do not come to rest');
  }

  /** Everything that is under way is lost, or what is on its way to this node. */
  lose(dest?: string): this {
    for (const message of this.world.network.inFlight) {
      if (dest === undefined || message.dest === dest) this.take({ type: 'drop', message });
    }
    return this;
  }

  /** Everybody works as far as the network lets them, and so much time passes. */
  pass(ticks: number): this {
    const end = this.#now + ticks;
    for (let limit = 0; limit < 5_000; limit++) {
      this.work(...this.world.nodes.keys());
      const timers = enabledEvents(this.world).filter((event) => event.type === 'timer');
      const [first] = timers
        .map((event) => ({ event, due: this.#due.get(`${event.node} ${event.timer}`) ?? 0 }))
        .sort((a, b) => a.due - b.due);
      if (first === undefined || first.due > end) return this;
      this.take(first.event);
    }
    throw new Error('too much happens');
  }

  /** This server is elected by these. */
  elect(candidate: string, ...voters: readonly string[]): this {
    for (const voter of voters) {
      const { leader } = this.server(voter);
      // A voter must have lost patience itself; what it asks then is lost.
      if (leader !== null && leader !== voter) this.play(timer(voter, 'election')).lose();
    }
    return this.play(timer(candidate, 'election')).work(candidate, ...voters);
  }

  /** This server wins the vote of that one, and has said nothing more. */
  win(candidate: string, voter: string): this {
    this.play(timer(candidate, 'election'));
    this.play(deliver('PreVoteRequest', candidate, voter));
    this.play(deliver('PreVoteResponse', voter, candidate)).synced(candidate);
    if (this.server(candidate).role !== 'Candidate') return this;
    this.play(deliver('RequestVoteRequest', candidate, voter)).synced(voter);
    return this.play(deliver('RequestVoteResponse', voter, candidate)).synced(candidate);
  }

  server(name: string): Server {
    const state = this.world.nodes.get(name)?.state as Node | undefined;
    if (state === undefined) throw new Error(`${name} is down`);
    return state.server;
  }

  /** `1 1 3`: the terms of what is in the log behind the snapshot. */
  terms(name: string): string {
    return this.server(name)
      .log.map(({ term }) => term)
      .join(' ');
  }

  history() {
    return toHistory(this.world.history);
  }

  /** The first step that the specification does not allow, or invariant that is false; undefined: it agrees with all. */
  async judge(): Promise<string | undefined> {
    const session = bind(await specification, mapping, {
      ...model.replay,
      protocol: this.#first.protocol,
    });
    for (const step of this.steps) {
      const answer = session.explains(step);
      if (answer.kind === 'forbidden') {
        return `${step.before.time}: ${JSON.stringify(step.event)} ${this.actionsOf(step).join(' ')}`;
      }
      const violated = session.violatedInvariant(session.stateOf(step.after));
      if (violated !== undefined) return `${step.before.time}: ${violated}`;
    }
    return undefined;
  }
}
