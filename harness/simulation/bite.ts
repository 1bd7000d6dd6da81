/**
 * Faults that bit: a run in which no fault changed anything is not evidence. For each kind of
 * fault, how often it was injected and how often it made a difference, by definitions that are
 * cheap and lean towards "no". Nothing here judges whether the protocol coped.
 */
import type { Envelope, NodeId } from '../../impl/protocol.ts';
import type { Applied } from './apply.ts';
import { type Disk, emptyDisk, filesOf, type Kept, unsynced } from './disk.ts';
import { type Fault, faultKinds } from './fault.ts';
import { openOperation } from './history.ts';
import { keyOf } from './key.ts';
import { assumptionOf, linkOf, sameLink } from './link.ts';
import { indexOfMessage, isRemembered } from './network.ts';
import { type Answer, ask } from './step.ts';
import type { NodeWorld, World } from './world.ts';

export interface Bite {
  readonly injected: number;
  readonly bitten: number;
}

export type Bites = Readonly<Record<Fault, Bite>>;

/**
 * The account of one run, from its steps in order (see `run` in apply.ts).
 *
 * - loss: a message is dropped that was the last copy under way, its receiver is up, and would have
 *   reacted to it then.
 * - duplication: a message with an extra copy arrives again after the receiver has reacted to it
 *   before. In a `set` network every repeated delivery is a duplication.
 * - reordering: a delivery overtakes an older, different message of its link (`set`: one never
 *   delivered), and the receiver reacts.
 * - partition: while it lasts and something else happens, a message waits on a link that it cut,
 *   for a node that is up.
 * - crash: the state it destroys is not the one that a restart from the records gives, or an
 *   operation was open, or messages were lost with a connection.
 * - crash in the middle of a step: something that others can see (a record, a message, an answer)
 *   was not done.
 * - disk loss: a restart without the records and files differs from one with them.
 * - torn write: a crash keeps some of what was not synced and loses some, or keeps a part of it.
 * - failed sync: something was to be synced, and will not be durable.
 * - bit rot, old backup: a restart with the disk as it was differs from one with the disk as it is.
 *
 * To react is to change state or to have effects; an ignored input is no reaction.
 */
export function bites(steps: readonly Applied[]): Bites {
  const tally = new Tally();
  for (const step of steps) tally.add(step);
  return tally.total();
}

/** The sum of several accounts. */
export function addBites(a: Bites, b: Bites): Bites {
  return countsOf((fault) => ({
    injected: a[fault].injected + b[fault].injected,
    bitten: a[fault].bitten + b[fault].bitten,
  }));
}

/** The account of a run without faults. */
export const noBites: Bites = countsOf(() => ({ injected: 0, bitten: 0 }));

function countsOf(count: (fault: Fault) => Bite): Bites {
  return Object.fromEntries(faultKinds.map((fault) => [fault, count(fault)])) as unknown as Bites;
}

/** What is known of one message content. */
interface Trail {
  delivered: boolean;
  reactedTo: boolean;
  /** Extra copies that have not yet been blamed for a bite. */
  extra: number;
}

class Tally {
  readonly #injected = new Map<Fault, number>();
  readonly #bitten = new Map<Fault, number>();
  readonly #trails = new Map<string, Trail>();
  /** Partitions that last and have not bitten yet: the links each of them cut. */
  #waiting: ReadonlySet<string>[] = [];

  total(): Bites {
    return countsOf((fault) => ({
      injected: this.#injected.get(fault) ?? 0,
      bitten: this.#bitten.get(fault) ?? 0,
    }));
  }

  add(step: Applied): void {
    const { event } = step;
    this.#partition(step);
    if (event.type === 'drop') this.#drop(step, event.message);
    if (event.type === 'duplicate') {
      this.#injected.set('duplication', (this.#injected.get('duplication') ?? 0) + 1);
      this.#trail(event.message).extra += 1;
    }
    if (event.type === 'deliver') this.#deliver(step, event.message);
    if (event.type === 'crash') this.#crash(step, event.kept);
    if (event.type === 'loseDisk') this.#count('disk loss', neededDisk(step));
    if (event.type === 'rot') this.#count('bit rot', changedDisk(step));
    if (event.type === 'rollBack') this.#count('old backup', changedDisk(step));
    if (event.type === 'sync' && event.outcome !== undefined) {
      this.#count('failed sync', lessAtRisk(step));
    }
    if ('crashAfter' in event && event.crashAfter !== undefined) {
      const isVisible = ({ kind }: { kind: string }) =>
        kind !== 'setTimer' && kind !== 'cancelTimer';
      this.#count('crash in the middle of a step', step.skipped.some(isVisible));
    }
  }

  #count(fault: Fault, bit: boolean): void {
    this.#injected.set(fault, (this.#injected.get(fault) ?? 0) + 1);
    if (bit) this.#bite(fault);
  }

  #crash(step: Applied, kept: Kept | undefined): void {
    const isTorn = kept !== undefined && kept.writes !== 'cache';
    if (isTorn) this.#count('torn write', toreSomething(step));
    else this.#count('crash', destroyedSomething(step));
  }

  #bite(fault: Fault): void {
    this.#bitten.set(fault, (this.#bitten.get(fault) ?? 0) + 1);
  }

  #trail(message: Envelope): Trail {
    const key = keyOf(message);
    let trail = this.#trails.get(key);
    if (trail === undefined) {
      trail = { delivered: false, reactedTo: false, extra: 0 };
      this.#trails.set(key, trail);
    }
    return trail;
  }

  #drop(step: Applied, message: Envelope): void {
    this.#count('loss', wasMissed(step, message));
    // Copies cannot be told apart: the one that is lost may have been the extra one.
    const trail = this.#trail(message);
    trail.extra = Math.max(0, trail.extra - 1);
  }

  #deliver(step: Applied, message: Envelope): void {
    const trail = this.#trail(message);
    const reacted = hasReacted(step);
    if (isRemembered(step.before, message)) {
      if (trail.delivered) this.#count('duplication', trail.reactedTo);
    } else if (trail.reactedTo && trail.extra > 0) {
      trail.extra -= 1;
      this.#bite('duplication');
    }
    if (this.#overtakes(step.before, message)) this.#count('reordering', reacted);
    trail.delivered = true;
    trail.reactedTo ||= reacted;
  }

  #overtakes(world: World, message: Envelope): boolean {
    if (assumptionOf(world, message).order === 'fifo') return false;
    const isSet = isRemembered(world, message);
    const messages = isSet ? world.network.everSent : world.network.inFlight;
    const older = messages.slice(0, indexOfMessage(messages, message));
    return older.some(
      (other) => sameLink(world, other, message) && !(isSet && this.#trail(other).delivered),
    );
  }

  #partition({ event, before, after }: Applied): void {
    if (event.type === 'heal') this.#waiting = [];
    else if (event.type === 'partition') {
      this.#injected.set('partition', (this.#injected.get('partition') ?? 0) + 1);
      const cut = new Set<string>();
      for (const link of after.network.blocked)
        if (!before.network.blocked.has(link)) cut.add(link);
      this.#waiting.push(cut);
    } else {
      const lasting = this.#waiting.filter((cut) => !isHeldUp(before, cut));
      for (let n = lasting.length; n < this.#waiting.length; n++) this.#bite('partition');
      this.#waiting = lasting;
    }
  }
}

function isHeldUp(world: World, cut: ReadonlySet<string>): boolean {
  const { inFlight, everSent } = world.network;
  const messages = world.options.network === 'set' ? [...everSent, ...inFlight] : inFlight;
  return messages.some(
    (message) => cut.has(linkOf(message)) && world.nodes.get(message.dest)?.up === true,
  );
}

/** Whether the node that took the step did anything at all about its input. */
function hasReacted({ before, after, node, effects, skipped, ignored }: Applied): boolean {
  if (ignored) return false;
  if (effects.length + skipped.length > 0) return true;
  const next = after.nodes.get(node);
  // After a crash in the same step its new state is gone; lean towards "no".
  return next?.up === true && keyOf(next.state) !== keyOf(before.nodes.get(node)?.state);
}

function wasMissed({ before, after }: Applied, message: Envelope): boolean {
  const receiver = before.nodes.get(message.dest);
  if (receiver?.up !== true || indexOfMessage(after.network.inFlight, message) >= 0) return false;
  const answer = ask(before, message.dest, (program) => program.receive(receiver.state, message));
  if (answer === undefined) return false;
  return answer.effects.length > 0 || keyOf(answer.state) !== keyOf(receiver.state);
}

function destroyedSomething({ before, after, node, lost }: Applied): boolean {
  if (lost.length > 0 || openOperation(before, node) !== undefined) return true;
  const was = before.nodes.get(node);
  const is = after.nodes.get(node);
  return keyOf(was?.state) !== keyOf(restarted(before, node, is)?.state);
}

function neededDisk({ before, node }: Applied): boolean {
  const was = restarted(before, node, before.nodes.get(node));
  return keyOf(was) !== keyOf(restarted(before, node, undefined));
}

function changedDisk({ before, after, node }: Applied): boolean {
  const was = restarted(before, node, before.nodes.get(node));
  return keyOf(was) !== keyOf(restarted(before, node, after.nodes.get(node)));
}

/** Writes that are read but can no longer become durable. */
function lessAtRisk({ before, after, node }: Applied): boolean {
  const count = ({ nodes }: World): number => unsynced(diskOf(nodes.get(node))).length;
  return count(after) < count(before);
}

/** Neither all nor nothing of what was not synced is there after the crash. */
function toreSomething({ before, after, node }: Applied): boolean {
  const [was, is] = [diskOf(before.nodes.get(node)), diskOf(after.nodes.get(node))];
  const files = keyOf(filesOf(is));
  const nothing = keyOf(filesOf({ ...was, pending: [] }));
  return files !== nothing && files !== keyOf(filesOf(was));
}

function diskOf(node: NodeWorld | undefined): Disk {
  return node?.disk ?? emptyDisk;
}

/** What a start with this disk would answer; without a node: with an empty one. */
function restarted(world: World, self: NodeId, node: NodeWorld | undefined): Answer {
  const files = filesOf(diskOf(node));
  return ask(world, self, (program) => program.start(self, node?.records ?? [], files));
}
