/** Runs of TLC and of the engine, and when they are the same. */
import { knownFailure } from './compare.ts';
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

/** What an exit code means, for the tally. */
export function kindOfExit(exit: number): string {
  if (exit === 0) return 'ok';
  if (isEvaluation(exit)) return `error ${exit}`;
  if (exit === 10) return 'assumption';
  if (exit === 11) return 'deadlock';
  if (exit === 12) return 'safety';
  if (exit === 13) return 'property';
  return exit === 2 ? 'unknown' : 'refused';
}

export function isEvaluation(exit: number): boolean {
  return exit === 14 || (exit >= 75 && exit <= 77) || exit === 255;
}

/** TLC gives an incomplete successor as one more state of the trace, which the engine cannot: it has no value there. */
function traceOf(tlc: Run): number {
  return /^2109 /m.test(tlc.text) ? tlc.traceLength - 1 : tlc.traceLength;
}

/** What TLC tells of this run: after some errors it gives neither counts nor a trace. */
function told(tlc: Run): readonly ('distinct' | 'generated' | 'depth' | 'name' | 'traceLength')[] {
  if (tlc.exit === 0 || tlc.exit === 11) return ['distinct', 'generated', 'depth', 'traceLength'];
  if (isEvaluation(tlc.exit))
    return traceOf(tlc) === 0 ? [] : ['distinct', 'generated', 'traceLength'];
  if (tlc.exit !== 12 && tlc.exit !== 13) return [];
  // Of a violation in an initial state there are no counts.
  if (tlc.isInitial === true) return ['name'];
  return ['distinct', 'generated', 'depth', 'name', 'traceLength'];
}

/** A function that a variable gets is computed when TLC makes a number of the state, and then all errors are 75. */
function isOfNewFunction(tlc: Run, engine: Run): boolean {
  return (
    tlc.exit === 75 &&
    (engine.exit === 14 || engine.exit === 255) &&
    tlc.text.includes('unable to fingerprint')
  );
}

/** TLC does not see that a formula with SubBag is constant: it finds no initial state, where the engine refuses. */
function isStart(tlc: Run, engine: Run): boolean {
  return tlc.exit === 0 && tlc.distinct === 0 && engine.exit === 151;
}

/** Nor what an operator speaks of that is given to a recursive operator or to BagOfAll. */
function isThought(tlc: Run, engine: Run): boolean {
  return tlc.exit === 151 && engine.exit !== 151 && /^2230 .* is equal to FALSE/m.test(tlc.text);
}

export interface Difference {
  readonly what: string;
  /** The name under which harness/tla/README.md documents it. */
  readonly known?: string | undefined;
}

/** The first thing that the two tell differently. */
export function difference(tlc: Run | string, engine: Run): Difference | undefined {
  if (typeof tlc === 'string')
    return engine.exit === 150 || engine.exit === 151
      ? undefined
      : { what: `TLC refuses, engine ${engine.exit}` };
  if (tlc.exit !== engine.exit) {
    const known =
      (isOfNewFunction(tlc, engine) ? 'functions of a new state' : undefined) ??
      (isStart(tlc, engine) || isThought(tlc, engine) ? 'constant or not' : undefined) ??
      (isEvaluation(tlc.exit) ? knownFailure(tlc.text, 'TLC') : undefined) ??
      (isEvaluation(engine.exit) ? knownFailure(engine.text, 'engine') : undefined);
    return { what: `exit code: TLC ${tlc.exit}, engine ${engine.exit}`, known };
  }
  for (const key of told(tlc)) {
    // TLC names a property `[]F` after F where F is a name itself.
    if (key === 'name' && engine.name === 'Always') continue;
    const theirs = key === 'traceLength' ? traceOf(tlc) : tlc[key];
    if (theirs !== engine[key]) return { what: `${key}: TLC ${theirs}, engine ${engine[key]}` };
  }
  return undefined;
}
