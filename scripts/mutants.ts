/** `lockstep mutants`: plants the known bugs of a protocol, in the code and in the spec, and sees each of them found. */
import { exitCodeOf } from './exit-codes.ts';
import { bracket, print, printJson } from './output.ts';
import { runMutants } from './parts.ts';
import { progressLine, silent } from './progress.ts';
import { mutantTable, partLines } from './protocol-report.ts';
import { loadModel } from './repository.ts';
import { reproduceMutants } from './reproduce.ts';

export interface MutantsVerbOptions {
  readonly seed?: number;
  readonly json?: boolean;
}

/** Returns the exit code; a mutant that survives makes the run vacuous. */
export async function mutants(name: string, options: MutantsVerbOptions): Promise<number> {
  const model = await loadModel(name);
  const { seed, json } = options;
  const line = json === true ? silent : progressLine(`mutants ${name}`);
  const result = await runMutants(model, { seed, onProgress: line.update });
  line.clear();
  if (json === true) {
    printJson(result);
    return exitCodeOf(result.verdict);
  }
  print(mutantTable(result.mutants));
  print();
  for (const text of partLines('mutants', result)) print(text);
  print(bracket(result.verdict));
  const again = reproduceMutants(name, result, seed);
  if (again !== undefined) print(again);
  return exitCodeOf(result.verdict);
}
