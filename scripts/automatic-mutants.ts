/** `lockstep mutants --automatic`: small changes that nobody thought of, and which of them the checks do not notice. */
import { scoreOf } from '../harness/conformance/automatic/automatic.ts';
import type { AutomaticMutant, AutomaticResult } from '../harness/conformance/result.ts';
import { exitCodeOf } from './exit-codes.ts';
import {
  bracket,
  colors,
  command,
  count,
  duration,
  plain,
  print,
  printJson,
  table,
} from './output.ts';
import { runAutomatic } from './parts.ts';
import { progressLine, silent } from './progress.ts';
import { loadModel } from './repository.ts';

export interface AutomaticVerbOptions {
  readonly seed?: number;
  readonly budget?: number;
  readonly seconds?: number;
  readonly only?: string;
  readonly json?: boolean;
}

/** Returns the exit code; too many survivors make the run vacuous. */
export async function automaticMutants(
  name: string,
  options: AutomaticVerbOptions,
): Promise<number> {
  const model = await loadModel(name);
  const { json, seed, budget, seconds, only } = options;
  const line = json === true ? silent : progressLine(`mutants ${name}`);
  const onProgress = line.update;
  const result = await runAutomatic(model, { seed, budget, seconds, only, onProgress });
  line.clear();
  if (json === true) {
    printJson(result);
    return exitCodeOf(result.verdict);
  }
  const shown = only === undefined ? result.mutants.filter(isOpen) : result.mutants;
  if (shown.length > 0) print(automaticTable(shown));
  print();
  for (const text of automaticLines(result)) print(text);
  print(bracket(result.verdict));
  const [survivor] = result.mutants.filter(isOpen);
  if (survivor !== undefined && only === undefined)
    print(reproduceAutomatic(name, survivor.key, seed));
  return exitCodeOf(result.verdict);
}

function isOpen({ status }: AutomaticMutant): boolean {
  return status === 'survived';
}

/** The command that hunts one mutant again. */
export function reproduceAutomatic(name: string, key: string, seed?: number): string {
  const seeded = seed === undefined ? [] : ['--seed', String(seed)];
  return command('npx', 'lockstep', 'mutants', name, '--automatic', ...seeded, '--only', key);
}

/** Each mutant, what became of it, and through whom or why. */
export function automaticTable(mutants: readonly AutomaticMutant[]): string {
  return table(
    [{ title: 'place' }, { title: 'mutant' }, { title: 'operator' }, { title: 'fate' }],
    mutants.map(({ key, operator, at, status, killedBy, reason }) => [
      `${plain(at.file.replace(/^.*\//, ''))}:${at.line}`,
      plain(key),
      operator,
      plain([status, killedBy ?? reason].filter((text) => text !== undefined).join(': ')),
    ]),
  );
}

/** One line of numbers, and what is wrong with the list of equivalents. */
export function automaticLines(result: AutomaticResult): readonly string[] {
  const { mutants, misjudged, generated, seconds, seed } = result;
  const { noticed, of } = scoreOf(mutants);
  const numbers = ['killed', 'timed out', 'survived', 'equivalent', 'stillborn']
    .map((status) => ({ status, number: mutants.filter((each) => each.status === status).length }))
    .filter(({ number }) => number > 0)
    .map(({ status, number }) => `${count(number)} ${status}`);
  const share = of === 0 ? '' : `  ${((100 * noticed) / of).toFixed(1)} % noticed`;
  const all = generated.code + generated.spec;
  return [
    `${count(mutants.length)} of ${count(all)} automatic mutants: ${numbers.join(', ')}${share}  seed ${seed}  ${duration(seconds)}`,
    ...misjudged.map((text) => colors.magenta(plain(text))),
  ];
}
