/**
 * A history of registers or of a key-value store as transactions of one access each, so that what judges transactions judges
 * it as well. Only reads and writes have such a form; a history with anything else has none.
 */
import type { History, Operation } from '../history.ts';
import type { Value } from '../objects/value.ts';
import { contentKey, sameContent } from '../plain.ts';
import type { AnyObject } from '../steps.ts';
import type { Access, Transaction, TransactionalHistory } from '../transactions.ts';
import { byInvocation } from '../validate.ts';

/** A text where there is no such form: why. `index` gives the operation of each transaction. */
export function asTransactions(
  history: History,
  object: AnyObject,
): { history: TransactionalHistory; index: readonly number[] } | string {
  const initial = initialValue(object);
  const transactions: Transaction[] = [];
  const order = byInvocation(history);
  for (const index of order) {
    const operation = history[index]!;
    const access = accessOf(operation, object, initial);
    if (typeof access === 'string') return `operation ${index}: ${access}`;
    const { process, invoke, outcome, return: end } = operation;
    transactions.push({ process, invoke, outcome, return: end, accesses: [access] });
  }
  return { history: { model: 'rw-register', transactions }, index: order };
}

/** What the object holds before anybody writes. */
function initialValue(object: AnyObject): unknown {
  return object.initial instanceof Map ? null : object.initial;
}

function accessOf(
  { input, output, outcome }: Operation,
  object: AnyObject,
  initial: unknown,
): Access | string {
  const access = object.asRegister?.(input, outcome === 'ok' ? output : undefined);
  const what = object.describe(input, output, outcome);
  if (access === undefined) return `${what} is neither a read nor a write`;
  const key = object.partition?.(input) ?? object.name;
  const isInitial = sameContent(access.value ?? null, initial);
  if (access.type === 'write') {
    if (isInitial) return `${what} writes what was there before any write: values are not unique`;
    return { type: 'write', key, value: plainValue(access.value) };
  }
  if (outcome !== 'ok') return { type: 'read', key };
  return { type: 'read', key, value: isInitial ? null : plainValue(access.value) };
}

/** Two values are the same where their contents are. */
function plainValue(value: unknown): NonNullable<Value> {
  const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
  return isPlain ? (value as NonNullable<Value>) : contentKey(value);
}
