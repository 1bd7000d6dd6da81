/** A store of versions and its clients, configured. How the store isolates is decided while it runs, once (`configure`). */
import type { Program, Protocol } from '../protocol.ts';
import { clientProgram } from './client.ts';
import { storeName } from './message.ts';
import { storeProgram } from './store-program.ts';

export interface SnapshotIsolationOptions {
  /** Of which each is a session; no name ends with a digit. */
  readonly clients: readonly string[];
  /** Those that only read, and say so. */
  readonly readers: readonly string[];
  /** How often a client carries out one operation before it fails. */
  readonly attemptsMax: number;
}

// biome-ignore lint/suspicious/noExplicitAny: store and clients have different states.
type AnyProgram = Program<any, any, any, any, any, any>;

/** Throws RangeError where names make no sense. */
export function snapshotIsolation(options: SnapshotIsolationOptions): Protocol<AnyProgram> {
  const { clients, readers, attemptsMax } = options;
  const wrong = clients.find((client) => /\d$/.test(client) || client === storeName);
  if (wrong !== undefined) throw new RangeError(`${wrong} cannot be the name of a session`);
  const writer = clientProgram({ readOnly: false, attemptsMax });
  const reader = clientProgram({ readOnly: true, attemptsMax });
  const store = storeProgram(clients);
  const programOf = (node: string): AnyProgram => {
    if (node === storeName) return store;
    return readers.includes(node) ? reader : writer;
  };
  return {
    name: 'snapshot-isolation',
    nodes: [storeName, ...clients],
    clients,
    program: programOf,
  };
}
