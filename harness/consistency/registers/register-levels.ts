/**
 * Levels of consistency of registers that are read and written one at a time, in one lattice (levels.ts holds that of
 * transactions; the names are shared where the meaning is). The three kinds of causal consistency are those of Bouajjani,
 * Enea, Guerraoui and Hamza (POPL 2017): neither causal memory nor causal convergence implies the other. Monotonic writes
 * and writes follow reads are not here: a single read of a register cannot break them, since a replica that has nothing
 * else may have answered it. Lists, and transactions of several reads, can (levels.ts). PRAM is that of visibility: each
 * session sees the writes of each session in their order, but which of two writes counts is arbitrated. That convergence
 * implies it holds of this PRAM; it does not hold of one in which a session applies writes one after the other.
 */
export const registerLevels = {
  eventual: {
    implies: [],
    promise: 'when all writes have ended, all sessions come to read the same',
    source: 'Terry et al. 1994; Vogels 2009',
  },
  'read-your-writes': {
    implies: [],
    promise: 'a session sees what it wrote before',
    source: 'Terry et al. 1994',
  },
  'monotonic-reads': {
    implies: [],
    promise: 'a session goes on seeing what it saw before',
    source: 'Terry et al. 1994',
  },
  pram: {
    implies: ['read-your-writes', 'monotonic-reads'],
    promise: 'every session sees the writes of each session in their order',
    source: 'Lipton and Sandberg 1988; Viotti and Vukolic 2016',
  },
  'causal-consistency': {
    implies: ['read-your-writes'],
    promise: 'every read is explained by some order of what came before it (CC)',
    source: 'Bouajjani et al. 2017',
  },
  'causal-convergence': {
    implies: ['causal-consistency', 'pram'],
    promise: 'causal, and all agree upon one order of concurrent writes (CCv)',
    source: 'Burckhardt 2014; Bouajjani et al. 2017',
  },
  'causal-memory': {
    implies: ['causal-consistency', 'pram'],
    promise: 'every session has one order of all writes that explains its reads (CM)',
    source: 'Ahamad et al. 1995; Bouajjani et al. 2017',
  },
  sequential: {
    implies: ['causal-memory', 'causal-convergence'],
    promise: 'one order of all operations that keeps that of each session',
    source: 'Lamport 1979',
  },
  linearizable: {
    implies: ['sequential', 'eventual'],
    promise: 'one order of all operations that keeps that of real time',
    source: 'Herlihy and Wing 1990',
  },
} as const satisfies Record<
  string,
  { implies: readonly string[]; promise: string; source: string }
>;

export type RegisterLevel = keyof typeof registerLevels;
