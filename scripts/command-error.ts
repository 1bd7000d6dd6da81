/**
 * A command that cannot do what it was asked to, through nobody's bug: a file that is not there, no Java, a wrong
 * argument. Printed as one sentence with a hint, never with a stack. Everything else that is thrown is our bug.
 */
import type { ExitCode } from './exit-codes.ts';

export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: ExitCode;
  /** What to do about it. */
  readonly hint: string | undefined;
  constructor(exitCode: ExitCode, message: string, hint?: string) {
    super(message);
    this.exitCode = exitCode;
    this.hint = hint;
  }
}
