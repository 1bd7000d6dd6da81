import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNdjson } from '../../../harness/consistency/formats/ndjson.ts';
import {
  detectFormat,
  type FormatName,
  readHistory,
} from '../../../harness/consistency/formats/read-history.ts';
import { interpreter, vocabularies } from '../../../harness/consistency/formats/vocabulary.ts';
import {
  type EventFormat,
  formatEvents,
} from '../../../harness/consistency/formats/write-events.ts';
import type { History } from '../../../harness/consistency/history.ts';
import { byInvocation } from '../../../harness/consistency/validate.ts';
import { histories } from '../histories.ts';
import { fail, info, ok } from '../operations.ts';
import { shapes } from '../shapes.ts';

function readBack(text: string, name: string, format: FormatName): History {
  const parsed = readHistory(text, format, interpreter(vocabularies[name]!));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

/** What a verdict can depend on: the operations by invocation, and which returned before which was invoked. */
function substance(history: History) {
  const sorted = byInvocation(history).map((index) => history[index]!);
  return sorted.map(({ process, input, outcome, output, return: returned }) => ({
    ...{ process, input, outcome, output },
    before: sorted.flatMap(({ invoke }, index) => (returned < invoke ? [index] : [])),
  }));
}

function written(history: History, name: string, format: EventFormat): string | undefined {
  try {
    return formatEvents(history, vocabularies[name]!, format);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

describe('formatEvents', () => {
  const spoken = shapes.filter(
    ({ object }) => !['set', 'snapshot-set', 'lock', 'fencing-lock'].includes(object.name),
  );
  for (const shape of spoken.filter(({ object }) => Object.hasOwn(vocabularies, object.name))) {
    const { name } = shape.object;
    it(`writes histories of ${name} that read back as they were`, () => {
      let count = 0;
      fc.assert(
        fc.property(
          histories(shape),
          fc.constantFrom('jepsen-edn', 'jepsen-json'),
          (history, format) => {
            const text = written(history, name, format as EventFormat);
            if (text === undefined || history.length === 0) return;
            count++;
            expect(detectFormat(text)).toBe(format);
            const back = readBack(text, name, format as FormatName);
            expect(substance(back)).toEqual(substance(history));
          },
        ),
        { numRuns: 150, seed: 3 },
      );
      expect(count).toBeGreaterThan(20);
    });
  }

  const register = [
    info('0', 0, { type: 'write', value: 3 }),
    ok('1', [1, 3], { type: 'cas', from: 3, to: 4 }, false),
    ok('2', [4, 5], { type: 'read' }, null),
    fail('2', [6, 7], { type: 'write', value: 5 }),
  ];

  it('writes the log of the etcd test', () => {
    const text = formatEvents(register, vocabularies['cas-register']!, 'etcd-log');
    expect(text.split('\n')[1]).toBe('INFO  jepsen.util - 1\t:invoke\t:cas\t[3 4]');
    expect(detectFormat(text)).toBe('etcd-log');
    expect(substance(readBack(text, 'cas-register', 'etcd-log'))).toEqual(substance(register));
  });

  it('writes the key-value format of Porcupine, where an absent key reads as the empty text', () => {
    const history = [
      ok('0', [0, 1], { type: 'append', key: 'k', value: 'a' }, null),
      ok('1', [2, 3], { type: 'get', key: 'l' }, null),
    ];
    const text = formatEvents(history, vocabularies.kv!, 'porcupine-kv');
    expect(text).toBe(`{:process 0, :type :invoke, :f :append, :key "k", :value "a"}
{:process 0, :type :ok, :f :append, :key "k", :value "a"}
{:process 1, :type :invoke, :f :get, :key "l", :value nil}
{:process 1, :type :ok, :f :get, :key "l", :value ""}
`);
    expect(readBack(text, 'kv', 'porcupine-kv')).toEqual(history);
  });

  it('says that a lock belongs to its process', () => {
    const history = [
      ok('a', [0, 1], { type: 'acquire', owner: 'a' }, true),
      ok('b', [2, 3], { type: 'acquire', owner: 'b' }, false),
    ];
    const text = formatEvents(history, vocabularies.lock!, 'jepsen-edn');
    expect(readBack(text, 'lock', 'jepsen-edn')).toEqual(history);
  });

  it.each([
    ['a process that is no number', [ok('x', [0, 1], { type: 'read' }, 1)], 'etcd-log'],
    [
      'a cas that did not happen',
      [fail('1', [0, 1], { type: 'cas', from: 1, to: 2 })],
      'jepsen-edn',
    ],
    ['an operation without a word', [ok('1', [0, 1], { type: 'pop' }, 1)], 'jepsen-edn'],
    ['the answer of a write', [ok('1', [0, 1], { type: 'write', value: 1 }, 2)], 'jepsen-json'],
  ] as const)('refuses %s, as the reader would judge another history', (_, history, format) => {
    expect(() => formatEvents(history, vocabularies['cas-register']!, format)).toThrow(TypeError);
  });
});

describe('detectFormat', () => {
  it.each([
    ['{"process":"a","input":{"type":"read"},"invoke":1,"outcome":"info"}', 'ndjson'],
    ['# a comment\n\n{"process":"a","input":1}', 'ndjson'],
    [formatNdjson([]), undefined],
    ['[]', 'json'],
    ['[\n{"process":"a","input":1,"invoke":0}]', 'json'],
    ['[{"process":0,"type":"invoke","f":"read"}]', 'jepsen-json'],
    ['{"process":0,"type":"invoke","f":"read"}', 'jepsen-json'],
    ['; a comment\n{:process 0}', 'jepsen-edn'],
    ['[{:process 0}]', 'jepsen-edn'],
    ['[#jepsen.history.Op{:process 0}]', 'jepsen-edn'],
    ['starting\nINFO  jepsen.util - 0\t:invoke\t:read\tnil', 'etcd-log'],
    ['once upon a time', undefined],
  ])('%j is %s', (text, format) => {
    expect(detectFormat(text)).toBe(format);
  });
});
