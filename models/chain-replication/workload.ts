/**
 * What clients ask for and what happens to the chain from outside: failures are detected, operators
 * retire servers. The detector never errs (paper, section 3), so it may look into the world; and so
 * may the question whether a run has come to rest as it should.
 */
import type { Event } from '../../harness/simulation/event.ts';
import { callsOf, openOperation } from '../../harness/simulation/history.ts';
import type { World } from '../../harness/simulation/world.ts';
import type { Master, MasterInput } from '../../impl/chain-replication/master.ts';
import { isComplete, type Server } from '../../impl/chain-replication/server.ts';
import type { Operation } from '../../impl/chain-replication/store.ts';
import type { NodeId } from '../../impl/protocol.ts';

export interface WorkloadOptions {
  /** What a client that has made so many calls, all clients together so many, may ask next. */
  readonly operations: (client: NodeId, calls: number, all: number) => readonly Operation[];
  readonly callsMax: number;
  readonly retirable: readonly NodeId[];
  /** How many servers may be out of service at a time. */
  readonly retiredMax: number;
}

export function workload(options: WorkloadOptions): (world: World) => readonly Event[] {
  return (world) => [...calls(world, options), ...failures(world), ...retirements(world, options)];
}

/** Every client puts its own name, or asks what is there. */
export function ownName(client: NodeId): readonly Operation[] {
  return [
    { type: 'get', key: 'x' },
    { type: 'put', key: 'x', value: client },
  ];
}

/** The first client puts its own name, the others read at any server. */
export function writerAndReaders(client: NodeId): readonly Operation[] {
  if (client === 'c1') return [{ type: 'put', key: 'x', value: client }];
  return [
    { type: 'read', key: 'x', bound: 0 },
    { type: 'read', key: 'x', bound: 1 },
  ];
}

const valuesMax = 6;

/**
 * Values go round, so that most writes can be told apart; one key is in demand, another is there as
 * well.
 */
export function anything(_client: NodeId, calls: number, all: number): readonly Operation[] {
  const value = valueAt(all);
  return [
    { type: 'get', key: 'x' },
    { type: 'read', key: 'x', bound: calls % 2 },
    { type: 'put', key: 'x', value },
    { type: 'cas', key: 'x', from: all === 0 ? null : valueAt(all - 1), to: value },
    calls % 2 === 0 ? { type: 'put', key: 'y', value } : { type: 'get', key: 'y' },
  ];
}

function valueAt(n: number): string {
  return `v${(n % valuesMax) + 1}`;
}

function calls(world: World, { operations, callsMax }: WorkloadOptions): Event[] {
  const all = world.history.length;
  return world.protocol.clients.flatMap((node): Event[] => {
    if (openOperation(world, node) !== undefined) return [];
    const made = callsOf(world, node);
    if (made >= callsMax) return [];
    return operations(node, made, all).map((operation) => ({ type: 'call', node, operation }));
  });
}

/**
 * A server that has come back reports its own failure, see `Register` in
 * impl/chain-replication/message.ts.
 */
function failures(world: World): Event[] {
  const { config } = masterOf(world);
  if (config.chain.length <= 1) return [];
  const down = config.chain.filter((server) => world.nodes.get(server)?.up !== true);
  return down.map((server) => toMaster({ type: 'Failed', server }));
}

function retirements(world: World, { retirable, retiredMax }: WorkloadOptions): Event[] {
  const { config, leaving } = masterOf(world);
  if (leaving !== null || config.chain.length <= 1) return [];
  const retired = [...world.nodes.values()].filter(
    ({ state }) => (state as Partial<Server> | undefined)?.role === 'Retired',
  );
  if (retired.length >= retiredMax) return [];
  const candidates = config.chain.filter((server) => retirable.includes(server));
  return candidates.map((server) => toMaster({ type: 'Retire', server }));
}

function toMaster(input: MasterInput): Event {
  return { type: 'input', node: 'master', input };
}

function masterOf(world: World): Master {
  return world.nodes.get('master')?.state as Master;
}

/**
 * Why the chain has not come to rest as it must if one server survives; undefined if it has, or
 * none does.
 */
export function settled(world: World): string | undefined {
  const { config } = masterOf(world);
  const chain = config.chain.map((name) => world.nodes.get(name)?.state as Server);
  const isNamed = ({ self, incarnation }: Server) => config.incarnation[self] === incarnation;
  if (!chain.some((server) => isComplete(server) && isNamed(server))) return undefined;
  const head = chain[0] as Server;
  for (const { self, role, view, hist, committed } of chain) {
    const isTail = self === config.chain.at(-1);
    if (view.epoch !== config.epoch) return `${self} acts on epoch ${view.epoch}`;
    if (role !== (isTail ? 'Tail' : 'Member')) return `${self} is ${role}`;
    if (hist.length !== head.hist.length) return `${self} lacks updates: EveryWriteCommitsProp`;
    if (committed !== hist.length) return `${self} holds updates for uncommitted`;
  }
  return undefined;
}
