/**
 * Entries, machines and the records of a server's log as plain data, and back. Data that was read may be anything: what is
 * not of the right shape is undefined.
 */

import type { Data } from '../cbor.ts';
import type { Command, Entry, Operation } from './command.ts';
import type { Machine, Session } from './machine.ts';

import type { Durable } from './server.ts';

/**
 * What one step has changed of what is durable: one record for each step, so that a crash keeps a step whole or not at
 * all. `from`: the log ends there, and goes on with the entries; 0: it is as it was.
 */
export interface Change {
  readonly currentTerm: number;
  readonly votedFor: string | null;
  readonly from: number;
  readonly entries: readonly Entry[];
}

export function dataOfChange({ currentTerm, votedFor, from, entries }: Change): Data {
  return [currentTerm, votedFor, from, entries.map(dataOfEntry)];
}

export function changeOfData(data: Data | undefined): Change | undefined {
  if (!isList(data)) return undefined;
  const [currentTerm, votedFor, from, list] = data;
  const entries = isList(list) ? list.map(entryOfData) : [undefined];
  if (!isNumber(currentTerm) || !isNumber(from) || !isTextOrNull(votedFor)) return undefined;
  if (!entries.every((entry) => entry !== undefined)) return undefined;
  return { currentTerm, votedFor, from, entries };
}

export function dataOfEntry({ term, command }: Entry): Data {
  if (command === 'NoOp') return [term];
  const { client, number, opened, operation } = command;
  return [term, client, number, opened, operation];
}

function entryOfData(data: Data): Entry | undefined {
  if (!isList(data) || !isNumber(data[0])) return undefined;
  const [term, client, number, opened, operation] = data;
  if (data.length === 1) return { term, command: 'NoOp' };
  if (typeof client !== 'string' || !isNumber(number) || !isNumber(opened)) return undefined;
  if (!isRecord(operation)) return undefined;
  const command: Command = { client, number, operation: operation as Operation, opened };
  return { term, command };
}

export function dataOfMachine({ store, sessions, ended }: Machine): Data {
  const list = Object.entries(sessions).map(([client, { number, answer, used }]): Data => {
    return [client, number, answer, used];
  });
  // In the order of the clients' names: equal machines have equal bytes.
  list.sort((a, b) => (String((a as Data[])[0]) < String((b as Data[])[0]) ? -1 : 1));
  return { store, sessions: list, ended };
}

export function machineOfData(data: Data | undefined): Machine | undefined {
  if (!isRecord(data)) return undefined;
  const { store, sessions, ended } = data;
  if (!isRecord(store) || !isList(sessions) || !isNumber(ended)) return undefined;
  const found: Record<string, Session> = {};
  for (const session of sessions) {
    if (!isList(session)) return undefined;
    const [client, number, answer, used] = session;
    if (typeof client !== 'string' || !isNumber(number) || !isNumber(used)) return undefined;
    found[client] = { number, answer: answer as Session['answer'], used };
  }
  return { store: store as Machine['store'], sessions: found, ended };
}

/** All that is durable, in one piece, and from which record of the log on there is more. */
export interface Control {
  readonly start: number;
  readonly durable: Durable;
}

export function dataOfControl({ start, durable }: Control): Data {
  const { currentTerm, votedFor, log, snapshot } = durable;
  return {
    ...{ start, currentTerm, votedFor, log: log.map(dataOfEntry) },
    snapshot: [snapshot.index, snapshot.term, dataOfMachine(snapshot.machine)],
  };
}

export function controlOfData(data: Data | undefined): Control | undefined {
  if (!isRecord(data) || !isNumber(data.start) || !isList(data.snapshot)) return undefined;
  const [index, term, machineData] = data.snapshot;
  const machine = machineOfData(machineData);
  const change = changeOfData([
    data.currentTerm ?? null,
    data.votedFor ?? null,
    0,
    data.log ?? null,
  ]);
  if (change === undefined || machine === undefined) return undefined;
  if (!isNumber(index) || !isNumber(term)) return undefined;
  const { currentTerm, votedFor, entries: log } = change;
  return {
    start: data.start,
    durable: { currentTerm, votedFor, log, snapshot: { index, term, machine } },
  };
}

function isNumber(data: Data | undefined): data is number {
  return typeof data === 'number';
}

function isTextOrNull(data: Data | undefined): data is string | null {
  return data === null || typeof data === 'string';
}

function isList(data: Data | undefined): data is readonly Data[] {
  return Array.isArray(data);
}

function isRecord(data: Data | undefined): data is { readonly [name: string]: Data } {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
