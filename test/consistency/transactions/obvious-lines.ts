/** What the definitions of all levels speak of: orders of transactions, their reads and writes, and who is before whom. */
import type { Access, Transaction } from '../../../harness/consistency/transactions.ts';

/** Transactions that happened, in the order of arbitration. */
export type Line = readonly Transaction[];

export function* happenings(transactions: readonly Transaction[]): Generator<Transaction[]> {
  const unknown = transactions.filter(({ outcome }) => outcome === 'info');
  for (let chosen = 0; chosen < 1 << unknown.length; chosen++)
    yield transactions.filter(
      (one) =>
        one.outcome === 'ok' ||
        (one.outcome === 'info' && (chosen & (1 << unknown.indexOf(one))) !== 0),
    );
}

export function* permutations<T>(items: readonly T[]): Generator<T[]> {
  if (items.length === 0) yield [];
  for (const [at, item] of items.entries())
    for (const rest of permutations([...items.slice(0, at), ...items.slice(at + 1)]))
      yield [item, ...rest];
}

/** Asked a million times of the same few transactions: what was answered once is kept. */
const answered = new WeakMap<object, Map<unknown, readonly unknown[]>>();

function kept<T>(one: object, key: unknown, answer: () => readonly T[]): readonly T[] {
  const answers = answered.get(one) ?? new Map<unknown, readonly unknown[]>();
  if (answers.size === 0) answered.set(one, answers);
  if (!answers.has(key)) answers.set(key, answer());
  return answers.get(key) as readonly T[];
}

export const writesOf = (one: Pick<Transaction, 'accesses'>, key: unknown) =>
  kept(one, key, () =>
    one.accesses.flatMap((each) => (each.type !== 'read' && each.key === key ? [each.value] : [])),
  );
export const writesKey = (one: Transaction, key: unknown) => writesOf(one, key).length > 0;

/** What the key holds after its writers at the front of the line; `undefined` is the initial version. */
export function version(
  line: Line,
  writer: Transaction | undefined,
  key: unknown,
  model: string,
): unknown {
  if (model === 'rw-register') return writer === undefined ? null : writesOf(writer, key).at(-1);
  const upTo = writer === undefined ? 0 : line.indexOf(writer) + 1;
  return line.slice(0, upTo).flatMap((one) => writesOf(one, key));
}

export const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export interface Read {
  readonly at: number;
  readonly key: unknown;
  readonly value: unknown;
  readonly own: readonly unknown[];
}

export const readsOf = (one: Transaction): readonly Read[] => kept(one, kept, () => allReads(one));

function allReads({ accesses, outcome }: Transaction): Read[] {
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
export function readsOwn(line: Line, one: Transaction, { key, value, own }: Read, model: string) {
  if (model === 'rw-register') return same(value, own.at(-1));
  const before = line.slice(0, line.indexOf(one)).flatMap((each) => writesOf(each, key));
  return same(value, [...before, ...own]);
}

export function last<T>(items: readonly T[]): T | undefined {
  return items[items.length - 1];
}

export function subsets<T>(items: readonly T[]): T[][] {
  return [...Array(1 << items.length).keys()].map((chosen) =>
    items.filter((_, at) => (chosen & (1 << at)) !== 0),
  );
}

export const inSession = (a: Transaction, b: Transaction) =>
  a.process === b.process && a.outcome === 'ok' && a.invoke < b.invoke;

export function readCommitted(line: Line, model: string, isMonotonic: boolean): boolean {
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
