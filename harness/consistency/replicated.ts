/**
 * Replicated data types as specifications: what a reader must be told, given the updates that it sees and which of them
 * saw which (Burckhardt, Gotsman, Yang and Zawirski, Replicated data types: specification, verification, optimality,
 * POPL 2014, section 3). Nothing here knows how replicas reach that; the history is judged in visibility.ts.
 */
import { contentKey, sameContent } from './plain.ts';

/** An update as a reader sees it. */
export interface VisibleUpdate<Input = unknown> {
  readonly id: string;
  readonly input: Input;
  /** The updates that it saw itself. */
  readonly saw: ReadonlySet<string>;
  /** Its place in the arbitration, where the type has one: compared item by item. */
  readonly stamp?: readonly (number | string)[];
}

/** A read of one object: what it was told, and what it saw of the object. */
export interface Reading<Input = unknown> {
  readonly value: unknown;
  readonly visible: readonly VisibleUpdate<Input>[];
}

export interface ReplicatedType<Input = unknown> {
  readonly name: string;
  /** What is wrong with one of all readings of an object, in words; undefined: nothing. */
  judge(readings: readonly Reading<Input>[]): Wrong | undefined;
}

export interface Wrong {
  /** An index into the readings. */
  readonly reading: number;
  readonly complaint: string;
}

/** The sum of the amounts; a `decrement` counts down. */
export const replicatedCounter: ReplicatedType<{ type: string; amount: number }> = byFunction(
  'counter',
  (updates) =>
    updates.reduce(
      (sum, { input: { type, amount } }) => sum + (type === 'decrement' ? -amount : amount),
      0,
    ),
);

/**
 * The write that arbitration puts last, null without one. Arbitration must agree with visibility: a write that saw
 * another one comes after it.
 */
export const lastWriterWins: ReplicatedType<{ value: unknown }> = {
  name: 'last-writer-wins register',
  judge(readings) {
    const last = byFunction<{ value: unknown }>('', (updates) => {
      return [...updates].sort(compareStamps).at(-1)?.input.value ?? null;
    });
    return wrongArbitration(readings) ?? last.judge(readings);
  },
};

function wrongArbitration(readings: readonly Reading[]): Wrong | undefined {
  for (const [reading, { visible }] of readings.entries()) {
    for (const late of visible) {
      const early = visible.find(
        (write) => late.saw.has(write.id) && compareStamps(late, write) <= 0,
      );
      if (early !== undefined) {
        return { reading, complaint: `${late.id} saw ${early.id}, and arbitration puts it before` };
      }
    }
  }
  return undefined;
}

/** The values of the writes that no visible write saw, as a set in any order. */
export const multiValue: ReplicatedType<{ value: unknown }> = byFunction(
  'multi-value register',
  (updates) => asSet(maximal(updates).map(({ input }) => input.value)),
  asSet,
);

/** The elements of which some visible addition was seen by no visible removal, as a set in any order. */
export const addWinsSet: ReplicatedType<{ type: string; elem: unknown }> = byFunction(
  'add-wins set',
  (updates) => {
    const removals = updates.filter(({ input }) => input.type === 'remove');
    const present = updates.filter(
      ({ id, input: { type, elem } }) =>
        type === 'add' &&
        !removals.some(({ input, saw }) => sameContent(input.elem, elem) && saw.has(id)),
    );
    return asSet(present.map(({ input }) => input.elem));
  },
  asSet,
);

export type ListInput =
  | { readonly type: 'insert'; readonly elem: string; readonly after: string }
  | { readonly type: 'delete'; readonly target: string };

/**
 * The strong list specification (Attiya, Burckhardt, Gotsman, Morrison, Yang and Zawirski, PODC 2016, section 3): a reader
 * gets the elements that were inserted and not deleted, each behind its predecessor, and there is one order of all
 * elements, deleted ones as well, that no reading contradicts. `after` and `target` are ids of insertions, '' is the
 * beginning; elements must be unique, and are names of insertions in the readings.
 */
export const stronglyOrderedList: ReplicatedType<ListInput> = {
  name: 'list',
  judge: (readings) => wrongElements(readings) ?? wrongOrder(readings),
};

function wrongElements(readings: readonly Reading<ListInput>[]): Wrong | undefined {
  for (const [reading, { value, visible }] of readings.entries()) {
    const deleted = new Set(
      visible.map(({ input }) => (input.type === 'delete' ? input.target : undefined)),
    );
    const elems = new Map<string, string>();
    for (const { id, input } of visible) if (input.type === 'insert') elems.set(id, input.elem);
    const present = [...elems].filter(([id]) => !deleted.has(id)).map(([, elem]) => elem);
    if (new Set(elems.values()).size < elems.size) {
      return { reading, complaint: 'an element was inserted twice: it cannot be judged' };
    }
    const list = value as readonly string[];
    if (!sameContent([...list].sort(), present.sort())) {
      return { reading, complaint: `it must have the elements ${present.join(' ')} in some order` };
    }
    for (const { input } of visible) {
      if (input.type !== 'insert') continue;
      const [place, before] = [
        list.indexOf(input.elem),
        list.indexOf(elems.get(input.after) ?? ''),
      ];
      if (place >= 0 && before > place) {
        return { reading, complaint: `${input.elem} was inserted behind ${list[before]}` };
      }
    }
  }
  return undefined;
}

/** A circle among "stands before", over all readings. */
function wrongOrder(readings: readonly Reading<ListInput>[]): Wrong | undefined {
  const behind = new Map<string, Set<string>>();
  for (const [reading, { value }] of readings.entries()) {
    const list = value as readonly string[];
    for (const [place, elem] of list.slice(1).entries()) {
      const before = list[place] as string;
      if (reaches(behind, elem, before)) {
        const complaint = `${before} stands before ${elem}, and other readings say the opposite`;
        return { reading, complaint };
      }
      behind.set(before, (behind.get(before) ?? new Set()).add(elem));
    }
  }
  return undefined;
}

function reaches(
  edges: ReadonlyMap<string, ReadonlySet<string>>,
  from: string,
  to: string,
): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === to) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...(edges.get(at) ?? []));
  }
  return false;
}

/** A type whose readings are each a function of what they see. `normal`: for values that are sets in any order. */
function byFunction<Input>(
  name: string,
  answer: (updates: readonly VisibleUpdate<Input>[]) => unknown,
  normal: (value: unknown) => unknown = (value) => value,
): ReplicatedType<Input> {
  return {
    name,
    judge(readings) {
      for (const [reading, { value, visible }] of readings.entries()) {
        const expected = answer(visible);
        if (!sameContent(normal(value), expected)) {
          return { reading, complaint: `it must be ${JSON.stringify(expected)}` };
        }
      }
      return undefined;
    },
  };
}

function maximal<Input>(updates: readonly VisibleUpdate<Input>[]): VisibleUpdate<Input>[] {
  return updates.filter(({ id }) => !updates.some(({ saw }) => saw.has(id)));
}

/** Distinct items in the order of their texts. */
function asSet(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const byKey = new Map(value.map((item: unknown) => [contentKey(item), item]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}

function compareStamps(a: VisibleUpdate, b: VisibleUpdate): number {
  for (const [index, item] of (a.stamp ?? []).entries()) {
    const other = b.stamp?.[index] ?? '';
    if (item !== other) return item < other ? -1 : 1;
  }
  return 0;
}
