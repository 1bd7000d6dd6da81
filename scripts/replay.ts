/** `lockstep replay`: random histories of a protocol on both sides, or one list of events again. */
import type { ReplayResult } from '../harness/conformance/result.ts';
import { exitCodeOf } from './exit-codes.ts';
import { keepFailure, readEvents } from './failure-file.ts';
import { bracket, command, print, printJson } from './output.ts';
import { runReplay } from './parts.ts';
import { progressLine, silent } from './progress.ts';
import { partLines } from './protocol-report.ts';
import { loadModel, shortPath } from './repository.ts';

export interface ReplayVerbOptions {
  readonly histories?: number;
  readonly seed?: number;
  readonly path?: string;
  readonly events?: string;
  readonly json?: boolean;
}

/** Returns the exit code. */
export async function replay(name: string, options: ReplayVerbOptions): Promise<number> {
  const model = await loadModel(name);
  const { histories, seed, path, json } = options;
  const events = options.events === undefined ? undefined : readEvents(options.events);
  const line = json === true ? silent : progressLine(`replay ${name}`);
  const result = await runReplay(model, { histories, seed, path, events, onProgress: line.update });
  line.clear();
  if (json === true) printJson(result);
  else printResult(name, result, options.events);
  return exitCodeOf(result.verdict);
}

function printResult(name: string, result: ReplayResult, events: string | undefined): void {
  for (const text of partLines('replay', result)) print(text);
  print(bracket(result.verdict));
  if (result.verdict === 'ok') return;
  if (result.failure === undefined) {
    print(command('npx', 'lockstep', 'replay', name, '--seed', String(result.seed)));
    return;
  }
  const file = events ?? shortPath(keepFailure(name, result.failure));
  print(command('npx', 'lockstep', 'replay', name, '--events', file));
}
