/** Small histories of registers at random: sessions that see more or less of what was written, and sometimes nonsense. */
import type { History, Operation } from '../../../harness/consistency/history.ts';
import type {
  Access,
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

const layouts = [
  [2, 2],
  [2, 2],
  [2, 1, 1],
  [3, 1, 1],
  [3, 2],
  [1, 2, 2],
] as const;

/** Four or five operations whose reads are of anything that was written, in sessions of these lengths. */
export function anyRegisters(seed: number): TransactionalHistory {
  const random = randomFrom(seed);
  const layout = layouts[random(layouts.length)]!;
  const keys = 1 + random(2);
  const plans = layout.flatMap((length, client) =>
    Array.from({ length }, (_, at) => {
      const invoke = 10 * at + 1 + random(5);
      const type = random(2) === 0 ? ('read' as const) : ('write' as const);
      return {
        process: `${client}`,
        invoke,
        return: invoke + 1 + random(4),
        type,
        key: random(keys),
      };
    }),
  );
  const transactions = plans.map((plan, at): Transaction => {
    const { type, key, ...times } = plan;
    const written = plans.flatMap((one, place) =>
      one.type === 'write' && one.key === key ? [place + 1] : [],
    );
    const value = type === 'write' ? at + 1 : (written[random(written.length + 1)] ?? null);
    return { ...times, outcome: 'ok', accesses: [{ type, key, value } as Access] };
  });
  return { model: 'rw-register', transactions: transactions.sort((a, b) => a.invoke - b.invoke) };
}
