/**
 * Where the world of impl/crdts and specs/crdts/CrdtCore.tla meet. What a replica that is down has is what recovery would
 * find on its disk; and each prefix of its records is a backup, so that every durable step is a Snapshot too, as long as
 * backups can matter.
 */
import {
  defineMapping,
  type Mapped,
  type MappingContext,
  type SpecAction,
  stutter,
} from '../../harness/conformance/mapping.ts';
import type { NodeWorld, World } from '../../harness/simulation/world.ts';
import type { DiskRecord, Message } from '../../impl/crdts/message.ts';
import type { Durable, Replica, Update } from '../../impl/crdts/replica.ts';
import {
  gcTimer,
  type Operation,
  type ReplicaInput,
  syncTimer,
} from '../../impl/crdts/replica-program.ts';
import type { NodeId } from '../../impl/protocol.ts';
import {
  bufferOf,
  durableOf,
  durablesOf,
  messageOf,
  nothingSeen,
  objectsOf,
  seenOf,
  updateOf,
} from './abstraction.ts';
import { settingOf } from './scopes.ts';

export const mapping = defineMapping({
  module: 'CrdtCore',

  abstraction: (world) => {
    const { schema, restoresMax } = settingOf(world);
    const restores = restoresIn(world);
    return {
      state: perReplica(world, (node) => objectsOf(hasOf(world, node).store, schema)),
      seen: perReplica(world, (node) => seenOf(hasOf(world, node).store.context, schema)),
      buffer: perReplica(world, (node) => bufferOf(hasOf(world, node).buffer, schema)),
      known: perReplica(world, ({ state }) => {
        const known = (state as Replica | undefined)?.known;
        return perReplica(world, (_, peer) => seenOf(known?.get(peer) ?? nothingSeen, schema));
      }),
      net: new Set(world.network.everSent.map((message) => messageOf(message as Message, schema))),
      mode: perReplica(world, ({ state }) => modeOf(state as Replica | undefined)),
      crashes: perReplica(world, ({ crashes }) => crashes),
      saved: perReplica(world, ({ records }) =>
        restores === restoresMax
          ? []
          : durablesOf(schema, records as DiskRecord[]).map((durable) =>
              durableOf(durable, schema),
            ),
      ),
      restores,
    };
  },

  actions: {
    deliver: (context) => {
      const message = messageOf(context.event.message as Message, settingOf(context.before).schema);
      return durably(context, ['Merge', context.node, message]);
    },
    timer: due,
    call: (context) => {
      const operation = context.event.operation as Operation;
      return operation.type === 'read' ? stutter : updated(context, operation);
    },
    input: (context) => {
      const input = context.event.input as ReplicaInput;
      return input.type === 'begin' ? ['Begin', context.node] : updated(context, input);
    },
    crash: ({ node }) => ['Crash', node],
    restart: ({ node }) => ['Restart', node],
    rollBack: ({ event: { node, records } }) => ['RestoreOldBackup', node, records + 1],
    // `net` only grows: a lost message is one that is not received, and so is one that cannot pass.
    drop: stutter,
    duplicate: stutter,
    partition: stutter,
    heal: stutter,
  },
});

function updated(context: MappingContext, { object, update, clock }: Update): Mapped {
  const { schema } = settingOf(context.before);
  const content = { object, update, ...(clock === undefined ? {} : { clock }) };
  return durably(context, ['Update', context.node, object, updateOf(schema, content)]);
}

function due(context: MappingContext): Mapped {
  const { event, node, effects } = context;
  if (event.type !== 'timer') return stutter;
  if (event.timer === gcTimer) {
    return wrote(context) ? durably(context, ['GcCausallyStable', node]) : stutter;
  }
  const sent = effects.find(({ kind }) => kind === 'send');
  if (sent?.kind !== 'send') return stutter;
  if (sent.message.type === 'State') return ['Send', node];
  return ['DeltaSend', node, event.timer.slice(syncTimer('').length)];
}

/** A step that wrote is on the disk, of which there may be backups; one that was cut before it wrote was none. */
function durably(context: MappingContext, action: SpecAction): Mapped {
  const { event, before, node } = context;
  if (!wrote(context)) {
    const isCut = 'crashAfter' in event && event.crashAfter !== undefined;
    return isCut ? [] : action;
  }
  const mayMatter = restoresIn(before) < settingOf(before).restoresMax;
  return mayMatter ? [action, ['Snapshot', node]] : action;
}

function wrote({ effects }: MappingContext): boolean {
  return effects.some(({ kind }) => kind === 'persist');
}

function hasOf(world: World, { state, records }: NodeWorld): Durable {
  if (state !== undefined) return state as Replica;
  return durablesOf(settingOf(world).schema, records as DiskRecord[]).at(-1) as Durable;
}

function modeOf(replica: Replica | undefined): string {
  if (replica === undefined) return 'down';
  return replica.incarnation === undefined ? 'nameless' : 'named';
}

function restoresIn({ nodes }: World): number {
  return [...nodes.values()].reduce((sum, { diskFaults = 0 }) => sum + diskFaults, 0);
}

function perReplica<T>(world: World, pick: (node: NodeWorld, name: NodeId) => T) {
  return new Map([...world.nodes].map(([name, node]) => [name, pick(node, name)]));
}
