/**
 * Canonical texts: two pieces of plain data have the same text exactly when they have the same
 * content, whatever the order in which properties, map entries or set elements were inserted.
 * Exact, never a hash: breadth-first search must not lose a world to a collision. Texts are
 * remembered per object, so whatever a step shares with its predecessor costs nothing; that is
 * sound because worlds are immutable (see `strict` in world.ts for catching a program that cheats).
 */
import type { Envelope } from '../../impl/protocol.ts';
import { linkOf } from './link.ts';
import type { Network, NodeWorld, RecordedOperation, World } from './world.ts';

const texts = new WeakMap<object, string>();

/**
 * The canonical text of plain data: JSON values, plus `undefined`, bigint, Map and Set. A property
 * whose value is `undefined` counts as absent, as it does in JSON. Throws TypeError for functions,
 * symbols and instances of classes: their content cannot be seen, and calling them equal would
 * merge different worlds.
 */
export function keyOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
    case 'boolean':
      return String(value); // -0 prints as 0, as it does in JSON
    case 'undefined':
      return 'undefined';
    case 'bigint':
      return `${value}n`;
    case 'object':
      return value === null ? 'null' : objectKey(value);
    default:
      throw new TypeError(`a ${typeof value} is not plain data`);
  }
}

function objectKey(value: object): string {
  let text = texts.get(value);
  if (text === undefined) {
    text = textOf(value);
    texts.set(value, text);
  }
  return text;
}

function textOf(value: object): string {
  if (Array.isArray(value)) return `[${value.map(keyOf).join()}]`;
  if (value instanceof Map) {
    const entries = [...value].map(([key, item]) => `${keyOf(key)}:${keyOf(item)}`);
    return `Map{${entries.sort().join()}}`;
  }
  if (value instanceof Set) return `Set{${[...value].map(keyOf).sort().join()}}`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`an instance of ${value.constructor.name} is not plain data`);
  }
  const record = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const name of Object.keys(record).sort()) {
    if (record[name] === undefined) continue;
    text += `${text === '' ? '{' : ','}${JSON.stringify(name)}:${keyOf(record[name])}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

/**
 * What distinguishes this world from every world with a different past or future, except `time` and
 * the positions of operations in the history. Two worlds with equal keys offer the same events, up
 * to their order, and a mapping that does not read positions abstracts them alike: so each client's
 * operations and outcomes are part of it, and so is `everSent`, even where copies are counted.
 */
export function worldKey(world: World): string {
  return worldParts(world).join('\n');
}

/**
 * Short keys for one search: each distinct part of a world (a node, a message) is numbered the
 * first time it is seen. Keys of one numbering compare exactly as `worldKey` does and cost a tenth
 * of its memory; they mean nothing outside it.
 */
export function numberedWorldKeys(): (world: World) => string {
  const numbers = new Map<string, number>();
  const numberOf = (part: string): string => {
    let number = numbers.get(part);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(part, number);
    }
    return number.toString(36);
  };
  const sent = new WeakMap<readonly Envelope[], string>();
  return (world) => {
    const { everSent } = world.network;
    let messages = sent.get(everSent);
    if (messages === undefined) {
      messages = everSent
        .map((message) => numberOf(keyOf(message)))
        .sort()
        .join();
      sent.set(everSent, messages);
    }
    let key = `${messages};${numberOf(flightKey(world))};${numberOf(blockedKey(world.network))}`;
    key += `;${numberOf(historyKey(world.history))}`;
    for (const node of world.nodes.values()) key += `;${numberOf(nodeKey(node))}`;
    return key;
  };
}

function worldParts(world: World): string[] {
  const parts = [sentKey(world.network), flightKey(world), blockedKey(world.network)];
  parts.push(historyKey(world.history));
  for (const node of world.nodes.values()) parts.push(nodeKey(node));
  return parts;
}

/** One node: `nodes` is always in the protocol's order, so its name need not be in the text. */
function nodeKey(node: NodeWorld): string {
  return objectKey(node);
}

const sentKeys = new WeakMap<readonly Envelope[], string>();

function sentKey({ everSent }: Network): string {
  let text = sentKeys.get(everSent);
  if (text === undefined) {
    text = everSent.map(keyOf).sort().join();
    sentKeys.set(everSent, text);
  }
  return text;
}

const flightKeys = new WeakMap<readonly Envelope[], string>();

/**
 * Copies under way, link by link, each link in order. The order within an unordered link matters as
 * well: where reordering is not among the faults, the oldest copy is the only one that may be
 * delivered.
 */
function flightKey(world: World): string {
  const { inFlight } = world.network;
  let text = flightKeys.get(inFlight);
  if (text === undefined) {
    const links = new Map<string, string>();
    for (const message of inFlight) {
      const link = linkOf(message);
      const before = links.get(link);
      links.set(link, before === undefined ? keyOf(message) : `${before},${keyOf(message)}`);
    }
    text = [...links.values()].sort().join(';');
    flightKeys.set(inFlight, text);
  }
  return text;
}

function blockedKey({ blocked }: Network): string {
  return blocked.size === 0 ? '' : objectKey(blocked);
}

const historyKeys = new WeakMap<readonly RecordedOperation[], string>();

/**
 * Each client's operations in its own order; the positions, and so the order between clients, are
 * left out.
 */
function historyKey(history: readonly RecordedOperation[]): string {
  if (history.length === 0) return '';
  let text = historyKeys.get(history);
  if (text === undefined) {
    const processes = new Map<string, string>();
    for (const { process, operation, outcome } of history) {
      const before = processes.get(process) ?? keyOf(process);
      processes.set(process, `${before},${keyOf(operation)}=${keyOf(outcome)}`);
    }
    text = [...processes.values()].sort().join(';');
    historyKeys.set(history, text);
  }
  return text;
}
