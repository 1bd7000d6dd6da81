/** Puts many expressions to TLC and to the engine at once, and finds those on which they do not agree. */
import { batch } from './batch.ts';
import { values } from './engine.ts';
import { type Answer, NoAnswer, type Tlc } from './tlc.ts';

export interface Judged {
  readonly expression: string;
  readonly tlc: Answer;
  readonly engine: Answer;
}

/** A module that is refused is halved until the expression that is refused stands alone. */
export async function judge(tlc: Tlc, expressions: readonly string[]): Promise<Judged[]> {
  const files = batch(expressions);
  const theirs = await tlc.values(files).catch((error: unknown) => {
    if (error instanceof NoAnswer) return error.message;
    throw error;
  });
  const ours = values(files);
  if (typeof theirs === 'string' || typeof ours === 'string') {
    if (expressions.length > 1) {
      const half = expressions.length >> 1;
      return [
        ...(await judge(tlc, expressions.slice(0, half))),
        ...(await judge(tlc, expressions.slice(half))),
      ];
    }
    const answer = (given: Answer[] | string): Answer =>
      typeof given === 'string' ? { error: `refused: ${given}` } : (given[0] as Answer);
    return [{ expression: expressions[0] as string, tlc: answer(theirs), engine: answer(ours) }];
  }
  return expressions.map((expression, i) => {
    return { expression, tlc: theirs[i] as Answer, engine: ours[i] as Answer };
  });
}
