/** `lockstep check --load-trace`: each step of a written trace is judged, nothing is searched. */
import { resolve } from 'node:path';
import { DiagnosticError, FormatError } from '../harness/tla/diagnostic.ts';
import { loadSpecification, type Specification } from '../harness/tla/specification.ts';
import { readTrace } from '../harness/tla/trace/files.ts';
import { judgeTrace } from '../harness/tla/trace/judge.ts';
import type { CheckOptions } from './check-options.ts';
import { CommandError } from './command-error.ts';
import { type EngineInput, filesOfInput } from './engine.ts';
import { exitCodes } from './exit-codes.ts';
import { bracket, plain, print, printJson } from './output.ts';
import { readText, shortPath } from './repository.ts';

/** Returns the exit code: 12 where a step is not one of the specification. */
export async function judgeTraceFile(
  input: EngineInput,
  file: string,
  { json, library }: CheckOptions,
): Promise<number> {
  let specification: Specification;
  let steps: ReturnType<typeof readTrace>;
  try {
    specification = loadSpecification(filesOfInput(input, library ?? []));
    steps = readTrace(readText(resolve(file)), specification);
  } catch (error) {
    if (
      !(error instanceof DiagnosticError) &&
      !(error instanceof FormatError) &&
      !(error instanceof SyntaxError)
    )
      throw error;
    throw new CommandError(exitCodes.usage, `${shortPath(resolve(file))}: ${error.message}`);
  }
  const judged = judgeTrace(specification, steps);
  const exitCode = judged.flaw === undefined ? exitCodes.ok : exitCodes.safety;
  const verdict = judged.flaw === undefined ? 'ok' : 'violation';
  if (json === true)
    printJson({
      verdict,
      exitCode,
      states: steps.states.length,
      ...(judged.flaw === undefined ? {} : { step: judged.step, message: judged.flaw }),
    });
  else
    print(
      `${bracket(verdict)} ${plain(shortPath(resolve(file)))}  ${steps.states.length} states${judged.flaw === undefined ? ', every step is allowed' : `\n${plain(judged.flaw)}`}`,
    );
  return exitCode;
}
