/**
 * From the world of impl/raft to the state of specs/raft/Raft.tla. A server that runs is what it is without the steps that
 * wait for the disk; one that does not, or is still reading its disk, is crashed, and has what a power failure would leave
 * there at the worst. Messages are all that were ever sent, but for those that only say who leads and the pieces of a
 * snapshot before the last.
 */
import { crashDisk, type Disk, filesOf } from '../../harness/simulation/disk.ts';
import { keyOf } from '../../harness/simulation/key.ts';
import type { NodeWorld, World } from '../../harness/simulation/world.ts';
import { decode } from '../../impl/cbor.ts';
import type { NodeId } from '../../impl/protocol.ts';
import type { Client } from '../../impl/raft/client.ts';
import { machineOfData } from '../../impl/raft/codec.ts';
import type { Entry, Request } from '../../impl/raft/command.ts';
import type { Machine } from '../../impl/raft/machine.ts';
import type { InstallSnapshotRequest, Message } from '../../impl/raft/message.ts';
import type { Node } from '../../impl/raft/node.ts';
import {
  type Durable,
  follower,
  type Read,
  type Server,
  type Snapshot,
} from '../../impl/raft/server.ts';
import { lastState, type Recovered, recover } from '../../impl/raft/storage.ts';
import { optionsOf, type Setting, settingOf } from './scopes.ts';

export function abstraction(world: World): Readonly<Record<string, unknown>> {
  const { servers, clients } = settingOf(world);
  const shares = servers.map((name) => shareOf(world, viewOf(world, name)));
  const ofClient = (pick: (client: Client) => unknown) =>
    new Map(clients.map((name) => [name, pick(nodeOf(world, name).state as Client)]));
  return {
    ...Object.fromEntries(
      variables.map((variable) => [
        variable,
        new Map(servers.map((name, i) => [name, (shares[i] as Share)[variable]])),
      ]),
    ),
    messages: messagesOf(world),
    number: ofClient(({ number }) => number),
    waiting: ofClient(({ waiting }) => waiting !== null),
  };
}

const variables = [
  ...['currentTerm', 'votedFor', 'log', 'snapshot', 'role', 'leader', 'votes', 'commitIndex'],
  ...['applied', 'machine', 'nextIndex', 'matchIndex', 'round', 'reads'],
];
type Share = Readonly<Record<string, unknown>>;

/** What is a server's in the specification's variables. */
function shareOf(world: World, { isUp, server }: View): Share {
  return remembered(isUp ? sharesUp : sharesDown, server, () => {
    const setting = settingOf(world);
    const ofPeer = (pick: (peer: NodeId) => unknown) =>
      new Map(setting.servers.map((peer) => [peer, pick(peer)]));
    return {
      currentTerm: server.currentTerm,
      votedFor: server.votedFor ?? 'Nil',
      log: entriesOf(server.log),
      snapshot: snapshotOf(setting, server.snapshot),
      role: isUp ? server.role : 'Crashed',
      leader: server.leader ?? 'Nil',
      votes: new Set(server.votes),
      commitIndex: server.commitIndex,
      applied: server.applied,
      machine: machineOf(setting, server.machine),
      nextIndex: ofPeer((peer) => server.nextIndex[peer] ?? 1),
      matchIndex: ofPeer((peer) => server.matchIndex[peer] ?? 0),
      round: server.round,
      reads: new Set(server.reads.map(readOf)),
    };
  }) as Share;
}
const sharesUp = new WeakMap<object, unknown>();
const sharesDown = new WeakMap<object, unknown>();

export interface View {
  readonly isUp: boolean;
  readonly server: Server;
}

/** A server that has never run is one that has just begun. */
export function viewOf(world: World, name: NodeId): View {
  const { up, state, disk } = nodeOf(world, name);
  const node = state as Node | undefined;
  if (up && node !== undefined && (node.mode === 'running' || node.isNew)) {
    return { isUp: true, server: node.stable };
  }
  return { isUp: false, server: crashedWith(world, name, durableOn(world, disk)) };
}

/** By setting, too: what is durable at first is one object, whoever the servers are. */
const crashed = new WeakMap<Setting, WeakMap<Durable, Map<NodeId, Server>>>();

function crashedWith(world: World, self: NodeId, durable: Durable): Server {
  const setting = settingOf(world);
  const ofSetting = crashed.get(setting) ?? new WeakMap<Durable, Map<NodeId, Server>>();
  crashed.set(setting, ofSetting);
  const known = ofSetting.get(durable) ?? new Map<NodeId, Server>();
  ofSetting.set(durable, known);
  const server = known.get(self) ?? follower({ self, servers: setting.servers }, durable);
  known.set(self, server);
  return server;
}

/** What a power failure would leave, if nothing that is not synced survives. */
export function durableOn(world: World, disk: Disk): Durable {
  return remembered(durables, disk, () =>
    lastState(recover(optionsOf(world).log, filesOf(crashDisk(disk)))),
  ) as Durable;
}
const durables = new WeakMap<object, unknown>();

/** What the server would read now, record by record; empty, if it would find nothing. */
export function statesRead(world: World, disk: Disk): readonly Durable[] {
  const recovered = recover(optionsOf(world).log, filesOf(disk));
  return recovered === 'none' || 'refused' in recovered ? [] : (recovered as Recovered).states;
}

export function nodeOf({ nodes }: World, name: NodeId): NodeWorld {
  return nodes.get(name) as NodeWorld;
}

/** The same object for the same object: the engine converts what it has not seen before. */
function remembered(copies: WeakMap<object, unknown>, original: object, convert: () => unknown) {
  let copy = copies.get(original);
  if (copy === undefined) {
    copy = convert();
    copies.set(original, copy);
  }
  return copy;
}
const copies = new WeakMap<object, unknown>();

function entriesOf(log: readonly Entry[]): unknown {
  return remembered(copies, log, () => log.map(entryOf));
}

function entryOf(entry: Entry): unknown {
  const { term, command } = entry;
  return remembered(copies, entry, () => ({
    term,
    command: command === 'NoOp' ? 'NoOp' : requestOf(command),
  }));
}

/** `null` is the model value Nil; nothing else is spelt differently. Where a session began is not in the specification. */
export function requestOf(request: Request): unknown {
  const { client, number, operation } = request;
  return remembered(copies, request, () => ({ client, number, operation: plain(operation) }));
}

export function plain(record: object): unknown {
  const fields = Object.entries(record).map(([name, value]) => [name, value ?? 'Nil']);
  return Object.fromEntries(fields);
}

export function readOf({ request, index, round, acks }: Read): unknown {
  return { request: requestOf(request), index, round, acks: new Set(acks) };
}

function snapshotOf(setting: Setting, { index, term, machine }: Snapshot): unknown {
  return { index, term, machine: machineOf(setting, machine) };
}

const machines = new Map<Setting, WeakMap<object, unknown>>();

function machineOf(setting: Setting, machine: Machine): unknown {
  const known = machines.get(setting) ?? new WeakMap<object, unknown>();
  machines.set(setting, known);
  const { keys, clients } = setting;
  return remembered(known, machine, () => ({
    store: new Map(keys.map((key) => [key, machine.store[key] ?? 'Nil'])),
    sessions: new Map(
      clients.map((client) => {
        const { number, answer } = machine.sessions[client] ?? { number: 0, answer: null };
        return [client, { number, answer: answer ?? 'Nil' }];
      }),
    ),
  }));
}

const unseen = new Set(['SnapshotChunk', 'SnapshotChunkResponse', 'Redirect', 'SessionExpired']);
const sets = new WeakMap<object, unknown>();

function messagesOf(world: World): unknown {
  const { everSent } = world.network;
  return remembered(sets, everSent, () => {
    const seen = (everSent as readonly Message[]).filter(({ type }) => !unseen.has(type));
    return new Set(seen.map((message) => bodyOf(world, message)));
  });
}

/** A message as the specification has it: questions to everybody and clients' messages have no address. */
export function bodyOf(world: World, message: Message): unknown {
  return remembered(copies, message, () => {
    const { dest: _, ...undirected } = message;
    switch (message.type) {
      case 'PreVoteRequest':
      case 'RequestVoteRequest':
        return once(undirected);
      case 'ClientRequest':
        return once({ type: message.type, request: requestOf(message.request) });
      case 'ClientResponse': {
        const { type, request, answer } = message;
        return once({ type, request: requestOf(request), answer: answer ?? 'Nil' });
      }
      case 'AppendEntriesRequest':
        return { ...message, entries: entriesOf(message.entries) };
      case 'InstallSnapshotRequest':
        return installation(world, message);
      default:
        return message;
    }
  });
}

/** The same object for equal bodies: copies of one message to several servers are one message. */
function once(body: object): unknown {
  const key = keyOf(body);
  const known = bodies.get(key) ?? body;
  if (bodies.size >= bodiesMax) bodies.clear();
  bodies.set(key, known);
  return known;
}
const bodiesMax = 50_000;
const bodies = new Map<string, object>();

function installation(world: World, message: InstallSnapshotRequest): unknown {
  const { type, source, dest, term } = message;
  const { lastIncludedIndex: index, lastIncludedTerm } = message;
  const machine = machineOfData(decode(bytesBefore(world, message) + message.bytes));
  if (machine === undefined) throw new TypeError('the last piece of a snapshot without the others');
  const snapshot = { index, term: lastIncludedTerm, machine };
  return { type, source, dest, term, snapshot: snapshotOf(settingOf(world), snapshot) };
}

/** Equal snapshots have equal bytes, so it does not matter from whom a piece came. */
function bytesBefore(world: World, { lastIncludedIndex, offset }: InstallSnapshotRequest): string {
  let bytes = '';
  while (bytes.length < offset) {
    const piece = (world.network.everSent as readonly Message[]).find(
      (one) =>
        one.type === 'SnapshotChunk' &&
        one.lastIncludedIndex === lastIncludedIndex &&
        one.offset === bytes.length,
    );
    if (piece?.type !== 'SnapshotChunk' || piece.bytes === '') return bytes;
    bytes += piece.bytes;
  }
  return bytes;
}
