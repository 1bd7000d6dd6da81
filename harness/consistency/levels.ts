/**
 * Levels of consistency in one lattice: names, what each promises, and which weaker ones it implies. Data only: the
 * checkers look levels up here, and so does whoever prints them.
 *
 * Levels of transactions are defined by abstract executions: a total order of arbitration and, within it, a relation of
 * visibility (Cerone, Bernardi and Gotsman 2015; Cerone and Gotsman 2018), from read atomic on; below that by Adya's
 * phenomena (1999). Each of them asks whether such an execution exists. Without "strong" no order between transactions
 * is presumed, not even within a session, so that serializable does not imply causal; "strong session" has the order of
 * each session in the visibility, "strong" and "strict" the order of real time (Daudjee and Salem 2006). Each of the session
 * guarantees speaks to one session at a time (transactions/session-guarantees.ts).
 * Implications are those of Bailis et al. 2014, Jepsen's map and Elle, where they hold of these definitions; that they do
 * is a property in the tests.
 */

export interface Level {
  readonly name: string;
  /** Names of the levels right below: whatever satisfies this one satisfies those. */
  readonly implies: readonly LevelName[];
  readonly promise: string;
  readonly source: string;
}

export const transactionalLevels = {
  'read-uncommitted': {
    implies: [],
    promise: 'writes of transactions are not interleaved (no G0)',
    source: 'Adya 1999, PL-1',
  },
  'read-committed': {
    implies: ['read-uncommitted'],
    promise:
      'only final writes of committed transactions are read, and information does not flow in circles',
    source: 'Adya 1999, PL-2',
  },
  'read-your-writes': {
    implies: ['read-committed'],
    promise: 'a session sees what it wrote before',
    source: 'Terry et al. 1994; Viotti and Vukolic 2016',
  },
  'monotonic-reads': {
    implies: ['read-committed'],
    promise: 'a session goes on seeing what it saw before',
    source: 'Terry et al. 1994; Viotti and Vukolic 2016',
  },
  'monotonic-writes': {
    implies: ['read-committed'],
    promise: 'who sees a write sees the writes before it in its session',
    source: 'Terry et al. 1994; Viotti and Vukolic 2016',
  },
  'writes-follow-reads': {
    implies: ['read-committed'],
    promise: 'who sees a write sees what its session had read',
    source: 'Terry et al. 1994; Viotti and Vukolic 2016',
  },
  pram: {
    implies: ['read-your-writes', 'monotonic-reads', 'monotonic-writes'],
    promise: 'every session sees the writes of each session in their order',
    source: 'Lipton and Sandberg 1988; Viotti and Vukolic 2016',
  },
  'monotonic-atomic-view': {
    implies: ['read-committed'],
    promise: 'once a write of a transaction was seen, all of its writes are',
    source: 'Bailis et al. 2014; read committed of Biswas and Enea 2019',
  },
  'read-atomic': {
    implies: ['monotonic-atomic-view'],
    promise: 'of every transaction all writes are seen or none',
    source: 'Bailis et al. 2014; Cerone et al. 2015',
  },
  'update-atomic': {
    implies: ['read-atomic'],
    promise: 'read atomic, and no update is lost',
    source: 'Cerone et al. 2015; Liu et al. 2018',
  },
  causal: {
    implies: ['read-atomic', 'pram', 'writes-follow-reads'],
    promise: 'whoever sees a write sees all that came before it, also in its session',
    source: 'Cerone et al. 2015; Biswas and Enea 2019',
  },
  prefix: {
    implies: ['read-atomic'],
    promise: 'every transaction sees a prefix of one order of all',
    source: 'Burckhardt et al. 2015; Cerone et al. 2017',
  },
  'consistent-view': {
    implies: ['update-atomic'],
    promise: 'no read skew: a cycle has two anti-dependencies at least (no G-single)',
    source: 'Adya 1999, PL-2+',
  },
  'parallel-snapshot-isolation': {
    implies: ['consistent-view', 'causal'],
    promise: 'causal, and of two writers of a key one saw the other',
    source: 'Sovran et al. 2011; Cerone et al. 2015',
  },
  'repeatable-read': {
    implies: ['update-atomic'],
    promise: 'no cycle of dependencies upon items (no G2-item)',
    source: 'Adya 1999, PL-2.99',
  },
  'snapshot-isolation': {
    implies: ['consistent-view', 'prefix'],
    promise: 'each transaction reads a snapshot, and the first of two writers of a key wins',
    source: 'Berenson et al. 1995; Cerone and Gotsman 2018',
  },
  'strong-session-snapshot-isolation': {
    implies: ['snapshot-isolation', 'parallel-snapshot-isolation'],
    promise: 'snapshot isolation; a session sees its own past',
    source: 'Daudjee and Salem 2006',
  },
  'strong-snapshot-isolation': {
    implies: ['strong-session-snapshot-isolation'],
    promise: 'snapshot isolation; everybody sees what had returned',
    source: 'Daudjee and Salem 2006',
  },
  serializable: {
    implies: ['repeatable-read', 'snapshot-isolation'],
    promise: 'one order of all transactions explains everything',
    source: 'Papadimitriou 1979; Adya 1999, PL-3',
  },
  'strong-session-serializable': {
    implies: ['serializable', 'strong-session-snapshot-isolation'],
    promise: 'serializable in an order that keeps that of each session',
    source: 'Daudjee and Salem 2004',
  },
  'strict-serializable': {
    implies: ['strong-session-serializable', 'strong-snapshot-isolation'],
    promise: 'serializable in an order that keeps that of real time',
    source: 'Papadimitriou 1979; Herlihy and Wing 1990',
  },
} as const satisfies Record<
  string,
  Omit<Level, 'name' | 'implies'> & { implies: readonly string[] }
>;

export type LevelName = keyof typeof transactionalLevels;

/** What is known of the levels of a lattice, at its edges. */
export interface Frontier<Name extends string> {
  /** The levels that hold, without those that another one of them implies. */
  readonly strongest: readonly Name[];
  /** The levels that are violated, without those that imply another one of them. */
  readonly weakestViolated: readonly Name[];
}

/** Where between the levels of a lattice a history lies, from the verdict on each. */
export function frontierOf<Name extends string>(
  lattice: Readonly<Record<Name, { readonly implies: readonly NoInfer<Name>[] }>>,
  verdicts: Readonly<Record<Name, { readonly verdict: string }>>,
): Frontier<Name> {
  const names = Object.keys(lattice) as Name[];
  const those = (verdict: string) => names.filter((name) => verdicts[name].verdict === verdict);
  const implied = (name: Name): Name[] =>
    lattice[name].implies.flatMap((weaker) => [weaker, ...implied(weaker)]);
  const held = those('ok');
  const broken = those('violation');
  return {
    strongest: held.filter((name) => !held.some((other) => implied(other).includes(name))),
    weakestViolated: broken.filter(
      (name) => !implied(name).some((weaker) => broken.includes(weaker)),
    ),
  };
}
