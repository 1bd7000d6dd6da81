/** Bugs with a history: the ways in which Raft is got wrong, in the code and in the spec. */
import type { Mutant } from '../../harness/conformance/mutant.ts';

export const mutants: readonly Mutant[] = [];
