/** The sequence against an independent implementation (yjs), and what its tombstones are for. */
import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs';
import { nextOf, sizeOf } from '../../impl/crdts/causal-context.ts';
import { actorOf, type Dot, dotOf } from '../../impl/crdts/dot.ts';
import { type Rga, root, visibleDots } from '../../impl/crdts/rga.ts';
import {
  type Delta,
  deltaOf,
  emptyStore,
  isWhole,
  joinStores,
  readObject,
  type Store,
  withDelta,
  withoutDead,
} from '../../impl/crdts/store.ts';

const schema = { text: 'Rga' } as const;

/** One editor, with the same text in a document of yjs beside it. */
class Editor {
  readonly doc = new Doc({ gc: true });
  readonly #actor: string;
  store: Store = emptyStore(schema);

  constructor(name: string, client: number) {
    this.#actor = actorOf(name, 1);
    this.doc.clientID = client;
  }

  get dots(): readonly Dot[] {
    return visibleDots(this.store.objects.get('text') as Rga);
  }
  get text(): string {
    return (readObject(schema, this.store, 'text') as string[]).join('');
  }
  get theirs(): string {
    return this.doc.getText('text').toString();
  }

  insert(place: number, elem: string): Dot {
    const after = this.dots[place - 1] ?? root;
    const { dot } = this.#update({ type: 'insert', after, elem });
    this.doc.getText('text').insert(place, elem);
    return dot;
  }

  delete(place: number): Delta {
    const delta = this.#update({ type: 'delete', target: this.dots[place] });
    this.doc.getText('text').delete(place, 1);
    return delta;
  }

  merge(other: Editor): void {
    this.store = joinStores(schema, this.store, other.store);
    applyUpdate(this.doc, encodeStateAsUpdate(other.doc));
  }

  #update(update: unknown): Delta {
    const dot = dotOf(this.#actor, nextOf(this.store.context, this.#actor));
    const lamport = sizeOf(this.store.context) + 1;
    const moment = { dot, actor: this.#actor, lamport, clock: 0 };
    const delta = deltaOf(schema, this.store, { object: 'text', update }, moment) as Delta;
    this.store = withDelta(schema, this.store, delta);
    return delta;
  }
}

function editors(): readonly Editor[] {
  return ['a', 'b', 'c'].map((name, index) => new Editor(name, index + 1));
}

function mergeAll(all: readonly Editor[]): void {
  for (const one of all) for (const other of all) one.merge(other);
}

const edit = fc.record({ editor: fc.nat(2), place: fc.nat(40), deletes: fc.nat(3) });
const rounds = fc.array(fc.array(edit, { maxLength: 12 }), { maxLength: 6 });

/**
 * Concurrent insertions behind the same element are in no specified order, and the two differ there; so each round gives
 * every element to one editor, who alone may insert behind it, or behind what he inserted in this round.
 */
property.prop([rounds], { numRuns: 80, seed: 3 })(
  'yjs has the same text, wherever concurrent insertions have different predecessors',
  (list) => {
    const all = editors();
    let count = 0;
    for (const [number, round] of list.entries()) {
      const shared = ['', ...(all[0] as Editor).dots];
      const ownerOf = new Map(shared.map((dot, index) => [dot, (index + number) % all.length]));
      for (const { editor, place, deletes } of round) {
        const one = all[editor] as Editor;
        if (deletes === 0 && one.dots.length > 0) {
          one.delete(place % one.dots.length);
        } else {
          const places = ['', ...one.dots].flatMap((dot, index) =>
            ownerOf.get(dot) === editor ? [index] : [],
          );
          if (places.length === 0) continue;
          const elem = String.fromCharCode(0x4e00 + count++);
          ownerOf.set(one.insert(places[place % places.length] as number, elem), editor);
        }
        expect(one.text).toBe(one.theirs);
      }
      mergeAll(all);
      for (const one of all) expect(one.text).toBe(one.theirs);
    }
  },
);

describe('tombstones', () => {
  test('stay while somebody may insert behind them, and go when their deletion is stable', () => {
    const [a, b] = editors() as [Editor, Editor];
    a.insert(0, 'x');
    b.merge(a);
    const { dot } = a.delete(0);
    b.insert(1, 'y');
    const early = withoutDead(schema, a.store, (deletion) => deletion === 'nobody');
    expect(early).toBe(a.store);
    a.merge(b);
    expect(a.text).toBe('y');
    expect(withoutDead(schema, a.store, () => true)).toBe(a.store); // y hangs under it
    a.delete(0);
    const rest = withoutDead(
      schema,
      withoutDead(schema, a.store, () => true),
      (d) => d === dot,
    );
    expect((rest.objects.get('text') as Rga).size).toBe(0);
    expect(joinStores(schema, rest, a.store).objects.get('text')).toEqual(new Map());
  });

  test('come back with the state of one who does not know that they are dead, and inserted there', () => {
    const [a, b] = editors() as [Editor, Editor];
    a.insert(0, 'x');
    b.merge(a);
    a.delete(0);
    a.store = withoutDead(schema, a.store, () => true);
    b.insert(1, 'y');
    const joined = joinStores(schema, a.store, b.store);
    expect(readObject(schema, joined, 'text')).toEqual(['y']);
    expect(isWhole(schema, joined)).toBe(true);
    expect(joinStores(schema, b.store, a.store)).toEqual(joined);
  });

  test('a delta that hangs under an element that is gone has no place', () => {
    const [a, b] = editors() as [Editor, Editor];
    a.insert(0, 'x');
    b.merge(a);
    a.delete(0);
    const gone = withoutDead(schema, a.store, () => true);
    const moment = { dot: 'b#1.1', actor: 'b#1', lamport: 2, clock: 0 };
    const update = { type: 'insert', after: b.dots[0], elem: 'y' };
    const delta = deltaOf(schema, b.store, { object: 'text', update }, moment) as Delta;
    expect(isWhole(schema, withDelta(schema, gone, delta))).toBe(false);
  });
});
