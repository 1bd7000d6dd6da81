/**
 * The first line of a trace: which specification with which constants it is a trace of, and what it promises. A trace is
 * ndjson: this line, then one line for each event (see trace.ts). It is read before the specification is loaded, since
 * it says which one.
 */

/** A trace that cannot be read; every fault with its line. Whoever wrote the trace has to mend it. */
export class TraceError extends Error {
  override readonly name = 'TraceError';
}

export interface TraceHeader {
  readonly trace: 'lockstep';
  readonly version: 1;
  /** The module whose actions and variables the lines name. */
  readonly module?: string;
  /** The folder in specs/, and the .cfg in it. */
  readonly protocol?: string;
  readonly config?: string;
  /** Constants that are other than in the .cfg, as a .cfg has them: `{"Server": "{s1, s2, s3}"}`. */
  readonly constants?: Readonly<Record<string, string>>;
  /** What a line does not mention: nobody knows (default), or it is as it was before the event. */
  readonly unmentioned?: 'unknown' | 'unchanged';
  /** Variables that are never logged; `unchanged` is no promise of theirs. */
  readonly hidden?: readonly string[];
  /** Actions that may have happened between two lines without leaving one. */
  readonly unlogged?: readonly string[];
  /** How many of them between two lines; default 3. */
  readonly unloggedMax?: number;
  /** What is known of the first state, as in the lines. */
  readonly initial?: Readonly<Record<string, unknown>>;
}

const kinds: Readonly<Record<keyof TraceHeader, (value: unknown) => boolean>> = {
  trace: (value) => value === 'lockstep',
  version: (value) => value === 1,
  module: isString,
  protocol: isString,
  config: isString,
  constants: (value) => isObject(value) && Object.values(value).every(isString),
  unmentioned: (value) => value === 'unknown' || value === 'unchanged',
  hidden: isListOfStrings,
  unlogged: isListOfStrings,
  unloggedMax: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  initial: isObject,
};

/** The lines of a trace that hold something, with their numbers from 1. */
export function linesOf(
  text: string,
): readonly { readonly number: number; readonly text: string }[] {
  return text
    .split('\n')
    .map((line, index) => ({ number: index + 1, text: line.trim() }))
    .filter((line) => line.text !== '');
}

/** Throws TraceError. */
export function readHeader(text: string, file = 'the trace'): TraceHeader {
  const [first] = linesOf(text);
  if (first === undefined)
    throw new TraceError(`${file} is empty: its first line says what it is a trace of`);
  const at = `${file}:${first.number}`;
  const json = parseLine(first.text, at);
  if (json.trace !== 'lockstep') {
    throw new TraceError(`${at}: the first line is {"trace": "lockstep", "version": 1, ...}`);
  }
  for (const [name, value] of Object.entries(json)) {
    const fits = Object.hasOwn(kinds, name) ? kinds[name as keyof TraceHeader] : undefined;
    if (fits === undefined) {
      const known = Object.keys(kinds).join(', ');
      throw new TraceError(`${at}: the header has no ${JSON.stringify(name)}; it has ${known}`);
    }
    if (!fits(value)) throw new TraceError(`${at}: ${name} cannot be ${JSON.stringify(value)}`);
  }
  if (json.version !== 1) throw new TraceError(`${at}: version 1 is the only one`);
  return json as unknown as TraceHeader;
}

/** One line as an object. Throws TraceError with the place. */
export function parseLine(text: string, at: string): Readonly<Record<string, unknown>> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new TraceError(`${at}: not JSON: ${(error as Error).message}`);
  }
  if (isObject(json)) return json as Readonly<Record<string, unknown>>;
  throw new TraceError(`${at}: a line is a JSON object`);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isListOfStrings(value: unknown): boolean {
  return Array.isArray(value) && value.every(isString);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
