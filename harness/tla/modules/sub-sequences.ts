/** The part of SequencesExt that finds and replaces a sequence within another. */
import { OperatorError } from '../diagnostic.ts';
import { equal } from '../values/equality.ts';
import { makeSet, makeTuple } from '../values/make.ts';
import { show } from '../values/print.ts';
import type { Value } from '../values/value.ts';
import { binary, type Native, ternary, unary, wrongArgument } from './native.ts';
import { concatenate, sequenceItems, sequenceOf, subSequence } from './sequences.ts';

/** All contiguous parts of a sequence, the empty one among them. */
function subSequences(s: Value): Value {
  const items = sequenceItems(s, 'SubSeqs');
  const all: Value[] = [sequenceOf([])];
  for (let start = 0; start < items.length; start++) {
    for (let end = start + 1; end <= items.length; end++)
      all.push(sequenceOf(items.slice(start, end)));
  }
  return makeSet(all);
}

/** All sequences that are left when items of this one are struck out. */
function allSubSequences(s: Value): Value {
  let all: Value[][] = [[]];
  for (const item of sequenceItems(s, 'AllSubSeqs'))
    all = all.flatMap((taken) => [taken, [...taken, item]]);
  return makeSet(all.map(sequenceOf));
}

/** Where `part` is in `whole` from position `start` (0-based) on, or -1. */
function find(part: readonly Value[], whole: readonly Value[], start: number): number {
  for (let at = start; at + part.length <= whole.length; at++) {
    if (part.every((item, i) => equal(item, whole[at + i] as Value))) return at;
  }
  return -1;
}

function indexFirst(s: Value, t: Value): number {
  const at = find(sequenceItems(s, 'IndexFirstSubSeq'), sequenceItems(t, 'IndexFirstSubSeq'), 0);
  if (at < 0)
    throw new OperatorError(`IndexFirstSubSeq:\n${show(s)}\nis not a subsequence of\n${show(t)}`);
  return at + 1;
}

/** `t` with the part of the length of `s` that begins at position i replaced by `r`. */
function replaceAt(i: Value, r: Value, s: Value, t: Value): Value {
  if (typeof i !== 'number')
    throw wrongArgument('first argument', 'ReplaceSubSeqAt', 'an integer', i);
  const length = sequenceItems(t, 'ReplaceSubSeqAt').length;
  const before = subSequence(t, 1, i - 1);
  const after = subSequence(t, i + sequenceItems(s, 'ReplaceSubSeqAt').length, length);
  return concatenate(concatenate(before, r), after);
}

function replaceFirst(r: Value, s: Value, t: Value): Value {
  const at = find(
    sequenceItems(s, 'ReplaceFirstSubSeq'),
    sequenceItems(t, 'ReplaceFirstSubSeq'),
    0,
  );
  return at < 0 ? t : replaceAt(at + 1, r, s, t);
}

/** Replaces as many parts equal to `s` as there can be, from the left. An empty `s` is before each item. */
function replaceAll(r: Value, s: Value, t: Value): Value {
  const [by, part, whole] = [r, s, t].map((x) => sequenceItems(x, 'ReplaceAllSubSeqs')) as [
    Value[],
    Value[],
    Value[],
  ];
  if (equal(s, t)) return r;
  if (part.length === 0) return sequenceOf(whole.flatMap((item) => [...by, item]));
  const replaced: Value[] = [];
  let done = 0;
  for (let at = find(part, whole, 0); at >= 0; at = find(part, whole, done)) {
    replaced.push(...whole.slice(done, at), ...by);
    done = at + part.length;
  }
  return done === 0 ? t : sequenceOf([...replaced, ...whole.slice(done)]);
}

function interleave(s: Value, t: Value): Value {
  const [a, b] = [sequenceItems(s, 'Interleave'), sequenceItems(t, 'Interleave')];
  if (a.length !== b.length) {
    throw new OperatorError(`Interleave:\n${show(s)}\nand\n${show(t)}\nare not of the same length`);
  }
  if (a.length === 0) return makeTuple([sequenceOf([]), sequenceOf([])]);
  return makeTuple(a.flatMap((x, i) => [makeTuple([x]), makeTuple([b[i] as Value])]));
}

export const subSequenceOperators: Readonly<Record<string, Native>> = {
  SubSeqs: unary(subSequences),
  AllSubSeqs: unary(allSubSequences),
  IndexFirstSubSeq: binary(indexFirst),
  ReplaceSubSeqAt: { arity: 4, apply: replaceAt },
  ReplaceFirstSubSeq: ternary(replaceFirst),
  ReplaceAllSubSeqs: ternary(replaceAll),
  Interleave: binary(interleave),
};
