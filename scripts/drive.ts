/** `lockstep drive`: behaviours that the specification chooses, performed by the code; and why it cannot, where it cannot. */
import { exitCodeOf } from './exit-codes.ts';
import { bracket, print, printJson } from './output.ts';
import { runDrive } from './parts.ts';
import { progressLine, silent } from './progress.ts';
import { driveTable, partLines } from './protocol-report.ts';
import { loadModel } from './repository.ts';
import { reproduceDrive } from './reproduce.ts';

export interface DriveVerbOptions {
  readonly seed?: number;
  readonly walks?: number;
  /** `--no-cover`: random walks alone. */
  readonly cover: boolean;
  readonly json?: boolean;
}

/** Returns the exit code. */
export async function drive(name: string, options: DriveVerbOptions): Promise<number> {
  const { seed, walks, cover, json } = options;
  const model = await loadModel(name);
  const line = json === true ? silent : progressLine(`drive ${name}`);
  const result = await runDrive(model, { seed, walks, covers: cover, onProgress: line.update });
  line.clear();
  if (json === true) {
    printJson(result);
    return exitCodeOf(result.verdict);
  }
  print(driveTable(result));
  print();
  for (const text of partLines('drive', result)) print(text);
  print(bracket(result.verdict));
  const again = reproduceDrive(name, result);
  if (again !== undefined) print(again);
  return exitCodeOf(result.verdict);
}
