/** Where the engine's answer to a run of the corpus is not TLC's. */
import type { Answer } from './runs.ts';

/** A line for each difference; empty where they agree. */
export function differences(tlc: Answer, engine: Answer): readonly string[] {
  const keys = new Set([...Object.keys(tlc), ...Object.keys(engine)] as (keyof Answer)[]);
  return [...keys].flatMap((key) => {
    const difference =
      key === 'trace'
        ? traceDifference(tlc.trace ?? [], engine.trace ?? [])
        : key === 'violated' && isNameless(tlc)
          ? undefined
          : plainDifference(tlc[key], engine[key]);
    return difference === undefined ? [] : [`${key}: ${difference}`];
  });
}

/** TLC says of some properties only at which line the part stands that is false. */
function isNameless({ exitCode, violated }: Answer): boolean {
  return exitCode === 13 && violated === undefined;
}

function plainDifference(tlc: unknown, engine: unknown): string | undefined {
  return tlc === engine ? undefined : `TLC ${shortened(tlc)}, engine ${shortened(engine)}`;
}

function traceDifference(tlc: readonly string[], engine: readonly string[]): string | undefined {
  for (const [i, state] of tlc.entries()) {
    const other = engine[i];
    if (other === undefined || comparable(state, other) !== comparable(other, state))
      return `in state ${i + 1}, TLC ${shortened(state)}, engine ${shortened(other)}`;
  }
  return plainDifference(tlc.length, engine.length);
}

// Where a bound depends on the state TLC does not look for actions inside it, and names the whole next-state relation.
function comparable(state: string, other: string): string {
  const isWhole = [state, other].some((text) => text.startsWith('<Next>'));
  return isWhole ? state.replace(/^<\w+>/, '') : state;
}

function shortened(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 400 ? `${text.slice(0, 400)}...` : text;
}
