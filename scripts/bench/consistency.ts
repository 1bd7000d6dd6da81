/**
 * The checkers of consistency on long histories, and beside Porcupine where Go and a checkout of it are at hand (`--porcupine
 * <folder>`; nothing else looks for one). Only checking is timed, not reading. The first of the runs counts by itself: it is
 * what somebody gets who judges one file, before the machine has compiled the checker.
 */
import type { History } from '../../harness/consistency/history.ts';
import { checkLinearizable } from '../../harness/consistency/linearizability.ts';
import { kv } from '../../harness/consistency/objects/kv.ts';
import { queue } from '../../harness/consistency/objects/queue.ts';
import { register } from '../../harness/consistency/objects/register.ts';
import type { AnyObject } from '../../harness/consistency/steps.ts';
import { judgeTransactions } from '../../harness/consistency/transactions/judge.ts';
import type { TransactionalHistory } from '../../harness/consistency/transactions.ts';
import type { Random } from '../consistency/generate.ts';
import { longHistory, longTransactions } from './histories.ts';
import { median } from './timed.ts';

export interface ConsistencyRow {
  readonly name: string;
  readonly operations: number;
  readonly verdict: string;
  /** Of the first run, and the median of all: seconds. */
  readonly first: number;
  readonly seconds: number;
  /** Of processor time, the median, all threads together: on a machine that is shared it says more. */
  readonly processor: number;
}

interface Case {
  readonly name: string;
  /** Makes the history; what it returns is timed, and says the verdict. */
  readonly prepare: () => { readonly operations: number; readonly check: () => string };
}

function ofObject(object: AnyObject, history: History) {
  const check = () => checkLinearizable(history, object, { afterInfo: 'go on' }).verdict;
  return { operations: history.length, check };
}

function ofTransactions(history: TransactionalHistory) {
  const check = () => judgeTransactions(history).levels['strict-serializable'].verdict;
  return { operations: history.transactions.length, check };
}

const readOrWrite = (n: number, random: Random) =>
  random(2) === 0 ? { type: 'read' } : { type: 'write', value: n + 1 };
const getOrPut = (n: number, random: Random) => {
  const key = `k${random(100)}`;
  return random(2) === 0 ? { type: 'get', key } : { type: 'put', key, value: n };
};
/** Compare-and-set is for the search alone. */
const getPutOrCas = (n: number, random: Random) => {
  const key = `k${random(100)}`;
  const [from, to] = [random(5), random(5)];
  if (random(3) === 0) return { type: 'cas', key, from, to };
  return n % 2 === 0 ? { type: 'get', key } : { type: 'put', key, value: to };
};
const inOrOut = (n: number, random: Random) =>
  random(2) === 0 ? { type: 'enqueue', value: n } : { type: 'dequeue' };

export const consistencyCases: readonly Case[] = [
  {
    name: 'register, 5 clients',
    prepare: () => ofObject(register(0), longHistory(register(0), 1_000_000, 5, readOrWrite)),
  },
  {
    name: 'queue, 5 clients',
    prepare: () => ofObject(queue, longHistory(queue, 100_000, 5, inOrOut)),
  },
  {
    name: 'kv, unique values, 10 clients',
    prepare: () => ofObject(kv, longHistory(kv, 100_000, 10, getOrPut)),
  },
  {
    name: 'kv with cas (search), 10 clients',
    prepare: () => ofObject(kv, longHistory(kv, 100_000, 10, getPutOrCas)),
  },
  {
    name: 'list-append, 10 clients',
    prepare: () => ofTransactions(longTransactions('list-append', 100_000, 10)),
  },
  {
    name: 'rw-register, 10 clients',
    prepare: () => ofTransactions(longTransactions('rw-register', 100_000, 10)),
  },
];

export function measureConsistency({ name, prepare }: Case, runs: number): ConsistencyRow {
  const { operations, check } = prepare();
  const seconds: number[] = [];
  const processor: number[] = [];
  let verdict = '';
  for (let run = 0; run < runs; run++) {
    const [begin, used] = [performance.now(), process.cpuUsage()];
    verdict = check();
    seconds.push((performance.now() - begin) / 1000);
    const { user, system } = process.cpuUsage(used);
    processor.push((user + system) / 1e6);
  }
  const row = { name, operations, verdict, first: seconds[0]! };
  return { ...row, seconds: median(seconds), processor: median(processor) };
}
