/**
 * Named bugs of the field, on both sides. In the code: small source patches, applied in memory, so that the
 * implementation stays clean. In the spec: a .cfg that overrides a definition, so that TLC runs the same mutant.
 */

/** A textual patch inside one function or method: `find` must occur exactly once in its text. */
export interface CodePatch {
  /** Relative to the repository, e.g. `impl/two-phase-commit/participant.ts`. */
  readonly file: string;
  readonly function: string;
  readonly find: string;
  readonly replace: string;
}

export interface Mutant {
  /** What is done wrong, as a phrase: `votes before the vote is durable`. */
  readonly name: string;
  /** Who made this mistake: a paper, an issue, an incident. */
  readonly source: string;
  readonly code?: readonly CodePatch[];
  /**
   * What shows the bug in the code, asked before everything else: the number of one of the default seed's histories (as
   * the table of mutants has it), or refine. Only a hint: where it is wrong by now, the hunt goes on as if there were none.
   */
  readonly shownBy?: number | 'refine';
  /** A configuration in specs/<protocol>/ in which the engine, and TLC, must find the violation `killedBy`. */
  readonly spec?: { readonly config: string; readonly killedBy: string };
}

export function patch(file: string, name: string, find: string, replace: string): CodePatch {
  return { file, function: name, find, replace };
}
