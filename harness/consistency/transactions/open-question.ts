/**
 * What saturation (saturation.ts) leaves open, cut into questions small enough to be searched: writers of a key of which
 * either may come first. With both orders of each such pair in the graph, a circle of any outcome lies within one strongly
 * connected component, so each of them is a question of its own.
 */
import type { Compiled } from './compiled.ts';
import { kinds } from './dependencies.ts';
import { components, Edges, pack } from './graph.ts';
import type { Choice, Edge, Question } from './level-search.ts';
import { nodesMax, timeEdges } from './question.ts';
import type { Open, Saturated } from './saturation.ts';
import type { Shape } from './shapes.ts';

/** `tooLarge` where one of them has too many transactions. */
export function openQuestions(
  compiled: Compiled,
  shape: Shape,
  { nodes, edges }: Saturated,
  open: Open,
): readonly Question[] | 'tooLarge' {
  const pairs = [...open.pairs()];
  if (pairs.length === 0) return [];
  const readersOf = readersByVersion(compiled);
  const order = (key: number, first: number, second: number): Edge[] => [
    { from: first, to: second, kind: kinds.ww },
    // None of them is the second, which would come after the first then.
    ...readersOf(key, first).map((from) => ({ from, to: second, kind: kinds.rw })),
  ];
  const choices = pairs.map(({ key, one, other }): Choice => {
    return { either: order(key, one, other), or: order(key, other, one) };
  });
  const all = new Edges(edges.count + 1024);
  for (let e = 0; e < edges.count; e++) all.add(edges.from[e]!, edges.to[e]!, edges.kind[e]!);
  for (const { either, or } of choices)
    for (const { from, to, kind } of [...either, ...or]) all.add(from, to, kind);
  const { cyclic, of } = components(pack(nodes, all));
  const parts = cyclic.map((part) => part.filter((t) => t < compiled.committed.length));
  if (parts.some(({ length }) => length > nodesMax)) return 'tooLarge';
  const places = parts.map((members) => new Map(members.map((t, place) => [t, place])));
  const questions = parts.map((members, at) => ({
    nodes: members.length,
    shape,
    edges: [...timeEdges(compiled, shape, members)],
    choices: [] as Choice[],
    inside: (list: readonly Edge[]) => list.flatMap((edge) => placed(edge, places[at]!)),
  }));
  const at = new Map(parts.map((members, index) => [of[members[0]!], index]));
  for (let e = 0; e < edges.count; e++) {
    const index = at.get(of[edges.from[e]!]);
    if (index === undefined) continue;
    const edge = { from: edges.from[e]!, to: edges.to[e]!, kind: edges.kind[e]! };
    questions[index]!.edges.push(...questions[index]!.inside([edge]));
  }
  pairs.forEach(({ one }, index) => {
    // Both writers are in one component, as they are in a circle.
    const question = questions[at.get(of[one])!]!;
    const { either, or } = choices[index]!;
    question.choices.push({ either: question.inside(either), or: question.inside(or) });
  });
  return questions;
}

function placed({ from, to, kind }: Edge, place: ReadonlyMap<number, number>): Edge[] {
  const [a, b] = [place.get(from), place.get(to)];
  return a === undefined || b === undefined ? [] : [{ from: a, to: b, kind }];
}

function readersByVersion({ reads, committed, keys }: Compiled) {
  const readers = new Map<number, number[]>();
  for (let t = 0; t < committed.length; t++)
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++) {
      const cell = reads.from[slot]! * keys.length + reads.key[slot]!;
      const list = readers.get(cell);
      if (list === undefined) readers.set(cell, [t]);
      else list.push(t);
    }
  return (key: number, writer: number) => readers.get(writer * keys.length + key) ?? [];
}
