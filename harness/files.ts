/**
 * Node's files for the harness: grammar bytes and module texts. The only file under harness/ that may import `node:`;
 * everything else takes what it needs as an argument, so that it runs in a browser too.
 */
import { readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
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
    read(path) {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return undefined;
      }
    },
    find(name, from) {
      return [dirname(from), ...libraries]
        .map((folder) => join(folder, `${name}.tla`))
        .find((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
    },
  };
}
