/** Finds a Java that runs: `--java`, JAVA_HOME, or the PATH. Says so plainly when there is none. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { CommandError } from '../command-error.ts';
import { exitCodes } from '../exit-codes.ts';

const versionMilliseconds = 20_000;

export interface JavaOptions {
  /** `--java`. */
  readonly java?: string | undefined;
  readonly env?: NodeJS.ProcessEnv;
}

/** The command that starts Java. Throws CommandError if it cannot be started. */
export function findJava({ java, env = process.env }: JavaOptions = {}): string {
  const candidates = java === undefined ? fromEnvironment(env) : [java];
  for (const candidate of candidates) if (runs(candidate, env)) return candidate;
  throw new CommandError(
    exitCodes.unavailable,
    `Java is not there: ${candidates.join(' and ')} cannot be run, so TLC was not run`,
    'Install a Java runtime (11 or later), or name one with --java or JAVA_HOME.',
  );
}

function fromEnvironment(env: NodeJS.ProcessEnv): readonly string[] {
  const home = env.JAVA_HOME;
  return home === undefined || home === '' ? ['java'] : [join(home, 'bin', 'java'), 'java'];
}

function runs(java: string, env: NodeJS.ProcessEnv): boolean {
  const { status } = spawnSync(java, ['-version'], {
    env,
    stdio: 'ignore',
    timeout: versionMilliseconds,
  });
  return status === 0;
}
