/**
 * Where two model checkers disagree about the same files, in words. A search that ran to its end must agree on every
 * count. One that stopped at a violation must agree on what is violated and on how long the shortest counterexample is;
 * how much each had seen by then is up to its order.
 */
import type { CheckResult } from '../../harness/conformance/result.ts';
import { exitCodes } from '../exit-codes.ts';
import { count } from '../output.ts';

export function disagreements(tlc: CheckResult, engine: CheckResult): readonly string[] {
  const differences: string[] = [];
  const compare = (what: string, theirs: string | number, ours: string | number): void => {
    if (theirs === ours) return;
    const [left, right] = [theirs, ours].map((value) =>
      typeof value === 'number' ? count(value) : value,
    );
    differences.push(`${what}: TLC ${left}, engine ${right}`);
  };
  compare('verdict', tlc.verdict, engine.verdict);
  // Of TLC's 255 it is known what it stands for (outcome.ts).
  const { tlcError, evaluation } = exitCodes;
  compare('exit code', tlc.exitCode, engine.exitCode === tlcError ? evaluation : engine.exitCode);
  if (tlc.verdict === 'ok') {
    compare('distinct states', tlc.distinct, engine.distinct);
    compare('states generated', tlc.generated, engine.generated);
    compare('depth', tlc.depth, engine.depth);
  } else {
    // TLC does not name a false temporal property; what it does name must be the same.
    if (tlc.violated !== undefined) compare('violated', tlc.violated, engine.violated ?? 'nothing');
    if (isLasso(tlc)) return differences;
    compare('states of the counterexample', tlc.traceLength ?? 0, engine.traceLength ?? 0);
  }
  return differences;
}

// Many lassos of different lengths show that the same temporal property is false.
function isLasso({ exitCode, violated }: CheckResult): boolean {
  return exitCode === 13 && violated === undefined;
}
