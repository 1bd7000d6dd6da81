/**
 * What `lockstep check` on a .tla file is to do: flags become a configuration and the options of the engine, and the
 * command that says all of it again. A module without a .cfg is run by what it defines, or by its assumptions alone.
 */
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DiagnosticError } from '../harness/tla/diagnostic.ts';
import { loadSpecification } from '../harness/tla/specification.ts';
import { type AdjustedConfig, adjustConfig } from './adjusted-config.ts';
import type { CheckOptions } from './check-options.ts';
import { CommandError } from './command-error.ts';
import { type EngineInput, type EngineOptions, filesOfInput } from './engine.ts';
import { exitCodes } from './exit-codes.ts';
import { command } from './output.ts';
import { readText, shortPath } from './repository.ts';

export interface CheckInput {
  readonly input: EngineInput;
  /** The configuration, where it is not one of a file as it stands. */
  readonly adjusted?: AdjustedConfig;
  /** What nobody asked for and is done all the same. */
  readonly remarks: readonly string[];
  /** There is neither a behaviour nor an assumption. */
  readonly isEmpty: boolean;
}

/** Flags change a configuration; without a .cfg the module says what there is to check. */
export function inputOf(spec: string, options: CheckOptions): CheckInput {
  const path = configPath(spec, options.config);
  const { const: constants = [], inv: invariants = [], deadlock = true } = options;
  const found = path === undefined ? behaviourOf(spec, options) : undefined;
  if (found !== undefined) refuseMissing(spec, found, constants);
  const remarks = [
    ...(found?.remarks ?? []),
    ...(options.workers === undefined
      ? []
      : ['--workers changes nothing: the search has one thread']),
  ];
  const file = path === undefined ? '(command line)' : shortPath(path);
  const text = path === undefined ? (found?.text ?? '') : readText(path);
  const folders = path === undefined ? {} : { folders: [dirname(path)] };
  const isEmpty = found?.isEmpty === true && invariants.length === 0;
  const common = { remarks, isEmpty };
  if (constants.length + invariants.length === 0 && deadlock) {
    const input = { specPath: spec, config: { text, file }, ...folders };
    return path === undefined
      ? { input, adjusted: { config: text }, ...common }
      : { input, ...common };
  }
  const adjusted = adjustConfig(text, basename(spec, '.tla'), { constants, invariants, deadlock });
  const module = adjusted.module === undefined ? {} : { module: adjusted.module };
  const config = { text: adjusted.config, file: `${file} with flags` };
  return { input: { specPath: spec, config, ...folders, ...module }, adjusted, ...common };
}

function configPath(spec: string, named: string | undefined): string | undefined {
  if (named !== undefined) return resolve(named);
  const beside = join(dirname(spec), `${basename(spec, '.tla')}.cfg`);
  return existsSync(beside) ? beside : undefined;
}

/** What there is to check without a configuration. */
interface Found {
  readonly text: string;
  readonly constants: readonly string[];
  readonly remarks: readonly string[];
  readonly isEmpty: boolean;
}

/** `SPECIFICATION Spec` if the module defines it, else `INIT Init`, `NEXT Next`, else the assumptions alone. */
function behaviourOf(spec: string, options: CheckOptions): Found {
  const none = `there is no ${shortPath(spec.replace(/\.tla$/, '.cfg'))}`;
  try {
    const input = { specPath: spec, config: { text: '', file: '' } };
    const { resolver, specPath } = filesOfInput(input, options.library ?? []);
    const { resolved } = loadSpecification({ resolver, specPath });
    const defines = (name: string) => {
      const entity = resolved.scope.find(name);
      return entity?.kind === 'definitionEntity' && entity.definition.parameters.length === 0;
    };
    const text = defines('Spec')
      ? 'SPECIFICATION Spec\n'
      : defines('Init') && defines('Next')
        ? 'INIT Init\nNEXT Next\n'
        : '';
    const what = text === '' ? 'only assumptions are checked' : text.trim().replace('\n', ', ');
    return {
      text,
      constants: resolved.constants.map(({ name }) => name),
      remarks: [`${none}: ${what}`],
      isEmpty: text === '' && resolved.assumptions.every(({ isAxiom }) => isAxiom),
    };
  } catch (error) {
    // What is wrong with the text is said when it is run.
    if (error instanceof DiagnosticError)
      return { text: '', constants: [], remarks: [], isEmpty: false };
    throw error;
  }
}

function refuseMissing(spec: string, found: Found, given: readonly string[]): void {
  const named = new Set(given.map((constant) => /^\s*(\w+)/.exec(constant)?.[1]));
  const missing = found.constants.filter((name) => !named.has(name));
  if (missing.length === 0) return;
  throw new CommandError(
    exitCodes.noInput,
    `there is no ${shortPath(spec.replace(/\.tla$/, '.cfg'))}, and ${missing.join(', ')} ${missing.length === 1 ? 'has' : 'have'} no value`,
    'Name a configuration with --config, or give values with --const.',
  );
}

export function engineOptions(options: CheckOptions): EngineOptions {
  const mode =
    options.simulate === true ? 'simulate' : options.dfs === true ? 'depthFirst' : 'breadthFirst';
  const { states, depth, seconds, memory, count: traces, seed } = options;
  return {
    mode,
    ...(states === undefined ? {} : { statesMax: states }),
    ...(depth === undefined || mode === 'simulate' ? {} : { depthMax: depth }),
    ...(seconds === undefined ? {} : { secondsMax: seconds }),
    ...(memory === undefined ? {} : { bytesMax: memory * 2 ** 20 }),
    simulation: {
      ...(traces === undefined ? {} : { traces }),
      ...(depth === undefined ? {} : { depth }),
    },
    seed: seed ?? 0,
    keepGoing: options.continue === true,
    unsound: options.unsound === true,
    coverage: options.coverage === true,
    libraries: options.library ?? [],
  };
}

/** The flags as they were given, without those that change nothing that is found or written. */
export function reproduce(spec: string, options: CheckOptions): string {
  const words: string[] = [];
  if (options.config !== undefined) words.push('--config', shortPath(resolve(options.config)));
  for (const each of options.const ?? []) words.push('--const', each);
  for (const each of options.inv ?? []) words.push('--inv', each);
  for (const each of options.library ?? []) words.push('--library', each);
  if (options.deadlock === false) words.push('--no-deadlock');
  for (const name of ['dfs', 'simulate', 'continue', 'unsound', 'coverage'] as const)
    if (options[name] === true) words.push(`--${name}`);
  for (const name of ['states', 'depth', 'seconds', 'memory', 'count', 'seed'] as const) {
    if (options[name] !== undefined) words.push(`--${name}`, String(options[name]));
  }
  for (const [flag, file] of [
    ['--dump-trace', options.dumpTrace],
    ['--dump-graph', options.dumpGraph],
    ['--load-trace', options.loadTrace],
  ] as const)
    if (file !== undefined) words.push(flag, file);
  return command('npx', 'lockstep', 'check', shortPath(spec), ...words);
}
