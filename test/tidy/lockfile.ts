/**
 * `npm ci` refuses a lock file that leaves out an optional dependency, and `npm install` leaves out those that the
 * registry at hand does not have (binaries for other machines). Then they must be entered by hand, without integrity.
 */
import { type Finding, filesLike, type Tree } from './tree.ts';

interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export function completeLock(tree: Tree): readonly Finding[] {
  return filesLike(tree, /^package-lock\.json$/).flatMap(([path, text]) => {
    const { packages }: Lock = JSON.parse(text);
    const names = Object.values(packages).flatMap((each) =>
      Object.keys(each.optionalDependencies ?? {}),
    );
    const locked = new Set(
      Object.keys(packages).map((key) => key.replace(/^.*node_modules\//, '')),
    );
    return [...new Set(names)]
      .filter((name) => !locked.has(name))
      .map((name) => ({ path, message: `leaves out the optional dependency ${name}` }));
  });
}
