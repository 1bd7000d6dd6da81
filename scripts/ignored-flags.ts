/** An option that would change nothing is refused: whoever types it expects something of it. */
import { CommandError } from './command-error.ts';
import { exitCodes } from './exit-codes.ts';

/** `read`: the options that count here, as properties. `why`: `for a protocol`. Throws CommandError. */
export function refuseIgnored(options: object, read: readonly string[], why: string): void {
  const ignored = Object.entries(options)
    .filter(([name, value]) => value !== undefined && !read.includes(name))
    .map(([name, value]) => flagOf(name, value));
  if (ignored.length === 0) return;
  throw new CommandError(
    exitCodes.usage,
    `${ignored.join(' and ')} would change nothing ${why}`,
    `Read there: ${read.map((name) => flagOf(name, true)).join(', ') || 'no option'}`,
  );
}

/** `dumpTrace` is `--dump-trace`; an option that is false was typed as `--no-...`. */
function flagOf(name: string, value: unknown): string {
  const words = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return value === false ? `--no-${words}` : `--${words}`;
}
