/**
 * The order of a register's versions, as far as everything known of the order of transactions forces it, for the two levels
 * that ask for one order of all and keep that of sessions or of real time. Where T read a key from V and W writes it too:
 *
 *     W comes before T  =>  W comes before V        (else T would have read W, or something after it)
 *     V comes before W  =>  T comes before W        (else T would have read W)
 *
 * A new order makes new ones follow, until nothing does (Biswas and Enea 2019, section 3; Cobra, OSDI 2020, prunes so). Who
 * comes before whom is known by clocks: of each transaction how much of each session comes before it, and after it. Only the
 * nearest writer of each session matters, the others follow along the session.
 *
 * A circle is a violation. Without one the level may hold: what is open is searched (open-question.ts).
 */
import { type Forced, type Sessions, sessionsOf } from './clocks.ts';
import { type Compiled, initial } from './compiled.ts';
import { addReads, addRealTime, addSessions, kinds } from './dependencies.ts';
import { Edges, type Graph, pack, topologicalOrder } from './graph.ts';
import { WriterTable } from './writer-table.ts';

export interface Saturated {
  /** Transactions, and one node for each return where real time counts. */
  readonly nodes: number;
  readonly edges: Edges;
  readonly forced: readonly Forced[];
  /** Absent where the edges go in a circle. */
  readonly open?: Open;
}

/** What is left when nothing more follows. */
export interface Open {
  /** Writers of a key of which it does not follow who comes first, each pair once. */
  pairs(): Generator<{ readonly key: number; readonly one: number; readonly other: number }>;
}

/** Clocks with more numbers than this are not made. */
const cellsMax = 1 << 25;
/** What has not come to its end after so many rounds is given up: questions of what is open would miss what follows. */
const roundsMax = 64;

/** `undefined` if there are too many sessions for so many transactions, or too many rounds. */
export function saturate(compiled: Compiled, inRealTime: boolean): Saturated | undefined {
  const edges = new Edges(4 * compiled.committed.length + compiled.reads.key.length + 1024);
  addReads(compiled, edges);
  addSessions(compiled, edges);
  const times = inRealTime ? addRealTime(compiled, edges) : 0;
  const nodes = compiled.committed.length + times;
  const sessions = sessionsOf(compiled);
  if (nodes * sessions.sessions > cellsMax) return undefined;
  const round = new Round(compiled, sessions, edges);
  for (let left = roundsMax; left > 0; left--) {
    const graph = pack(nodes, edges);
    const order = topologicalOrder(graph);
    const { forced } = round;
    if (order === undefined) return { nodes, edges, forced };
    if (!round.infer(graph, order))
      return { nodes, edges, forced, open: { pairs: () => round.pairs() } };
  }
  return undefined;
}

class Round {
  readonly forced: Forced[] = [];
  readonly #compiled: Compiled;
  readonly #sessions: Sessions;
  readonly #edges: Edges;
  readonly #writers: WriterTable;
  /** Of each node and session: the last position before it (its own included), and the first after it. */
  #before = new Int32Array(0);
  #after = new Int32Array(0);

  constructor(compiled: Compiled, sessions: Sessions, edges: Edges) {
    this.#compiled = compiled;
    this.#sessions = sessions;
    this.#edges = edges;
    this.#writers = new WriterTable(compiled, sessions);
  }

  /** Adds what follows from the graph; whether that was anything. */
  infer(graph: Graph, order: Int32Array): boolean {
    this.#wind(graph, order);
    const { reads, committed } = this.#compiled;
    const count = this.#edges.count;
    for (let t = 0; t < committed.length; t++)
      for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++)
        this.#inferFrom(t, reads.key[slot]!, reads.from[slot]!);
    return this.#edges.count > count;
  }

  /** Sets the clocks. */
  #wind({ nodes, start, target }: Graph, order: Int32Array): void {
    const { session, position, sessions } = this.#sessions;
    const { committed } = this.#compiled;
    if (this.#before.length === 0) this.#before = new Int32Array(nodes * sessions);
    if (this.#after.length === 0) this.#after = new Int32Array(nodes * sessions);
    const [before, after] = [this.#before.fill(0), this.#after.fill(never)];
    for (let t = 0; t < committed.length; t++) {
      if (committed[t] === 0) continue;
      before[t * sessions + session[t]!] = position[t]!;
      after[t * sessions + session[t]!] = position[t]!;
    }
    for (const node of order)
      for (let e = start[node]!; e < start[node + 1]!; e++) {
        const [from, to] = [node * sessions, target[e]! * sessions];
        for (let s = 0; s < sessions; s++)
          if (before[from + s]! > before[to + s]!) before[to + s] = before[from + s]!;
      }
    for (let at = order.length - 1; at >= 0; at--) {
      const from = order[at]! * sessions;
      for (let e = start[order[at]!]!; e < start[order[at]! + 1]!; e++) {
        const to = target[e]! * sessions;
        for (let s = 0; s < sessions; s++)
          if (after[to + s]! < after[from + s]!) after[from + s] = after[to + s]!;
      }
    }
  }

  *pairs() {
    const { writes, committed } = this.#compiled;
    const { sessions } = this.#sessions;
    for (let one = 0; one < committed.length; one++)
      for (let slot = writes.first[one]!; slot < writes.first[one + 1]!; slot++) {
        const key = writes.key[slot]!;
        const end = this.#writers.firstCell(key + 1);
        for (let cell = this.#writers.firstCell(key); cell < end; cell++) {
          const at = one * sessions + this.#writers.sessionOf(cell);
          const [from, to] = [this.#before[at]! + 1, this.#after[at]! - 1];
          for (const other of this.#writers.between(cell, from, to))
            if (other > one) yield { key, one, other };
        }
      }
  }

  #inferFrom(t: number, key: number, from: number): void {
    const { session, position, sessions } = this.#sessions;
    const [mine, theirs] = [t * sessions, from * sessions];
    const end = this.#writers.firstCell(key + 1);
    for (let cell = this.#writers.firstCell(key); cell < end; cell++) {
      const s = this.#writers.sessionOf(cell);
      const earlier = this.#writers.lastUpTo(cell, this.#before[mine + s]!, t);
      if (earlier !== -1 && earlier !== from) {
        if (from === initial) this.#edges.add(t, earlier, kinds.rw);
        else if (this.#before[theirs + s]! < position[earlier]!) {
          this.#edges.add(earlier, from, kinds.ww);
          this.forced.push({ first: earlier, second: from, reader: t, key });
        }
      }
      const since = from === initial ? 1 : this.#after[theirs + s]!;
      const later = this.#writers.firstFrom(cell, since, from === initial ? t : from, t);
      if (later !== -1 && this.#after[mine + session[later]!]! > position[later]!)
        this.#edges.add(t, later, kinds.rw);
    }
  }
}

const never = 0x7fffffff;
