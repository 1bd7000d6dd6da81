/** What a search may use, and how it is said that it has used it up. */

export interface Limits {
  readonly statesMax?: number;
  readonly depthMax?: number;
  readonly secondsMax?: number;
  /** Of all memory where the host knows that (`memory`); else of the tables of states and edges. */
  readonly bytesMax?: number;
  readonly memory?: Memory;
}

/** What a host can say of the memory of this process. */
export interface Memory {
  /** Bytes that the process holds. */
  readonly used: () => number;
  /** When so little is left for objects that the process would soon be ended: what to do about it. */
  readonly isFull: () => string | undefined;
}

/** Which limit is reached with so many bytes in tables, after so many milliseconds. */
export function overLimit(bytes: number, limits: Limits, milliseconds: number): string | undefined {
  const { bytesMax, secondsMax, memory } = limits;
  if (bytesMax !== undefined && Math.max(bytes, memory?.used() ?? 0) > bytesMax)
    return `the limit of ${Math.round(bytesMax / 2 ** 20)} MB of memory was reached`;
  if (secondsMax !== undefined && milliseconds > secondsMax * 1000)
    return `the limit of ${secondsMax} seconds was reached`;
  return memory?.isFull();
}

/** Ends a computation that has used up what it may. */
export class OverLimit extends Error {}
