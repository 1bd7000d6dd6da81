/** `lockstep mutants --automatic`: small changes that nobody thought of, and which of them the checks do not notice. */
import { automaticLines, automaticTable, isOpen } from './automatic-report.ts';
import { exitCodeOf } from './exit-codes.ts';
import { bracket, command, print, printJson } from './output.ts';
import { runAutomatic } from './parts.ts';
import { progressLine, silent } from './progress.ts';
import { loadModel } from './repository.ts';

export interface AutomaticVerbOptions {
  readonly seed?: number;
  readonly budget?: number;
  readonly seconds?: number;
  readonly only?: string;
  readonly side?: 'code' | 'spec';
  readonly json?: boolean;
}

/** Returns the exit code; too many survivors make the run vacuous. */
export async function automaticMutants(
  name: string,
  options: AutomaticVerbOptions,
): Promise<number> {
  const model = await loadModel(name);
  const { json, seed, budget, seconds, only, side } = options;
  const line = json === true ? silent : progressLine(`mutants ${name}`);
  const onProgress = line.update;
  const asked = { seed, budget, seconds, only, side };
  const result = await runAutomatic(model, { ...asked, onProgress });
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

/** The command that hunts one mutant again. */
export function reproduceAutomatic(name: string, key: string, seed?: number): string {
  const seeded = seed === undefined ? [] : ['--seed', String(seed)];
  return command('npx', 'lockstep', 'mutants', name, '--automatic', ...seeded, '--only', key);
}
