/**
 * The state machine that the log is applied to: a map from keys to values, and beside it a session for each client
 * (thesis, section 6.3), so that a command that is in the log twice is carried out once. It is a function of the log alone,
 * also in what it forgets: where there are too many sessions, the one that was used longest ago ends.
 *
 * A client whose session has ended is told so, and begins a new one. It must not be mistaken for an old request of its
 * that comes late: so a session can only begin with a request that was made when its client knew a place in the log
 * (`opened`) where no session that has ended was ever used again. That replaces the entry with which sessions begin in
 * the thesis.
 */
import type { NodeId } from '../protocol.ts';
import type { Answer, Command, Operation, Request, SessionRequest, Value } from './command.ts';

export interface Session {
  /** Of the client's last command, and what it was answered. */
  readonly number: number;
  readonly answer: Answer;
  /** The index of that command in the log. */
  readonly used: number;
}

export interface Machine {
  /** Present keys only. */
  readonly store: Readonly<Record<string, string>>;
  readonly sessions: Readonly<Record<NodeId, Session>>;
  /** No session that has ended was used behind this index. */
  readonly ended: number;
}

export const firstMachine: Machine = { store: {}, sessions: {}, ended: 0 };

export function isQuery({ type }: Operation): boolean {
  return type === 'get';
}

/** Commands of a client come in order, but old ones may come again. */
export function isNew(machine: Machine, { client, number }: Request): boolean {
  return number > (machine.sessions[client]?.number ?? 0);
}

/** Whether the client has a session, or may begin one with this request. */
export function hasSession(machine: Machine, { client, opened }: SessionRequest): boolean {
  return machine.sessions[client] !== undefined || opened >= machine.ended;
}

export function answer({ store }: Machine, operation: Operation): Answer {
  const current = store[operation.key] ?? null;
  if (operation.type === 'get') return current;
  return operation.type === 'cas' ? current === operation.from : null;
}

function written(store: Machine['store'], operation: Operation): Machine['store'] {
  const current = store[operation.key] ?? null;
  switch (operation.type) {
    case 'get':
      return store;
    case 'put':
      return withValue(store, operation.key, operation.value);
    case 'append':
      return withValue(store, operation.key, `${current ?? ''}${operation.value}`);
    case 'cas':
      return current === operation.from ? withValue(store, operation.key, operation.to) : store;
  }
}

function withValue(store: Machine['store'], key: string, value: Value): Machine['store'] {
  if (value !== null) return { ...store, [key]: value };
  const { [key]: _, ...others } = store;
  return others;
}

/** The machine after the entry at this index. */
export function applied(
  machine: Machine,
  command: Command,
  { index, sessionsMax }: { readonly index: number; readonly sessionsMax: number },
): Machine {
  if (command === 'NoOp') return machine;
  if (!isNew(machine, command) || !hasSession(machine, command)) return machine;
  const { client, number, operation } = command;
  const session = { number, answer: answer(machine, operation), used: index };
  const sessions = { ...machine.sessions, [client]: session };
  return closeOldest(
    { ...machine, store: written(machine.store, operation), sessions },
    sessionsMax,
  );
}

function closeOldest(machine: Machine, sessionsMax: number): Machine {
  const sessions = Object.entries(machine.sessions);
  if (sessions.length <= sessionsMax) return machine;
  const [client, { used }] = sessions.reduce((oldest, other) =>
    other[1].used < oldest[1].used ? other : oldest,
  );
  const { [client]: _, ...others } = machine.sessions;
  return { ...machine, sessions: others, ended: Math.max(machine.ended, used) };
}
