/**
 * What `check` and `tlc` are pointed at: a .tla file with its .cfg, or a protocol with the configurations of its model.
 * Large models (`...Large.cfg`) only when somebody has the time.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Expected } from '../harness/conformance/expectation.ts';
import type { Model } from '../harness/conformance/model.ts';
import { CommandError } from './command-error.ts';
import { exitCodes } from './exit-codes.ts';
import { loadModel, protocolNames, rootModule, shortPath, specFolder } from './repository.ts';

export interface Target {
  /** Absolute paths. */
  readonly spec: string;
  readonly config: string;
  /** What the model says must come out, if a model speaks of this configuration. */
  readonly expected?: Expected;
}

export interface TargetOptions {
  readonly config?: string | undefined;
  readonly thorough?: boolean | undefined;
}

/** Throws CommandError when the argument names nothing. */
export async function findTargets(
  argument: string,
  options: TargetOptions = {},
): Promise<readonly Target[]> {
  if (argument.endsWith('.tla')) return [fileTarget(resolve(argument), options.config)];
  const folder = specFolder(argument);
  if (folder === undefined) {
    throw new CommandError(
      exitCodes.usage,
      `${JSON.stringify(argument)} is neither a .tla file nor a protocol`,
      `Protocols: ${protocolNames().join(', ') || 'none'}`,
    );
  }
  if (protocolNames().includes(argument)) {
    return modelTargets(await loadModel(argument), folder, options);
  }
  return folderTargets(folder, options);
}

/** Every configuration of a model that has an expected result: its own, and those of its mutants. */
export function modelTargets(
  model: Model,
  folder: string,
  options: TargetOptions = {},
): readonly Target[] {
  const files = new Map<string, Expected | undefined>();
  for (const { file, expect } of model.configs) files.set(file, expect);
  for (const { spec } of model.mutants) {
    if (spec === undefined || files.has(spec.config)) continue;
    files.set(spec.config, { violation: spec.killedBy });
  }
  const named = options.config === undefined ? undefined : basename(options.config);
  if (named !== undefined && !files.has(named)) files.set(named, undefined);
  return [...files]
    .filter(([file]) => (named === undefined ? isWanted(file, options) : file === named))
    .map(([file, expected]) => {
      const config = existing(join(folder, file));
      return { spec: rootModule(config), config, ...(expected === undefined ? {} : { expected }) };
    });
}

function folderTargets(folder: string, options: TargetOptions): readonly Target[] {
  if (options.config !== undefined) {
    const config = existing(join(folder, basename(options.config)));
    return [{ spec: rootModule(config), config }];
  }
  const configs = readdirSync(folder)
    .filter((file) => file.endsWith('.cfg') && isWanted(file, options))
    .sort();
  if (configs.length === 0) {
    throw new CommandError(exitCodes.noInput, `there is no .cfg file in ${shortPath(folder)}`);
  }
  return configs.map((file) => {
    const config = join(folder, file);
    return { spec: rootModule(config), config };
  });
}

function fileTarget(spec: string, config: string | undefined): Target {
  existing(spec);
  if (config !== undefined) return { spec, config: existing(resolve(config)) };
  const beside = join(dirname(spec), `${basename(spec, '.tla')}.cfg`);
  if (existsSync(beside)) return { spec, config: beside };
  throw new CommandError(
    exitCodes.noInput,
    `there is no ${shortPath(beside)}`,
    'Name a configuration with --config.',
  );
}

function isWanted(file: string, { thorough }: TargetOptions): boolean {
  return thorough === true || !file.endsWith('Large.cfg');
}

function existing(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  throw new CommandError(exitCodes.noInput, `there is no file ${shortPath(path)}`);
}
