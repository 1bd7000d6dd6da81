/**
 * What a run of TLC's distributed mode said. Its server leaves with 0 whatever it found, and does not name it: a false
 * invariant, a deadlock and an error of evaluation all look the same, a behaviour up to here. So only the message of
 * success is `ok`, and what is behind a behaviour is left open.
 */
import { exitCodes } from '../exit-codes.ts';
import { codes } from './messages.ts';
import { outcomeOf, type TlcResult, type TlcRun } from './outcome.ts';

const unnamed =
  'TLC stopped here, and in its distributed mode does not say why: an invariant or action property that is false, a deadlock, or an error of evaluation. What it shows may begin in the middle of the behaviour.';

export function distributedOutcome(run: TlcRun): TlcResult {
  const { messages, lines, exitCode } = run;
  const has = (code: number): boolean => messages.some((message) => message.code === code);
  // The server ends with 1, where TLC alone has a code for each kind of error.
  const outcome = outcomeOf({ ...run, exitCode: exitCode === 1 ? exitCodes.tlcError : exitCode });
  if (exitCode === 0 && has(codes.success)) return outcome;
  // How long the behaviour is up to there, and what it is called, is not known.
  const { traceLength: _length, violated: _name, ...found } = outcome;
  const initial = messages.find(({ severity, text }) => severity === 'error' && isInitial(text));
  if (initial !== undefined) {
    const violated = initialViolation.exec(initial.text)?.[1] as string;
    const error = initial.text.trim();
    return { ...found, verdict: 'violation', exitCode: exitCodes.safety, violated, error };
  }
  if (has(codes.behaviorSoFar)) {
    return { ...found, verdict: 'violation', exitCode: exitCodes.tlcError, error: unnamed };
  }
  // Ended from outside: what the workers said last is all there is.
  if (exitCode === null) return { ...found, error: lines.slice(-20).join('\n').trim() };
  return found;
}

const initialViolation = /^Error: (?:Invariant|Property) (.+?) is violated/;

function isInitial(text: string): boolean {
  return initialViolation.test(text);
}
