/** The levels of registers as their definitions say, by trying every order. Only for a handful of operations. */
import type { TransactionalHistory } from '../../../harness/consistency/transactions.ts';
import { obviousLevels } from '../transactions/obvious.ts';
import { happenings, inSession, type Line, permutations } from '../transactions/obvious-lines.ts';

type One = TransactionalHistory['transactions'][number];

export function obviousRegisters(history: TransactionalHistory) {
  const levels = obviousLevels(history);
  const some = [...happenings(history.transactions)];
  return {
    'read-your-writes': levels['read-your-writes'],
    'monotonic-reads': levels['monotonic-reads'],
    pram: levels.pram,
    'causal-consistency': some.some(causallyConsistent),
    'causal-memory': some.some(causalMemory),
    'causal-convergence': levels.causal,
    sequential: levels['strong-session-serializable'],
    linearizable: levels['strict-serializable'],
  };
}

const access = (one: One) => one.accesses[0]!;
const isWrite = (one: One) => access(one).type !== 'read';
const isRead = (one: One) => !isWrite(one) && one.outcome === 'ok';

function writes(one: One, reader: One): boolean {
  const [a, b] = [access(one), access(reader)];
  return a.type !== 'read' && a.key === b.key && a.value === b.value;
}

/** Pairs of the causal order; `undefined` if it goes in a circle, or something was read that nobody wrote. */
function causalOrder(all: readonly One[]): ((a: One, b: One) => boolean) | undefined {
  const thin = all.some(
    (one) => isRead(one) && access(one).value !== null && !all.some((other) => writes(other, one)),
  );
  if (thin) return undefined;
  const direct = (a: One, b: One) => inSession(a, b) || (isRead(b) && writes(a, b));
  const before = new Map(all.map((b) => [b, new Set(all.filter((a) => direct(a, b)))]));
  for (const middle of all)
    for (const late of all)
      if (before.get(late)!.has(middle))
        for (const early of before.get(middle)!) before.get(late)!.add(early);
  if (all.some((one) => before.get(one)!.has(one))) return undefined;
  return (a, b) => before.get(b)!.has(a);
}

const extendsOrder = (line: Line, before: (a: One, b: One) => boolean) =>
  line.every((late, at) => !line.slice(at + 1).some((early) => before(early, late)));

/** What the last write to the key in front of the reader wrote. */
function valueIn(line: Line, reader: One): unknown {
  const front = line.slice(0, line.indexOf(reader)).filter(isWrite);
  return front.filter((one) => access(one).key === access(reader).key).at(-1) === undefined
    ? null
    : access(front.filter((one) => access(one).key === access(reader).key).at(-1)!).value;
}

const isRight = (line: Line, reader: One) => valueIn(line, reader) === access(reader).value;

function causallyConsistent(all: readonly One[]): boolean {
  const before = causalOrder(all);
  if (before === undefined) return false;
  return all.filter(isRead).every((reader) => {
    const past = all.filter((one) => before(one, reader));
    return [...permutations([...past, reader])].some(
      (line) => extendsOrder(line, before) && isRight(line, reader),
    );
  });
}

function causalMemory(all: readonly One[]): boolean {
  const before = causalOrder(all);
  if (before === undefined) return false;
  const processes = new Set(all.map(({ process }) => process));
  return [...processes].every((process) => {
    const own = all.filter((one) => isRead(one) && one.process === process);
    const seen = [...all.filter(isWrite), ...own];
    return [...permutations(seen)].some(
      (line) => extendsOrder(line, before) && own.every((reader) => isRight(line, reader)),
    );
  });
}

/** The least k for which every read is of one of the k + 1 last versions, in some order that keeps real time. */
export function obviousStaleness(history: TransactionalHistory): number | undefined {
  const counts = [...happenings(history.transactions)].flatMap((all) => {
    const told = all.filter((one) => isWrite(one) || isRead(one));
    return [...permutations(told)]
      .filter((line) => extendsOrder(line, (a, b) => a.return < b.invoke))
      .flatMap((line) => {
        const behind = told.filter(isRead).map((reader) => versionsBehind(line, reader));
        return behind.includes(-1) ? [] : [Math.max(0, ...behind)];
      });
  });
  return counts.length === 0 ? undefined : Math.min(...counts);
}

function versionsBehind(line: Line, reader: One): number {
  const front = line
    .slice(0, line.indexOf(reader))
    .filter((one) => isWrite(one) && access(one).key === access(reader).key);
  if (access(reader).value === null) return front.length;
  const at = front.findIndex((one) => writes(one, reader));
  return at === -1 ? -1 : front.length - 1 - at;
}
