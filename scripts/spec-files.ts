/** Files that a specification names itself (JsonSerialize and its like): only beneath the folder where the command runs. */
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { EvaluationError } from '../harness/tla/diagnostic.ts';
import type { Host } from '../harness/tla/modules/host.ts';

export const specFiles: Required<Pick<Host, 'readFile' | 'writeFile'>> = {
  readFile(path) {
    try {
      return readFileSync(realpathSync(inside(path)), 'utf8');
    } catch (error) {
      if (error instanceof EvaluationError) throw error;
      return undefined;
    }
  },
  writeFile(path, text) {
    writeFileSync(inside(path), text);
  },
};

/** Links are followed before it is asked where a file is. Throws EvaluationError for one that is elsewhere. */
function inside(path: string): string {
  const root = realpathSync(process.cwd());
  let place = resolve(root, path);
  try {
    place = realpathSync(place);
  } catch {
    try {
      place = join(realpathSync(dirname(place)), basename(place));
    } catch {
      throw new EvaluationError(`the folder of ${path} does not exist`);
    }
  }
  if (place.startsWith(root + sep)) return place;
  throw new EvaluationError(`${path} is not beneath the working folder`);
}
