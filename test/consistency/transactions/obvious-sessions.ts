/** The session guarantees as their definitions say (harness/consistency/transactions/session-guarantees.ts), by trying everything. */
import type { Transaction } from '../../../harness/consistency/transactions.ts';
import {
  inSession,
  type Line,
  last,
  permutations,
  type Read,
  readCommitted,
  readsOf,
  same,
  subsets,
  version,
  writesKey,
  writesOf,
} from './obvious-lines.ts';

/** Who else is seen with a writer, and comes before it. */
type Dragged = (writer: Transaction, line: Line, model: string) => readonly Transaction[];

interface Guarantee {
  readonly inOrder: boolean;
  readonly own: boolean;
  readonly kept: boolean;
  readonly dragged: Dragged;
}

const isWriter = ({ accesses }: Transaction) => accesses.some(({ type }) => type !== 'read');
const nobody: Dragged = () => [];
const earlierWriters: Dragged = (writer, line) =>
  line.filter((each) => inSession(each, writer) && isWriter(each));
const readBefore: Dragged = (writer, line, model) =>
  line
    .filter((each) => each === writer || inSession(each, writer))
    .flatMap((each) => sourcesOf(each, line, model));

function sourcesOf(one: Transaction, line: Line, model: string): readonly Transaction[] {
  const external = readsOf(one).filter(({ own }) => own.length === 0);
  return external.flatMap((read) => line.filter((each) => isSource(each, read, model)));
}

function isSource(each: Transaction, { key, value }: Pick<Read, 'key' | 'value'>, model: string) {
  const seen = model === 'rw-register' ? value : (value as unknown[]).at(-1);
  return writesOf(each, key).some((written) => same(written, seen));
}

export const guarantees = {
  'read-your-writes': { inOrder: false, own: true, kept: false, dragged: nobody },
  'monotonic-reads': { inOrder: false, own: false, kept: true, dragged: nobody },
  'monotonic-writes': { inOrder: false, own: false, kept: false, dragged: earlierWriters },
  'writes-follow-reads': { inOrder: false, own: false, kept: false, dragged: readBefore },
  pram: { inOrder: true, own: true, kept: true, dragged: earlierWriters },
} as const satisfies Record<string, Guarantee>;

/** Every session has an order of its own that explains what it saw. */
export function eachSession(some: readonly Transaction[], rule: Guarantee, model: string): boolean {
  const processes = new Set(some.map(({ process }) => process));
  const lines = [...permutations(some)].filter(
    (line) => readCommitted(line, model, false) && dragsBackwards(line, rule, model),
  );
  if (processes.size === 0) return true;
  return [...processes].every((process) =>
    lines.some((line) => inTheEyesOf(process, line, rule, model)),
  );
}

function dragsBackwards(line: Line, { dragged }: Guarantee, model: string): boolean {
  return line.every(
    (one, at) =>
      !isWriter(one) || dragged(one, line, model).every((each) => line.indexOf(each) < at),
  );
}

function inTheEyesOf(process: string, line: Line, rule: Guarantee, model: string): boolean {
  const own = line
    .filter((one) => one.process === process && one.outcome === 'ok')
    .sort((a, b) => a.invoke - b.invoke);
  // Also one of unknown outcome comes after those of its session that had returned when it began.
  const isLate = (one: Transaction, at: number) =>
    one.process === process && line.slice(at + 1).some((each) => inSession(each, one));
  if (rule.inOrder && line.some(isLate)) return false;
  const extend = (seenBefore: readonly Transaction[], place: number): boolean => {
    const one = own[place];
    if (one === undefined) return true;
    if (!readsOf(one).some((read) => read.own.length === 0)) return extend(seenBefore, place + 1);
    const before = line.slice(0, line.indexOf(one));
    const written = own.slice(0, place).filter(isWriter);
    const sources = sourcesOf(one, line, model);
    const drags = (each: Transaction) => (isWriter(each) ? rule.dragged(each, line, model) : []);
    return subsets(before).some((seen) => {
      const all = [
        ...(rule.own ? written : []),
        ...(rule.kept ? seenBefore : []),
        ...[...sources, ...seen].flatMap(drags),
      ];
      if (!all.every((each) => seen.includes(each))) return false;
      return readsEach(line, one, seen, model) && extend([...seen, ...sources], place + 1);
    });
  };
  return extend([], 0);
}

/** Each read is of the last writer seen, where its own writer is seen in any case. */
function readsEach(line: Line, one: Transaction, seen: Line, model: string): boolean {
  const external = readsOf(one).filter(({ own }) => own.length === 0);
  return external.every(({ key, value }) => {
    const from = line.filter((each) => isSource(each, { key, value }, model));
    const visible = line.filter((each) => seen.includes(each) || from.includes(each));
    const writer = last(visible.filter((each) => writesKey(each, key)));
    return same(value, version(line, writer, key, model));
  });
}
