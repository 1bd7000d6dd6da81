import { describe, expect, test } from 'vitest';
import { fromTlcFlags } from '../../scripts/tlc-flags.ts';

const translated = (line: string) => fromTlcFlags(line.split(' ')).join(' ');

describe('what is typed for TLC', () => {
  test('is taken over', () => {
    expect(translated('check M.tla -config N.cfg -deadlock -workers auto -continue')).toBe(
      'check M.tla --config N.cfg --no-deadlock --workers auto --continue',
    );
    expect(translated('-dfid 7 M')).toBe('--dfs --depth 7 M');
    expect(translated('-dump dot,actionlabels graph M')).toBe('--dump-graph graph.dot M');
    expect(translated('-dumpTrace json t.json M')).toBe('--dump-trace t.json M');
  });

  test('is dropped with its word where it changes nothing that is found', () => {
    expect(translated('-metadir states -fpmem 0.5 -cleanup M')).toBe('M');
  });

  test('-simulate takes a number of behaviours, or nothing', () => {
    expect(translated('-simulate num=10,file=x -depth 5 M')).toBe(
      '--simulate --count 10 --depth 5 M',
    );
    expect(translated('-simulate M')).toBe('--simulate M');
  });

  test('what is not of TLC stays as it is, whatever its name', () => {
    expect(translated('check M.tla --inv x -constructor toString')).toBe(
      'check M.tla --inv x -constructor toString',
    );
  });
});
