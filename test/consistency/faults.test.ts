import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../harness/consistency/faults.ts';
import { readEtcdFaults } from '../../harness/consistency/formats/etcd-log.ts';
import { readJepsenFaults } from '../../harness/consistency/formats/jepsen.ts';
import { parseNdjson, readNdjsonFaults } from '../../harness/consistency/formats/ndjson.ts';

/** Names of a nemesis, each said when it begins and again when that is done. */
const spans = (...names: readonly string[]) =>
  faultsOf(names.flatMap((f, after) => [f, f].map((each) => ({ after, f: each, value: null }))));

describe('faults', () => {
  it.each([
    [['start', 'stop'], [{ label: 'start', from: 0.5, to: 1.5 }]],
    [['start-partition', 'stop-partition'], [{ label: 'partition', from: 0.5, to: 1.5 }]],
    [
      ['kill', 'start', 'start', 'stop'],
      [
        { label: 'kill', from: 0.5, to: 1.5 },
        { label: 'start', from: 2.5, to: 3.5 },
      ],
    ],
    [
      ['pause', 'partition', 'resume', 'heal'],
      [
        { label: 'pause', from: 0.5, to: 2.5 },
        { label: 'partition', from: 1.5, to: 3.5 },
      ],
    ],
    [['stop', 'heal', 'resume'], []],
    [['bump'], [{ label: 'bump', from: 0.5, to: null }]],
  ])('%j are spans', (names, expected) => {
    expect(spans(...names)).toEqual(expected);
  });

  it("are read from Jepsen's events, at the positions of the clients' events", () => {
    const text = `{:process 0, :type :invoke, :f :read, :value nil}
{:process :nemesis, :type :info, :f :start, :value "Cut off n1"}
{:process 0, :type :ok, :f :read, :value 1}
{:process :nemesis, :type :info, :f :stop, :value nil}`;
    expect(readJepsenFaults(text)).toEqual([{ label: 'start Cut off n1', from: 0.5, to: 1.5 }]);
  });

  it('are read from the log of the etcd test', () => {
    const text = [
      'INFO  jepsen.util - 0\t:invoke\t:read\tnil',
      'INFO  jepsen.util - :nemesis\t:info\t:start\tnil',
      'INFO  jepsen.util - 0\t:ok\t:read\tnil',
    ].join('\n');
    expect(readEtcdFaults(text)).toEqual([{ label: 'start', from: 0.5, to: null }]);
  });

  it('have lines of their own in ndjson, which are no operations', () => {
    const text = '{"fault":"crash n1","from":1,"to":3}\n{"fault":"drift","from":2}\n';
    expect(parseNdjson(text)).toEqual({ ok: true, value: [] });
    expect(readNdjsonFaults(text)).toEqual([
      { label: 'crash n1', from: 1, to: 3 },
      { label: 'drift', from: 2, to: null },
    ]);
    expect(parseNdjson('{"fault":"crash","till":3}')).toMatchObject({ ok: false });
  });
});
