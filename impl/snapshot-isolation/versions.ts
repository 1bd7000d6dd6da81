/**
 * Chains of versions, one for each key, the oldest first. A version is known by the commit that installed it; 0 is no
 * version at all. A version also carries what is left of its writer for SSI: the first commit that had overtaken it.
 */

/** The place of a commit in the log, from 1 on. */
export type Timestamp = number;

export type Key = string;

/** What a register holds, or all that was appended to a list. */
export type Value = string | readonly string[];

export interface Version {
  readonly ts: Timestamp;
  readonly out: Timestamp;
  readonly value: Value;
}

export type Chain = readonly Version[];

/** Only keys that have a version. */
export type Chains = Readonly<Record<Key, Chain>>;

/** A version as a reader has it; its copy stays readable when vacuum takes the version. */
export interface Seen {
  readonly ts: Timestamp;
  readonly value: Value | null;
}

const nothing: Seen = { ts: 0, value: null };

export function latest(chains: Chains, key: Key): Seen {
  return seen(chains[key]?.at(-1));
}

/** The version that a snapshot holds. */
export function upto(chains: Chains, key: Key, snapshot: Timestamp): Seen {
  return seen(chains[key]?.findLast(({ ts }) => ts <= snapshot));
}

function seen(version: Version | undefined): Seen {
  return version === undefined ? nothing : { ts: version.ts, value: version.value };
}

/** An index range: keys from `from` on and before `to`, in the order of their names, whether they exist or not. */
export interface Range {
  readonly from: Key;
  readonly to: Key;
}

export function isIn({ from, to }: Range, key: Key): boolean {
  return from <= key && key < to;
}

/** The keys of an index that are in a range, in order. */
export function keysIn(chains: Chains, range: Range): readonly Key[] {
  return Object.keys(chains)
    .filter((key) => isIn(range, key))
    .sort();
}

/** What vacuum leaves of a chain if nobody's snapshot is older than the horizon. */
export function kept(chain: Chain, horizon: Timestamp): Chain {
  const oldest = chain.findLast(({ ts }) => ts <= horizon)?.ts ?? 0;
  return chain.filter(({ ts }) => ts >= oldest);
}

export function installed(chains: Chains, key: Key, version: Version): Chains {
  return inOrder({ ...chains, [key]: [...(chains[key] ?? []), version] });
}

/** In the order of their names, so that equal states are equal. */
export function inOrder<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
