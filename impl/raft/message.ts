/**
 * What servers and clients say to each other, with the fields of specs/raft. Two things are said in smaller pieces than
 * there: a snapshot comes in chunks, of which the last is the InstallSnapshotRequest; and a server that does not lead
 * says so (`Redirect`), which changes nothing for anybody but the client.
 */
import type { Bytes, Effect, Envelope, NodeId } from '../protocol.ts';
import type { Answer, Entry, Request } from './command.ts';

interface InTerm extends Envelope {
  readonly term: number;
}

export type PreVoteRequest = InTerm & {
  readonly type: 'PreVoteRequest';
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
};
export type RequestVoteRequest = InTerm & {
  readonly type: 'RequestVoteRequest';
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
};
export type PreVoteResponse = InTerm & {
  readonly type: 'PreVoteResponse';
  readonly voteGranted: boolean;
};
export type RequestVoteResponse = InTerm & {
  readonly type: 'RequestVoteResponse';
  readonly voteGranted: boolean;
};

export type AppendEntriesRequest = InTerm & {
  readonly type: 'AppendEntriesRequest';
  readonly prevLogIndex: number;
  readonly prevLogTerm: number;
  readonly entries: readonly Entry[];
  readonly leaderCommit: number;
  /** How many reads the leader has accepted in this term; comes back in the response, and confirms them. */
  readonly round: number;
};

/** Of a refusal, the hint is the last place where the logs may agree. */
export type AppendEntriesResponse = InTerm & {
  readonly type: 'AppendEntriesResponse';
  readonly success: boolean;
  readonly prevLogIndex: number;
  readonly matchIndex: number;
  readonly hintIndex: number;
  readonly hintTerm: number;
  readonly round: number;
};

/** A part of a snapshot's bytes: the snapshot is known by its index and the term of the entry there. */
interface Piece extends InTerm {
  readonly lastIncludedIndex: number;
  readonly lastIncludedTerm: number;
  readonly offset: number;
  readonly bytes: Bytes;
}

export type SnapshotChunk = Piece & { readonly type: 'SnapshotChunk' };
/** Which byte is wanted next. */
export type SnapshotChunkResponse = InTerm & {
  readonly type: 'SnapshotChunkResponse';
  readonly lastIncludedIndex: number;
  readonly offset: number;
};
/** The last chunk. */
export type InstallSnapshotRequest = Piece & { readonly type: 'InstallSnapshotRequest' };
export type InstallSnapshotResponse = InTerm & {
  readonly type: 'InstallSnapshotResponse';
  readonly matchIndex: number;
};

export type ClientRequestMessage = Envelope & {
  readonly type: 'ClientRequest';
  readonly request: Request;
  readonly opened: number;
};
export type ClientResponse = Envelope & {
  readonly type: 'ClientResponse';
  readonly request: Request;
  readonly answer: Answer;
};
/** Another server leads, or nobody is known to. */
export type Redirect = Envelope & {
  readonly type: 'Redirect';
  readonly number: number;
  readonly leader: NodeId | null;
};
/** The session was closed for others' sake; a new one may begin behind this index. */
export type SessionExpired = Envelope & {
  readonly type: 'SessionExpired';
  readonly number: number;
  readonly opened: number;
};

export type ServerMessage =
  | PreVoteRequest
  | PreVoteResponse
  | RequestVoteRequest
  | RequestVoteResponse
  | AppendEntriesRequest
  | AppendEntriesResponse
  | SnapshotChunk
  | SnapshotChunkResponse
  | InstallSnapshotRequest
  | InstallSnapshotResponse;
export type ToClient = ClientResponse | Redirect | SessionExpired;
export type Message = ServerMessage | ClientRequestMessage | ToClient;

export type RaftEffect = Effect<Message, never, Answer>;

export function send(message: Message): RaftEffect {
  return { kind: 'send', message };
}
