/**
 * Whether some order of versions satisfies a level, where the history leaves it open and no guess did (the question that
 * PolySI and Cobra give to a SAT solver). For each key and each two writers whose order is not known, one has to come
 * first, which makes edges: ww between them, rw from the readers of the first to the second. A choice that closes a
 * forbidden cycle is impossible, so the other one is forced; what is left is tried, with a budget.
 *
 * Reachability is kept as a matrix of bits and only ever grows within a branch. Each level is a condition on it: for
 * snapshot isolation and prefix the matrix is over pairs as in cycles.ts, so that forbidden cycles are cycles; for
 * consistent view no rw may be closed by the matrix of the others.
 */
import type { Budget } from '../budget.ts';
import { kinds } from './dependencies.ts';
import type { Shape } from './shapes.ts';

export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly kind: number;
}

/** Of two writers of a key one comes first, which has either of these consequences. */
export interface Choice {
  readonly either: readonly Edge[];
  readonly or: readonly Edge[];
}

export interface Question {
  /** Nodes are numbered from 0. */
  readonly nodes: number;
  readonly shape: Shape;
  readonly edges: readonly Edge[];
  readonly choices: readonly Choice[];
}

/** `violation`: none of the orders satisfies the level. */
export function searchOrder(question: Question, budget: Budget): 'ok' | 'violation' | 'unknown' {
  const start = new Reach(question.nodes, question.shape);
  if (!start.addAll(question.edges)) return 'violation';
  return branch(start, question.choices, budget);
}

function branch(
  reach: Reach,
  choices: readonly Choice[],
  budget: Budget,
): 'ok' | 'violation' | 'unknown' {
  const left = propagate(reach, choices, budget);
  if (left === 'violation' || left === 'unknown') return left;
  const [first, ...rest] = left;
  if (first === undefined) return 'ok';
  let unknown = false;
  for (const edges of [first.either, first.or]) {
    const next = reach.copy();
    if (!next.addAll(edges)) continue;
    const verdict = branch(next, rest, budget);
    if (verdict === 'ok') return 'ok';
    if (verdict === 'unknown') unknown = true;
  }
  return unknown ? 'unknown' : 'violation';
}

/** Makes the choices that are forced, until none is; those that are left, or that there is no way. */
function propagate(
  reach: Reach,
  choices: readonly Choice[],
  budget: Budget,
): Choice[] | 'violation' | 'unknown' {
  let open = [...choices];
  for (;;) {
    const left: Choice[] = [];
    for (const choice of open) {
      if (!budget.spend()) return 'unknown';
      const either = reach.allows(choice.either);
      const or = reach.allows(choice.or);
      if (!either && !or) return 'violation';
      if (either && or) left.push(choice);
      else if (!reach.addAll(either ? choice.either : choice.or)) return 'violation';
    }
    if (left.length === open.length) return left;
    open = left;
  }
}

/** What comes before what, and whether that is still allowed. */
class Reach {
  readonly #nodes: number;
  readonly #shape: Shape;
  readonly #words: number;
  readonly #rows: Int32Array;
  /** Pairs that no path of the matrix may lead back along: reader and overwriter. */
  #overwrites: readonly Edge[] = [];
  /** Direct ww and wr edges, for levels that look no farther. */
  #direct: Set<number>;

  constructor(nodes: number, shape: Shape, from?: Reach) {
    this.#nodes = nodes;
    this.#shape = shape;
    const states = shape.forbids === 'after' ? 2 * nodes : nodes;
    this.#words = (states + 31) >> 5;
    this.#rows = from === undefined ? new Int32Array(states * this.#words) : from.#rows.slice();
    this.#overwrites = from === undefined ? [] : from.#overwrites;
    this.#direct = new Set(from === undefined ? [] : from.#direct);
  }

  copy(): Reach {
    return new Reach(this.#nodes, this.#shape, this);
  }

  allows(edges: readonly Edge[]): boolean {
    return this.copy().addAll(edges);
  }

  /** False if a forbidden cycle is closed; then this is of no use any more. */
  addAll(edges: readonly Edge[]): boolean {
    for (const edge of edges) if (!this.#add(edge)) return false;
    return this.#overwrites.every(({ from, to }) => !this.#closes(to, from));
  }

  #add(edge: Edge): boolean {
    const { from, to, kind } = edge;
    if ((kind & this.#shape.edges) === 0) return true;
    const { forbids } = this.#shape;
    if (forbids === 'after') return this.#addPairs(edge);
    if (forbids === 'every' || forbids === 'forced') return this.#connect(from, to);
    if (kind === kinds.rw) {
      this.#overwrites = [...this.#overwrites, edge];
      return true;
    }
    this.#direct.add(from * this.#nodes + to);
    return this.#connect(from, to);
  }

  #closes(from: number, to: number): boolean {
    return this.#shape.forbids === 'conflicts'
      ? this.#direct.has(from * this.#nodes + to)
      : this.#has(from, to);
  }

  #addPairs({ from, to, kind }: Edge): boolean {
    const arrival = (kind & this.#shape.before!) !== 0 ? to : this.#nodes + to;
    if (!this.#connect(from, arrival)) return false;
    return kind === kinds.rw || this.#connect(this.#nodes + from, arrival);
  }

  #has(from: number, to: number): boolean {
    return (this.#rows[from * this.#words + (to >> 5)]! & (1 << (to & 31))) !== 0;
  }

  #connect(from: number, to: number): boolean {
    if (from === to || this.#has(to, from)) return false;
    if (this.#has(from, to)) return true;
    const words = this.#words;
    const states = this.#rows.length / words;
    for (let node = 0; node < states; node++) {
      if (node !== from && !this.#has(node, from)) continue;
      for (let w = 0; w < words; w++) this.#rows[node * words + w]! |= this.#rows[to * words + w]!;
      this.#rows[node * words + (to >> 5)]! |= 1 << (to & 31);
    }
    return true;
  }
}
