/** The host of one run: registers that last as long as the run, TLC's statistics by name, chance from the run's seed. */
import type { SearchProgress } from './explore/breadth-first.ts';
import { type Host, seededRandom } from './modules/host.ts';
import { makeRecord, str } from './values/make.ts';
import type { Value } from './values/value.ts';

export interface RunHost {
  readonly host: Host;
  /** From now on TLCGet answers with what this says. */
  readonly watch: (progress: () => SearchProgress) => void;
}

const statistics = ['distinct', 'generated', 'diameter', 'queue', 'duration', 'level'] as const;

/** `parts` are what the surroundings offer: printing, files, environment. */
export function runHost(seed: number, parts: Partial<Host> = {}): RunHost {
  const registers = new Map<number | string, Value>();
  let progress = (): SearchProgress => ({
    distinct: 0,
    generated: 0,
    depth: 0,
    queue: 0,
    seconds: 0,
  });
  const statistic = (name: (typeof statistics)[number]): number => {
    const now = progress();
    if (name === 'diameter' || name === 'level') return now.depth;
    return name === 'duration' ? Math.floor(now.seconds) : now[name];
  };
  const get = (register: number | string): Value | undefined => {
    const name = statistics.find((each) => each === register);
    if (name !== undefined) return statistic(name);
    if (register !== 'stats') return registers.get(register);
    const names = statistics.filter((each) => each !== 'level');
    return makeRecord(names.map(str), names.map(statistic));
  };
  return {
    host: {
      print: () => undefined,
      set: (register, value) => void registers.set(register, value),
      random: seededRandom(seed),
      ...parts,
      get,
    },
    watch: (ask) => {
      progress = ask;
    },
  };
}
