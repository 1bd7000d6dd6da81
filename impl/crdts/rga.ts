/**
 * RGA, the replicated growable array: a sequence as a tree, in which each element hangs under the one that it was
 * inserted behind (Roh, Jeon, Kim and Lee, Replicated abstract data types, JPDC 2011; as a tree: Attiya et al.,
 * Specification and complexity of collaborative text editing, PODC 2016). It is read depth first, the younger of two
 * siblings first, so that an insertion stands right behind its predecessor. A deleted element stays as a tombstone while
 * somebody may still insert behind it; `discard` takes it away once its deletion is causally stable.
 *
 * Concurrent runs may be interleaved, if they are typed backwards (Kleppmann et al., Interleaving anomalies in
 * collaborative text editors, PaPoC 2019): specs/crdts/MCCrdtCoreDebugInterleaving.cfg.
 */
import { contains, contextOf, dotsOf } from './causal-context.ts';
import { type Crdt, decomposeContext, type Moment, type Mutation, type Seen } from './crdt.ts';
import { compareActors, type Dot, partsOf } from './dot.ts';

/** The predecessor of the first element. */
export const root = '';

export interface RgaNode {
  /** The element it was inserted behind; `root` for none. */
  readonly parent: Dot | typeof root;
  /** Lamport time of the insertion: larger than that of every element its author saw. */
  readonly time: number;
  readonly elem: string;
  /** The deletions of it that are known; not empty: a tombstone. */
  readonly deleted: readonly Dot[];
}
export type Rga = ReadonlyMap<Dot, RgaNode>;
export type RgaUpdate =
  | { readonly type: 'insert'; readonly after: Dot | typeof root; readonly elem: string }
  | { readonly type: 'delete'; readonly target: Dot };

export const rga: Crdt<Rga, RgaUpdate, readonly string[]> = {
  bottom: new Map(),
  join: joinNodes,
  mutate: (state, update, moment) =>
    update.type === 'insert'
      ? insertion(state, update, moment)
      : deletion(state, update.target, moment),
  value: (state) => visibleDots(state).map((dot) => (state.get(dot) as RgaNode).elem),
  decompose: decomposeNodes,
};

function insertion(
  state: Rga,
  { after, elem }: Extract<RgaUpdate, { type: 'insert' }>,
  { dot, lamport }: Moment,
): Mutation<Rga> | undefined {
  if (after !== root && !isVisible(state, after)) return undefined;
  const node = { parent: after, time: lamport, elem, deleted: [] };
  return { state: new Map([[dot, node]]), covers: [] };
}

function deletion(state: Rga, target: Dot, { dot }: Moment): Mutation<Rga> | undefined {
  const node = state.get(target);
  if (node === undefined || node.deleted.length > 0) return undefined;
  return { state: new Map([[target, { ...node, deleted: [dot] }]]), covers: [] };
}

function isVisible(state: Rga, dot: Dot): boolean {
  return state.get(dot)?.deleted.length === 0;
}

/**
 * Nodes of both, and those of one that the other has not seen. What the other has seen and has no more it has discarded,
 * so it is dead for everybody; it comes back, as a tombstone, if a node that stays hangs under it: somebody whose disk was
 * an old backup may have inserted there.
 */
function joinNodes(a: Seen<Rga>, b: Seen<Rga>): Rga {
  const joined = new Map<Dot, RgaNode>();
  for (const [dot, node] of a.state) {
    const other = b.state.get(dot);
    if (other !== undefined) joined.set(dot, withDeletions(node, other.deleted));
    else if (!contains(b.context, dot)) joined.set(dot, node);
  }
  for (const [dot, node] of b.state) {
    if (!a.state.has(dot) && !contains(a.context, dot)) joined.set(dot, node);
  }
  for (const { parent } of [...joined.values()]) bringBack(joined, parent, a.state, b.state);
  return joined;
}

function bringBack(joined: Map<Dot, RgaNode>, from: Dot, a: Rga, b: Rga): void {
  for (let dot = from; dot !== root && !joined.has(dot); ) {
    const node = a.get(dot) ?? b.get(dot);
    if (node === undefined) return;
    // If its deletion is not known by name, its own dot in that place is as stable as that was.
    joined.set(dot, node.deleted.length > 0 ? node : { ...node, deleted: [dot] });
    dot = node.parent;
  }
}

function withDeletions(node: RgaNode, deletions: readonly Dot[]): RgaNode {
  if (deletions.every((dot) => node.deleted.includes(dot))) return node;
  return { ...node, deleted: [...new Set([...node.deleted, ...deletions])].sort() };
}

/** Whether every element is there that another one hangs under. If not, its place in the sequence is unknown. */
export function isRooted(state: Rga): boolean {
  for (const { parent } of state.values()) if (parent !== root && !state.has(parent)) return false;
  return true;
}

/** Whether each of these elements hangs under one that is not deleted, as far as it is known in `state`. */
export function stands(state: Rga, elements: Rga): boolean {
  return [...elements.values()].every(({ parent }) => parent === root || isVisible(state, parent));
}

/**
 * The tree without the leaves that are dead for everybody: each replica is known to have seen a deletion of them. Whoever
 * has seen it inserts nothing behind them any more, and what it had inserted before has arrived (see `isStable`'s
 * caller). One layer for each call.
 */
export function discard(state: Rga, isStable: (deletion: Dot) => boolean): Rga {
  const parents = new Set([...state.values()].map(({ parent }) => parent));
  const gone = [...state].filter(([dot, { deleted }]) => {
    return !parents.has(dot) && deleted.some((deletion) => isStable(deletion));
  });
  if (gone.length === 0) return state;
  const rest = new Map(state);
  for (const [dot] of gone) rest.delete(dot);
  return rest;
}

/** The elements that can be seen, in their order. Iterative: text that was typed in one go is a tree as deep as long. */
export function visibleDots(state: Rga): readonly Dot[] {
  const children = new Map<Dot, Dot[]>();
  for (const [dot, { parent }] of state) {
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [dot]);
    else siblings.push(dot);
  }
  const older = (a: Dot, b: Dot): number => compareNodes(state, a, b);
  for (const siblings of children.values()) siblings.sort(older);
  const dots: Dot[] = [];
  const open = [...(children.get(root) ?? [])];
  for (let dot = open.pop(); dot !== undefined; dot = open.pop()) {
    if (isVisible(state, dot)) dots.push(dot);
    open.push(...(children.get(dot) ?? []));
  }
  return dots;
}

/** Negative: a is older, and so stands behind its sibling b. */
function compareNodes(state: Rga, a: Dot, b: Dot): number {
  const [left, right] = [state.get(a) as RgaNode, state.get(b) as RgaNode];
  return left.time - right.time || compareActors(partsOf(a).actor, partsOf(b).actor);
}

/** A node for each deletion that is known of it, or as it is; and the events that left no node. */
function decomposeNodes({ state, context }: Seen<Rga>): readonly Seen<Rga>[] {
  const told = new Set<Dot>();
  const nodes = [...state].flatMap(([dot, node]) => {
    const deletions = node.deleted.length === 0 ? [undefined] : node.deleted;
    return deletions.map((deletion) => {
      const deleted = deletion === undefined ? [] : [deletion];
      const dots = [dot, ...deleted].filter((each) => contains(context, each));
      for (const each of dots) told.add(each);
      return { state: new Map([[dot, { ...node, deleted }]]), context: contextOf(dots) };
    });
  });
  const others = dotsOf(context).filter((dot) => !told.has(dot));
  return [...nodes, ...decomposeContext<Rga>(new Map(), others)];
}
