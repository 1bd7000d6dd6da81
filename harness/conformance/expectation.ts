/**
 * Is it what the model says must come out? A recorded count that changed is a finding, even when nothing is false:
 * somebody changed the specification, the engine, or what is looked at.
 */
import type { CheckResult } from './result.ts';

/** What can be expected of a check. */
export type Expected = NonNullable<CheckResult['expected']>;

/** In words, each difference between what was found and what is expected; empty when there is none. */
export function differencesFrom(expected: Expected, result: CheckResult): readonly string[] {
  if ('violation' in expected) return differencesFromViolation(expected, result);
  if (result.verdict !== 'ok') {
    return [`${describeFinding(result)}, but no violation is expected`];
  }
  return (['distinct', 'generated', 'depth'] as const)
    .filter((name) => result[name] !== expected[name])
    .map((name) => `${name} ${count(result[name])}, expected ${count(expected[name])}`);
}

function differencesFromViolation(
  expected: Extract<Expected, { violation: string }>,
  result: CheckResult,
): readonly string[] {
  if (result.verdict !== 'violation') {
    return [`${describeFinding(result)}, but a violation of ${expected.violation} is expected`];
  }
  const differences: string[] = [];
  if (result.violated !== undefined && result.violated !== expected.violation) {
    differences.push(`violates ${result.violated}, expected ${expected.violation}`);
  }
  if (expected.states !== undefined && result.traceLength !== expected.states) {
    const length = result.traceLength ?? 0;
    differences.push(`counterexample of ${length} states, expected ${expected.states}`);
  }
  return differences;
}

/** `violates TypeOK`, `no violation found`, `could not be judged`. */
export function describeFinding(result: CheckResult): string {
  if (result.verdict === 'ok') return 'no violation found';
  if (result.verdict === 'violation') return `violates ${result.violated ?? 'a property'}`;
  return 'could not be judged';
}

/** The result with what was expected of it, and how it differs. */
export function withExpectation(result: CheckResult, expected: Expected | undefined): CheckResult {
  if (expected === undefined) return result;
  return { ...result, expected, differences: differencesFrom(expected, result) };
}

/** Did it come out as it must? What nobody expected anything of must hold. */
export function isAsExpected(result: CheckResult): boolean {
  return result.differences === undefined
    ? result.verdict === 'ok'
    : result.differences.length === 0;
}

// Whatever the machine's language.
function count(value: number): string {
  return value.toLocaleString('en-US');
}
