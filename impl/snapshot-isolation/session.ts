/**
 * Requests of clients, as actions of the store. A session has one transaction at a time. Who asks again is answered
 * again; who asks for a transaction that is not there learns that it is gone, and that is the truth for ever, since what
 * was under way on the connection was lost with it.
 */
import { type Access, type Reply, type Request, replyTo, type StepName } from './message.ts';
import {
  numberOf,
  type Store,
  type StoreEffect,
  type StoreStep,
  sessionOf,
  type Transaction,
  type Tx,
  txOf,
  withTransaction,
} from './store.ts';
import { begin, contentOf, contentsIn, read, readRange, write } from './transactions.ts';
import { abort, reject, validate } from './validation.ts';
import type { Value } from './versions.ts';

/** Undefined: no answer now. Whoever asked will ask again, or is told when it is time. */
export function serve(store: Store, request: Request): StoreStep | undefined {
  const { source, number } = request;
  const tx = txOf(source, number);
  if (request.type === 'Begin') return beginIn(store, request, tx);
  const session = store.sessions[source];
  if (session?.number === number && session.end === 'committed')
    return answer(store, request, 'end', { type: 'committed' });
  const transaction = store.transactions[tx];
  if (transaction === undefined) {
    const isPending = store.pending.some((one) => one.tx === tx);
    return isPending ? undefined : answer(store, request, 'end', { type: 'gone' });
  }
  switch (request.type) {
    case 'Access':
      return access(store, request, tx, transaction);
    case 'Commit':
      return validate(store, { tx }) ?? reject(store, { tx });
    case 'Abort':
      return abort(store, { tx });
  }
}

/** A new number ends what the session had begun before. */
function beginIn(
  store: Store,
  request: Extract<Request, { type: 'Begin' }>,
  tx: Tx,
): StoreStep | undefined {
  if (store.transactions[tx] !== undefined)
    return answer(store, request, 'begin', { type: 'begun' });
  const older = Object.keys(store.transactions).find(
    (other) => sessionOf(other) === request.source && numberOf(other) < request.number,
  );
  if (older !== undefined) return abort(store, { tx: older });
  const step = begin(store, { tx, readOnly: request.readOnly });
  if (step !== undefined) return answered(step, request, 'begin', { type: 'begun' });
  const isOld = (store.sessions[request.source]?.number ?? 0) >= request.number;
  return isOld ? answer(store, request, 'end', { type: 'gone' }) : undefined;
}

function access(
  store: Store,
  request: Extract<Request, { type: 'Access' }>,
  tx: Tx,
  { steps }: Transaction,
): StoreStep | undefined {
  const { step, access: wanted } = request;
  if (step > steps) return undefined;
  const after = step === steps ? done(carriedOut(store, tx, wanted), tx) : store;
  const transaction = after.transactions[tx] as Transaction;
  const result = { type: 'done', value: resultOf(transaction, wanted) } as const;
  return answered({ state: after, effects: [] }, request, step, result);
}

function done(store: Store, tx: Tx): Store {
  const transaction = store.transactions[tx] as Transaction;
  return withTransaction(store, tx, { ...transaction, steps: transaction.steps + 1 });
}

function carriedOut(store: Store, tx: Tx, wanted: Access): Store {
  switch (wanted.type) {
    case 'read':
      return read(store, { tx, key: wanted.key })?.state ?? store;
    case 'scan':
      return readRange(store, { tx, range: { from: wanted.from, to: wanted.to } })?.state ?? store;
    case 'write':
      return write(store, { tx, key: wanted.key, value: wanted.value })?.state ?? store;
    case 'append': {
      const seen = read(store, { tx, key: wanted.key })?.state ?? store;
      const before = contentOf(seen.transactions[tx] as Transaction, wanted.key) ?? [];
      const value = [...(before as readonly string[]), wanted.value];
      return write(seen, { tx, key: wanted.key, value })?.state ?? seen;
    }
  }
}

function resultOf(
  transaction: Transaction,
  wanted: Access,
): Value | null | Readonly<Record<string, Value>> {
  switch (wanted.type) {
    case 'read':
      return contentOf(transaction, wanted.key);
    case 'scan':
      return contentsIn(transaction, wanted);
    default:
      return null;
  }
}

function answer(
  state: Store,
  request: Request,
  step: StepName,
  result: Reply['result'],
): StoreStep {
  return answered({ state, effects: [] }, request, step, result);
}

function answered(
  { state, effects }: StoreStep,
  { source, number }: Request,
  step: StepName,
  result: Reply['result'],
): StoreStep {
  const reply: StoreEffect = replyTo(source, number, step, result);
  return { state, effects: [...effects, reply] };
}
