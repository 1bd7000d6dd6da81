/**
 * A program broke the rules of impl/protocol.ts, or threw. Never a protocol being merely wrong:
 * that is for judges.
 */
import type { NodeId } from '../../impl/protocol.ts';

export class ProgramError extends Error {
  override readonly name = 'ProgramError';
  readonly node: NodeId;

  /** `cause` is what the program threw, if it threw. */
  constructor(node: NodeId, message: string, cause?: unknown) {
    super(`${node}: ${message}`, cause === undefined ? undefined : { cause });
    this.node = node;
  }
}

/** The same question had two answers: there is a clock, chance, or a state of its own in the program. */
export class NondeterminismError extends ProgramError {}
