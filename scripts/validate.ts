/** `lockstep validate`: is a recorded trace a behaviour of the specification? The trace says of which one, and how bounded. */
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Model } from '../harness/conformance/model.ts';
import type { ValidateResult } from '../harness/conformance/result.ts';
import { type Emitted, emitTrace } from '../harness/conformance/trace/emit.ts';
import { readHeader, TraceError, type TraceHeader } from '../harness/conformance/trace/header.ts';
import { readTrace } from '../harness/conformance/trace/trace.ts';
import { validate as validateTrace } from '../harness/conformance/trace/validate.ts';
import { adjustConfig } from './adjusted-config.ts';
import { CommandError } from './command-error.ts';
import { loadSpecText } from './engine.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import {
  bracket,
  colors,
  command,
  count,
  duration,
  plain,
  plural,
  print,
  printJson,
} from './output.ts';
import { progressLine, silent } from './progress.ts';
import { loadModel, readText, rootModule, shortPath, specFolder, writeText } from './repository.ts';

export interface ValidateVerbOptions {
  readonly config?: string;
  readonly frontier?: number;
  /** The folder for Trace<Module>.tla. */
  readonly emit?: string;
  readonly json?: boolean;
}

/** Returns the exit code. */
export async function validate(
  name: string,
  file: string,
  options: ValidateVerbOptions,
): Promise<number> {
  const { json, frontier } = options;
  const model = await loadModel(name);
  const text = readText(file);
  const line = json === true ? silent : progressLine(`validate ${name}`);
  let emitted: string | undefined;
  const result = await readable(async () => {
    const header = readHeader(text, shortPath(file));
    const { spec, config } = await specOf(model, header, options.config);
    const trace = readTrace(text, spec, shortPath(file));
    if (options.emit !== undefined) {
      emitted = writeEmitted(emitTrace(spec.specification, trace, config), options.emit);
    }
    return validateTrace(spec, trace, {
      onProgress: line.update,
      reproduce: command('npx', 'lockstep', 'validate', name, shortPath(file)),
      ...(frontier === undefined ? {} : { frontierMax: frontier }),
    });
  });
  line.clear();
  if (json === true) printJson({ ...result, ...(emitted === undefined ? {} : { emitted }) });
  else printResult(result);
  if (json !== true && emitted !== undefined) {
    print(command('npx', 'lockstep', 'check', emitted));
    print(command('npx', 'lockstep', 'tlc', emitted));
  }
  return exitCodeOf(result.verdict);
}

async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TraceError) throw new CommandError(exitCodes.usage, error.message);
    throw error;
  }
}

/** The specification with the constants that the trace's header asks for. */
async function specOf(model: Model, header: TraceHeader, named: string | undefined) {
  if (header.protocol !== undefined && header.protocol !== model.name) {
    throw new TraceError(`the trace is of ${header.protocol}, not of ${model.name}`);
  }
  const folder = specFolder(model.name) ?? '';
  const config = join(folder, basename(named ?? header.config ?? model.replay.config));
  const root = rootModule(config);
  const constants = Object.entries(header.constants ?? {}).map(
    ([name, value]) => `${name} = ${value}`,
  );
  const text = adjustConfig(readText(config), basename(root, '.tla'), {
    constants,
    invariants: [],
  });
  const file = { text: text.config, file: shortPath(config) };
  return { spec: await loadSpecText(root, file, folder), config: text.config };
}

/** The trace as a specification, with all that it stands on, in a folder of its own. Returns the path of the module. */
function writeEmitted({ module, files }: Emitted, folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) writeText(join(folder, name), text);
  return shortPath(join(folder, `${module}.tla`));
}

function printResult(result: ValidateResult): void {
  const { explained, events, states, widest, surviving, unlogged, seconds, failure, error } =
    result;
  const parts = [
    `events explained ${count(explained)}/${count(events)}`,
    `${plural(states, 'state')} looked at, ${count(widest)} at one line at most`,
    ...(surviving > 0 ? [`${count(surviving)} on a way through, judged`] : []),
    ...(unlogged > 0 ? [plural(unlogged, 'step without a line', 'steps without a line')] : []),
    duration(seconds),
  ];
  print(parts.join('  '));
  if (error !== undefined) print(colors.yellow(plain(error)));
  if (failure !== undefined) print(plain(failure.story));
  print(bracket(result.verdict));
}
