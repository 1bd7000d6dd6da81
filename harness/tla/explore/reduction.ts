/**
 * VIEW and SYMMETRY: two states count as one when their views are equal, or when a permutation of model values makes one
 * of the other. Each state keeps its own codes and is compared by a key, so every step of a trace is a step that the
 * specification can really take; nothing is ever un-permuted.
 */
import type { Entry } from '../compile/entry.ts';
import { compileProgram } from '../compile/program.ts';
import type { Specification } from '../specification.ts';
import { codeOf } from '../values/intern.ts';
import type { Value } from '../values/value.ts';
import { groupOf, permutationsOf, symmetricSets } from './permutation.ts';
import { smallestImage } from './smallest-image.ts';
import { sortedImage } from './sorted-image.ts';
import { StateTable } from './state-table.ts';

/** The codes by which a state is compared. The array may be one that the next call overwrites. */
export type Key = (codes: Int32Array) => Int32Array;

/** So many states are remembered as they were, so that their keys need not be computed again. */
const recentMax = 1 << 16;

/** A table whose rows are states, and where a state is known by its key. */
export class ReducedTable extends StateTable {
  private readonly keys: StateTable;
  private readonly key: Key;
  /** States whose keys are there: most of the states that are generated have been generated before. */
  private recent: StateTable;

  constructor(width: number, keyWidth: number, key: Key) {
    super(width);
    this.keys = new StateTable(keyWidth);
    this.key = key;
    this.recent = new StateTable(width);
  }

  override get bytes(): number {
    return super.bytes + this.keys.bytes + this.recent.bytes;
  }

  override find(codes: Int32Array): number {
    return this.keys.find(this.key(codes));
  }

  override add(codes: Int32Array): boolean {
    if (this.recent.size === recentMax) this.recent = new StateTable(this.width);
    // Not added before its key, which may have no value.
    if (this.recent.find(codes) >= 0) return false;
    const isNew = this.keys.add(this.key(codes));
    if (isNew) this.append(codes);
    this.recent.add(codes);
    return isNew;
  }
}

/** The table that a specification's search needs. Throws EvaluationError when SYMMETRY is no set of permutations. */
export function tableFor(spec: Specification): StateTable {
  const width = spec.variables.length;
  const orbit = spec.symmetry === undefined ? undefined : orbitOf(spec);
  if (spec.view === undefined)
    return orbit === undefined ? new StateTable(width) : new ReducedTable(width, width, orbit);
  const view = viewOf(spec);
  return new ReducedTable(width, 1, orbit === undefined ? view : (codes) => view(orbit(codes)));
}

/**
 * One and the same of all images of a state. Which one it is, only a VIEW that tells images apart could see: then it is the
 * one that TLC takes.
 */
function orbitOf(spec: Specification): Key | undefined {
  const width = spec.variables.length;
  const permutations = permutationsOf(spec);
  if (permutations.length === 0) return undefined;
  if (spec.view !== undefined) return smallestImage(groupOf(permutations), width, true);
  const sets = symmetricSets(permutations);
  if (sets === undefined) return smallestImage(groupOf(permutations), width, false);
  return sortedImage(sets, width);
}

function viewOf(spec: Specification): Key {
  const entry: Entry = {
    kind: 'value',
    expr: (spec.view as NonNullable<Specification['view']>).expr,
    reading: 'next',
    parameters: [],
  };
  const program = compileProgram([entry], spec.variables);
  const key = new Int32Array(1);
  return (codes) => {
    program.loadNext(codes, 0);
    key[0] = codeOf((program.entries[0] as () => Value)());
    return key;
  };
}
