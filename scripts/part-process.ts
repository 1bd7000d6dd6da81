/** The other end of part-pool.ts: parts of a verification as they are asked for, until whoever asks is gone. */
import { CommandError } from './command-error.ts';
import type { Message, PartJob } from './part-pool.ts';
import { runPart } from './parts.ts';
import { loadModel } from './repository.ts';

/** Progress is for a line that people read. */
const toldMilliseconds = 100;

export function partProcess(): Promise<void> {
  const tell = (message: Message): void => {
    process.send?.(message);
  };
  process.on('message', (job: PartJob) => {
    void perform(job, tell);
  });
  return new Promise((resolve) => process.once('disconnect', () => resolve(process.exit())));
}

async function perform(
  { protocol, part, options }: PartJob,
  tell: (message: Message) => void,
): Promise<void> {
  let toldAt = 0;
  try {
    const result = await runPart(part, await loadModel(protocol), {
      ...options,
      onProgress(_, name, progress) {
        const now = performance.now();
        if (now - toldAt < toldMilliseconds) return;
        toldAt = now;
        tell({ kind: 'progress', name, progress });
      },
    });
    tell({ kind: 'result', result });
  } catch (error) {
    tell({ kind: 'error', ...wordsOf(error) });
  }
}

function wordsOf(error: unknown): Omit<Extract<Message, { kind: 'error' }>, 'kind'> {
  if (error instanceof CommandError) {
    const { message, exitCode, hint } = error;
    return { message, exitCode, ...(hint === undefined ? {} : { hint }) };
  }
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
