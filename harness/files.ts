/**
 * Node's files for the harness: grammar bytes and module texts. The only file under harness/ that may import `node:`;
 * everything else takes what it needs as an argument, so that it runs in a browser too.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ModuleHost } from './conformance/module-graph.ts';
import type { FileResolver } from './tla/resolver.ts';
import type { GrammarFiles } from './tla/syntax/grammar.ts';

const require = createRequire(import.meta.url);

/** The wasm files of the parser, from node_modules. */
export const grammarFiles: GrammarFiles = {
  grammar: () => readFile(require.resolve('@tlaplus/tree-sitter-tlaplus/tree-sitter-tlaplus.wasm')),
  runtime: () => readFile(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
};

/** Modules from disk: beside the file that asks, then in the library folders, in their order. */
export function fileResolver(libraries: readonly string[] = []): FileResolver {
  return {
    read: textOf,
    find(name, from) {
      return [dirname(from), ...libraries]
        .map((folder) => join(folder, `${name}.tla`))
        .find((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
    },
  };
}

/** The text of a file; undefined if there is none. */
export function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Files below a folder, or the file itself, whose names end so; sorted. */
export function filesBelow(path: string, ending: string): readonly string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (stats.isFile()) return path.endsWith(ending) ? [path] : [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(path, name));
}

/** The path as it is seen from a folder, with slashes on every machine. */
export function pathFrom(folder: string, path: string): string {
  return relative(resolve(folder), resolve(path)).replaceAll('\\', '/');
}

/** The root module of a configuration: the longest prefix of its name that is a .tla file beside it. */
export function rootModuleOf(configPath: string): string | undefined {
  const folder = dirname(configPath);
  const stem = basename(configPath, '.cfg');
  for (let length = stem.length; length > 0; length--) {
    const path = join(folder, `${stem.slice(0, length)}.tla`);
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) return path;
  }
  return undefined;
}

/** Modules by their paths relative to `root`, for a model that is loaded anew on patched sources. */
export function moduleHost(
  root: string,
  load: (address: string) => Promise<object> = (address) => import(address),
): ModuleHost {
  return {
    read: (file) => textOf(join(root, file)),
    import(specifier) {
      const path = join(root, specifier);
      const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
      return load(isFile ? pathToFileURL(path).href : specifier);
    },
  };
}
