/**
 * Requests of clients, as actions of the store. A transaction is known by its session and number: once it has committed
 * it is never done again, whatever comes late or twice; before that it may be done again from the start.
 */
import { type Reply, type Request, replyTo, type WalEffect } from './message.ts';
import { numberOf, type Page, sessionOf, type Tx, txOf, type Value } from './record.ts';
import {
  committedNumbers,
  hasCommitted,
  isLocked,
  type Store,
  type StoreOptions,
  updatesOf,
} from './store.ts';
import { abort, commit, update } from './transactions.ts';

interface SessionStep {
  readonly state: Store;
  readonly effects: readonly WalEffect[];
}

/** Undefined: no answer now. Whoever asked will ask again. */
export function serve(
  options: StoreOptions,
  store: Store,
  request: Request,
): SessionStep | undefined {
  if (store.mode !== 'running') return undefined;
  if (request.type === 'Read') return answerRead(store, request);
  const tx = txOf(request.source, request.number);
  if (hasCommitted(store, tx)) return answerCommitted(store, tx, request);
  const older = Object.keys(store.st).find(
    (other) => sessionOf(other) === request.source && other !== tx,
  );
  if (older !== undefined) return abort(store, { tx: older });
  switch (request.type) {
    case 'Put':
      return put(options, store, tx, request);
    case 'Commit': {
      if (store.st[tx] === 'committing') return undefined;
      if (store.st[tx] !== 'active' || updatesOf(store, tx).length !== request.writes)
        return answer(store, request, 'gone');
      return commit(store, { options, tx });
    }
    case 'Abort':
      return abort(store, { tx });
  }
}

function put(
  options: StoreOptions,
  store: Store,
  tx: Tx,
  request: Extract<Request, { type: 'Put' }>,
): SessionStep | undefined {
  const { page, value } = request;
  if (isPut(store, tx, page, value)) return answer(store, request, 'done');
  const step = update(store, { options, tx, page, value });
  if (step !== undefined)
    return { state: step.state, effects: [...step.effects, replyTo(request, { type: 'done' })] };
  return isLocked(store, page, tx) ? answer(store, request, 'locked') : undefined;
}

function isPut(store: Store, tx: Tx, page: Page, value: Value): boolean {
  if (store.st[tx] !== 'active') return false;
  return updatesOf(store, tx).some(([, record]) => record.page === page && record.after === value);
}

/** Only of pages that nobody has changed but durably: else a crash could take back what was read. */
function answerRead(store: Store, request: Extract<Request, { type: 'Read' }>): SessionStep {
  if (request.pages.some((page) => isLocked(store, page))) return answer(store, request, 'locked');
  const values = Object.fromEntries(
    request.pages.map((page) => [page, store.mem[page]?.value ?? null]),
  );
  return { state: store, effects: [replyTo(request, { type: 'values', values })] };
}

/** Committed is not yet durable: the answer to the first request is on its way when it is. */
function answerCommitted(store: Store, tx: Tx, request: Request): SessionStep | undefined {
  if (store.st[tx] === 'committing') return undefined;
  if (request.type === 'Abort') return undefined;
  return committedNumbers(store)[request.source] === request.number
    ? answer(store, request, 'committed')
    : undefined;
}

function answer(
  state: Store,
  request: Request,
  type: 'done' | 'committed' | 'locked' | 'gone',
): SessionStep {
  return { state, effects: [replyTo(request, { type })] };
}

/** What is told to the clients whose commits have become durable between these two states. */
export function tellCommitted(before: Store, after: Store, self: string): readonly Reply[] {
  const told = Object.keys(before.st).filter(
    (tx) => before.st[tx] === 'committing' && after.st[tx] === undefined,
  );
  return told.map((tx) => {
    const dest = sessionOf(tx);
    // The commit is the step behind the puts.
    const step = updatesOf(before, tx).length;
    return {
      type: 'Reply',
      source: self,
      dest,
      number: numberOf(tx),
      step,
      result: { type: 'committed' },
    };
  });
}
