/**
 * What the history leaves open about a level, cut into questions small enough to be searched (level-search.ts). Both
 * orders of every open pair of writers are put into one graph; a cycle of any outcome lies within one of its strongly
 * connected components, so each of them is a question of its own.
 */
import { type Compiled, initial } from './compiled.ts';
import { addReads, addRealTime, addSessions, kinds, placesOf, slotOf } from './dependencies.ts';
import { components, Edges, pack } from './graph.ts';
import type { Choice, Edge, Question } from './level-search.ts';
import type { Shape } from './shapes.ts';

export interface Part {
  /** Of each node of the question, the transaction. */
  readonly transactions: readonly number[];
  readonly question: Question;
}

/** Questions of more transactions than this are not asked. */
export const nodesMax = 300;

/** Parts that hold a choice or a cycle; `tooLarge` if one of them has too many transactions. */
export function questionsOf(compiled: Compiled, shape: Shape): readonly Part[] | 'tooLarge' {
  const count = compiled.committed.length;
  const edges = new Edges();
  addReads(compiled, edges);
  if ((shape.edges & kinds.session) !== 0) addSessions(compiled, edges);
  const inRealTime = (shape.edges & kinds.realTime) !== 0;
  const times = inRealTime ? addRealTime(compiled, edges) : 0;
  addEveryOrder(compiled, edges, inRealTime);
  const { cyclic } = components(pack(count + times, edges));
  const parts = cyclic.map((component) => component.filter((t) => t < count).sort((a, b) => a - b));
  if (parts.some(({ length }) => length > nodesMax)) return 'tooLarge';
  return parts.map((transactions) => ({
    transactions,
    question: questionOf(compiled, shape, transactions),
  }));
}

/** Known writers in their chain; open ones in rings of those that may come in either order. */
function addEveryOrder(compiled: Compiled, edges: Edges, inRealTime: boolean): void {
  const { reads, committed, transactions } = compiled;
  const after = compiled.known.map((known, key) => {
    for (let at = 1; at < known.length; at++) edges.add(known[at - 1]!, known[at]!, kinds.ww);
    const open = [...compiled.open[key]!].sort((a, b) => a - b);
    return { open, next: ringsOf(open, { transactions, inRealTime, edges, before: known.at(-1) }) };
  });
  const places = placesOf(compiled, compiled.known);
  for (let t = 0; t < committed.length; t++) {
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++) {
      const key = reads.key[slot]!;
      const from = reads.from[slot]!;
      const place = from === initial ? -1 : places[slotOf(compiled, from, key)]!;
      const { open, next } = after[key]!;
      const isOpen = from !== initial && place === -1;
      const known = isOpen ? undefined : compiled.known[key]![place + 1];
      const others = isOpen ? (next.get(from) ?? []) : known === undefined ? open : [known];
      for (const other of others) if (other !== t) edges.add(t, other, kinds.rw);
    }
  }
}

interface Ring {
  readonly transactions: Compiled['transactions'];
  readonly inRealTime: boolean;
  readonly edges: Edges;
  /** The last of the known writers. */
  readonly before: number | undefined;
}

/** Of each open writer, those that represent everybody who may come after it. */
function ringsOf(open: readonly number[], ring: Ring): Map<number, number[]> {
  const { transactions, inRealTime, edges, before } = ring;
  const next = new Map<number, number[]>();
  const note = (a: number, b: number) => {
    const list = next.get(a);
    if (list === undefined) next.set(a, [b]);
    else list.push(b);
  };
  let latest: number | undefined;
  for (const writer of open) {
    if (before !== undefined) edges.add(before, writer, kinds.ww);
    if (latest !== undefined) {
      edges.add(latest, writer, kinds.ww);
      note(latest, writer);
      if (!inRealTime || transactions[latest]!.return >= transactions[writer]!.invoke) {
        edges.add(writer, latest, kinds.ww);
        note(writer, latest);
      }
    }
    if (latest === undefined || transactions[writer]!.return > transactions[latest]!.return)
      latest = writer;
  }
  followGroups(open, next, ring);
  return next;
}

// A writer alone in its group still has followers: the first of the next group.
function followGroups(
  open: readonly number[],
  next: Map<number, number[]>,
  { inRealTime }: Ring,
): void {
  if (!inRealTime) return;
  for (let at = 0; at + 1 < open.length; at++) {
    const list = next.get(open[at]!) ?? [];
    if (!list.includes(open[at + 1]!)) next.set(open[at]!, [...list, open[at + 1]!]);
  }
}

function questionOf(compiled: Compiled, shape: Shape, members: readonly number[]): Question {
  const place = new Map(members.map((t, node) => [t, node]));
  const edges: Edge[] = [...timeEdges(compiled, shape, members)];
  const { reads } = compiled;
  const readers = new Map<string, number[]>();
  members.forEach((t, node) => {
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++) {
      const from = reads.from[slot]!;
      const cell = `${reads.key[slot]} ${from}`;
      readers.set(cell, [...(readers.get(cell) ?? []), node]);
      const writer = place.get(from);
      if (writer !== undefined) edges.push({ from: writer, to: node, kind: kinds.wr });
    }
  });
  const readersOf = (key: number, writer: number) => readers.get(`${key} ${writer}`) ?? [];
  const choices: Choice[] = [];
  const order = (key: number, a: number, b: number): Edge[] => {
    const to = place.get(b)!;
    const overwrites = readersOf(key, a)
      .filter((reader) => reader !== to)
      .map((from) => ({ from, to, kind: kinds.rw }));
    const ww = a === initial ? [] : [{ from: place.get(a)!, to, kind: kinds.ww }];
    return [...ww, ...overwrites];
  };
  for (let key = 0; key < compiled.keys.length; key++) {
    const known = compiled.known[key]!;
    const open = compiled.open[key]!.filter((t) => place.has(t));
    const line = [...known.filter((t) => place.has(t)), ...open];
    if (line.length === 0) continue;
    line.forEach((writer, at) => {
      edges.push(...order(key, initial, writer));
      const knownHere = line.length - open.length;
      for (let before = 0; before < Math.min(at, knownHere); before++)
        edges.push(...order(key, line[before]!, writer));
      for (let other = knownHere; other < at; other++)
        choices.push({
          either: order(key, line[other]!, writer),
          or: order(key, writer, line[other]!),
        });
    });
    // Readers here of versions whose writer is elsewhere: the later writers of the key that are here overwrite them.
    edges.push(...strangers(compiled, { key, line, place, readersOf }));
  }
  return { nodes: members.length, shape, edges, choices };
}

interface Line {
  readonly key: number;
  readonly line: readonly number[];
  readonly place: ReadonlyMap<number, number>;
  readonly readersOf: (key: number, writer: number) => readonly number[];
}

function strangers(compiled: Compiled, { key, line, place, readersOf }: Line): Edge[] {
  const known = compiled.known[key]!;
  const { transactions } = compiled;
  const overwrite = (writer: number, later: readonly number[]) =>
    readersOf(key, writer).flatMap((from) =>
      later
        .map((one) => place.get(one)!)
        .filter((to) => to !== from)
        .map((to) => ({ from, to, kind: kinds.rw })),
    );
  const outside = (writer: number) => !place.has(writer);
  const ofKnown = known.filter(outside).flatMap((writer) => {
    const before = new Set(known.slice(0, known.indexOf(writer)));
    return overwrite(
      writer,
      line.filter((one) => !before.has(one)),
    );
  });
  // Open writers in different parts are ordered by real time: otherwise they would be in one.
  const ofOpen = compiled.open[key]!.filter(outside).flatMap((writer) =>
    overwrite(
      writer,
      line.filter(
        (one) => !known.includes(one) && transactions[writer]!.return < transactions[one]!.invoke,
      ),
    ),
  );
  return [...ofKnown, ...ofOpen];
}

export function* timeEdges(
  { transactions }: Compiled,
  shape: Shape,
  members: readonly number[],
): Generator<Edge> {
  for (const [from, a] of members.entries()) {
    const before = transactions[a]!;
    if (before.outcome !== 'ok') continue;
    for (const [to, b] of members.entries()) {
      const after = transactions[b]!;
      if ((shape.edges & kinds.realTime) !== 0 && before.return < after.invoke)
        yield { from, to, kind: kinds.realTime };
      if ((shape.edges & kinds.session) !== 0 && a < b && before.process === after.process)
        yield { from, to, kind: kinds.session };
    }
  }
}
