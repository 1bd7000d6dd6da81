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

/** Transactions that happened, in the order of arbitration. */
type Line = readonly Transaction[];

export function obviousLevels(history: TransactionalHistory): Record<LevelName, boolean> {
  const holds = {} as Record<LevelName, boolean>;
  const lines = [...happenings(history.transactions)].flatMap((some) => [...permutations(some)]);
  for (const [name, test] of Object.entries(tests))
    holds[name as LevelName] = lines.some((line) => test(line, history));
  return holds;
}

function* happenings(transactions: readonly Transaction[]): Generator<Transaction[]> {
  const unknown = transactions.filter(({ outcome }) => outcome === 'info');
  for (let chosen = 0; chosen < 1 << unknown.length; chosen++)
    yield transactions.filter(
      (one) =>
        one.outcome === 'ok' ||
        (one.outcome === 'info' && (chosen & (1 << unknown.indexOf(one))) !== 0),
    );
}

function* permutations<T>(items: readonly T[]): Generator<T[]> {
  if (items.length === 0) yield [];
  for (const [at, item] of items.entries())
    for (const rest of permutations([...items.slice(0, at), ...items.slice(at + 1)]))
      yield [item, ...rest];
}

const writesOf = ({ accesses }: Pick<Transaction, 'accesses'>, key: unknown) =>
  accesses.flatMap((one) => (one.type !== 'read' && one.key === key ? [one.value] : []));
const writesKey = (one: Transaction, key: unknown) => writesOf(one, key).length > 0;

/** What the key holds after its writers at the front of the line; `undefined` is the initial version. */
function version(
  line: Line,
  writer: Transaction | undefined,
  key: unknown,
  model: string,
): unknown {
  if (model === 'rw-register') return writer === undefined ? null : writesOf(writer, key).at(-1);
  const upTo = writer === undefined ? 0 : line.indexOf(writer) + 1;
  return line.slice(0, upTo).flatMap((one) => writesOf(one, key));
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

interface Read {
  readonly at: number;
  readonly key: unknown;
  readonly value: unknown;
  readonly own: readonly unknown[];
}

function readsOf({ accesses, outcome }: Transaction): Read[] {
  if (outcome !== 'ok') return [];
  return accesses.flatMap((one: Access, at) =>
    one.type === 'read' && one.value !== undefined
      ? [
          {
            at,
            key: one.key,
            value: one.value,
            own: writesOf({ accesses: accesses.slice(0, at) }, one.key),
          },
        ]
      : [],
  );
}

/** Reads of what the transaction has written itself. */
function readsOwn(line: Line, one: Transaction, { key, value, own }: Read, model: string) {
  if (model === 'rw-register') return same(value, own.at(-1));
  const before = line.slice(0, line.indexOf(one)).flatMap((each) => writesOf(each, key));
  return same(value, [...before, ...own]);
}

function last<T>(items: readonly T[]): T | undefined {
  return items[items.length - 1];
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
const inSession = (a: Transaction, b: Transaction) =>
  a.process === b.process && a.outcome === 'ok' && a.invoke < b.invoke;
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

function subsets<T>(items: readonly T[]): T[][] {
  return [...Array(1 << items.length).keys()].map((chosen) =>
    items.filter((_, at) => (chosen & (1 << at)) !== 0),
  );
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

function readCommitted(line: Line, model: string, isMonotonic: boolean): boolean {
  return line.every((one, at) => {
    const before = line.slice(0, at);
    const from = (read: Read) =>
      [undefined, ...before].filter(
        (writer) =>
          (writer === undefined || writesKey(writer, read.key)) &&
          same(read.value, version(line, writer, read.key, model)),
      );
    const external = readsOf(one).filter(({ own }) => own.length === 0);
    if (!readsOf(one).every((read) => read.own.length === 0 || readsOwn(line, one, read, model)))
      return false;
    // Values are unique, so there is one writer at most.
    if (!external.every((read) => from(read).length > 0)) return false;
    if (!isMonotonic) return true;
    return external.every((read) => {
      const writer = from(read)[0];
      const known = external.filter(({ at: earlier }) => earlier < read.at).map((r) => from(r)[0]);
      return known.every(
        (each) =>
          each === undefined ||
          !writesKey(each, read.key) ||
          line.indexOf(each) <= (writer === undefined ? -1 : line.indexOf(writer)),
      );
    });
  });
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

const tests: Readonly<Record<LevelName, Test>> = {
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
