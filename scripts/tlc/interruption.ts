/** Ctrl-C ends TLC first, so that its files go away, and then the command. */
import { CommandError } from '../command-error.ts';
import { exitCodes } from '../exit-codes.ts';

export function interruption(): { signal: AbortSignal; done: () => void } {
  const controller = new AbortController();
  const interrupt = (): void =>
    controller.abort(new CommandError(exitCodes.interrupted, 'interrupted'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const done = (): void => {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  };
  return { signal: controller.signal, done };
}
