/** What nobody can see any more is thrown away, whenever there is time; snapshots decide, not who has written last. */
import { horizon, type OldReads, type Store, type StoreStep } from './store.ts';
import { type Key, kept } from './versions.ts';

/** @spec SnapshotIsolation!Vacuum */
export function vacuum(store: Store, { key }: { readonly key: Key }): StoreStep | undefined {
  const chain = store.chains[key] ?? [];
  const left = kept(chain, horizon(store));
  if (left.length === chain.length) return undefined;
  return { state: { ...store, chains: { ...store.chains, [key]: left } }, effects: [] };
}

/** Readers that ended before everybody began who could still overtake them.
 *  @spec SnapshotIsolation!ForgetReaders */
export function forgetReaders(store: Store): StoreStep | undefined {
  const oldest = horizon(store);
  const { keys, ranges } = store.oldReads;
  const oldReads: OldReads = {
    keys: Object.fromEntries(Object.entries(keys).filter(([, bound]) => bound > oldest)),
    ranges: ranges.filter(({ bound }) => bound > oldest),
  };
  const isSame =
    Object.keys(oldReads.keys).length === Object.keys(keys).length &&
    oldReads.ranges.length === ranges.length;
  return isSame ? undefined : { state: { ...store, oldReads }, effects: [] };
}
