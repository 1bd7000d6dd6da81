/**
 * Finds tla2tools.jar: `--jar`, the environment variable TLA2TOOLS_JAR, the cache folder, or the official release of
 * version 1.7.4, downloaded once. Its SHA-256 is looked at every time, wherever the jar comes from: what TLC says is the
 * reference, so it must be known which TLC said it.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { CommandError } from '../command-error.ts';
import { exitCodes } from '../exit-codes.ts';

export const release = '1.7.4';
/** The value that nixpkgs pins for this file. */
export const releaseHash = '936a262061c914694dfd669a543be24573c45d5aa0ff20a8b96b23d01e050e88';
export const releaseUrl = `https://github.com/tlaplus/tlaplus/releases/download/v${release}/tla2tools.jar`;

const downloadMilliseconds = 60_000;

export interface Jar {
  readonly path: string;
  readonly hash: string;
  /** Present when this is not the release that results are compared with. */
  readonly warning?: string;
}

export interface JarOptions {
  /** `--jar`. */
  readonly jar?: string | undefined;
  readonly env?: NodeJS.ProcessEnv;
  /** Absent: what is not in the cache is not to be had. */
  readonly download?: ((url: string) => Promise<Uint8Array>) | undefined;
}

/** Throws CommandError when there is no jar, or when the cached one is not what it says. */
export async function findJar(options: JarOptions = {}): Promise<Jar> {
  const env = options.env ?? process.env;
  if (options.jar !== undefined) return namedJar(options.jar, '--jar');
  const named = env.TLA2TOOLS_JAR;
  if (named !== undefined && named !== '') return namedJar(named, 'TLA2TOOLS_JAR');
  const path = cachedJar(env);
  const cached = await readIfThere(path);
  if (cached === undefined) return downloadJar(path, options.download);
  const hash = sha256(cached);
  if (hash === releaseHash) return { path, hash };
  throw new CommandError(
    exitCodes.unavailable,
    `${path} is not tla2tools ${release}: its SHA-256 is ${hash}, not ${releaseHash}`,
    'Delete it to have it downloaded again, or name a jar of your own with --jar.',
  );
}

/** Where the downloaded jar is kept. */
export function cachedJar(env: NodeJS.ProcessEnv = process.env): string {
  const cache = env.XDG_CACHE_HOME;
  const folder = cache === undefined || cache === '' ? join(homedir(), '.cache') : cache;
  return join(folder, 'lockstep', `tla2tools-${release}.jar`);
}

/** Over HTTPS, with a limit on the time it may take. Rejects with what went wrong. */
export async function downloadFile(url: string): Promise<Uint8Array> {
  const response = await fetch(url, { signal: AbortSignal.timeout(downloadMilliseconds) });
  if (!response.ok) throw new Error(`HTTP ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function namedJar(path: string, by: string): Promise<Jar> {
  const bytes = await readIfThere(path);
  if (bytes === undefined) {
    throw new CommandError(exitCodes.noInput, `there is no file ${path} (named by ${by})`);
  }
  const hash = sha256(bytes);
  if (hash === releaseHash) return { path, hash };
  const warning = `${path} is not tla2tools ${release} (SHA-256 ${hash}); its counts may differ`;
  return { path, hash, warning };
}

async function downloadJar(path: string, download: JarOptions['download']): Promise<Jar> {
  const byHand = `By hand: download ${releaseUrl} to ${path}, or name a jar with --jar.`;
  if (download === undefined) {
    throw new CommandError(exitCodes.unavailable, `there is no ${path}`, byHand);
  }
  let bytes: Uint8Array;
  try {
    bytes = await download(releaseUrl);
  } catch (error) {
    const why = error instanceof Error ? messageWithCause(error) : String(error);
    throw new CommandError(
      exitCodes.unavailable,
      `tla2tools.jar cannot be downloaded: ${why}`,
      byHand,
    );
  }
  const hash = sha256(bytes);
  if (hash !== releaseHash) {
    throw new CommandError(
      exitCodes.unavailable,
      `what was downloaded is not tla2tools ${release}: its SHA-256 is ${hash}, not ${releaseHash}`,
      byHand,
    );
  }
  await keep(path, bytes);
  return { path, hash };
}

// Written beside its place and then renamed: two commands at once, or an interrupted one, leave no half a jar.
async function keep(path: string, bytes: Uint8Array): Promise<void> {
  const partial = `${path}.${process.pid}.partial`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(partial, bytes);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(exitCodes.unavailable, `tla2tools.jar cannot be kept: ${why}`);
  }
}

function messageWithCause(error: Error): string {
  const { cause } = error;
  return cause instanceof Error ? `${error.message} (${cause.message})` : error.message;
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch {
    return undefined;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
