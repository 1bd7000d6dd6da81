/** How one operation comes before another in the causal order, step by step: through sessions, and from writes to reads. */
import { predecessors } from '../transactions/clocks.ts';
import { type Compiled, initial } from '../transactions/compiled.ts';
import type { Step } from '../transactions/cycles.ts';
import { kinds } from '../transactions/dependencies.ts';

/** A shortest way; `undefined` where there is none, as in a session's view that knows more (causal memory). */
export function causalPath(compiled: Compiled, first: number, last: number): Step[] | undefined {
  const { reads } = compiled;
  const before = predecessors(compiled);
  const next = new Map<number, Step>();
  let open = [last];
  while (open.length > 0 && !next.has(first)) {
    const further: number[] = [];
    const reach = (from: number, to: number, kind: number) => {
      if (from === initial || from === last || next.has(from)) return;
      next.set(from, { from, to, kind });
      further.push(from);
    };
    for (const to of open) {
      for (let slot = reads.first[to]!; slot < reads.first[to + 1]!; slot++)
        reach(reads.from[slot]!, to, kinds.wr);
      if (before[to] !== -1) reach(before[to]!, to, kinds.session);
    }
    open = further;
  }
  if (!next.has(first)) return undefined;
  const path: Step[] = [];
  for (let step = next.get(first); step !== undefined; step = next.get(step.to)) path.push(step);
  return path;
}
