/** Bugs with a history: the ways in which write-ahead logs are got wrong, in the code and in the spec. */
import { type Mutant, patch } from '../../harness/conformance/mutant.ts';

const transactions = 'impl/write-ahead-log/transactions.ts';
const durability = 'impl/write-ahead-log/durability.ts';
const recovery = 'impl/write-ahead-log/recovery.ts';
const log = 'impl/write-ahead-log/log.ts';
const program = 'impl/write-ahead-log/store-program.ts';

function broken(why: string, killedBy: string): NonNullable<Mutant['spec']> {
  return { config: `MCWriteAheadLogBroken${why}.cfg`, killedBy };
}

export const mutants: readonly Mutant[] = [
  {
    name: 'a page is flushed before its log record is durable',
    source: 'the write-ahead rule itself: Gray 1978; Mohan et al. 1992, section 1.1',
    code: [patch(durability, 'flush', 'if (image.lsn > store.log.synced) return undefined;', '')],
    spec: broken('FlushTooSoon', 'AtomicInv'),
  },
  {
    name: 'a commit is acknowledged before it is synced',
    source:
      'asynchronous commit, switched on for speed; Mohan et al. 1992, section 1.1: the commit record is forced first',
    code: [
      patch(
        transactions,
        'commit',
        `withPhase(store.st, tx, 'committing')`,
        `withPhase(store.st, tx, 'idle')`,
      ),
    ],
    spec: broken('AckTooSoon', 'DurableInv'),
  },
  {
    name: 'recovery does not undo losers',
    source: 'redo-only recovery on top of pages that may be stolen; Mohan et al. 1992, section 1.2',
    shownBy: 47,
    code: [patch(recovery, 'losers', `type === 'update' || type === 'undo'`, 'type.length === 0')],
    spec: broken('NoUndo', 'AtomicInv'),
  },
  {
    name: 'recovery does not redo winners',
    source: 'undo-only recovery without forcing pages at commit; Mohan et al. 1992, section 1.2',
    shownBy: 47,
    code: [
      patch(
        recovery,
        'redo',
        `if (record.type !== 'update' && record.type !== 'undo') continue;`,
        `if (record.type !== 'undo') continue;`,
      ),
    ],
    spec: broken('NoRedo', 'RefinesDurableMap'),
  },
  {
    name: 'a failed sync is asked for once more, and the second answer is believed',
    source: 'PostgreSQL fsyncgate, 2018; Rebello et al. 2020',
    code: [
      patch(
        program,
        'syncEnded',
        `return { state: store, effects: [{ kind: 'halt', reason: \`\${tag}: \${outcome}\` }] };`,
        `return { state: store, effects: [{ kind: 'sync', file: tag === logSync ? 'log.1' : tag === pageSync ? 'pages' : '/', tag }] };`,
      ),
    ],
    spec: broken('RetriedSync', 'NoGarbageReplayedInv'),
  },
  {
    name: 'the control file is renamed, and the directory is not synced',
    source: 'Pillai et al. 2014: persistence of a renaming taken for granted',
    code: [
      patch(
        durability,
        'controlWritten',
        `{ kind: 'sync', file: '/', tag: controlNameSync }`,
        `{ kind: 'sync', file: controlFile, tag: controlNameSync }`,
      ),
    ],
    spec: broken('DirectoryNotSynced', 'AtomicInv'),
  },
  {
    name: 'the log is cut before the pages of its records are durable',
    source:
      'the WAL-reset class: a new start or salt that is durable before old frames are checkpointed (SQLite)',
    code: [
      patch(
        durability,
        'firstNeeded',
        'if (isChange && lsn > (home[record.page] ?? 0)) need(lsn);',
        '',
      ),
    ],
    spec: broken('CutTooSoon', 'ReadsInv'),
  },
  {
    name: 'the log is cut before the end of a rolled back transaction is durable',
    source: 'the end record taken for durable when it is written',
    shownBy: 84,
    code: [
      patch(
        durability,
        'firstNeeded',
        'if (!isChange && lsn > log.synced)\n      for (const [early] of recordsOf(store, record.tx)) need(early);',
        '',
      ),
    ],
    spec: broken('CutUndone', 'AtomicInv'),
  },
  {
    name: 'a checkpoint forgets which transactions have committed',
    source: 'exactly-once tables that are kept in the log alone, and cut with it',
    code: [patch(durability, 'checkpoint', 'ended: committedNumbers(store, start)', 'ended: {}')],
    spec: broken('Forgetful', 'AtomicInv'),
  },
  {
    name: 'frames that survived behind a hole are left there',
    source: 'a torn tail that is skipped and not erased: the next crash finds it in the log',
    shownBy: 40,
    code: [
      patch(
        log,
        'rewrite',
        "const bytes = places.slice(first, first + options.segmentFrames).join('');",
        `const held = places.slice(first, first + options.segmentFrames);
    while (held.length > 0 && held.at(-1) === zeros(options.frameBytes)) held.pop();
    const bytes = held.join('');`,
      ),
    ],
    spec: broken('NotErased', 'NoGarbageReplayedInv'),
  },
  {
    name: 'recovery believes that what it reads is durable',
    source: 'Rebello et al. 2020: what is read after a failed fsync is in the page cache alone',
    shownBy: 40,
    code: [
      patch(
        log,
        'rewrite',
        `return { log: { ...log, syncing: 1 }, effects: [...writes, syncOf(1)] };`,
        `return { log: { ...log, syncing: 1 }, effects: [...writes.slice(0, 0), syncOf(1)] };`,
      ),
    ],
    spec: broken('Trusting', 'RefinesDurableMap'),
  },
];
