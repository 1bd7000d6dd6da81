/** `lockstep refine`: every step of the code against every step of the specification, at the bounds of the model. */
import { exitCodeOf } from './exit-codes.ts';
import { bracket, print, printJson } from './output.ts';
import { runRefine } from './parts.ts';
import { progressLine, silent } from './progress.ts';
import { partLines } from './protocol-report.ts';
import { loadModel } from './repository.ts';
import { reproduceRefine } from './reproduce.ts';

/** Returns the exit code. */
export async function refine(name: string, { json }: { readonly json?: boolean }): Promise<number> {
  const model = await loadModel(name);
  const line = json === true ? silent : progressLine(`refine ${name}`);
  const result = await runRefine(model, { onProgress: line.update });
  line.clear();
  if (json === true) {
    printJson(result);
    return exitCodeOf(result.verdict);
  }
  for (const text of partLines('refine', result)) print(text);
  print(bracket(result.verdict));
  const again = reproduceRefine(name, result);
  if (again !== undefined) print(again);
  return exitCodeOf(result.verdict);
}
