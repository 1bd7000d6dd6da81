/** Runs of TLC and of the engine, and when they are the same. */
import { isKnownFailure } from './compare.ts';
import type { Run } from './engine.ts';

/** What TLC printed with -tool, read. */
export function readTlc(exit: number, output: string): Run {
  const messages = [
    ...output.matchAll(/@!@!@STARTMSG (\d+):(\d+) @!@!@\n([\s\S]*?)@!@!@ENDMSG/g),
  ].map(([, code, , text]) => ({ code: Number(code), text: text as string }));
  const find = (code: number): string | undefined =>
    messages.findLast((message) => message.code === code)?.text;
  const numbers = (text: string | undefined): number[] =>
    [...(text ?? '').matchAll(/\d[\d,]*/g)].map(([digits]) => Number(digits.replaceAll(',', '')));
  const [generated = 0, distinct = 0] = numbers(find(2199));
  const [depth = 0] = numbers(find(2194));
  const broken = [2110, 2107, 2108, 2112, 2114].map(find).find((text) => text !== undefined);
  const name =
    /(?:Invariant|Property|property|Action property) (\S+)/.exec(broken ?? '')?.[1] ?? '';
  const trace = messages.filter(({ code }) => code === 2217);
  const errors = messages
    .filter(({ code }) => code >= 1000 && code !== 2217 && !quiet.has(code))
    .map(({ code, text }) => `${code} ${text}`);
  return {
    exit,
    generated,
    distinct,
    depth,
    name,
    traceLength: trace.length,
    isInitial: find(2107) !== undefined,
    text: [...errors, ...trace.map(({ text }) => text)].join('\n').slice(0, 3000),
  };
}

/** Messages that every run has. */
const quiet = new Set([
  2262, 2187, 2220, 2219, 2185, 2189, 2190, 2200, 2199, 2194, 2268, 2186, 2193, 2121, 2201, 2202,
  2203, 2221,
]);

/** What went wrong, without how: evaluation errors have several exit codes. */
export function kindOfExit(exit: number): string {
  if (exit === 0) return 'ok';
  // 255 is a state without a value for each variable.
  if (exit === 14 || (exit >= 75 && exit <= 77) || exit === 255) return 'evaluation';
  if (exit === 10) return 'assumption';
  if (exit === 11) return 'deadlock';
  if (exit === 12) return 'safety';
  if (exit === 13) return 'property';
  return exit === 2 ? 'unknown' : 'refused';
}

/**
 * TLC refuses a formula of the configuration that is constant (and FALSE), and a Next that has no instance at all; and it
 * fails in the ways that are known of expressions.
 */
function isKnown(tlc: Run, engine: Run | string): boolean {
  if (/^(?:22(?:30|31|33|34|37)|2115) /m.test(tlc.text)) return true;
  if (kindOfExit(tlc.exit) === 'evaluation') return isKnownFailure(tlc.text, 'TLC');
  const fails = typeof engine !== 'string' && kindOfExit(engine.exit) === 'evaluation';
  return fails && isKnownFailure(engine.text, 'engine');
}

export function difference(tlc: Run | string, engine: Run | string): string | undefined {
  const kinds = [tlc, engine].map((run) =>
    typeof run === 'string' ? 'refused' : kindOfExit(run.exit),
  );
  if (typeof tlc !== 'string' && isKnown(tlc, engine)) return undefined;
  if (kinds[0] !== kinds[1]) return `TLC ${kinds[0]}, engine ${kinds[1]}`;
  if (typeof tlc === 'string' || typeof engine === 'string' || kinds[0] === 'refused')
    return undefined;
  const keys =
    kinds[0] === 'evaluation' || kinds[0] === 'assumption'
      ? ([] as const)
      : (['distinct', 'generated', 'depth', 'name', 'traceLength'] as const);
  for (const key of keys) {
    if (key === 'name' && kinds[0] !== 'safety' && kinds[0] !== 'property') continue;
    // TLC names a property `[]F` after F where F is a name itself.
    if (key === 'name' && engine.name === 'Always') continue;
    // TLC says nothing of counts when an initial state breaks an invariant.
    if (key !== 'name' && tlc.isInitial === true) continue;
    if (tlc[key] !== engine[key]) return `${key}: TLC ${tlc[key]}, engine ${engine[key]}`;
  }
  return undefined;
}
