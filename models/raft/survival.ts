/**
 * What becomes of steps that were taken in memory and written, but not synced, when their server crashes: those whose
 * records survive are, to the specification, steps of a server that is down. Records do not say which step they are of;
 * it is found by trying which could have written them.
 */
import type { SpecAction } from '../../harness/conformance/mapping.ts';
import { keyOf } from '../../harness/simulation/key.ts';
import type { World } from '../../harness/simulation/world.ts';
import type { NodeId } from '../../impl/protocol.ts';
import type { Message } from '../../impl/raft/message.ts';
import { handleAppendEntriesRequest } from '../../impl/raft/replication.ts';
import { type Durable, entriesFrom, follower, lastIndex } from '../../impl/raft/server.ts';
import { logBehind } from '../../impl/raft/snapshots.ts';
import { changeBetween } from '../../impl/raft/storage.ts';
import { bodyOf, durableOn, nodeOf, requestOf, statesRead } from './abstraction.ts';

/** The actions that lead a server that is down from what was durable to what is now. */
export function survivors(
  before: World,
  after: World,
  { name, from }: { readonly name: NodeId; readonly from: Durable },
): readonly SpecAction[] {
  const to = durableOn(after, nodeOf(after, name).disk);
  if (isSame(from, to)) return [];
  const actions: SpecAction[] = [];
  let at = from;
  if (to.snapshot.index > from.snapshot.index) {
    const found = survivingSnapshot(before, name, { from, to });
    actions.push(found.action);
    at = found.state;
  }
  for (const state of between(statesRead(before, nodeOf(before, name).disk), at, to)) {
    const action = survivingStep(before, name, at, state);
    if (action !== undefined) actions.push(action);
    at = state;
  }
  return actions;
}

function isSame(a: Durable, b: Durable): boolean {
  return keyOf(durablePart(a)) === keyOf(durablePart(b));
}

function durablePart({ currentTerm, votedFor, log, snapshot }: Durable): Durable {
  return { currentTerm, votedFor, log, snapshot };
}

/** The states that were written one after another, behind the one and up to the other. */
function between(written: readonly Durable[], from: Durable, to: Durable): readonly Durable[] {
  const end = written.findLastIndex((state) => isSame(state, to));
  const start = written.slice(0, end).findLastIndex((state) => isSame(state, from));
  return end < 0 || start < 0 ? [to] : written.slice(start + 1, end + 1);
}

/** Its own snapshot, or one that a leader had sent. */
function survivingSnapshot(
  world: World,
  name: NodeId,
  { from, to }: { readonly from: Durable; readonly to: Durable },
): { readonly action: SpecAction; readonly state: Durable } {
  const { snapshot } = to;
  const sent = (world.network.everSent as readonly Message[]).find(
    (message) =>
      message.type === 'InstallSnapshotRequest' &&
      message.dest === name &&
      message.term >= from.currentTerm &&
      message.lastIncludedIndex === snapshot.index,
  );
  const own = follower({ self: name, servers: [] }, from);
  const isOwn = snapshot.index <= lastIndex(from) && logBehind(own, snapshot).length > 0;
  if (sent === undefined || isOwn || isEndOf(from, snapshot)) {
    const log = entriesFrom(from, snapshot.index + 1, lastIndex(from));
    return {
      action: ['SurviveSnapshot', name, snapshot.index],
      state: { ...durablePart(from), snapshot, log },
    };
  }
  const votedFor =
    sent.type === 'InstallSnapshotRequest' && sent.term > from.currentTerm ? null : from.votedFor;
  const term = sent.type === 'InstallSnapshotRequest' ? sent.term : from.currentTerm;
  return {
    action: ['SurviveInstallation', name, bodyOf(world, sent)],
    state: { currentTerm: term, votedFor, snapshot, log: logBehind(own, snapshot) },
  };
}

function isEndOf(from: Durable, { index, term }: Durable['snapshot']): boolean {
  return index === lastIndex(from) && from.log.at(-1)?.term === term;
}

function survivingStep(
  world: World,
  name: NodeId,
  from: Durable,
  to: Durable,
): SpecAction | undefined {
  const change = changeBetween(from, to);
  if (change === undefined) return undefined;
  const { currentTerm: term, votedFor } = to;
  const messages = (world.network.everSent as readonly Message[]).filter(
    ({ dest, source }) => dest === name && source !== name,
  );
  const said = (action: string, is: (message: Message) => boolean): SpecAction | undefined => {
    const message = messages.find(is);
    return message && [action, name, bodyOf(world, message)];
  };
  if (change.from > 0) {
    const command = change.entries[0]?.command;
    return (
      said('SurviveEntries', (message) => leadsTo(world, name, { from, to, message })) ?? [
        'SurviveEntry',
        name,
        command === undefined || command === 'NoOp' ? 'NoOp' : requestOf(command),
      ]
    );
  }
  if (votedFor === name && term > from.currentTerm) return ['SurviveElection', name];
  if (votedFor !== null) {
    return said(
      'SurviveVote',
      (message) =>
        message.type === 'RequestVoteRequest' &&
        message.source === votedFor &&
        message.term === term,
    );
  }
  return said('SurviveTerm', (message) => 'term' in message && tells(message, term));
}

function tells(message: Extract<Message, { term: number }>, term: number): boolean {
  if (message.term !== term || /^Snapshot|^PreVoteRequest$/.test(message.type)) return false;
  return message.type !== 'PreVoteResponse' || !message.voteGranted;
}

function leadsTo(
  world: World,
  name: NodeId,
  { from, to, message }: { from: Durable; to: Durable; message: Message },
): boolean {
  if (message.type !== 'AppendEntriesRequest' || message.term !== to.currentTerm) return false;
  const { protocol } = world;
  const servers = protocol.nodes.filter((node) => !protocol.clients.includes(node));
  const step = handleAppendEntriesRequest(follower({ self: name, servers }, from), { message });
  return step !== undefined && isSame(step.state, to);
}
