/** A path through an action: what is assigned so far, what the step is called, and what comes when it is through. */
import type { Definition, Expr } from '../semantics/ir.ts';
import type { Assignment, Context } from './context.ts';

/** The named action that a path belongs to, with the arguments it was called with. */
export interface Label {
  readonly definition: Definition;
  readonly args: readonly string[];
}

/** Where a path stands: what is assigned, and the action's name as long as only disjunctions were passed. */
export interface Path {
  readonly assigned: readonly Assignment[];
  readonly label: Label | undefined;
  /** True until the first conjunction: a definition called here names the step. */
  readonly open: boolean;
  /** Compiles a part that ends the path as a function of its own; false if it cannot be one. */
  readonly leaf?: ((expr: Expr, context: Context, path: Path) => boolean) | undefined;
}

/** What is to be emitted when a path has come through. */
export interface Continuation {
  readonly emit: (context: Context, path: Path) => void;
  /** Short enough to be written at the end of every branch. */
  readonly small: boolean;
}
