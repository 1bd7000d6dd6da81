/**
 * Where the text of a module comes from. The engine asks by module name and never touches a disk, so it runs in a browser
 * as well; harness/files.ts is Node's answer.
 */

export interface FileResolver {
  /** The text of a file, or undefined if there is none. */
  read(path: string): string | undefined;
  /**
   * The path of the file that holds module `name`, as seen from the file `from`: beside it first, then in the library
   * folders. Undefined if there is none; the standard modules that the engine has built in are not asked for here.
   */
  find(name: string, from: string): string | undefined;
}

/** Files in memory, for tests and the browser: `{ 'specs/A.tla': '---- MODULE A ----…' }`. Paths are separated by `/`. */
export function memoryResolver(files: Readonly<Record<string, string>>): FileResolver {
  const read = (path: string) => (Object.hasOwn(files, path) ? files[path] : undefined);
  return {
    read,
    find(name, from) {
      const beside = `${from.slice(0, from.lastIndexOf('/') + 1)}${name}.tla`;
      if (read(beside) !== undefined) return beside;
      return Object.keys(files).find(
        (path) => path === `${name}.tla` || path.endsWith(`/${name}.tla`),
      );
    },
  };
}
