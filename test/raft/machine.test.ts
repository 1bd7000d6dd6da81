/** The state machine by itself: what is carried out once, and which sessions end. */
import { describe, expect, test } from 'vitest';
import type { Operation, SessionRequest } from '../../impl/raft/command.ts';
import { applied, firstMachine, hasSession, type Machine } from '../../impl/raft/machine.ts';

/** The machine after these commands, from index 1 on. */
const machineAfter = (commands: readonly SessionRequest[], sessionsMax = 2): Machine =>
  commands.reduce(
    (machine, command, i) => applied(machine, command, { index: i + 1, sessionsMax }),
    firstMachine,
  );
const append = (client: string, number: number, opened = 0): SessionRequest => ({
  client,
  number,
  opened,
  operation: { type: 'append', key: 'x', value: client },
});

describe('a session', () => {
  test('carries a command out once, however often it is in the log', () => {
    const twice = machineAfter([append('a', 1), append('a', 2), append('a', 2), append('a', 1)]);
    expect(twice.store).toEqual({ x: 'aa' });
    expect(twice.sessions.a).toEqual({ number: 2, answer: null, used: 2 });
  });

  test('ends when there are too many, the one that was used longest ago first', () => {
    const machine = machineAfter([append('a', 1), append('b', 1), append('a', 2), append('c', 1)]);
    expect(Object.keys(machine.sessions).sort()).toEqual(['a', 'c']);
    expect(machine.ended).toBe(2);
  });

  test('that has ended does not begin again with an old request that comes late', () => {
    const full = [append('a', 1), append('b', 1), append('c', 1)];
    expect(machineAfter(full).store).toEqual({ x: 'abc' });
    expect(machineAfter([...full, append('a', 1)]).store).toEqual({ x: 'abc' }); // the same request once more
    expect(hasSession(machineAfter(full), append('a', 2))).toBe(false);
  });

  test('begins anew where its client has heard of the end', () => {
    const full = [append('a', 1), append('b', 1), append('c', 1)];
    const { ended } = machineAfter(full);
    const again = machineAfter([
      ...full,
      append('a', 2, ended),
      append('a', 1),
      append('a', 2, ended),
    ]);
    expect(again.store).toEqual({ x: 'abca' });
  });
});

describe('operations', () => {
  const run = (...operations: readonly Operation[]) =>
    machineAfter(
      operations.map((operation, i) => ({ client: 'a', number: i + 1, opened: 0, operation })),
    );

  test('compare and set takes place where the value is the one that was expected', () => {
    const set = { type: 'cas', key: 'x', from: null, to: '1' } as const;
    expect(run(set)).toMatchObject({ store: { x: '1' }, sessions: { a: { answer: true } } });
    expect(run(set, set)).toMatchObject({ store: { x: '1' }, sessions: { a: { answer: false } } });
  });

  test('a put of null deletes', () => {
    const put = (value: string | null) => ({ type: 'put', key: 'x', value }) as const;
    expect(run(put('1'), put(null)).store).toEqual({});
  });
});
