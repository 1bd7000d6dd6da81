/**
 * Long histories for measuring, the same in every run: clients in turn ask for something, it takes effect at some moment
 * before it is answered, and is answered as it took effect. So each is linearizable, or strictly serializable. Values are
 * written once.
 */
import type { History, Operation } from '../../harness/consistency/history.ts';
import type { AnyObject } from '../../harness/consistency/steps.ts';
import type {
  Access,
  Transaction,
  TransactionalHistory,
} from '../../harness/consistency/transactions.ts';
import { type Random, randomFrom } from '../consistency/generate.ts';

interface Running<Task> {
  readonly task: Task;
  readonly invoke: number;
  done: boolean;
}

interface Plan<Task> {
  readonly count: number;
  readonly clients: number;
  /** What the n-th task is. */
  ask(n: number, random: Random): Task;
  /** It takes effect now. */
  perform(task: Task): void;
  answer(task: Task, client: number, invoke: number, end: number): void;
}

/** Each client has one task at a time. */
function run<Task>({ count, clients, ask, perform, answer }: Plan<Task>): void {
  const random = randomFrom(7);
  const running: (Running<Task> | undefined)[] = Array.from({ length: clients });
  let [asked, ended] = [0, 0];
  for (let clock = 0; ended < count; clock++) {
    const client = random(clients);
    const one = running[client];
    if (one === undefined) {
      if (asked < count)
        running[client] = { task: ask(asked++, random), invoke: clock, done: false };
    } else {
      if (!one.done) perform(one.task);
      answer(one.task, client, one.invoke, clock);
      running[client] = undefined;
      ended++;
    }
    const other = running[random(clients)];
    if (other === undefined || other.done || random(2) === 0) continue;
    perform(other.task);
    other.done = true;
  }
}

/** Of an object whose operations are `input(n)`. */
export function longHistory(
  object: AnyObject,
  count: number,
  clients: number,
  input: (n: number, random: Random) => unknown,
): History {
  let state: unknown = object.initial;
  const operations: Operation[] = [];
  run<{ input: unknown; output?: unknown }>({
    count,
    clients,
    ask: (n, random) => ({ input: input(n, random) }),
    perform(task) {
      const answered = object.apply(state, task.input)[0]!;
      state = answered.state;
      task.output = answered.output;
    },
    answer({ input: asked, output }, client, invoke, end) {
      const process = `c${client}`;
      operations.push({ process, input: asked, output, invoke, return: end, outcome: 'ok' });
    },
  });
  return operations.sort((a, b) => a.invoke - b.invoke);
}

const activeKeys = 10;
const writesOfKey = 32;

/** Ten keys at a time, each left after 32 writes, and one to four accesses a transaction: as Elle's generator has them. */
export function longTransactions(
  model: TransactionalHistory['model'],
  count: number,
  clients: number,
): TransactionalHistory {
  const keys = Array.from({ length: activeKeys }, (_, key) => key);
  const written = new Map<number, number>();
  let fresh = activeKeys;
  const access = (random: Random): Access => {
    const place = random(activeKeys);
    const key = keys[place]!;
    if (random(2) === 0) return { type: 'read', key };
    const value = (written.get(key) ?? 0) + 1;
    written.set(key, value);
    if (value === writesOfKey) keys[place] = fresh++;
    return { type: model === 'list-append' ? 'append' : 'write', key, value };
  };
  const lists = new Map<Access['key'], Access['value']>();
  const now = (key: Access['key']) => lists.get(key) ?? (model === 'list-append' ? [] : null);
  const effect = (one: Access): Access => {
    const { type, key, value } = one;
    if (type === 'read') return { type, key, value: now(key) };
    lists.set(key, type === 'write' ? value : ([...(now(key) as []), value] as never));
    return one;
  };
  const transactions: Transaction[] = [];
  run<{ accesses: Access[] }>({
    count,
    clients,
    ask: (_, random) => ({
      accesses: Array.from({ length: 1 + random(4) }, () => access(random)),
    }),
    perform(task) {
      task.accesses = task.accesses.map(effect);
    },
    answer({ accesses }, client, invoke, end) {
      transactions.push({ process: `${client}`, accesses, invoke, return: end, outcome: 'ok' });
    },
  });
  return { model, transactions: transactions.sort((a, b) => a.invoke - b.invoke) };
}
