/** What is wrong with the text of a history: data, all of it at once, each with its line. */

export interface FormatProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** Either a history or what is wrong with its text, never half of each. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly FormatProblem[] };

/** At most so many problems are reported; a file of the wrong format is wrong in every line. */
export const problemsMax = 20;
