/**
 * CRAQ: reads at every server (Terrace and Freedman, Object Storage on CRAQ, USENIX ATC 2009,
 * section 2.3), as in specs/chain-replication/Craq.tla. The versions of a key that are dirty at a
 * server are its updates in Sent; acknowledgements, and becoming the tail, make them clean. So there
 * is no state here, and nothing to repair when a server fails.
 */
import { type RequestMessage, send, type VersionQuery, type VersionReply } from './message.ts';
import { isComplete, type Server, type ServerStep } from './server.ts';
import { answer, apply, type Request, type Store, versionOf } from './store.ts';

/** The positions of the versions of a key that the server does not know to be committed. */
export function dirty({ hist, committed }: Server, key: string): readonly number[] {
  const sent = hist.slice(committed);
  return sent.flatMap(({ operation }, index) =>
    operation.key === key ? [committed + index + 1] : [],
  );
}

/**
 * Few enough versions are dirty: the newest clean one is the answer. With a bound of 0 it is the
 * newest committed one there is, since whoever has caught up has every committed update in its
 * history (AckedDurableInv).
 * @spec Craq!ReadClean
 */
export function readClean(
  server: Server,
  { message }: { readonly message: RequestMessage },
): ServerStep | undefined {
  const { request } = message;
  const { operation } = request;
  if (!isComplete(server)) return undefined;
  if (operation.type !== 'read') return undefined;
  if (dirty(server, operation.key).length > operation.bound) return undefined;
  return reply(server, request, server.store);
}

/** @spec Craq!QueryVersion */
export function queryVersion(
  server: Server,
  { message }: { readonly message: RequestMessage },
): ServerStep | undefined {
  const { self, role, view } = server;
  const { request } = message;
  const { operation } = request;
  const tail = view.chain.at(-1);
  if (role !== 'Member' || tail === undefined) return undefined;
  if (operation.type !== 'read') return undefined;
  if (dirty(server, operation.key).length <= operation.bound) return undefined;
  const query = { type: 'VersionQuery', source: self, dest: tail, server: self, tail } as const;
  return { state: server, effects: [send({ ...query, request })] };
}

/**
 * A new tail first makes clean what it has of the key: the old one may have told of a later version
 * than the new one knows to be committed (ReadsNeverGoBackProp).
 * @spec Craq!ReceiveVersionQuery
 */
export function receiveVersionQuery(
  server: Server,
  { message }: { readonly message: VersionQuery },
): ServerStep | undefined {
  const { self: source, role, store } = server;
  const { server: dest, request } = message;
  const { key } = request.operation;
  if (role !== 'Tail') return undefined;
  if (dirty(server, key).length > 0) return undefined;
  const version = versionOf(store, key).position;
  const told = { type: 'VersionReply', source, dest, server: dest, request, version } as const;
  return { state: server, effects: [send(told)] };
}

/**
 * The version that the tail has named is clean here or dirty. If it is kept no more, a newer one is
 * clean by now: the client will ask again.
 * @spec Craq!ReceiveVersionReply
 */
export function receiveVersionReply(
  server: Server,
  { message }: { readonly message: VersionReply },
): ServerStep | undefined {
  const { request, version } = message;
  const { key } = request.operation;
  const isClean = version === versionOf(server.store, key).position;
  if (!isClean && !dirty(server, key).includes(version)) return undefined;
  return reply(server, request, storeAt(server, key, version));
}

/** The store as far as this key goes: with its dirty versions up to this one. */
function storeAt(server: Server, key: string, version: number): Store {
  return dirty(server, key)
    .filter((position) => position <= version)
    .reduce((store, position) => apply(store, at(server, position), position), server.store);
}

function at({ hist }: Server, position: number): Request {
  return hist[position - 1] as Request;
}

function reply(server: Server, request: Request, store: Store): ServerStep {
  const { self: source } = server;
  const { client: dest, operation } = request;
  const version = versionOf(store, operation.key).position;
  const given = answer(store, operation);
  const told = { type: 'ReadReply', source, dest, request, version, answer: given } as const;
  return { state: server, effects: [send(told)] };
}
