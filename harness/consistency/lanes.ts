/**
 * A few operations drawn as text: one lane for each process, time from left to right. Distances mean nothing, order does:
 * an operation that stands wholly to the left of another returned before the other was invoked.
 */
import type { History, Operation } from './history.ts';
import type { AnyObject } from './steps.ts';

/** Lines of equal meaning on every terminal; `indices` should be few, as lines are not wrapped. */
export function drawLanes(history: History, object: AnyObject, indices: readonly number[]): string {
  const drawn = indices.map((index) => history[index]!);
  const label = (op: Operation) => shortened(object.describe(op.input, op.output, op.outcome));
  const columns = placeColumns(drawn, label);
  const processes = [...new Set(drawn.map(({ process }) => process))].sort();
  const nameWidth = Math.max(...processes.map((name) => name.length));
  const width = Math.max(...columns.values()) + 1;
  const lanes = processes.map((process) => {
    const mine = drawn.filter((op) => op.process === process);
    let lane = '';
    for (const op of mine.sort((a, b) => a.invoke - b.invoke)) {
      const [from, to] = [columns.get(op.invoke)!, columns.get(op.return) ?? width];
      lane = lane.padEnd(from) + bar(label(op), to - from + 1, op.outcome === 'info');
    }
    return `${process.padEnd(nameWidth)}  ${lane}`;
  });
  return lanes.join('\n');
}

/** A column for each position at which something happens, so far apart that every label fits between its ends. */
function placeColumns(
  drawn: readonly Operation[],
  label: (op: Operation) => string,
): Map<number, number> {
  const positions = drawn.flatMap((op) => [op.invoke, op.return]).filter(Number.isFinite);
  const columns = new Map<number, number>();
  let previous = -2;
  for (const position of [...new Set(positions)].sort((a, b) => a - b)) {
    const ending = drawn.filter((op) => op.return === position);
    const needed = ending.map((op) => columns.get(op.invoke)! + label(op).length + 3);
    previous = Math.max(previous + 2, ...needed);
    columns.set(position, previous);
  }
  const open = drawn.filter((op) => op.outcome === 'info');
  const longest = open.map((op) => columns.get(op.invoke)! + label(op).length + 3);
  columns.set(Infinity, Math.max(previous + 2, ...longest));
  return columns;
}

function bar(label: string, width: number, open: boolean): string {
  const inner = ` ${label} `.padEnd(width - 2, open ? '╌' : '─');
  return open ? `├${inner}╌` : `├${inner}┤`;
}

const labelMax = 36;

function shortened(label: string): string {
  return label.length <= labelMax
    ? label
    : `${label.slice(0, labelMax / 2)}…${label.slice(-labelMax / 2)}`;
}
