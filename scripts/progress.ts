/**
 * One line that says how far a part is, with its rate and what is left. It overwrites itself on a terminal and is silent
 * anywhere else: a log file gets the results, not the way there.
 */
import type { OnProgress, Progress } from '../harness/conformance/result.ts';
import { count, duration, plain } from './output.ts';

const redrawMilliseconds = 100;

/** The part of a terminal stream that the line needs. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ProgressLine {
  readonly update: OnProgress;
  /** Takes the line away; what is printed next begins where it was. */
  readonly clear: () => void;
}

export const silent: ProgressLine = { update: () => {}, clear: () => {} };

/** `now` in milliseconds; it and the stream are arguments for the tests. */
export function progressLine(
  label: string,
  stream: ProgressStream = process.stderr,
  now: () => number = () => performance.now(),
): ProgressLine {
  if (stream.isTTY !== true) return silent;
  const start = now();
  let drawnAt = Number.NEGATIVE_INFINITY;
  let shown = false;
  return {
    update(progress) {
      const time = now();
      if (time - drawnAt < redrawMilliseconds) return;
      drawnAt = time;
      shown = true;
      const text = plain(describeProgress(label, progress, (time - start) / 1000));
      stream.write(`\r\u001b[K${text.slice(0, (stream.columns ?? 80) - 1)}`);
    },
    clear() {
      if (shown) stream.write('\r\u001b[K');
      shown = false;
    },
  };
}

/** `replay chain-replication  1,204/2,000 histories  412/s  1.9 s left  2 shrunk`. */
export function describeProgress(label: string, progress: Progress, elapsed: number): string {
  const { done, total, unit, detail } = progress;
  const rate = elapsed > 0 ? done / elapsed : 0;
  const parts = [label, `${count(done)}${total === undefined ? '' : `/${count(total)}`} ${unit}`];
  if (rate >= 1) parts.push(`${count(rate)}/s`);
  if (total !== undefined && rate > 0 && total >= done) {
    parts.push(`${duration((total - done) / rate)} left`);
  }
  if (detail !== undefined) parts.push(detail);
  return parts.join('  ');
}
