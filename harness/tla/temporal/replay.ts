/**
 * A second opinion on a lasso before it is shown: the formulas are evaluated on the infinite word that it spells, by
 * their definitions, without automaton or graph search. A lasso that does not violate the property is our bug.
 */
import type { Fairness, Temporal } from './formula.ts';
import type { StateGraph } from './graph.ts';
import type { Lasso } from './product.ts';

/** The truth of a formula at the first state of the lasso. */
export function holdsOnLasso(formula: Temporal, lasso: Lasso, graph: StateGraph): boolean {
  return truths(formula, lasso, graph)[0] === true;
}

/** Is the lasso a behaviour at all, and fair? What is wrong with it, or undefined. */
export function flawOf(
  lasso: Lasso,
  fairness: readonly Fairness[],
  graph: StateGraph,
): string | undefined {
  const { states, loop } = lasso;
  for (let i = 0; i < states.length; i++)
    if (edgeAt(lasso, i, graph) < 0) return `step ${i + 1} is not a step`;
  for (const { strength, enabled, taken } of fairness) {
    const round = states.map((_, i) => i).slice(loop);
    if (round.some((i) => graph.holdsOn(taken, states[i] as number, edgeAt(lasso, i, graph))))
      continue;
    const isEnabled = (i: number): boolean => graph.holdsAt(enabled, states[i] as number);
    if (strength === 'WF' ? round.every(isEnabled) : round.some(isEnabled))
      return `it is not fair (${strength})`;
  }
  return undefined;
}

function edgeAt({ states, loop }: Lasso, i: number, graph: StateGraph): number {
  const from = states[i] as number;
  const to = states[i + 1] ?? (states[loop] as number);
  for (let edge = graph.firstEdge(from); edge < graph.endOfEdges(from); edge++)
    if (graph.target(edge) === to) return edge;
  return -1;
}

/** The truth of a formula at each position. */
function truths(formula: Temporal, lasso: Lasso, graph: StateGraph): boolean[] {
  const { states, loop } = lasso;
  switch (formula.kind) {
    case 'true':
    case 'false':
      return states.map(() => formula.kind === 'true');
    case 'atom':
      return states.map(
        (state, i) =>
          graph.holdsOn(formula.atom, state, edgeAt(lasso, i, graph)) !== formula.negated,
      );
    case 'and':
    case 'or': {
      const items = formula.items.map((item) => truths(item, lasso, graph));
      return states.map((_, i) =>
        formula.kind === 'and' ? items.every((item) => item[i]) : items.some((item) => item[i]),
      );
    }
    case 'always':
    case 'eventually': {
      const body = truths(formula.body, lasso, graph);
      const round = body.slice(loop);
      return states.map((_, i) => {
        const rest = [...body.slice(i), ...round];
        return formula.kind === 'always' ? rest.every(Boolean) : rest.some(Boolean);
      });
    }
  }
}
