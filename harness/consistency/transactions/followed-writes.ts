/**
 * Writes follow reads: what the session of a writer had read when it wrote comes before it, and is seen with it. What is
 * so seen is, of what each session read one after the other, a beginning: so it is kept as a clock with a place for each
 * session that reads, and only writers of the key that is read are looked at one by one.
 */
import { causalOrder, type Forced, predecessors, sessionsOf } from './clocks.ts';
import { type Compiled, initial } from './compiled.ts';

const cellsMax = 100_000_000;
const pairsMax = 4_000_000;

/** What readers force upon writers, in their session's eyes. */
export function orderOfFollowed(compiled: Compiled): Forced[] | 'unknown' {
  const order = causalOrder(compiled);
  // A circle of sessions and reads is one of writers that follow each other as well (session-guarantees.ts).
  if (order === undefined) return [];
  const reading = new ReadingSessions(compiled);
  if (compiled.committed.length * reading.count > cellsMax) return 'unknown';
  const forced: Forced[] = [];
  for (const t of order) {
    if (compiled.committed[t] === 0) continue;
    reading.follow(t, forced);
    if (forced.length > pairsMax) return 'unknown';
  }
  return forced;
}

/** A writer of a key, and how many reads its session had made when it was first read there. */
interface Met {
  readonly writer: number;
  readonly after: number;
}

class ReadingSessions {
  readonly #compiled: Compiled;
  readonly #before: Int32Array;
  readonly count: number;
  /** For each transaction the place of its session among those that read, or -1. */
  readonly #place: Int32Array;
  /** How many reads each session has made so far. */
  readonly #reads: Int32Array;
  /** For each session and key, the writers met, in order and each once. */
  readonly #met: Map<number, Met[]>[];
  readonly #known: Set<number>[];
  /** By transaction, how many reads of each session its own session has to do with: its own, and those of whom it read. */
  readonly #clocks: (Int32Array | undefined)[];
  readonly #seen: Int32Array;

  constructor(compiled: Compiled) {
    const { reads, committed } = compiled;
    this.#compiled = compiled;
    this.#before = predecessors(compiled);
    const { session, sessions } = sessionsOf(compiled);
    const places = new Int32Array(sessions).fill(-1);
    let count = 0;
    for (let t = 0; t < committed.length; t++) {
      const isReader = committed[t] === 1 && reads.first[t] !== reads.first[t + 1];
      if (isReader && places[session[t]!] === -1) places[session[t]!] = count++;
    }
    this.count = count;
    this.#place = Int32Array.from(session, (one) => places[one] ?? -1);
    this.#reads = new Int32Array(count);
    this.#met = Array.from({ length: count }, () => new Map());
    this.#known = Array.from({ length: count }, () => new Set());
    this.#clocks = Array.from({ length: committed.length });
    this.#seen = new Int32Array(count);
  }

  /** After everything that comes before it in sessions and reads. */
  follow(t: number, forced: Forced[]): void {
    const { reads } = this.#compiled;
    const seen = this.#seen.fill(0);
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++)
      if (reads.from[slot] !== initial) take(seen, this.#clocks[reads.from[slot]!]);
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++)
      this.#force(t, slot, forced);
    const clock = this.#clocks[this.#before[t]!]?.slice() ?? new Int32Array(this.count);
    take(clock, seen);
    const place = this.#place[t]!;
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++)
      if (reads.from[slot] !== initial) this.#meet(place, reads.from[slot]!);
    if (place !== -1) clock[place] = this.#reads[place]!;
    this.#clocks[t] = clock;
  }

  #meet(place: number, writer: number): void {
    const { writes } = this.#compiled;
    const after = ++this.#reads[place]!;
    if (this.#known[place]!.has(writer)) return;
    this.#known[place]!.add(writer);
    for (let slot = writes.first[writer]!; slot < writes.first[writer + 1]!; slot++) {
      const met = this.#met[place]!.get(writes.key[slot]!);
      if (met === undefined) this.#met[place]!.set(writes.key[slot]!, [{ writer, after }]);
      else met.push({ writer, after });
    }
  }

  #force(reader: number, slot: number, forced: Forced[]): void {
    const { reads } = this.#compiled;
    const [key, second] = [reads.key[slot]!, reads.from[slot]!];
    for (let place = 0; place < this.count; place++) {
      const seen = this.#seen[place]!;
      for (const { writer: first, after } of this.#met[place]!.get(key) ?? []) {
        if (after > seen) break;
        if (first !== reader && first !== second) forced.push({ first, second, reader, key });
      }
    }
  }
}

function take(clock: Int32Array, other: Int32Array | undefined): void {
  if (other === undefined) return;
  for (let place = 0; place < clock.length; place++)
    if (other[place]! > clock[place]!) clock[place] = other[place]!;
}
