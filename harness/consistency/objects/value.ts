/** What the objects of this folder hold, and how their operations are put into words. */

import type { OutcomeType } from '../history.ts';
import { contentKey } from '../plain.ts';

/** What a client stores. `null` means that there is nothing. */
export type Value = string | number | boolean | null;

/** `x` and `two words` alike stay readable: only texts that could be mistaken are quoted. */
export function text(value: unknown): string {
  if (typeof value === 'string' && /^(?!(?:null|true|false)$)[A-Za-z_][\w./:-]*$/.test(value))
    return value;
  return contentKey(value);
}

/** `get x -> 1`, `put x 2`, `put x 3 (unknown)`; an output of `null` where nothing is to be told is left out. */
export function phrase(
  words: readonly unknown[],
  { output, outcome, tells }: { output: unknown; outcome: OutcomeType; tells: boolean },
): string {
  const said = words.map(text).join(' ');
  if (outcome === 'fail') return `${said} (failed)`;
  if (outcome === 'info') return `${said} (unknown)`;
  return tells ? `${said} -> ${text(output)}` : said;
}
