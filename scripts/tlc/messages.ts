/**
 * Reads TLC's `-tool` stream: messages between `@!@!@STARTMSG code:severity @!@!@` and `@!@!@ENDMSG code @!@!@`, and what
 * SANY and PrintT write in between. Messages nest: an exception carries the one that says what is wrong.
 * It refuses nothing and judges nothing; see outcome.ts.
 */

/** The numbers of tlc2.output.EC that decide something here (release 1.7.4). */
export const codes = {
  general: 1000,
  outOfMemory: 1001,
  outOfMemoryInitial: 1002,
  outOfMemoryLiveness: 1003,
  stackOverflow: 1005,
  nestedExpressions: 2103,
  assumptionFalse: 2104,
  invariantViolatedInitially: 2107,
  propertyViolatedInitially: 2108,
  invariantViolated: 2110,
  invariantEvaluationFailed: 2111,
  actionPropertyViolated: 2112,
  deadlock: 2114,
  temporalPropertyViolated: 2116,
  behaviorSoFar: 2121,
  backToState: 2122,
  success: 2193,
  searchDepth: 2194,
  stats: 2199,
  progress: 2200,
  state: 2217,
  stuttering: 2218,
  sanyEnd: 2219,
  sanyStart: 2220,
  version: 2262,
  counterExample: 2264,
  parsingFailed: 3002,
  serverReady: 7000,
} as const;

export type Severity = 'none' | 'error' | 'bug' | 'warning' | 'state';

export interface TlcMessage {
  readonly code: number;
  readonly severity: Severity;
  /** Without the messages inside it. */
  readonly text: string;
}

export interface MessageListener {
  /** A message that has ended; one inside another comes first. */
  readonly onMessage: (message: TlcMessage) => void;
  /** A line outside of all messages: SANY's and PrintT's. */
  readonly onLine: (line: string) => void;
}

export interface MessageReader {
  /** The next piece of output, cut anywhere. */
  readonly push: (chunk: string) => void;
  /** There is no more output. A message that was cut off ends here. */
  readonly end: () => void;
}

const severities: readonly Severity[] = ['none', 'error', 'bug', 'warning', 'state'];

interface OpenMessage {
  readonly code: number;
  readonly severity: Severity;
  readonly lines: string[];
}

export function messageReader({ onMessage, onLine }: MessageListener): MessageReader {
  const open: OpenMessage[] = [];
  let rest = '';

  function close(): void {
    const message = open.pop();
    if (message === undefined) return;
    const { code, severity, lines } = message;
    onMessage({ code, severity, text: lines.join('\n').trimEnd() });
  }

  function line(text: string): void {
    const inside = open.at(-1);
    const start = startOf(text, inside !== undefined);
    if (start !== undefined) {
      if (start.before !== '') inside?.lines.push(start.before);
      open.push({ code: start.code, severity: start.severity, lines: [] });
    } else if (inside !== undefined && text === `@!@!@ENDMSG ${inside.code} @!@!@`) {
      close();
    } else if (inside !== undefined) {
      inside.lines.push(text);
    } else {
      onLine(text);
    }
  }

  return {
    push(chunk) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines) line(text.endsWith('\r') ? text.slice(0, -1) : text);
    },
    end() {
      if (rest !== '') line(rest);
      rest = '';
      while (open.length > 0) close();
    },
  };
}

interface Start {
  readonly before: string;
  readonly code: number;
  readonly severity: Severity;
}

// Outside of a message a start must begin its line: what a specification prints there must not look like TLC's own
// words. Inside of one TLC itself writes text in front (`: @!@!@STARTMSG 5006:0 @!@!@`).
function startOf(text: string, inside: boolean): Start | undefined {
  const match = /^(.*)@!@!@STARTMSG (\d+):(\d+) @!@!@$/.exec(text);
  if (match === null) return undefined;
  const [, before = '', code, severity] = match;
  if (!inside && before !== '') return undefined;
  return { before, code: Number(code), severity: severities[Number(severity)] ?? 'none' };
}
