/**
 * Nodes that may change names: worlds that differ in nothing else are one. A model claims it; the claim is sound only if
 * the code, the workload and the abstraction treat these nodes alike, and if their names appear in data whole, as strings
 * of their own. So the claim is tried on a sample of worlds: the renamed world must offer the renamed steps and stand for
 * the renamed state. Ip and Dill 1996; what TLC does with SYMMETRY.
 */
import type { NodeId } from '../../impl/protocol.ts';
import { applyDetailed } from '../simulation/apply.ts';
import { worldKey } from '../simulation/key.ts';
import type { NodeWorld, World } from '../simulation/world.ts';
import type { Spec, State } from '../tla/spec.ts';
import { argumentAt, imagesOf, Tag, type Value } from '../tla/values/value.ts';
import { MappingError } from './dictionary.ts';
import type { RefineScope } from './model.ts';
import type { Session } from './session.ts';
import { eventsIn } from './worlds.ts';

/** New names by old ones; a name that is not there stays. */
type Renaming = ReadonlyMap<string, string>;

/** Every way of giving the nodes of each set each other's names, but for the one that changes nothing. */
function renamings(sets: readonly (readonly NodeId[])[] = []): readonly Renaming[] {
  let all: readonly Renaming[] = [new Map()];
  for (const set of sets) {
    all = all.flatMap((done) =>
      permutations(set).map(
        (names) => new Map([...done, ...set.map((old, i) => pair(old, names[i]))]),
      ),
    );
  }
  return all.filter((renaming) => [...renaming].some(([old, name]) => old !== name));
}

function pair(old: string, name: string | undefined): [string, string] {
  return [old, name as string];
}

function permutations(names: readonly string[]): readonly (readonly string[])[] {
  if (names.length === 0) return [[]];
  return names.flatMap((name) =>
    permutations(names.filter((other) => other !== name)).map((rest) => [name, ...rest]),
  );
}

/** The world in which the nodes have each other's names. */
function renameWorld(world: World, renaming: Renaming): World {
  const rename = renamer(renaming);
  const nodes = new Map<NodeId, NodeWorld>();
  for (const [old, node] of world.nodes) {
    nodes.set(rename(old) as NodeId, rename(node) as NodeWorld);
  }
  const { network, history } = world;
  const links = [...network.blocked].map((link) => link.split('>').map(rename).join('>'));
  return {
    ...world,
    // In the protocol's order, as everywhere.
    nodes: new Map([...world.nodes.keys()].map((name) => [name, nodes.get(name) as NodeWorld])),
    network: {
      inFlight: rename(network.inFlight) as typeof network.inFlight,
      everSent: rename(network.everSent) as typeof network.everSent,
      blocked: new Set(links),
    },
    history: rename(history) as typeof history,
  };
}

const memories = new WeakMap<Renaming, WeakMap<object, unknown>>();

/** Plain data with the names changed, remembered by object: worlds share most of what they are made of. */
function renamer(renaming: Renaming): (plain: unknown) => unknown {
  const memory = memories.get(renaming) ?? new WeakMap<object, unknown>();
  memories.set(renaming, memory);
  const named = (name: string): string => renaming.get(name) ?? name;
  const rename = (plain: unknown): unknown => {
    if (typeof plain === 'string') return named(plain);
    if (typeof plain !== 'object' || plain === null) return plain;
    const known = memory.get(plain);
    if (known !== undefined) return known;
    const renamed = renameObject(plain);
    memory.set(plain, renamed);
    return renamed;
  };
  const renameObject = (plain: object): unknown => {
    if (Array.isArray(plain)) return plain.map(rename);
    if (plain instanceof Map) return new Map([...plain].map(([k, v]) => [rename(k), rename(v)]));
    if (plain instanceof Set) return new Set([...plain].map(rename));
    return Object.fromEntries(Object.entries(plain).map(([k, v]) => [named(k), rename(v)]));
  };
  return rename;
}

/** The same of a state of the spec. */
function stateRenamer(spec: Spec, renaming: Renaming): (state: State) => State {
  const plainOf = (value: Value): unknown => {
    if (typeof value !== 'object') return value;
    switch (value.tag) {
      case Tag.str:
        return renaming.get(value.text) ?? value.text;
      case Tag.model:
        return renaming.get(value.name) ?? value.name;
      case Tag.set:
        return new Set(value.items.map(renamed));
      case Tag.tuple:
        return value.items.map(renamed);
      case Tag.record:
      case Tag.func:
        return new Map(
          imagesOf(value).map((image, i) => [renamed(argumentAt(value, i)), renamed(image)]),
        );
      case Tag.lazySet:
      case Tag.lazyFunction:
        return plainOf(value.force());
    }
  };
  const memory = new Map<Value, Value>();
  const renamed = (value: Value): Value => {
    const known = memory.get(value);
    if (known !== undefined) return known;
    const made = spec.toValue(plainOf(value));
    memory.set(value, made);
    return made;
  };
  return (state) => state.map(renamed);
}

/** What a walk does with a claim. */
export interface Symmetry {
  /** The same world under other names. */
  readonly twinsOf: (world: World) => readonly World[];
  /** The same state under other names, one function for each way of naming. */
  readonly twins: readonly ((state: State) => State)[];
  /** Throws MappingError where the claim does not hold. */
  readonly tryOn: (world: World) => void;
}

/** Undefined where the scope claims nothing. */
export function symmetryOf(session: Session, scope: RefineScope): Symmetry | undefined {
  const all = renamings(scope.symmetric);
  if (all.length === 0) return undefined;
  const named = all.map((renaming) => ({ renaming, twin: stateRenamer(session.spec, renaming) }));
  return {
    twinsOf: (world) => all.map((renaming) => renameWorld(world, renaming)),
    twins: named.map(({ twin }) => twin),
    tryOn(world) {
      for (const { renaming, twin } of named) {
        const what = difference(session, scope, world, { renaming, twin });
        if (what === undefined) continue;
        const names = [...renaming].map(([old, name]) => `${old} as ${name}`).join(', ');
        throw new MappingError(
          `the model calls nodes symmetric that are not: with ${names}, ${what}`,
        );
      }
    },
  };
}

function difference(
  session: Session,
  scope: RefineScope,
  world: World,
  { renaming, twin }: { renaming: Renaming; twin: (state: State) => State },
): string | undefined {
  const other = renameWorld(world, renaming);
  const [wanted, found] = [twin(session.stateOf(world)), session.stateOf(other)];
  if (wanted.some((value, i) => value !== found[i])) return 'the abstract state is another one';
  const after = (from: World): readonly World[] =>
    eventsIn(scope, from).flatMap((event) => applyDetailed(from, event)?.after ?? []);
  const here = new Set(after(world).map((next) => worldKey(renameWorld(next, renaming))));
  const there = new Set(after(other).map(worldKey));
  const isSame = here.size === there.size && [...here].every((key) => there.has(key));
  return isSame ? undefined : 'the code takes other steps';
}
