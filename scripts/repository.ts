/** Where things are in this repository: protocols by folder name, their models, specifications and configurations. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Model } from '../harness/conformance/model.ts';
import { rootModuleOf } from '../harness/files.ts';
import { CommandError } from './command-error.ts';
import { exitCodes } from './exit-codes.ts';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** Modules that several specifications share. */
export const library = join(root, 'specs', 'lib');

/** The path as it is typed here: `specs/raft/Raft.tla`. What is not under the current folder keeps its whole path. */
export function shortPath(path: string): string {
  const inside = relative(process.cwd(), path);
  return inside.startsWith('..') ? path : inside;
}

/** Names of the folders under models/ that hold a model.ts, sorted. */
export function protocolNames(): readonly string[] {
  const folder = join(root, 'models');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'model.ts')))
    .sort();
}

/** Loads models/<name>/model.ts. Throws CommandError for a protocol that does not exist. */
export async function loadModel(name: string): Promise<Model> {
  const names = protocolNames();
  if (!names.includes(name)) {
    throw new CommandError(
      exitCodes.usage,
      `there is no protocol ${JSON.stringify(name)}`,
      names.length > 0 ? `Protocols: ${names.join(', ')}` : 'There is no protocol under models/.',
    );
  }
  // Written so that a bundler sees which files can be meant.
  const module: { readonly model?: Model } = await import(`../models/${name}/model.ts`);
  if (module.model === undefined) throw new Error(`models/${name}/model.ts exports no \`model\``);
  return module.model;
}

/** The folder of a protocol's specification, if it is the name of one. */
export function specFolder(name: string): string | undefined {
  const folder = join(root, 'specs', name);
  const isName = /^[a-z][a-z0-9-]*$/.test(name) && name !== 'lib';
  return isName && statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? folder : undefined;
}

/** The root module of a configuration: the longest prefix of its name that is a .tla file beside it. */
export function rootModule(configPath: string): string {
  const spec = rootModuleOf(resolve(configPath));
  if (spec !== undefined) return spec;
  const stem = basename(configPath, '.cfg');
  throw new CommandError(
    exitCodes.noInput,
    `no module for ${shortPath(configPath)}: no prefix of ${stem} is a .tla file beside it`,
  );
}

/** Throws CommandError when there is no such file. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new CommandError(exitCodes.noInput, `there is no file ${shortPath(path)}`);
  }
}

/** Throws CommandError when the file cannot be written. */
export function writeText(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new CommandError(
      exitCodes.system,
      `cannot write ${shortPath(path)}: ${(error as Error).message}`,
    );
  }
}
