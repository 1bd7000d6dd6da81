/**
 * Small transactional histories at random, from a seed. Reads come from an execution: a hidden order, and for each
 * transaction a set of those before it that it sees; how much it sees is drawn per history, so that all levels are met from
 * both sides. Some reads are then replaced, some writers abort, some are never heard of again.
 */
import type {
  Access,
  Transaction,
  TransactionalHistory,
} from '../../../harness/consistency/transactions.ts';

export type Random = (below: number) => number;

/** Mulberry32; the same numbers from the same seed, everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

interface Draft {
  readonly process: string;
  readonly accesses: Access[];
  readonly outcome: Transaction['outcome'];
  readonly invoke: number;
  readonly end: number;
  readonly rank: number;
}

export function randomHistory(seed: number, transactionsMax = 5): TransactionalHistory {
  const random = randomFrom(seed);
  const model = random(2) === 0 ? 'list-append' : 'rw-register';
  const drafts = draftsOf(
    random,
    model,
    1 + Math.max(random(transactionsMax), random(transactionsMax)),
  );
  perform(drafts, model, random);
  const transactions = drafts
    .map(
      ({ process, accesses, outcome, invoke, end }): Transaction => ({
        process,
        outcome,
        invoke,
        return: outcome === 'info' ? Number.POSITIVE_INFINITY : end,
        accesses: accesses.map((one) =>
          one.type === 'read' && outcome !== 'ok' ? { type: 'read', key: one.key } : one,
        ),
      }),
    )
    .sort((a, b) => a.invoke - b.invoke);
  return { model, transactions };
}

function draftsOf(random: Random, model: TransactionalHistory['model'], count: number): Draft[] {
  const clock = new Map<number, number>();
  const lives = new Map<number, number>();
  const processes = 1 + random(3);
  const keys = 1 + random(3);
  const accessesMax = 2 + random(3);
  let value = 0;
  return Array.from({ length: count }, (): Draft => {
    const client = random(processes);
    const invoke = (clock.get(client) ?? 0) + 1 + random(4);
    const end = invoke + 1 + random(8);
    clock.set(client, end);
    const outcome = (['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'info', 'fail'] as const)[random(8)]!;
    const life = lives.get(client) ?? 0;
    if (outcome === 'info' && random(2) === 0) lives.set(client, life + 1);
    const accesses = Array.from({ length: 1 + random(accessesMax + 1) }, (): Access => {
      const key = random(keys);
      if (random(5) < 3) return { type: 'read', key };
      return { type: model === 'list-append' ? 'append' : 'write', key, value: ++value };
    });
    // Mostly in real time, sometimes in any order.
    const rank = random(2) === 0 ? random(40) : invoke + (random(100) * (end - invoke)) / 100;
    return { process: `${client}${'x'.repeat(life)}`, accesses, outcome, invoke, end, rank };
  });
}

/** Fills in what was read. */
function perform(drafts: readonly Draft[], model: string, random: Random): void {
  const blindness = random(5);
  const seldom = 1 + random(4);
  const repeats = random(4) > 0;
  const wrong = random(3) === 0 ? 10 : 1000;
  const happened = [...drafts]
    .sort((a, b) => a.rank - b.rank)
    .filter(({ outcome }) => outcome === 'ok' || (outcome === 'info' && random(2) === 0));
  // Sometimes writes of different keys take effect in different orders.
  const disorder = random(4) === 0;
  const lines = new Map<string | number, readonly Draft[]>();
  const lineOf = (key: string | number) => {
    const line = lines.get(key) ?? (disorder ? shuffled(happened, random) : happened);
    lines.set(key, line);
    return line;
  };
  for (const [at, one] of happened.entries()) {
    let seen = happened.slice(0, at);
    const look = () => {
      if (blindness === 1) seen = happened.slice(0, random(seldom) === 0 ? random(at + 1) : at);
      if (blindness === 2) seen = happened.slice(0, at).filter(() => random(seldom + 1) > 0);
      if (blindness === 3 && random(seldom) === 0) seen = happened.filter((other) => other !== one);
    };
    look();
    one.accesses.forEach((access, place) => {
      if (access.type !== 'read') return;
      if (!repeats) look();
      const line = lineOf(access.key);
      const view = { one, place, seen: line.filter((each) => seen.includes(each)), happened: line };
      const value = valueRead(access.key, { ...view, model });
      const read = random(wrong) === 0 ? replaced(value, drafts, random) : value;
      one.accesses[place] = { type: 'read', key: access.key, value: read };
    });
  }
}

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const line = [...items];
  for (let at = line.length - 1; at > 0; at--) {
    const other = random(at + 1);
    [line[at], line[other]] = [line[other]!, line[at]!];
  }
  return line;
}

interface View {
  readonly one: Draft;
  readonly place: number;
  readonly seen: readonly Draft[];
  readonly happened: readonly Draft[];
  readonly model: string;
}

type ReadValue = NonNullable<Extract<Access, { type: 'read' }>['value']> | null;

function valueRead(key: string | number, { one, place, seen, happened, model }: View): ReadValue {
  const writes = ({ accesses }: Draft, end = accesses.length) =>
    accesses.slice(0, end).flatMap((a) => (a.type !== 'read' && a.key === key ? [a.value] : []));
  const own = writes(one, place);
  const latest = seen.filter((each) => writes(each).length > 0).at(-1);
  if (model === 'rw-register') return own.at(-1) ?? (latest ? writes(latest).at(-1)! : null);
  const line = own.length > 0 ? happened.slice(0, happened.indexOf(one)) : [];
  const upTo = latest === undefined ? 0 : happened.indexOf(latest) + 1;
  const before = own.length > 0 ? line : happened.slice(0, upTo);
  return [...before.flatMap((each) => writes(each)), ...own];
}

function replaced(value: ReadValue, drafts: readonly Draft[], random: Random): ReadValue {
  const written = drafts.flatMap(({ accesses }) =>
    accesses.flatMap((one) => (one.type === 'read' ? [] : [one.value])),
  );
  const other = written[random(written.length + 1)] ?? 99;
  if (!Array.isArray(value)) return random(4) === 0 ? null : other;
  if (random(2) === 0) return value.slice(0, random(value.length + 1));
  return random(2) === 0 ? [...value, other] : value.toReversed();
}
