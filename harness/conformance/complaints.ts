/** What is not as it must be, in one text: the message of an assertion in whoever's tests. */
import { describeFinding, isAsExpected } from './expectation.ts';
import type { ProtocolResult } from './result.ts';

/** The stories of all that failed, shortfalls and survivors among them; empty if the verdict is `ok`. */
export function complaintsOf({ check, replay, refine, drive, mutants }: ProtocolResult): string {
  const checks = check
    .filter((result) => !isAsExpected(result))
    .map((result) => {
      const why = result.differences?.join('; ') ?? describeFinding(result);
      return [`${result.config}: ${why}`, result.error ?? result.story ?? ''].join('\n').trim();
    });
  const failures = [replay.failure, refine.failure, drive?.failure].flatMap(
    (failure) => failure?.story ?? [],
  );
  const survivors = mutants.mutants
    .filter(({ code, spec }) => code?.killed === false || spec?.killed === false)
    .map(({ name, code, spec }) => {
      const why = code?.error ?? spec?.error;
      return `survives: ${name}${why === undefined ? '' : `: ${why}`}`;
    });
  const unfinished = refine.verdict === 'unknown' ? ['refine has not seen every world'] : [];
  return [...checks, ...failures, ...replay.shortfalls, ...unfinished, ...survivors].join('\n\n');
}
