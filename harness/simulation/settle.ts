/**
 * After the faults stop: heal, restart everybody, and give every node its turn, to see whether what
 * must happen does happen. One fair schedule, not all of them: a world that settles here may still
 * fail to under another one.
 */
import type { Envelope, NodeId } from '../../impl/protocol.ts';
import { type Applied, applyDetailed } from './apply.ts';
import { pendingSyncs } from './disk.ts';
import type { Event } from './event.ts';
import { keyOf, numberedWorldKeys } from './key.ts';
import { linkOf } from './link.ts';
import { isRemembered } from './network.ts';
import type { World } from './world.ts';

export interface Settled {
  readonly world: World;
  /** What happened, as a continuation of the run's event list. */
  readonly events: readonly Event[];
  readonly steps: readonly Applied[];
  /**
   * `quiet`: nothing is under way and no timer is set. `livelock`: the world came back to where it
   * was, so under this schedule it goes round for ever (periodic timers do that, too).
   * `unfinished`: `eventsMax` events were not enough.
   */
  readonly end: 'quiet' | 'livelock' | 'unfinished';
  /** With `livelock`: the cycle is `steps` from this index on. */
  readonly cycle?: number;
}

/**
 * Ends the syncs under way, well; then delivers the oldest copy of each link in turn; only when
 * nothing can be delivered does time pass, to the timer that is due first (by the ticks it was set with, then by name, then by node). Every
 * message in a `set` network is delivered once more, and once for each time it is sent again.
 */
export function settle(world: World, options: { readonly eventsMax?: number } = {}): Settled {
  const { eventsMax = 10_000 } = options;
  const schedule = new Schedule(world);
  const worldKey = numberedWorldKeys();
  const seen = new Map<string, number>();
  const steps: Applied[] = [];
  let current = world;
  const end = (how: Settled['end']): Settled => ({
    world: current,
    events: steps.map(({ event }) => event),
    steps,
    end: how,
  });
  for (;;) {
    const key = `${worldKey(current)}\n${schedule.key()}`;
    const before = seen.get(key);
    if (before !== undefined) return { ...end('livelock'), cycle: before };
    seen.set(key, steps.length);
    const event = schedule.next(current);
    if (event === undefined) return end('quiet');
    if (steps.length >= eventsMax) return end('unfinished');
    const step = applyDetailed(current, event);
    if (step === undefined) throw new Error(`unreachable: ${keyOf(event)} is not enabled`);
    schedule.record(step);
    steps.push(step);
    current = step.after;
  }
}

/**
 * What a fair scheduler must remember beyond the world: whose turn it is, and when timers are due.
 */
class Schedule {
  /** Due times of timers that are set, by `timer node`, in ticks from the start of settling. */
  readonly #due = new Map<string, number>();
  /** Where messages are never used up: those that are still to be delivered, oldest first. */
  #pending: readonly Envelope[];
  #now = 0;
  #served = '';

  constructor(world: World) {
    this.#pending = world.options.network === 'set' ? world.network.everSent : [];
    for (const [node, { timers }] of world.nodes) {
      for (const [timer, ticks] of timers) this.#due.set(timerKey(node, timer), ticks);
    }
  }

  /** Together with the world's key: equal keys have equal futures. */
  key(): string {
    const due = [...this.#due].map(([timer, at]) => `${timer}@${at - this.#now}`);
    return `${this.#served}\n${due.sort().join()}\n${this.#pending.map(keyOf).join()}`;
  }

  next(world: World): Event | undefined {
    if (world.network.blocked.size > 0) return { type: 'heal' };
    for (const [node, { up }] of world.nodes) if (!up) return { type: 'restart', node };
    for (const [node, { disk }] of world.nodes) {
      const [tag] = pendingSyncs(disk);
      if (tag !== undefined) return { type: 'sync', node, tag };
    }
    const message = this.#nextMessage(world);
    return message === undefined ? this.#nextTimer(world) : { type: 'deliver', message };
  }

  record({ event, node, effects, before }: Applied): void {
    if (event.type === 'deliver') {
      this.#served = linkOf(event.message);
      if (isRemembered(before, event.message)) {
        this.#pending = this.#pending.filter((message) => message !== event.message);
      }
    }
    if (event.type === 'timer') {
      this.#now = Math.max(this.#now, this.#due.get(timerKey(node, event.timer)) ?? 0);
      this.#due.delete(timerKey(node, event.timer));
    }
    for (const effect of effects) {
      if (effect.kind === 'setTimer') {
        this.#due.set(timerKey(node, effect.timer), this.#now + effect.ticks);
      } else if (effect.kind === 'cancelTimer') {
        this.#due.delete(timerKey(node, effect.timer));
      } else if (effect.kind === 'send' && isRemembered(before, effect.message)) {
        this.#pending = [...this.#pending, effect.message];
      }
    }
  }

  /**
   * The oldest message of the link whose turn it is: the first in the alphabet behind the link
   * served last.
   */
  #nextMessage(world: World): Envelope | undefined {
    const oldest = new Map<string, Envelope>();
    for (const message of [...this.#pending, ...world.network.inFlight]) {
      if (!oldest.has(linkOf(message))) oldest.set(linkOf(message), message);
    }
    const links = [...oldest.keys()].sort();
    const turn = links.find((link) => link > this.#served) ?? links[0];
    return turn === undefined ? undefined : oldest.get(turn);
  }

  #nextTimer(world: World): Event | undefined {
    let first: { readonly node: NodeId; readonly timer: string; readonly due: number } | undefined;
    for (const [node, { timers }] of world.nodes) {
      for (const timer of timers.keys()) {
        const due = this.#due.get(timerKey(node, timer)) ?? 0;
        const isEarlier =
          first === undefined || due < first.due || (due === first.due && timer < first.timer);
        if (isEarlier) first = { node, timer, due };
      }
    }
    return first === undefined
      ? undefined
      : { type: 'timer', node: first.node, timer: first.timer };
  }
}

function timerKey(node: NodeId, timer: string): string {
  return `${timer} ${node}`;
}
