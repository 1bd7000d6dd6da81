/** Puts many expressions to TLC and to the engine at once, and finds those on which they do not agree. */
import { batch } from './batch.ts';
import { compare, notComputed, type Verdict } from './compare.ts';
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

/** TLC gives the engine's answer where it is made to look at what it would have kept by its parts. */
export async function verdictOn(tlc: Tlc, one: Judged, forced: () => string): Promise<Verdict> {
  const verdict = compare(one.tlc, one.engine);
  if (verdict.kind === 'same') return verdict;
  if (verdict.kind === 'known' && verdict.name !== notComputed) return verdict;
  const [again] = await judge(tlc, [forced()]);
  if (again === undefined) return { kind: 'different' };
  // An infinite set cannot be looked at: then both must fail.
  const isOurs = compare(again.tlc, one.engine).kind === 'same';
  const isShown = verdict.kind === 'known' && compare(again.tlc, again.engine).kind === 'same';
  const isLikely = 'value' in one.engine ? isOurs || isShown : isOurs;
  return isLikely ? { kind: 'known', name: notComputed } : { kind: 'different' };
}
