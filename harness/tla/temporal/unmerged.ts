/**
 * With SYMMETRY or VIEW a state of the graph stands for others, and a step of the graph may lead to another of them than the
 * one that is there. A lasso is made of real steps again by taking them one by one, each time to a successor that counts as
 * the wanted state. The loop may have to be gone round several times until it comes back to the very state.
 */
import type { StateTable } from '../explore/state-table.ts';
import type { Steps } from './graph.ts';
import type { Lasso } from './lasso.ts';
import type { Word } from './replay.ts';

/** A symmetry brings a loop back in the end; what a VIEW leaves out may go on for ever. */
const roundsMax = 1000;

/** Undefined if there is no such behaviour, or none that comes back. */
export function unmerged(lasso: Lasso, table: StateTable, steps: Steps): Word | undefined {
  const rows = lasso.states;
  const states: Int32Array[] = [rowOf(table, rows[0] as number)];
  const starts: number[] = [];
  const period = rows.length - lasso.loop;
  for (let at = 0; starts.length <= roundsMax; at++) {
    const state = states[at] as Int32Array;
    if (at >= lasso.loop && (at - lasso.loop) % period === 0) {
      const loop = starts.find((start) => isSame(states[start] as Int32Array, state));
      if (loop !== undefined) return { states: states.slice(0, at), loop };
      starts.push(at);
    }
    const position = at < rows.length ? at : lasso.loop + ((at - lasso.loop) % period);
    const wanted = rows[position + 1] ?? rows[lasso.loop];
    const isStuttering = wanted === rows[position];
    const next = isStuttering ? state : successor(state, wanted as number, table, steps);
    if (next === undefined) return undefined;
    states.push(next);
  }
  return undefined;
}

function successor(
  state: Int32Array,
  wanted: number,
  table: StateTable,
  { program, next, inModel }: Steps,
): Int32Array | undefined {
  let found: Int32Array | undefined;
  program.sink = () => {
    if (found === undefined && inModel() && table.find(program.next) === wanted)
      found = program.next.slice();
  };
  program.load(state, 0);
  (program.entries[next] as () => void)();
  return found;
}

function rowOf(table: StateTable, row: number): Int32Array {
  const offset = table.offsetOf(row);
  return table.chunkOf(row).slice(offset, offset + table.width);
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  return a.every((code, i) => code === b[i]);
}
