import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromPlain, toPlain } from '../../../harness/tla/values/convert.ts';
import { nat } from '../../../harness/tla/values/infinite-set.ts';
import { intern, useVocabulary, Vocabulary } from '../../../harness/tla/values/intern.ts';
import { fromItf, fromItfTrace, toItf, toItfTrace } from '../../../harness/tla/values/itf.ts';
import { makeRecord, makeTuple, modelValue, str } from '../../../harness/tla/values/make.ts';
import { show } from '../../../harness/tla/values/print.ts';
import { fromTlcJson, toTlcJson } from '../../../harness/tla/values/tlc-json.ts';
import type { Value } from '../../../harness/tla/values/value.ts';
import { build, listsOfOneType } from './arbitrary.ts';

const plain = {
  role: 'Leader',
  votes: new Set(['n2', 'n1']),
  log: [
    { term: 1, value: 'x' },
    { term: 2, value: 'y' },
  ],
  next: new Map([
    ['n1', 3],
    ['n2', -1],
  ]),
  ready: true,
  nothing: {},
  empty: [],
};

describe('plain data', () => {
  it('becomes the value that it looks like, with model values where the vocabulary has them', () => {
    useVocabulary(new Vocabulary());
    const [n1, n2] = [modelValue('n1'), modelValue('n2')];
    expect([n1, n2].map(show)).toEqual(['n1', 'n2']);
    expect(show(fromPlain(plain))).toBe(
      '[role |-> "Leader", votes |-> {n1, n2}, log |-> <<[term |-> 1, value |-> "x"], [term |-> 2, value |-> "y"]>>, ' +
        'next |-> (n1 :> 3 @@ n2 :> -1), ready |-> TRUE, nothing |-> <<>>, empty |-> <<>>]',
    );
  });

  it('is converted once for each vocabulary', () => {
    const part = ['n1'];
    const first = new Vocabulary();
    useVocabulary(first);
    modelValue('n1');
    const withModelValue = fromPlain(part);
    expect(fromPlain(part)).toBe(withModelValue);
    useVocabulary(new Vocabulary());
    expect(show(fromPlain(part))).toBe('<<"n1">>');
    useVocabulary(first);
    expect(fromPlain(part)).toBe(withModelValue);
    expect(show(withModelValue)).toBe('<<n1>>');
  });

  it('comes back as it was', () => {
    useVocabulary(new Vocabulary());
    expect(toPlain(fromPlain({ ...plain, nothing: [] }))).toEqual({
      ...plain,
      nothing: [],
      next: { n1: 3, n2: -1 }, // without model values these names are strings, and the function is a record
    });
  });

  it('is an interned value, so that equal states are one object', () => {
    expect(fromPlain({ a: [1, new Set([2])] })).toBe(fromPlain({ a: [1, new Set([2])] }));
    expect(
      fromPlain(
        new Map([
          [1, 'x'],
          [2, 'y'],
        ]),
      ),
    ).toBe(fromPlain(['x', 'y']));
  });

  it.each([
    [{ log: [{ term: 1 }, { term: undefined }] }, '.log[1].term: undefined has no TLA+ value'],
    [{ a: null }, '.a: null has no TLA+ value'],
    [[1.5], '[0]: 1.5 has no TLA+ value'],
    [2 ** 53, '9007199254740992 has no TLA+ value'],
    [{ at: new Date(0) }, '.at: an instance of Date has no TLA+ value'],
    [{ f: () => 1 }, '.f: a function of JavaScript has no TLA+ value'],
    [new Map([['n1', { x: Number.NaN }]]), '.get(n1).x: NaN has no TLA+ value'],
    [{ s: new Set([1, 'a']) }, '.s: Attempted to compare'],
    [
      {
        m: new Map([
          [[1], 1],
          [[1], 2],
        ]),
      },
      '.m: two keys of a Map are the same TLA+ value',
    ],
  ])('that has no value is refused with its path: %#', (wrong, message) => {
    expect(() => fromPlain(wrong)).toThrow(TypeError);
    expect(() => fromPlain(wrong)).toThrow(message);
  });

  it('may be a value already, and may be named like the parts of an object', () => {
    expect(fromPlain([nat])).toBe(intern(makeTuple([nat])));
    const hostile = fromPlain(JSON.parse('{"__proto__": 1, "constructor": 2}'));
    expect(hostile).toBe(intern(makeRecord([str('__proto__'), str('constructor')], [1, 2])));
    expect(Object.keys(toPlain(hostile) as object)).toContain('__proto__');
  });
});

describe('ITF', () => {
  it('comes back as the same value', () => {
    fc.assert(
      fc.property(listsOfOneType(), (naives) => {
        for (const naive of naives) {
          const value = intern(build(naive));
          expect(fromItf(JSON.parse(JSON.stringify(toItf(value))))).toBe(value);
        }
      }),
    );
  });

  it('is written as ADR-015 has it', () => {
    expect(toItf(fromPlain([1, new Set([true]), new Map([[5, 'x']]), { a: 'y' }]))).toEqual({
      '#tup': [
        { '#bigint': '1' },
        { '#set': [true] },
        { '#map': [[{ '#bigint': '5' }, 'x']] },
        { a: 'y' },
      ],
    });
  });

  it('is read in all forms, and refused when it is none', () => {
    expect(fromItf([1, { '#bigint': '2' }])).toBe(fromPlain([1, 2]));
    expect(() => fromItf({ '#bigint': '99999999999999999999' })).toThrow(
      'not an integer within 2^53',
    );
    expect(() => fromItf({ '#unserializable': 'Nat' })).toThrow('#unserializable');
    expect(() => fromItf({ '#map': [[1]] })).toThrow('pairs');
  });

  it('holds whole traces, every state of them', () => {
    const states: Value[][] = [
      [0, fromPlain([])],
      [1, fromPlain(['x'])],
      [2, fromPlain(['x', 'y'])],
    ];
    const trace = toItfTrace(['n', 'log'], states, { loop: 1 });
    expect(trace.states).toHaveLength(3);
    expect(fromItfTrace(JSON.parse(JSON.stringify(trace)))).toEqual({
      variables: ['n', 'log'],
      states,
      loop: 1,
    });
    expect(() => fromItfTrace({ vars: ['n'], states: [{}] })).toThrow(
      'state 0 of the ITF trace has no n',
    );
    expect(() => fromItfTrace(null)).toThrow(TypeError);
  });
});

describe('the JSON of TLC', () => {
  it('has arrays for sets and tuples, objects for functions', () => {
    expect(toTlcJson(fromPlain([1, new Set([2, 1]), { a: 'y' }, new Map([[5, 'x']])]))).toEqual([
      1,
      [1, 2],
      { a: 'y' },
      { '5': 'x' },
    ]);
    expect(fromTlcJson([1, { a: 'y' }])).toBe(fromPlain([1, { a: 'y' }]));
    expect(() => fromTlcJson([null])).toThrow('[0]: null');
  });
});
