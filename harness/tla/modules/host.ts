/**
 * What native operators may ask of the run they are part of: printing, TLCGet and TLCSet, chance. The engine sets a host
 * before it evaluates; without one, printing goes nowhere, TLCGet knows nothing, and chance has a fixed seed.
 */
import type { Value } from '../values/value.ts';

export interface Host {
  /** A line of PrintT or Print. */
  print(text: string): void;
  /** TLCGet: a register by number, or one of TLC's names such as `level`; undefined if there is none. */
  get(register: number | string): Value | undefined;
  /** TLCSet: a register by number, or `exit` or `pause`. */
  set(register: number | string, value: Value): void;
  /** From 0 (included) to 1 (excluded); from the run's seed. */
  random(): number;
  /** The text of a file that the specification names; undefined if there is none. */
  readFile?(path: string): string | undefined;
  writeFile?(path: string, text: string): void;
  /** Environment variables that the specification may see. */
  environment?(): Readonly<Record<string, string>>;
}

/** A generator with the given seed (mulberry32): enough to choose elements, and the same on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A host that keeps registers and prints nowhere. */
export function silentHost(seed = 0): Host {
  const registers = new Map<number | string, Value>();
  return {
    print: () => undefined,
    get: (register) => registers.get(register),
    set: (register, value) => void registers.set(register, value),
    random: seededRandom(seed),
  };
}

let current: Host = silentHost();

export function setHost(host: Host): void {
  current = host;
}

export function host(): Host {
  return current;
}
