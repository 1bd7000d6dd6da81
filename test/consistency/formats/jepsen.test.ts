import { describe, expect, it } from 'vitest';
import { parseEtcdLog } from '../../../harness/consistency/formats/etcd-log.ts';
import { parseJepsen } from '../../../harness/consistency/formats/jepsen.ts';
import { interpreter, vocabularies } from '../../../harness/consistency/formats/vocabulary.ts';
import { info, ok } from '../operations.ts';

const interpretCasRegister = interpreter(vocabularies['cas-register']!);
const interpretKv = interpreter(vocabularies.kv!);

const edn = `{:process 0, :type :invoke, :f :write, :value 3}
{:process :nemesis, :type :info, :f :start, :value nil}
{:process 1, :type :invoke, :f :cas, :value [3 4]}
{:process 0, :type :info, :f :write, :value 3}
{:process 1, :type :fail, :f :cas, :value [3 4]}
{:process 2, :type :invoke, :f :read, :value nil}
{:process 2, :type :ok, :f :read, :value 3}
{:process 3, :type :invoke, :f :read, :value nil}
`;

const history = [
  info('0', 0, { type: 'write', value: 3 }),
  ok('1', [1, 3], { type: 'cas', from: 3, to: 4 }, false),
  ok('2', [4, 5], { type: 'read' }, 3),
  info('3', 6, { type: 'read' }),
];

describe('parseJepsen', () => {
  it('pairs invocations with completions; the nemesis is no client; what never ended is unknown', () => {
    expect(parseJepsen(edn, interpretCasRegister)).toEqual({ ok: true, value: history });
    expect(parseJepsen(`[${edn}]`, interpretCasRegister)).toEqual({ ok: true, value: history });
  });

  it('reads the same from JSON, one event a line or all in one array', () => {
    const lines = [
      { process: 0, type: 'invoke', f: 'write', value: 3 },
      { process: 'nemesis', type: 'info', f: 'start' },
      { process: 1, type: 'invoke', f: 'cas', value: [3, 4] },
      { process: 0, type: 'info', f: 'write', value: 3 },
      { process: 1, type: 'fail', f: 'cas', value: [3, 4] },
      { process: 2, type: ':invoke', f: ':read', value: null },
      { process: 2, type: 'ok', f: 'read', value: 3 },
      { process: 3, type: 'invoke', f: 'read', value: null },
    ];
    const text = lines.map((line) => JSON.stringify(line)).join('\n');
    expect(parseJepsen(text, interpretCasRegister)).toEqual({ ok: true, value: history });
    expect(parseJepsen(JSON.stringify(lines), interpretCasRegister)).toEqual({
      ok: true,
      value: history,
    });
  });

  it('reads the key-value store of Porcupine', () => {
    const text = `{:process 0, :type :invoke, :f :append, :key "0", :value "a"}
{:process 0, :type :ok, :f :append, :key "0", :value "a"}
{:process 0, :type :invoke, :f :get, :key "1", :value nil}
{:process 0, :type :ok, :f :get, :key "1", :value ""}`;
    expect(parseJepsen(text, interpretKv)).toEqual({
      ok: true,
      value: [
        ok('0', [0, 1], { type: 'append', key: '0', value: 'a' }, null),
        ok('0', [2, 3], { type: 'get', key: '1' }, null),
      ],
    });
  });

  it.each([
    ['{:process 0, :type :ok, :f :read, :value 1}', 1, 'process 0 completes what it never invoked'],
    [
      '{:process 0 :type :invoke :f :read}\n{:process 0 :type :invoke :f :read}',
      2,
      'process 0 already has an open operation',
    ],
    ['{:process 0, :type :invoke, :f :pop, :value 1}', 1, 'there is no operation pop'],
    ['{:process 0, :type :done, :f :read}', 1, 'there is no event of type "done"'],
    ['{:type :invoke, :f :read}', 1, 'an event has no process'],
    ['{:process 0, :type :invoke, :f :cas, :value 3}', 1, 'a cas has not two values'],
    ['\n{:process 0', 2, '{ is never closed'],
    ['7', 1, 'an event is a map'],
  ])('refuses %j', (text, line, message) => {
    const parsed = parseJepsen(text, interpretCasRegister);
    expect(parsed).toEqual({ ok: false, problems: [{ line, message }] });
  });
});

describe('parseEtcdLog', () => {
  it('reads the events of the test and skips other lines', () => {
    const text = `INFO  jepsen.core - starting
INFO  jepsen.util - 4\t:invoke\t:cas\t[2 4]
INFO  jepsen.util - 5\t:invoke\t:write\t1
INFO  jepsen.util - 4\t:ok\t:cas\t[2 4]
INFO  jepsen.util - 5\t:info\t:write\t:timed-out
`;
    expect(parseEtcdLog(text, interpretCasRegister)).toEqual({
      ok: true,
      value: [
        ok('4', [0, 2], { type: 'cas', from: 2, to: 4 }, true),
        info('5', 1, { type: 'write', value: 1 }),
      ],
    });
  });

  it('refuses a text that is another format', () => {
    expect(parseEtcdLog('{"process":1}', interpretCasRegister)).toMatchObject({
      ok: false,
      problems: [{ line: 1 }],
    });
  });
});
