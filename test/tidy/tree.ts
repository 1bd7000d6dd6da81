/**
 * The repository as the tidy rules see it: paths and texts, nothing else, so that a rule runs on a tree that somebody made
 * up as well. The real one is what git tracks or would track.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/repository.ts';

export type Tree = ReadonlyMap<string, string>;

export interface Finding {
  readonly path: string;
  /** From 1; absent where the whole file is meant. */
  readonly line?: number;
  readonly message: string;
}

export type Rule = (tree: Tree) => readonly Finding[];

export function treeOf(files: Readonly<Record<string, string>>): Tree {
  return new Map(Object.entries(files));
}

/** Every file of the checkout that is not ignored; bytes above 127 of what is not UTF-8 become U+FFFD. */
export function readTree(): Tree {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  const paths = [...new Set(listed.split('\0'))].filter((path) => path !== '').sort();
  return new Map(
    paths
      .filter((path) => existsSync(join(root, path)))
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );
}

export function show({ path, line, message }: Finding): string {
  return `${path}${line === undefined ? '' : `:${line}`}: ${message}`;
}

/** The files whose paths match, as pairs. */
export function filesLike(tree: Tree, pattern: RegExp): readonly (readonly [string, string])[] {
  return [...tree].filter(([path]) => pattern.test(path));
}

export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
