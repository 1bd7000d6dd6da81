/**
 * What people type for TLC, as `check` has it: `-workers 4`, `-config M.cfg`, `-deadlock`. A table, so that every flag of
 * TLC is either taken over, or said to mean nothing here, or refused by its name.
 */

interface Flag {
  /** How many words belong to it. */
  readonly words: 0 | 1 | 2;
  /** The same for `check`; nothing where the flag changes nothing that is found. */
  readonly as: (...words: readonly string[]) => readonly string[];
}

const none = (words: 0 | 1): Flag => ({ words, as: () => [] });
const same = (name: string): Flag => ({ words: 1, as: (word = '') => [name, word] });

const flags: Readonly<Record<string, Flag>> = {
  '-config': same('--config'),
  '-workers': same('--workers'),
  '-depth': same('--depth'),
  '-seed': same('--seed'),
  // TLC's flag switches the search for deadlocks off.
  '-deadlock': { words: 0, as: () => ['--no-deadlock'] },
  '-continue': { words: 0, as: () => ['--continue'] },
  '-dfid': { words: 1, as: (depth = '') => ['--dfs', '--depth', depth] },
  '-coverage': { words: 1, as: () => ['--coverage'] },
  '-dump': { words: 2, as: (kind = '', file = '') => ['--dump-graph', graphFile(kind, file)] },
  '-dumpTrace': { words: 2, as: (_format, file = '') => ['--dump-trace', file] },
  '-loadTrace': { words: 2, as: (_format, file = '') => ['--load-trace', file] },
  '-checkpoint': none(1),
  '-cleanup': none(0),
  '-debug': none(0),
  '-difftrace': none(0),
  '-fp': none(1),
  '-fpbits': none(1),
  '-fpmem': none(1),
  '-generateSpecTE': none(0),
  '-gzip': none(0),
  '-lncheck': none(1),
  '-maxSetSize': none(1),
  '-metadir': none(1),
  '-noGenerateSpecTE': none(0),
  '-nowarning': none(0),
  '-terse': none(0),
  '-tool': none(0),
  '-userFile': none(1),
};

/** The words of `check` for those of TLC; words that are not TLC's stay as they are. */
export function fromTlcFlags(words: readonly string[]): readonly string[] {
  const result: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (word === '-simulate') {
      result.push('--simulate');
      const settings = words[i + 1] ?? '';
      if (/^(file|num|stats|sched)=/.test(settings)) {
        result.push(...simulation(settings));
        i++;
      }
      continue;
    }
    const flag = Object.hasOwn(flags, word) ? flags[word] : undefined;
    if (flag === undefined) result.push(word);
    else {
      result.push(...flag.as(...words.slice(i + 1, i + 1 + flag.words)));
      i += flag.words;
    }
  }
  return result;
}

/** `num=100,file=trace`: how many behaviours. */
function simulation(settings: string): readonly string[] {
  const count = /(?:^|,)num=(\d+)/.exec(settings)?.[1];
  return count === undefined ? [] : ['--count', count];
}

/** TLC adds the ending by itself. */
function graphFile(kind: string, file: string): string {
  return kind.startsWith('dot') && !file.endsWith('.dot') ? `${file}.dot` : file;
}
