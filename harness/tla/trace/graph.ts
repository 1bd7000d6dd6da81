/** The state graph as text: Graphviz, or one JSON object a line. For graphs that somebody wants to look at. */
import { searchBreadthFirst } from '../explore/breadth-first.ts';
import { planSearch } from '../explore/plan.ts';
import { tableFor } from '../explore/reduction.ts';
import type { Specification } from '../specification.ts';
import { useVocabulary, valueOfCode } from '../values/intern.ts';
import { show } from '../values/print.ts';
import { toTlcJson } from '../values/tlc-json.ts';
import type { Value } from '../values/value.ts';

/** More states than these are not drawn. */
const statesMax = 100_000;

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly action: string;
  readonly args: readonly Value[];
}

interface Graph {
  readonly states: readonly (readonly Value[])[];
  readonly initial: number;
  readonly edges: readonly Edge[];
}

/** States are numbered from 1 in the order in which breadth-first search finds them. */
export function writeGraph(spec: Specification, kind: 'dot' | 'jsonl'): string {
  const graph = graphOf(spec);
  return `${(kind === 'dot' ? dot(spec, graph) : jsonLines(spec, graph)).join('\n')}\n`;
}

function graphOf(spec: Specification): Graph {
  useVocabulary(spec.vocabulary);
  if (spec.init === undefined || spec.next === undefined)
    return { states: [], initial: 0, edges: [] };
  const plan = planSearch(spec, spec.init, spec.next, { withArguments: true });
  const { program } = plan;
  const table = tableFor(spec);
  const { initialStates } = searchBreadthFirst(
    plan,
    { table, clock: () => 0 },
    { statesMax, keepGoing: true },
  );
  const edges: Edge[] = [];
  const states: Value[][] = [];
  const seen = new Set<string>();
  for (let from = 0; from < table.size; from++) {
    const offset = table.offsetOf(from);
    states.push([...table.chunkOf(from).slice(offset, offset + table.width)].map(valueOfCode));
    program.sink = (label) => {
      const to = table.find(program.next);
      if (to < 0) return;
      const action = program.labels[label]?.name ?? 'Next';
      const args = program.labelArguments().filter((value) => value !== undefined);
      const key = `${from} ${to} ${action} ${args.map(show).join()}`;
      if (!seen.has(key)) edges.push({ from: from + 1, to: to + 1, action, args: [...args] });
      seen.add(key);
    };
    program.load(table.chunkOf(from), offset);
    (program.entries[plan.next] as () => void)();
  }
  return { states, initial: initialStates, edges };
}

function dot(spec: Specification, { states, initial, edges }: Graph): string[] {
  const nodes = states.map((state, i) => {
    const label = spec.variables
      .map(({ name, index }) => `/\\ ${name} = ${show(state[index] as Value)}`)
      .join('\n');
    return `  ${i + 1} [label=${quoted(label)}${i < initial ? ', style=filled' : ''}];`;
  });
  const arrows = edges.map(
    ({ from, to, action, args }) => `  ${from} -> ${to} [label=${quoted(callOf(action, args))}];`,
  );
  return ['digraph states {', '  node [shape=box];', ...nodes, ...arrows, '}'];
}

function callOf(action: string, args: readonly Value[]): string {
  return args.length === 0 ? action : `${action}(${args.map(show).join(', ')})`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\l')}\\l"`;
}

function jsonLines(spec: Specification, { states, initial, edges }: Graph): string[] {
  const nodes = states.map((state, i) => {
    const fields = Object.fromEntries(
      spec.variables.map(({ name, index }) => [name, toTlcJson(state[index] as Value)]),
    );
    return JSON.stringify({
      state: i + 1,
      ...(i < initial ? { initial: true } : {}),
      values: fields,
    });
  });
  return [
    ...nodes,
    ...edges.map(({ from, to, action, args }) =>
      JSON.stringify({ from, to, action, args: args.map(toTlcJson) }),
    ),
  ];
}
