/** When two answers are the same: the values as text without layout; of errors only that there is one. */
import type { Answer } from './tlc.ts';

/** One line, without the difference that TLC makes between `<<>>` and other empty functions. */
export function normal(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('<< >>', '<<>>')
    .replaceAll(/(<<|\{|\() | (>>|\}|\))/g, '$1$2');
}

/** TLC computes with 32 bits and refuses what does not fit; the engine is exact further. A documented difference. */
const beyond = /Overflow|too large|out of (int )?range/i;

export function agree(tlc: Answer, engine: Answer): boolean {
  if ('error' in tlc) return 'error' in engine || beyond.test(tlc.error);
  return 'value' in engine && normal(tlc.value) === normal(engine.value);
}
