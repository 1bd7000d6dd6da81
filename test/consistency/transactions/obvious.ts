/**
 * The levels of transactions as their definitions say, by trying everything: which transactions of unknown outcome happened,
 * every order of arbitration, every visibility. Only for a handful of transactions, and only to be compared with.
 */
import type { LevelName } from '../../../harness/consistency/levels.ts';
import type {
  Access,
  Transaction,
  TransactionalHistory,
} from '../../../harness/consistency/transactions.ts';
import {
  happenings,
  inSession,
  type Line,
  last,
  permutations,
  readCommitted,
  readsOf,
  readsOwn,
  same,
  subsets,
  version,
  writesKey,
  writesOf,
} from './obvious-lines.ts';
import { eachSession, guarantees } from './obvious-sessions.ts';

export function obviousLevels(history: TransactionalHistory): Record<LevelName, boolean> {
  const holds = {} as Record<LevelName, boolean>;
  const lines = [...happenings(history.transactions)].flatMap((some) => [...permutations(some)]);
  for (const [name, test] of Object.entries(tests))
    holds[name as LevelName] = lines.some((line) => test(line, history));
  for (const [name, rule] of Object.entries(guarantees))
    holds[name as LevelName] = [...happenings(history.transactions)].some((some) =>
      eachSession(some, rule, history.model),
    );
  return holds;
}

/** INT and EXT of Cerone et al. 2015, where `seen` is in the order of arbitration. */
function reads(line: Line, one: Transaction, seen: Line, model: string): boolean {
  const external = readsOf(one).filter(({ own }) => own.length === 0);
  return readsOf(one).every((read) => {
    if (read.own.length > 0) {
      // A list that was read before tells what the transaction's own appends were made upon.
      const before = external.find(({ key, at }) => key === read.key && at < read.at);
      if (model === 'list-append' && before !== undefined) {
        const upon = [...(before.value as unknown[]), ...read.own];
        if (!same(read.value, upon)) return false;
      }
      return readsOwn(line, one, read, model);
    }
    const writer = last(seen.filter((each) => writesKey(each, read.key)));
    return same(read.value, version(line, writer, read.key, model));
  });
}

const conflicts = (a: Transaction, b: Transaction) =>
  a.accesses.some((one) => one.type !== 'read' && writesKey(b, one.key));
const inRealTime = (a: Transaction, b: Transaction) => a.return < b.invoke;
type Relation = (a: Transaction, b: Transaction) => boolean;

/** What visibility has to hold: an order (of sessions, of real time), and of two writers of a key the earlier one. */
interface Required {
  readonly order: Relation;
  readonly conflicts: boolean;
}

const isSeen = ({ order, conflicts: all }: Required, a: Transaction, b: Transaction) =>
  order(a, b) || (all && conflicts(a, b));
const isReversed = (line: Line, at: number, { order }: Required) =>
  line.slice(at + 1).some((later) => order(later, line[at]!));

/** Visibility is any set of those before in arbitration, for each transaction. */
function anyVisibility(line: Line, model: string, required: Required): boolean {
  return line.every((one, at) => {
    const before = line.slice(0, at);
    if (isReversed(line, at, required)) return false;
    return subsets(before).some(
      (seen) =>
        before.every((each) => !isSeen(required, each, one) || seen.includes(each)) &&
        reads(line, one, seen, model),
    );
  });
}

/** Visibility is transitive as well. */
function transitiveVisibility(line: Line, model: string, required: Required): boolean {
  const extend = (seen: ReadonlyMap<Transaction, readonly Transaction[]>, at: number): boolean => {
    const one = line[at];
    if (one === undefined) return true;
    if (isReversed(line, at, required)) return false;
    const before = line.slice(0, at);
    return subsets(before).some((chosen) => {
      const isClosed = chosen.every((each) =>
        seen.get(each)!.every((deeper) => chosen.includes(deeper)),
      );
      const hasAll = before.every((each) => !isSeen(required, each, one) || chosen.includes(each));
      if (!isClosed || !hasAll || !reads(line, one, chosen, model)) return false;
      return extend(new Map([...seen, [one, chosen]]), at + 1);
    });
  };
  return extend(new Map(), 0);
}

/** Every transaction sees the front of the line, up to some place. */
function prefixVisibility(line: Line, model: string, required: Required): boolean {
  return line.every((one, at) => {
    if (isReversed(line, at, required)) return false;
    return [...Array(at + 1).keys()].some((length) => {
      const seen = line.slice(0, length);
      const missed = line.slice(length, at);
      return !missed.some((each) => isSeen(required, each, one)) && reads(line, one, seen, model);
    });
  });
}

function total(line: Line, model: string, required: Required): boolean {
  return line.every(
    (one, at) => !isReversed(line, at, required) && reads(line, one, line.slice(0, at), model),
  );
}

function readUncommitted(line: Line, { transactions, model }: TransactionalHistory): boolean {
  const aborted = new Set(
    transactions.flatMap(({ outcome, accesses }) =>
      outcome === 'fail' ? accesses.flatMap(idOfWrite) : [],
    ),
  );
  const written = new Set([
    ...aborted,
    ...line.flatMap(({ accesses }) => accesses.flatMap(idOfWrite)),
  ]);
  return line.every((one) =>
    readsOf(one).every(({ key, value }) => {
      if (model === 'rw-register') return value === null || written.has(same2(key, value));
      const list = (value as unknown[]).filter((element) => !aborted.has(same2(key, element)));
      const all = line.flatMap((each) => writesOf(each, key));
      return same(list, all.slice(0, list.length));
    }),
  );
}

const same2 = (key: unknown, value: unknown) => JSON.stringify([key, value]);
const idOfWrite = (one: Access) => (one.type === 'read' ? [] : [same2(one.key, one.value)]);

type Test = (line: Line, history: TransactionalHistory) => boolean;
type Visibility = (line: Line, model: string, required: Required) => boolean;

const abstractly =
  (visibility: Visibility, order: Relation, withConflicts = false): Test =>
  (line, { model }) =>
    visibility(line, model, { order, conflicts: withConflicts });
const never: Relation = () => false;

const tests: Readonly<Record<Exclude<LevelName, keyof typeof guarantees>, Test>> = {
  'read-uncommitted': readUncommitted,
  'read-committed': (line, { model }) => readCommitted(line, model, false),
  'monotonic-atomic-view': (line, { model }) => readCommitted(line, model, true),
  'read-atomic': abstractly(anyVisibility, never),
  'update-atomic': abstractly(anyVisibility, never, true),
  causal: abstractly(transitiveVisibility, inSession),
  prefix: abstractly(prefixVisibility, never),
  'consistent-view': abstractly(transitiveVisibility, never, true),
  'parallel-snapshot-isolation': abstractly(transitiveVisibility, inSession, true),
  'repeatable-read': abstractly(total, never),
  'snapshot-isolation': abstractly(prefixVisibility, never, true),
  'strong-session-snapshot-isolation': abstractly(prefixVisibility, inSession, true),
  'strong-snapshot-isolation': abstractly(prefixVisibility, inRealTime, true),
  serializable: abstractly(total, never),
  'strong-session-serializable': abstractly(total, inSession),
  'strict-serializable': abstractly(total, inRealTime),
};
