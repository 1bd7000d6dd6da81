/**
 * A history of transactions as one of operations on a single object, the whole store: strictly serializable is the one what
 * linearizable is the other (Herlihy and Wing 1990, section 3.3). The checker of linearizability knows nothing of versions
 * and cycles, so it is a judge of another kind, for histories that are too long for trying all orders.
 */
import type { History, Operation } from '../../../harness/consistency/history.ts';
import type { AnyObject } from '../../../harness/consistency/steps.ts';
import type {
  Access,
  Transaction,
  TransactionalHistory,
} from '../../../harness/consistency/transactions.ts';

export function asOperations({ transactions }: TransactionalHistory): History {
  return transactions.map(({ process, invoke, outcome, return: end, accesses }): Operation => {
    const input = accesses.map((one) => (one.type === 'read' ? { ...one, value: null } : one));
    const common = { process, invoke, outcome, return: end, input };
    return outcome === 'ok' ? { ...common, output: readsOf(accesses) } : common;
  });
}

const readsOf = (accesses: Transaction['accesses']) =>
  accesses.filter(({ type }) => type === 'read').map(({ value }) => value ?? null);

type Store = ReadonlyMap<string | number, Access['value'] | null>;

/** The store that holds nothing, or empty lists, at first. */
export function store(model: TransactionalHistory['model']): AnyObject {
  const nothing = model === 'list-append' ? [] : null;
  return {
    name: 'store',
    initial: new Map(),
    apply(state: Store, input: readonly Access[]) {
      const next = new Map(state);
      const output = input.flatMap(({ type, key, value }) => {
        const before = next.get(key) ?? nothing;
        if (type === 'read') return [before];
        next.set(key, type === 'write' ? value : ([...(before as unknown[]), value] as never));
        return [];
      });
      return [{ state: next, output }];
    },
    key: (state: Store) => JSON.stringify([...state].sort(([a], [b]) => (a < b ? -1 : 1))),
    describe: (input: unknown) => JSON.stringify(input),
  };
}
