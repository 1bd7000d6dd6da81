/** When two answers are the same: the values without layout; of errors only that there is one. */
import type { Answer } from './tlc.ts';

/** `known`: they differ in a way that harness/tla/README.md documents; the name of that section is given. */
export type Verdict =
  | { readonly kind: 'same' | 'different' }
  | { readonly kind: 'known'; readonly name: string };

/** A difference has this name only if it goes away where TLC must look at every set and function: see `Force`. */
export const notComputed = 'not computed';

interface KnownDifference {
  readonly name: string;
  readonly applies: (tlc: Answer, engine: Answer) => boolean;
}

function whereTlcFails(pattern: RegExp): KnownDifference['applies'] {
  return (tlc) => 'error' in tlc && pattern.test(tlc.error);
}

/** The engine refuses, TLC does not. */
function whereTlcGoesOn(value: RegExp, error: RegExp): KnownDifference['applies'] {
  return (tlc, engine) =>
    'value' in tlc && 'error' in engine && value.test(tlc.value) && error.test(engine.error);
}

const known: readonly KnownDifference[] = [
  {
    name: '32 bits',
    applies: whereTlcFails(/Overflow when computing/),
  },
  {
    name: 'tuples and functions',
    applies: whereTlcFails(
      /apply tuple to a non-integer|compare (an )?integer with non-integer:?\s+(m[abc]|[AB]_t[ab])\b/,
    ),
  },
  { name: 'tuples and functions', applies: whereTlcGoesOn(/./, /tuple to a non-integer argument/) },
  // A record and a function that is none: TLC refuses to compare, unless the record was made as a function.
  {
    name: 'records and functions',
    applies: whereTlcFails(/(equality of|compare) record[\s\S]*with\s+non-record/),
  },
  {
    name: 'records and functions',
    applies: whereTlcGoesOn(/./, /apply record to a non-string argument/),
  },
  // A string is a tuple of characters to a tuple that it is compared with.
  {
    name: 'strings as tuples',
    applies: whereTlcGoesOn(
      /./,
      /(equality of|compare) the function <<[\s\S]*with the value:\n"|if non-tuple\n"|compare string ".*" with non-string:\n<</,
    ),
  },
  // What TLC prints as a place in the text or by its parts it has not computed.
  {
    name: notComputed,
    applies: (tlc) => 'value' in tlc && /<expression line| \\(cup|cap)? /.test(tlc.value),
  },
  // Between typed model values of two types, or one and any other value, TLC fails if it comes to compare the two: which
  // elements of a set it compares depends on the order in which they are listed.
  { name: 'typed model values', applies: whereTlcFails(/typed model value/) },
  { name: 'typed model values', applies: whereTlcGoesOn(/./, /typed model value/) },
  {
    name: 'LAMBDA with a literal',
    applies: whereTlcFails(
      /should be (an operator|a function), but instead it is:\s+(\S+|<< >>|"[^"]*")\s/,
    ),
  },
  { name: 'no answer in time', applies: whereTlcFails(/TLC did not answer/) },
  { name: 'bags that are none', applies: whereTlcGoesOn(/./, /(not|should be) a bag/) },
];

/** The documented difference that the error of a run of one of the two tells of, where the other goes on. */
export function knownFailure(error: string, whose: 'TLC' | 'engine'): string | undefined {
  const fails: Answer = { error };
  const goesOn: Answer = { value: ' ' };
  const [tlc, engine] = whose === 'TLC' ? [fails, goesOn] : [goesOn, fails];
  return known.find(({ applies }) => applies(tlc, engine))?.name;
}

export function compare(tlc: Answer, engine: Answer): Verdict {
  if ('error' in tlc && 'error' in engine) return { kind: 'same' };
  if ('value' in tlc && 'value' in engine && normal(tlc.value) === normal(engine.value))
    return { kind: 'same' };
  const difference = known.find(({ applies }) => applies(tlc, engine));
  return difference === undefined
    ? { kind: 'different' }
    : { kind: 'known', name: difference.name };
}

/**
 * A printed value in one way. TLC prints fields as they were written when a record is in the domain of a function, the
 * empty function as `<< >>` or `<<>>`, and an interval as such or as a list, depending on how it was made.
 */
export function normal(text: string): string {
  return new Printed(text).all();
}

const tokens = /\s*("(?:\\.|[^"\\])*"|-?\d+\.\.-?\d+|<<|>>|\|->|:>|@@|[A-Za-z0-9_-]+|\S)/y;

class Printed {
  private readonly tokens: string[] = [];
  private position = 0;

  constructor(text: string) {
    const token = new RegExp(tokens);
    const flat = text.replaceAll('<< >>', '<<>>');
    for (let match = token.exec(flat); match !== null; match = token.exec(flat))
      this.tokens.push(match[1] as string);
  }

  /** What is not printed like a value is taken as it is, token by token. */
  all(): string {
    const parts: string[] = [];
    while (this.position < this.tokens.length) parts.push(this.one());
    return parts.join(' ');
  }

  private one(): string {
    const token = this.tokens[this.position++] as string;
    switch (token) {
      case '{':
        return `{${this.items('}', ',').join(', ')}}`;
      case '<<':
        return `<<${this.items('>>', ',').join(', ')}>>`;
      case '[':
        return `[${this.items(']', ',').sort().join(', ')}]`;
      case '(':
        return `(${this.items(')', '@@').sort().join(' @@ ')})`;
      default: {
        const [, low, high] = /^(-?\d+)\.\.(-?\d+)$/.exec(token) ?? [];
        return low === undefined || high === undefined
          ? token
          : enumerate(Number(low), Number(high));
      }
    }
  }

  private items(end: string, separator: string): string[] {
    const items: string[] = [];
    let item: string[] = [];
    while (this.position < this.tokens.length) {
      const token = this.tokens[this.position] as string;
      if (token === end || token === separator) {
        if (item.length > 0) items.push(item.join(' '));
        item = [];
        this.position++;
        if (token === end) return items;
      } else item.push(this.one());
    }
    return items;
  }
}

function enumerate(low: number, high: number): string {
  const items: number[] = [];
  for (let i = low; i <= high; i++) items.push(i);
  return `{${items.join(', ')}}`;
}
