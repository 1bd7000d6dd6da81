/** Small histories of registers at random: sessions that see more or less of what was written, and sometimes nonsense. */
import type { History, Operation } from '../../../harness/consistency/history.ts';
import type {
  Transaction,
  TransactionalHistory,
} from '../../../harness/consistency/transactions.ts';
import { randomFrom } from '../transactions/random.ts';

export function randomRegisters(seed: number, operationsMax = 6): TransactionalHistory {
  const random = randomFrom(seed);
  const [count, sessions, keys] = [2 + random(operationsMax - 1), 1 + random(3), 1 + random(3)];
  const fresh = 1 + random(4);
  const clock: number[] = [];
  const written: { key: number; value: number }[] = [];
  const views = Array.from({ length: sessions }, () => new Map<number, number | null>());
  const transactions = Array.from({ length: count }, (_, at): Transaction => {
    const client = random(sessions);
    const invoke = (clock[client] ?? 0) + 1 + random(3);
    const end = invoke + 1 + random(6);
    clock[client] = end;
    const key = random(keys);
    const view = views[client]!;
    const outcome = random(9) === 0 ? 'info' : 'ok';
    const common = { process: `${client}`, invoke, outcome } as const;
    const after = outcome === 'info' ? Number.POSITIVE_INFINITY : end;
    if (random(2) === 0) {
      const value = at + 1;
      written.push({ key, value });
      if (outcome === 'ok' || random(2) === 0) view.set(key, value);
      return { ...common, return: after, accesses: [{ type: 'write', key, value }] };
    }
    if (outcome === 'info') return { ...common, return: after, accesses: [{ type: 'read', key }] };
    const choices = written.filter((one) => one.key === key);
    const other = choices[random(choices.length + 1)];
    const value = random(fresh) === 0 ? (other?.value ?? null) : (view.get(key) ?? null);
    view.set(key, value);
    return { ...common, return: after, accesses: [{ type: 'read', key, value }] };
  });
  return { model: 'rw-register', transactions: transactions.sort((a, b) => a.invoke - b.invoke) };
}

/** Keys of a store instead of keys of transactions. */
export function asStore({ transactions }: TransactionalHistory): History {
  return transactions.map(({ process, invoke, outcome, return: end, accesses }): Operation => {
    const { type, key, value } = accesses[0]!;
    const common = { process, invoke, outcome, return: end };
    if (type !== 'read') {
      const input = { type: 'put', key: `${key}`, value };
      return outcome === 'ok' ? { ...common, input, output: null } : { ...common, input };
    }
    const input = { type: 'get', key: `${key}` };
    return outcome === 'ok' ? { ...common, input, output: value } : { ...common, input };
  });
}
