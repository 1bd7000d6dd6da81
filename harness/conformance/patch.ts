/**
 * Applies a named mutant's patches to source text, in memory. A patch that no longer fits its function is an error and
 * never a silent no-op: a mutant that changes nothing would survive for the wrong reason, or worse, be believed dead.
 */
import type { Node, SourceFile } from 'typescript-bundled';
