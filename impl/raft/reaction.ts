/**
 * Which actions an input leads to, in which order: what the message or timer is, then whatever has become possible by it.
 * Every guard is in the actions. The steps that come out are those of the specification, by its names; a step without a
 * name is none there.
 */
import type { NodeId } from '../protocol.ts';
import {
  becomeLeader,
  handlePreVoteRequest,
  handlePreVoteResponse,
  handleRequestVoteRequest,
  handleRequestVoteResponse,
  startElection,
  stepDown,
  timeout,
} from './election.ts';
import { isNew, isQuery } from './machine.ts';
import {
  type ClientRequestMessage,
  type InstallSnapshotRequest,
  type Message,
  type RaftEffect,
  send,
} from './message.ts';
import {
  advanceCommit,
  appendEntries,
  handleAppendEntriesRequest,
  handleAppendEntriesResponse,
} from './replication.ts';
import {
  electionTicks,
  heartbeatTicks,
  isQuorum,
  lastIndex,
  others,
  type Server,
  type ServerStep,
  type Snapshot,
  withMember,
} from './server.ts';
import { answerRead, apply, clientRequest, expire, readRequest, repeatAnswer } from './service.ts';
import {
  askForChunks,
  assembled,
  handleInstallSnapshotRequest,
  handleInstallSnapshotResponse,
  installSnapshot,
  isWanted,
  receiveChunk,
  receiveChunkResponse,
  sendChunk,
} from './snapshots.ts';

export interface ReactionOptions {
  readonly sessionsMax: number;
  /** How many entries one message may carry. */
  readonly batchMax: number;
  /** How many bytes of a snapshot one message may carry. */
  readonly chunkBytes: number;
  /** Who may stand for election; the others vote. */
  readonly contenders: readonly NodeId[];
  /** Nobody stands for election in a later term; for worlds that are to be small. */
  readonly termMax: number;
}

/** A step that was taken: its action, as the specification spells it, and where it led. */
export interface Taken {
  readonly action: readonly [name: string, ...args: unknown[]] | null;
  readonly state: Server;
  readonly effects: readonly RaftEffect[];
}

/** The step of a message, and what follows from it; none at all: it is ignored. */
export function react(
  options: ReactionOptions,
  server: Server,
  message: Message,
): readonly Taken[] {
  const first = handle(server, message);
  if (first === undefined) return [];
  const taken = [first, ...followUps(options, first.state)];
  const last = (taken.at(-1) as Taken).state;
  if (message.type !== 'SnapshotChunkResponse' && message.type !== 'AppendEntriesResponse') {
    return taken;
  }
  return [...taken, ...toPeer(options, last, message.source)];
}

export function fire(options: ReactionOptions, server: Server, timer: string): readonly Taken[] {
  const first = expired(options, server, timer);
  const last = first.at(-1);
  return last === undefined ? [] : [...first, ...followUps(options, last.state)];
}

function expired(options: ReactionOptions, server: Server, timer: string): readonly Taken[] {
  const { self } = server;
  if (timer === 'election') {
    const mayStand = options.contenders.includes(self) && server.currentTerm < options.termMax;
    return mayStand ? named(['Timeout', self], timeout(server)) : [];
  }
  if (server.role !== 'Leader') return [];
  return timer === 'heartbeat' ? heartbeat(options, server) : checkQuorum(server);
}

function named(action: Taken['action'], step: ServerStep | undefined): readonly Taken[] {
  return step === undefined ? [] : [{ action, ...step }];
}

/** A leader that a quorum has answered since it last looked goes on. */
function checkQuorum(server: Server): readonly Taken[] {
  if (!isQuorum(server, withMember(server, server.heard, server.self))) {
    return named(['StepDown', server.self], stepDown(server));
  }
  const again: RaftEffect = { kind: 'setTimer', timer: 'quorum', ticks: electionTicks };
  return [{ action: null, state: { ...server, heard: [] }, effects: [again] }];
}

function heartbeat(options: ReactionOptions, server: Server): readonly Taken[] {
  const again: RaftEffect = { kind: 'setTimer', timer: 'heartbeat', ticks: heartbeatTicks };
  const taken: Taken[] = [{ action: null, state: server, effects: [again] }];
  for (const peer of others(server)) {
    const { state } = taken.at(-1) as Taken;
    const last = (state.nextIndex[peer] ?? 0) - 1;
    const sent = named(
      ['AppendEntries', server.self, peer, last],
      appendEntries(state, { peer, last }),
    );
    taken.push(...(sent.length > 0 ? sent : toPeer(options, state, peer)));
  }
  return taken;
}

/** A peer that lacks what the snapshot has replaced is sent the next piece of it. */
function toPeer(options: ReactionOptions, server: Server, peer: NodeId): readonly Taken[] {
  const input = { peer, chunkBytes: options.chunkBytes };
  const whole = named(['InstallSnapshot', server.self, peer], installSnapshot(server, input));
  return whole.length > 0 ? whole : named(null, sendChunk(server, input));
}

function handle(server: Server, message: Message): Taken | undefined {
  switch (message.type) {
    case 'SnapshotChunk':
      return named(null, receiveChunk(server, message))[0];
    case 'SnapshotChunkResponse':
      return named(null, receiveChunkResponse(server, message))[0];
    case 'ClientRequest':
      return serve(server, message);
    default: {
      const step = handlerOf(server, message);
      return named([`Handle${message.type}`, server.self, message], step)[0];
    }
  }
}

function handlerOf(server: Server, message: Message): ServerStep | undefined {
  switch (message.type) {
    case 'PreVoteRequest':
      return handlePreVoteRequest(server, { message });
    case 'PreVoteResponse':
      return handlePreVoteResponse(server, { message });
    case 'RequestVoteRequest':
      return handleRequestVoteRequest(server, { message });
    case 'RequestVoteResponse':
      return handleRequestVoteResponse(server, { message });
    case 'AppendEntriesRequest':
      return handleAppendEntriesRequest(server, { message });
    case 'AppendEntriesResponse':
      return handleAppendEntriesResponse(server, { message });
    case 'InstallSnapshotRequest':
      return handleInstallSnapshotRequest(server, { message, snapshot: server.snapshot });
    case 'InstallSnapshotResponse':
      return handleInstallSnapshotResponse(server, { message });
    default:
      return undefined;
  }
}

/** Whoever does not lead says who does; a leader that cannot answer now will be asked again. */
function serve(server: Server, message: ClientRequestMessage): Taken | undefined {
  const { request, source: dest } = message;
  const { self, role, leader, machine } = server;
  if (role !== 'Leader') {
    const redirect = { type: 'Redirect', source: self, dest, number: request.number } as const;
    return { action: null, state: server, effects: [send({ ...redirect, leader })] };
  }
  if (isQuery(request.operation)) {
    return named(['ReadRequest', self, message], readRequest(server, { message }))[0];
  }
  const again = named(['RepeatAnswer', self, message], repeatAnswer(server, { message }));
  const first = named(['ClientRequest', self, message], clientRequest(server, { message }));
  const isOver = isNew(machine, request) && first.length === 0;
  const over = isOver ? [{ action: null, state: server, effects: [expire(server, request)] }] : [];
  return [...again, ...first, ...over][0];
}

/** What has become possible: elections that are won, entries that are committed, reads that are confirmed. */
function followUps(options: ReactionOptions, server: Server): readonly Taken[] {
  const taken: Taken[] = [];
  for (let state = server; ; ) {
    const next = followUp(options, state);
    if (next === undefined) return taken;
    taken.push(next);
    state = next.state;
  }
}

function followUp({ sessionsMax }: ReactionOptions, server: Server): Taken | undefined {
  const { self } = server;
  const read = server.reads.find((one) => answerRead(server, { read: one }) !== undefined);
  return [
    ...named(['StartElection', self], startElection(server)),
    ...named(['BecomeLeader', self], becomeLeader(server)),
    ...named(['AdvanceCommit', self], advanceCommit(server)),
    ...named(['Apply', self], apply(server, { sessionsMax })),
    ...(read === undefined ? [] : named(['AnswerRead', self, read], answerRead(server, { read }))),
  ][0];
}

/**
 * The leader sends what its peers lack, and what all of them must hear. Its driver asks when nothing of its own waits for
 * the disk: what comes in while the disk is busy goes out in one message.
 */
export function replicate(options: ReactionOptions, server: Server): readonly Taken[] {
  if (server.role !== 'Leader') return [];
  const taken: Taken[] = [];
  let state = server;
  for (const peer of others(server)) {
    for (let told = !server.announces; ; told = true) {
      const next = state.nextIndex[peer] ?? 0;
      if (told && next > lastIndex(state)) break;
      const last = Math.min(lastIndex(state), next - 1 + options.batchMax);
      const sent = named(
        ['AppendEntries', server.self, peer, last],
        appendEntries(state, { peer, last }),
      );
      taken.push(...sent);
      if (sent.length === 0) break;
      state = (sent[0] as Taken).state;
    }
  }
  if (!server.announces) return taken;
  return [...taken, { action: null, state: { ...state, announces: false }, effects: [] }];
}

/** What a server does with a snapshot that is complete and durable. */
export function installed(
  options: ReactionOptions,
  server: Server,
  { message, snapshot }: { readonly message: InstallSnapshotRequest; readonly snapshot: Snapshot },
): readonly Taken[] {
  const action = ['HandleInstallSnapshotRequest', server.self, message] as const;
  const taken = named(action, handleInstallSnapshotRequest(server, { message, snapshot }));
  const last = taken.at(-1);
  return last === undefined ? [] : [...taken, ...followUps(options, last.state)];
}

/** The last chunk of a snapshot that is wanted: the snapshot, or how the missing chunks are asked for. */
export function arrival(server: Server, message: Message): Snapshot | readonly Taken[] | undefined {
  if (message.type !== 'InstallSnapshotRequest' || !isWanted(server, message)) return undefined;
  return assembled(server, message) ?? named(null, askForChunks(server, message));
}
