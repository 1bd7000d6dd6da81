/**
 * Runs the official TLC on one specification with one configuration, with one worker, so that what it finds first is
 * always the same. Every run has a folder of its own for TLC's states and SANY's modules, gone when the run ends.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import type { OnProgress } from '../../harness/conformance/result.ts';
import { library } from '../repository.ts';
import { codes, messageReader, type TlcMessage } from './messages.ts';
import { countsIn, outcomeOf, queueIn, type TlcResult } from './outcome.ts';

export interface TlcOptions {
  readonly java: string;
  readonly jar: string;
  /** Absolute paths. */
  readonly spec: string;
  readonly config: string;
  /** For a specification of a few seconds: half the processor time, most of which is Java starting. */
  readonly small?: boolean;
  /** Folders with modules, besides the specification's own. */
  readonly libraries?: readonly string[];
  /** Words for TLC's command line, such as `-deadlock`. */
  readonly flags?: readonly string[];
  readonly onProgress?: OnProgress;
  /** Ends TLC, and with it the run. */
  readonly signal?: AbortSignal;
}

/** The arguments of `java`, for a run that keeps its files in `folder`. */
export function tlcArguments(options: TlcOptions, folder: string): readonly string[] {
  return [
    ...machineArguments(options, folder),
    '-cp',
    options.jar,
    'tlc2.TLC',
    '-tool',
    '-workers',
    '1',
    '-metadir',
    join(folder, 'states'),
    ...(options.flags ?? []),
    '-config',
    options.config,
    basename(options.spec),
  ];
}

/** What the JVM is told, whichever program of the jar it runs. */
export function machineArguments(
  options: Pick<TlcOptions, 'small' | 'libraries'>,
  folder: string,
): readonly string[] {
  return [
    ...(options.small === true
      ? ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']
      : ['-XX:+UseParallelGC']),
    // TLC unpacks its standard modules here; two runs at once would read each other's half-written ones.
    `-Djava.io.tmpdir=${folder}`,
    // Numbers and dates in TLC's sentences follow the language.
    '-Duser.language=en',
    '-Duser.country=US',
    ...librariesOf(options),
  ];
}

function librariesOf({ libraries = [] }: Pick<TlcOptions, 'libraries'>): readonly string[] {
  const folders = [...libraries, ...(existsSync(library) ? [library] : [])];
  return folders.length === 0 ? [] : [`-DTLA-Library=${folders.join(delimiter)}`];
}

export async function runTlc(options: TlcOptions): Promise<TlcResult> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-tlc-'));
  const start = performance.now();
  const messages: TlcMessage[] = [];
  const lines: string[] = [];
  const reader = messageReader({
    onMessage(message) {
      messages.push(message);
      if (message.code === codes.progress) options.onProgress?.(progressOf(message));
    },
    onLine: (line) => lines.push(line),
  });
  try {
    const exitCode = await runJava(options, folder, reader.push);
    reader.end();
    return outcomeOf({
      config: basename(options.config),
      module: basename(options.spec, '.tla'),
      messages,
      lines,
      exitCode,
      seconds: (performance.now() - start) / 1000,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function runJava(
  options: TlcOptions,
  folder: string,
  onOutput: (text: string) => void,
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(options.java, tlcArguments(options, folder), {
      cwd: dirname(options.spec),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    child.stdout.setEncoding('utf8').on('data', onOutput);
    // SANY says there once more what it said on standard output; the JVM says there why it cannot start.
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    // Node reports an abort as an error of its own; the reason is what the caller said.
    child.on('error', (error) => reject(options.signal?.aborted ? options.signal.reason : error));
    child.on('close', (exitCode) => {
      if (complaint !== '') onOutput(`\n${complaint}\n`);
      resolve(exitCode);
    });
  });
}

export function progressOf({ text }: TlcMessage): Parameters<OnProgress>[0] {
  const { distinct, generated } = countsIn(text);
  const queue = queueIn(text).toLocaleString('en-US');
  return { done: generated, unit: 'states', detail: `${distinct} distinct, ${queue} on the queue` };
}
