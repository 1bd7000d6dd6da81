/** When two answers are the same: the values without layout; of errors only that there is one. */
import type { Answer } from './tlc.ts';

/** TLC computes with 32 bits and refuses what does not fit; the engine is exact further. A documented difference. */
const beyond = /Overflow|too large|out of (int )?range|bigger than/i;

/**
 * TLC prints some sets by their parts, without computing them: parts that are no sets are then no error. The engine looks
 * at the parts at once.
 */
const notComputed = /<expression|[}\])>] \\(cup|cap)? |\\(cup|cap)? [{[(<]/;

/** To the engine `<<>>` and `[x \in {} |-> e]` are one value. TLC has two, of which only one refuses arguments that are no integers. */
const emptyTuple = /apply tuple to a non-integer/;

export function agree(tlc: Answer, engine: Answer): boolean {
  if ('error' in tlc) return 'error' in engine || beyond.test(tlc.error) || emptyTuple.test(tlc.error);
  if ('error' in engine && notComputed.test(tlc.value)) return true;
  return 'value' in engine && normal(tlc.value) === normal(engine.value);
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
    for (let match = token.exec(text); match !== null; match = token.exec(text)) this.tokens.push(match[1] as string);
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
        return `(${this.items(')', '@@').join(' @@ ')})`;
      default: {
        const [, low, high] = /^(-?\d+)\.\.(-?\d+)$/.exec(token) ?? [];
        return low === undefined || high === undefined ? token : enumerate(Number(low), Number(high));
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
