/**
 * Names of events. A dot is the n-th event of an actor, and an actor is one life of a replica: `a#2.5` is the fifth event
 * of a's second life. A replica that restarts never goes on counting in an old life, since its disk may be an old backup
 * that does not know how far it had counted; two different events with the same dot would be taken for one.
 */
import type { NodeId } from '../protocol.ts';

/** `a#2` */
export type Actor = string;
/** `a#2.5` */
export type Dot = string;

export function actorOf(replica: NodeId, life: number): Actor {
  return `${replica}#${life}`;
}

export function dotOf(actor: Actor, n: number): Dot {
  return `${actor}.${n}`;
}

export interface Parts {
  readonly actor: Actor;
  readonly replica: NodeId;
  readonly life: number;
  readonly n: number;
}

/** What a dot consists of. The last `#` and the last `.` count, so that a replica may be called anything. */
export function partsOf(dot: Dot): Parts {
  const point = dot.lastIndexOf('.');
  const actor = dot.slice(0, point);
  return { actor, ...livesOf(actor), n: Number(dot.slice(point + 1)) };
}

export function livesOf(actor: Actor): { readonly replica: NodeId; readonly life: number } {
  const hash = actor.lastIndexOf('#');
  return { replica: actor.slice(0, hash), life: Number(actor.slice(hash + 1)) };
}

/** A total order of actors that every replica computes alike: by the replica's name, then by its life. */
export function compareActors(a: Actor, b: Actor): number {
  if (a === b) return 0;
  const [left, right] = [livesOf(a), livesOf(b)];
  if (left.replica !== right.replica) return left.replica < right.replica ? -1 : 1;
  return left.life - right.life;
}
