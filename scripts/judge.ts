/**
 * `lockstep judge`: is a recorded history one of the object (judge-object.ts), or of a replicated type (judge-replicated.ts)?
 * Transactions have no object but levels (judge-transactions.ts).
 */
import { CommandError } from './command-error.ts';
import { exitCodes } from './exit-codes.ts';
import { judgeObjectFile, type ObjectOptions } from './judge-object.ts';
import { isReplicated, judgeReplicatedFile } from './judge-replicated.ts';
import { isTransactional, judgeTransactionFile, type LevelOptions } from './judge-transactions.ts';
import { objectHint } from './objects.ts';
import { readText } from './repository.ts';

export interface JudgeOptions extends LevelOptions, ObjectOptions {
  readonly object?: string;
}

/** Returns the exit code. */
export async function judge(file: string, options: JudgeOptions): Promise<number> {
  if (options.object !== undefined && isReplicated(options.object))
    return judgeReplicatedFile(file, options.object, options);
  if (options.object !== undefined) return judgeObjectFile(file, options.object, options);
  const text = readText(file);
  if (isTransactional(text)) return judgeTransactionFile(file, text, options);
  const message = `${file} holds no transactions, so --object has to say what it is a history of`;
  throw new CommandError(exitCodes.usage, message, objectHint());
}
