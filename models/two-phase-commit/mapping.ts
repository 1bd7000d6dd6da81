/**
 * Where the world of impl/two-phase-commit and specs/two-phase-commit/TwoPhaseCommit.tla meet. The abstraction copies: a
 * node's phase is its own, its log is its disk. A step is named by what can be seen of it, what it writes and what it
 * sends, in that order; a step of which nothing can be seen is named by what its node was given.
 */

import {
  defineMapping,
  type Mapped,
  type Mapping,
  type MappingContext,
  type SpecAction,
  stutter,
} from '../../harness/conformance/mapping.ts';
import type { World } from '../../harness/simulation/world.ts';
import type { Effect, Envelope, NodeId } from '../../impl/protocol.ts';
import type { Coordinator } from '../../impl/two-phase-commit/coordinator.ts';
import type { Transaction } from '../../impl/two-phase-commit/transaction.ts';

type Roles = Pick<Transaction, 'coordinator' | 'client'>;

/** The mapping for worlds in which these nodes have these roles; all others are participants. */
export function mappingFor(roles: Roles): Mapping {
  const { coordinator } = roles;
  return defineMapping({
    module: 'TwoPhaseCommit',

    abstraction: (world) => ({
      phase: perNode(world, ({ up, state }) => (up ? (state as { phase: string }).phase : 'down')),
      votes: stateOf(world, coordinator)?.votes ?? new Set(),
      acks: stateOf(world, coordinator)?.acks ?? new Set(),
      log: perNode(world, ({ records }) => records),
      messages: new Set(world.network.everSent),
      crashes: [...world.nodes.values()].reduce((sum, { crashes }) => sum + crashes, 0),
    }),

    actions: {
      deliver: (context) => seen(roles, context) ?? given(roles, context.event.message),
      timer: (context) => seen(roles, context) ?? ['Forget'],
      call: (context) => seen(roles, context) ?? stutter,
      input: ({ node }) => decided(roles, node),
      crash: ({ node }) => ['Crash', node],
      restart: ({ node }) => ['Recover', node],
      // `messages` only grows: a lost message is one that is not received, and so is one that cannot pass.
      drop: stutter,
      duplicate: stutter,
      partition: stutter,
      heal: stutter,
    },
  });
}

/** What the step wrote and sent, in this order; undefined if it did neither. */
function seen(roles: Roles, context: MappingContext): readonly SpecAction[] | undefined {
  const nameOf = (effect: Effect): SpecAction | undefined => {
    if (effect.kind === 'persist') return written(roles, context, String(effect.record));
    return effect.kind === 'send' ? sent(roles, context, effect.message) : undefined;
  };
  const actions = context.effects.map(nameOf).filter((action) => action !== undefined);
  return actions.length === 0 ? undefined : actions;
}

function written(roles: Roles, context: MappingContext, record: string): SpecAction | undefined {
  const { node, event } = context;
  if (node === roles.client) return ['LearnOutcome', record];
  switch (record) {
    case 'prepared':
      return ['Prepare', node];
    case 'committed':
      if (node !== roles.coordinator) return ['Commit', node];
      return ['DecideCommit', 'message' in event ? event.message.source : node];
    case 'aborted':
      return ['Abort', node];
    case 'forgotten':
      return ['Forget'];
    default:
      return undefined;
  }
}

function sent(roles: Roles, { before }: MappingContext, message: Envelope): SpecAction {
  const { type, source, dest } = message;
  const isClients = source === roles.client;
  switch (type) {
    case 'Request':
      return ['RequestCommit'];
    case 'Prepare':
      return ['RequestVote', dest];
    case 'Yes':
      return ['VoteYes', source];
    case 'No':
      return ['VoteNo', source];
    case 'Ack':
      return isClients ? ['ConfirmOutcome'] : ['Acknowledge', source];
    case 'Inquiry':
      return isClients ? ['QueryOutcome'] : ['Inquire', source, dest];
    default:
      if (source !== roles.coordinator) return ['Advise', source, dest];
      return [
        stateOf(before, source)?.phase === 'forgotten' ? 'PresumeAbort' : 'SendDecision',
        dest,
      ];
  }
}

/** A message after which there is nothing to be seen. */
function given({ coordinator, client }: Roles, { type, source, dest }: Envelope): Mapped {
  if (dest === client) return ['LearnOutcome', type === 'Commit' ? 'committed' : 'aborted'];
  if (dest !== coordinator) return [type === 'Prepare' ? 'Prepare' : 'Refuse', dest];
  switch (type) {
    case 'Request':
      return ['BeginCommit'];
    case 'Yes':
      return ['CountVote', source];
    case 'Ack':
      return ['CountAck', source];
    default:
      return ['DecideAbort'];
  }
}

/** What is decided from outside. That a caller waits no longer changes nothing for the protocol. */
function decided({ coordinator, client }: Roles, node: NodeId): Mapped {
  if (node === client) return stutter;
  return node === coordinator ? ['DecideAbort'] : ['Refuse', node];
}

type NodeWorld = World['nodes'] extends ReadonlyMap<NodeId, infer T> ? T : never;

function perNode<T>({ nodes }: World, pick: (node: NodeWorld) => T): ReadonlyMap<NodeId, T> {
  return new Map([...nodes].map(([name, node]) => [name, pick(node)]));
}

function stateOf({ nodes }: World, coordinator: NodeId): Coordinator | undefined {
  return nodes.get(coordinator)?.state as Coordinator | undefined;
}
