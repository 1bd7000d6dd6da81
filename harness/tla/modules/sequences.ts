/** The module Sequences, as TLC has it: strings are sequences too for Len, \o, Head, Tail, SubSeq and SelectSeq. */
import { OperatorError } from '../diagnostic.ts';
import { appended } from '../values/changed.ts';
import { asSequence } from '../values/functions.ts';
import { seqSet } from '../values/infinite-set.ts';
import { intern } from '../values/intern.ts';
import { emptyTuple, str } from '../values/make.ts';
import { show } from '../values/print.ts';
import { Tag, Tuple, type Value } from '../values/value.ts';
import {
  asBoolean,
  binary,
  higherOrder,
  type NativeModule,
  type Operator,
  ternary,
  unary,
  wrongArgument,
} from './native.ts';

function textOf(value: Value): string | undefined {
  return typeof value === 'object' && value.tag === Tag.str ? value.text : undefined;
}

/** The elements of a sequence given as an argument, or an error in TLC's words. */
export function sequenceItems(
  value: Value,
  operator: string,
  which = 'argument',
): readonly Value[] {
  if (typeof value === 'object' && value.tag === Tag.tuple) return value.items;
  const sequence = asSequence(value);
  if (sequence !== undefined) return sequence.items;
  const text = textOf(value);
  if (text !== undefined) return Array.from(text, str);
  throw wrongArgument(which, operator, 'a sequence', value);
}

/** A sequence of items that are interned. */
export function sequenceOf(items: readonly Value[]): Tuple {
  return items.length === 0 ? emptyTuple : new Tuple(items);
}

function length(s: Value): number {
  return textOf(s)?.length ?? sequenceItems(s, 'Len').length;
}

/** `s \\o t`, of two sequences or two strings. */
export function concatenate(s: Value, t: Value): Value {
  const text = textOf(s);
  if (text !== undefined) {
    const rest = textOf(t);
    if (rest !== undefined) return str(text + rest);
    throw new OperatorError(
      `Evaluating an expression of the form t \\o s when s is not a string:\n${show(t)}`,
    );
  }
  const left = asSequence(s);
  if (left === undefined) {
    throw new OperatorError(
      `Evaluating an expression of the form s \\o t when s is not a sequence:\n${show(s)}`,
    );
  }
  const end = textOf(t);
  const right = end === undefined ? asSequence(t) : sequenceOf(Array.from(end, str));
  if (right === undefined) {
    throw new OperatorError(
      `Evaluating an expression of the form t \\o s when s is not a sequence:\n${show(t)}`,
    );
  }
  if (left.items.length === 0) return right;
  return right.items.length === 0 ? left : new Tuple(left.items.concat(right.items));
}

export function append(s: Value, x: Value): Value {
  const [text, end] = [textOf(s), textOf(x)];
  if (text !== undefined && end !== undefined) return str(text + end);
  const sequence = asSequence(s);
  if (sequence === undefined) {
    throw new OperatorError(
      `Evaluating an expression of the form Append(v, s) when s is not a sequence:\n${show(s)}`,
    );
  }
  return appended(sequence, intern(x));
}

function head(s: Value): Value {
  const text = textOf(s);
  const first = text !== undefined ? firstOf(text) : sequenceItems(s, 'Head')[0];
  if (first === undefined)
    throw new OperatorError('Attempted to apply Head to the empty sequence.');
  return first;
}

function firstOf(text: string): Value | undefined {
  return text === '' ? undefined : str(text.slice(0, 1));
}

function tail(s: Value): Value {
  const text = textOf(s);
  const items = text === undefined ? sequenceItems(s, 'Tail') : undefined;
  if ((text ?? items)?.length === 0) {
    throw new OperatorError('Attempted to apply Tail to the empty sequence.');
  }
  return text !== undefined ? str(text.slice(1)) : sequenceOf((items as readonly Value[]).slice(1));
}

/** `SubSeq(s, m, n)`: empty if m > n, whatever they are; else both must be positions of s. */
export function subSequence(s: Value, m: Value, n: Value): Value {
  const text = textOf(s);
  const items = text === undefined ? sequenceItems(s, 'SubSeq', 'first argument') : undefined;
  if (typeof m !== 'number')
    throw wrongArgument('second argument', 'SubSeq', 'a natural number', m);
  if (typeof n !== 'number') throw wrongArgument('third argument', 'SubSeq', 'a natural number', n);
  if (m > n) return text === undefined ? emptyTuple : str('');
  const size = text?.length ?? (items as readonly Value[]).length;
  if (m < 1 || m > size) throw outside('second', s, m);
  if (n > size) throw outside('third', s, n);
  if (text !== undefined) return str(text.slice(m - 1, n));
  return m === 1 && n === size ? s : sequenceOf((items as readonly Value[]).slice(m - 1, n));
}

function outside(which: string, s: Value, position: number): OperatorError {
  return new OperatorError(
    `The ${which} argument of SubSeq must be in the domain of its first argument:\n${show(s)}\n, but instead it is\n${position}`,
  );
}

function selectSequence(s: Value, test: Operator): Value {
  const text = textOf(s);
  const items =
    text === undefined ? sequenceItems(s, 'SelectSeq', 'first argument') : Array.from(text, str);
  return sequenceOf(items.filter((item) => asBoolean(test(item), 'SelectSeq')));
}

export const sequences: NativeModule = {
  name: 'Sequences',
  extends: [],
  operators: {
    Seq: unary(seqSet),
    Len: unary(length),
    '\\o': binary(concatenate),
    Append: binary(append),
    Head: unary(head),
    Tail: unary(tail),
    SubSeq: ternary(subSequence),
    SelectSeq: higherOrder([0, 1], selectSequence),
  },
};
