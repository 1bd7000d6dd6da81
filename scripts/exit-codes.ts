/**
 * What the command says with its exit code. 10 to 153 are TLC's (tlc2.output.EC.ExitStatus of release 1.7.4), so that
 * a script written for TLC reads ours; 64 to 70 are BSD's sysexits, 130 the shell's; 2 to 4 are ours. Nothing else exits with a number.
 */
import { isAsExpected } from '../harness/conformance/expectation.ts';
import type { CheckResult, Verdict } from '../harness/conformance/result.ts';

export const exitCodes = {
  ok: 0,
  /** A budget ran out before there was a verdict. */
  unknown: 2,
  /** Nothing false was found, but what was tested is not evidence. */
  vacuous: 3,
  /** Two that must agree do not: TLC and the engine, or a result and the one recorded in the model. */
  disagreement: 4,
  assumption: 10,
  deadlock: 11,
  safety: 12,
  liveness: 13,
  assertion: 14,
  usage: 64,
  noInput: 66,
  /** Java or tla2tools.jar is not to be had. */
  unavailable: 69,
  /** A bug of Lockstep's own. */
  internal: 70,
  evaluation: 75,
  invariantEvaluation: 76,
  livenessEvaluation: 77,
  /** By Ctrl-C, as shells count it. */
  interrupted: 130,
  parse: 150,
  config: 151,
  stateSpaceTooLarge: 152,
  system: 153,
  /** TLC's word for a failure that it has no other number for. */
  tlcError: 255,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What a model checker's exit code says about the specification; whatever did not come to a verdict is `unknown`. */
export function verdictOf(exitCode: number): Verdict {
  if (exitCode === exitCodes.ok) return 'ok';
  if (exitCode >= exitCodes.assumption && exitCode <= exitCodes.assertion) return 'violation';
  if (exitCode >= exitCodes.evaluation && exitCode <= exitCodes.livenessEvaluation) {
    return 'violation';
  }
  return 'unknown';
}

/** The exit code of a verdict that has no better one of its own. */
export function exitCodeOf(verdict: Verdict): ExitCode {
  switch (verdict) {
    case 'ok':
      return exitCodes.ok;
    case 'violation':
      return exitCodes.safety;
    case 'unknown':
      return exitCodes.unknown;
    case 'vacuous':
      return exitCodes.vacuous;
  }
}

/**
 * 0 when it is as expected; the model checker's own code for what it found and nobody expected; `disagreement` when it is
 * another result than the recorded one without being worse.
 */
export function exitCodeOfCheck(result: CheckResult): number {
  if (isAsExpected(result)) return exitCodes.ok;
  const failureExpected = result.expected !== undefined && 'violation' in result.expected;
  if (result.verdict === 'ok') return exitCodes.disagreement;
  if (result.verdict === 'violation' && failureExpected) return exitCodes.disagreement;
  return result.exitCode;
}
