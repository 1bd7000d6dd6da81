/**
 * TLC's own distributed mode: a server that keeps the queue of states, and workers, each a process, that compute successors
 * and judge them. The workers started here run on this machine; others may join from anywhere as long as the server runs.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { distributedOutcome } from './distributed-outcome.ts';
import { codes, messageReader, type TlcMessage } from './messages.ts';
import type { TlcResult } from './outcome.ts';
import { machineArguments, progressOf, type TlcOptions } from './run.ts';

export interface DistributedOptions extends TlcOptions {
  /** The address under which workers find the server. */
  readonly host: string;
  readonly port: number;
  /** How many workers to start on this machine. */
  readonly workers: number;
}

/** TLC's own. */
export const defaultPort = 10997;

const server = 'tlc2.tool.distributed.TLCServer';
const worker = 'tlc2.tool.distributed.TLCWorker';
const reportMilliseconds = 5000;

/** The arguments of `java` for the server, which keeps its files in `folder`. */
export function serverArguments(options: DistributedOptions, folder: string): readonly string[] {
  const { host, port, jar, config, spec, flags = [] } = options;
  return [
    ...machineArguments(options, folder),
    `-Djava.rmi.server.hostname=${host}`,
    `-D${server}.port=${port}`,
    `-D${server}.report=${reportMilliseconds}`,
    ...['-cp', jar, server, '-tool', '-metadir', join(folder, 'states')],
    ...flags,
    ...['-config', config, basename(spec)],
  ];
}

/** The arguments of `java` for a worker; it gets the specification from the server. */
export function workerArguments(
  { port, jar, host }: Pick<DistributedOptions, 'port' | 'jar' | 'host'>,
  { address, threads }: { readonly address: string; readonly threads: number | string },
): readonly string[] {
  return [
    `-Djava.rmi.server.hostname=${address}`,
    // The worker asks the server's class for the port.
    `-D${server}.port=${port}`,
    `-D${worker}.threadCount=${threads}`,
    ...['-cp', jar, worker, host],
  ];
}

export async function runDistributed(options: DistributedOptions): Promise<TlcResult> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-tlc-'));
  const start = performance.now();
  const run = new DistributedRun(options, folder);
  try {
    const exitCode = await run.end();
    return distributedOutcome({
      config: basename(options.config),
      module: basename(options.spec, '.tla'),
      messages: run.messages,
      lines: run.lines,
      exitCode,
      seconds: (performance.now() - start) / 1000,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

class DistributedRun {
  readonly messages: TlcMessage[] = [];
  readonly lines: string[] = [];
  private readonly options: DistributedOptions;
  private readonly folder: string;
  private readonly running = new Set<ChildProcess>();
  private server: ChildProcess | undefined;
  /** What the workers said, if each of them ended without having been dismissed. */
  private complaint = '';

  constructor(options: DistributedOptions, folder: string) {
    this.options = options;
    this.folder = folder;
  }

  /** The exit code of the server, when it and all workers are gone. */
  async end(): Promise<number | null> {
    const { options, folder } = this;
    const reader = messageReader({
      onMessage: (message) => this.hear(message),
      onLine: (line) => this.lines.push(line),
    });
    const { child, ended } = this.start(serverArguments(options, folder), reader.push);
    this.server = child;
    const exitCode = await ended;
    reader.end();
    if (this.complaint !== '') this.lines.push('every worker has ended:', this.complaint);
    // One that never reached the server would go on trying.
    for (const each of this.running) each.kill();
    await Promise.all(this.workers);
    return exitCode;
  }

  private readonly workers: Promise<unknown>[] = [];

  private hear(message: TlcMessage): void {
    this.messages.push(message);
    if (message.code === codes.progress) this.options.onProgress?.(progressOf(message));
    if (message.code !== codes.serverReady) return;
    for (let i = 0; i < this.options.workers; i++) this.workers.push(this.work(i));
  }

  private async work(number: number): Promise<void> {
    const { options } = this;
    // Each unpacks modules and what it gets from the server into a folder of its own.
    const folder = join(this.folder, `worker-${number}`);
    await mkdir(folder);
    let said = '';
    const words = [
      ...machineArguments({ ...options, libraries: [] }, folder),
      ...workerArguments(options, { address: options.host, threads: 1 }),
    ];
    const { ended } = this.start(words, (text) => {
      said += text;
    });
    await ended;
    if (/, work completed at: /.test(said) || this.running.size > 1) return;
    if (this.server === undefined || !this.running.has(this.server)) return;
    this.complaint = said.trim().split('\n').slice(-10).join('\n');
    this.server.kill();
  }

  private start(
    words: readonly string[],
    onOutput: (text: string) => void,
  ): { readonly child: ChildProcess; readonly ended: Promise<number | null> } {
    const { java, spec, signal } = this.options;
    const child = spawn(java, words, {
      cwd: dirname(spec),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal === undefined ? {} : { signal }),
    });
    this.running.add(child);
    const ended = new Promise<number | null>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', onOutput);
      let complaint = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        complaint += text;
      });
      child.on('error', (error) => reject(signal?.aborted ? signal.reason : error));
      child.on('close', (exitCode) => {
        this.running.delete(child);
        if (complaint !== '') onOutput(`\n${complaint}\n`);
        resolve(exitCode);
      });
    });
    return { child, ended };
  }
}
