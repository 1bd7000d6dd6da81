/**
 * Parts of a verification in processes of their own, as many at once as there are cores. A process stays for the next
 * part: what it has loaded and warmed up is worth a second. Results and progress are plain data and come as messages
 * (part-process.ts is the other end).
 */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { OnProgress } from '../harness/conformance/result.ts';
import type { Part, PartResult, VerifyOptions } from '../harness/verify.ts';
import { CommandError } from './command-error.ts';
import type { ExitCode } from './exit-codes.ts';
import { root } from './repository.ts';

export interface PartJob {
  readonly protocol: string;
  readonly part: Part;
  readonly options: Pick<VerifyOptions, 'thorough' | 'twice' | 'seed' | 'coverage'>;
}

/** What a process says of its job. */
export type Message =
  | {
      readonly kind: 'progress';
      readonly name: string;
      readonly progress: Parameters<OnProgress>[0];
    }
  | { readonly kind: 'result'; readonly result: PartResult }
  | {
      readonly kind: 'error';
      readonly message: string;
      /** Of a CommandError; none: a bug of ours, and `message` has the stack. */
      readonly exitCode?: ExitCode;
      readonly hint?: string;
    };

export interface PartPool {
  /** In the order of the calls. `onProgress` gets the name of what is being done, such as the configuration. */
  run(
    job: PartJob,
    onProgress: (name: string, progress: Parameters<OnProgress>[0]) => void,
  ): Promise<PartResult>;
  /** Ends the processes, whatever they are doing. */
  close(): void;
}

interface Waiting {
  readonly job: PartJob;
  readonly onMessage: (message: Message) => void;
  readonly onEnd: (how: string) => void;
}

export function partPool(size: number): PartPool {
  const queue: Waiting[] = [];
  const idle: ChildProcess[] = [];
  const all = new Set<ChildProcess>();

  const next = (): void => {
    if (queue.length === 0) return;
    const child = idle.pop() ?? (all.size < size ? start() : undefined);
    if (child === undefined) return;
    give(child, queue.shift() as Waiting);
  };
  const start = (): ChildProcess => {
    const child = fork(join(root, 'bin', 'lockstep.js'), ['part-process']);
    all.add(child);
    child.once('exit', () => {
      all.delete(child);
      if (idle.includes(child)) idle.splice(idle.indexOf(child), 1);
    });
    return child;
  };
  const give = (child: ChildProcess, { job, onMessage, onEnd }: Waiting): void => {
    const ended = (code: number | null, signal: string | null): void => {
      child.off('message', hear);
      onEnd(signal ?? `exit code ${code}`);
      next();
    };
    const hear = (message: Message): void => {
      onMessage(message);
      if (message.kind === 'progress') return;
      child.off('message', hear);
      child.off('exit', ended);
      idle.push(child);
      next();
    };
    child.on('message', hear);
    child.once('exit', ended);
    child.send(job);
  };
  return {
    run: (job, onProgress) =>
      new Promise((resolve, reject) => {
        const onMessage = (message: Message): void => {
          if (message.kind === 'progress') onProgress(message.name, message.progress);
          else if (message.kind === 'result') resolve(message.result);
          else reject(errorOf(message));
        };
        const onEnd = (how: string): void =>
          reject(new Error(`the process of ${job.part} ${job.protocol} ended: ${how}`));
        queue.push({ job, onMessage, onEnd });
        next();
      }),
    close() {
      queue.length = 0;
      for (const child of all) child.kill();
    },
  };
}

function errorOf({ message, exitCode, hint }: Extract<Message, { kind: 'error' }>): Error {
  return exitCode === undefined ? new Error(message) : new CommandError(exitCode, message, hint);
}
