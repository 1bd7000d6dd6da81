/** `lockstep replay`: random histories of a protocol on both sides, or one list of events again. */
import type { Failure, ReplayResult } from '../harness/conformance/result.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { readEvents } from './failure-file.ts';
import { bracket, command, plain, plural, print, printJson } from './output.ts';
import { runEvents, runReplay } from './parts.ts';
import { progressLine, silent } from './progress.ts';
import { partLines } from './protocol-report.ts';
import { loadModel } from './repository.ts';
import { reproduceReplay } from './reproduce.ts';

export interface ReplayVerbOptions {
  readonly histories?: number;
  readonly seed?: number;
  readonly events?: string;
  readonly json?: boolean;
}

/** Returns the exit code. */
export async function replay(name: string, options: ReplayVerbOptions): Promise<number> {
  const { histories, seed, events, json } = options;
  if (events !== undefined) return replayFile(name, events, json === true);
  const model = await loadModel(name);
  const line = json === true ? silent : progressLine(`replay ${name}`);
  const result = await runReplay(model, { histories, seed, onProgress: line.update });
  line.clear();
  if (json === true) printJson(result);
  else printResult(name, result);
  return exitCodeOf(result.verdict);
}

function printResult(name: string, result: ReplayResult): void {
  for (const text of partLines('replay', result)) print(text);
  print(bracket(result.verdict));
  const again = reproduceReplay(name, result);
  if (again !== undefined) print(again);
}

async function replayFile(name: string, file: string, json: boolean): Promise<number> {
  const model = await loadModel(name);
  const events = readEvents(file);
  const failure: Failure | undefined = await runEvents(model, events);
  const verdict = failure === undefined ? 'ok' : 'violation';
  if (json) {
    printJson({ verdict, events: events.length, ...(failure === undefined ? {} : { failure }) });
  } else {
    print(failure === undefined ? plural(events.length, 'event') : plain(failure.story));
    print(bracket(verdict));
    if (failure !== undefined) print(command('npx', 'lockstep', 'replay', name, '--events', file));
  }
  return failure === undefined ? exitCodes.ok : exitCodes.safety;
}
