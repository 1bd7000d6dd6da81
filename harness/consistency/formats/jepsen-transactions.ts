/**
 * Jepsen's transactions, in EDN or JSON: events whose :f is :txn and whose :value is a list of accesses,
 *
 *     {:process 0, :type :invoke, :f :txn, :value [[:append 3 1] [:r 3 nil]]}
 *     {:process 0, :type :ok,     :f :txn, :value [[:append 3 1] [:r 3 [2 1]]]}
 *
 * :append and :r for lists, :w and :r for registers. A list that was read as nil was empty. Of a transaction that did not
 * commit, or may not have, the invocation tells what it wrote; what it read is not known.
 */
import type { Value } from '../objects/value.ts';
import type { Access, Transaction, TransactionalHistory, TransactionKey } from '../transactions.ts';
import { type HistoryEvent, matchEvents } from './events.ts';
import { type FormatProblem, type Parsed, problemsMax } from './format-problem.ts';
import { readJepsenEvents } from './jepsen.ts';

type Model = TransactionalHistory['model'];

/** The model is `list-append` where anything is appended, or any list read, else `rw-register`. */
export function parseJepsenTransactions(text: string): Parsed<TransactionalHistory> {
  const events = readJepsenEvents(text);
  if (!events.ok) return events;
  const model: Model = events.value.some(isOfLists) ? 'list-append' : 'rw-register';
  const { spans, problems } = matchEvents(events.value);
  const transactions: Transaction[] = [];
  for (const { from, to } of spans) {
    const invocation = events.value[from]!;
    const completion = to === undefined ? undefined : events.value[to]!;
    const transaction = toTransaction(invocation, completion, model);
    if (typeof transaction === 'string')
      problems.push({ line: (completion ?? invocation).line, message: transaction });
    else transactions.push({ ...transaction, invoke: from, return: returned(transaction, to) });
  }
  if (problems.length > 0) return { ok: false, problems: inLines(problems) };
  return { ok: true, value: { model, transactions } };
}

function isOfLists({ value }: HistoryEvent): boolean {
  if (!Array.isArray(value)) return false;
  return value.some(
    (one) => Array.isArray(one) && (nameOf(one[0]) === 'append' || Array.isArray(one[2])),
  );
}

const nameOf = (word: unknown) => (typeof word === 'string' ? word.replace(/^:/, '') : '');

function returned({ outcome }: Pick<Transaction, 'outcome'>, to: number | undefined): number {
  return outcome === 'info' || to === undefined ? Number.POSITIVE_INFINITY : to;
}

function inLines(problems: FormatProblem[]): FormatProblem[] {
  return problems.sort((a, b) => a.line - b.line).slice(0, problemsMax);
}

function toTransaction(
  invocation: HistoryEvent,
  completion: HistoryEvent | undefined,
  model: Model,
): Omit<Transaction, 'invoke' | 'return'> | string {
  const { process, f, value: asked } = invocation;
  if (f !== 'txn') return `${f} is no transaction (:f must be :txn)`;
  const outcome = completion?.type === 'invoke' ? 'info' : (completion?.type ?? 'info');
  const answered = outcome === 'ok' ? completion!.value : asked;
  if (!Array.isArray(asked) || !Array.isArray(answered))
    return 'the value of a transaction is a list of accesses';
  if (answered.length !== asked.length)
    return `the transaction was invoked with ${asked.length} accesses and completed with ${answered.length}`;
  const accesses: Access[] = [];
  for (const [index, one] of answered.entries()) {
    const access = toAccess(one, outcome === 'ok', model);
    if (typeof access === 'string') return access;
    if (!isSameAccess(asked[index], one))
      return `access ${index + 1} is another one than in the invocation`;
    accesses.push(access);
  }
  return { process, outcome, accesses };
}

function toAccess(one: unknown, isKnown: boolean, model: Model): Access | string {
  if (!Array.isArray(one) || one.length !== 3) return 'an access is a list of three: [:r 1 nil]';
  const [word, key, value] = one as [unknown, unknown, unknown];
  if (typeof key !== 'string' && typeof key !== 'number') return 'a key is a number or a text';
  const name = nameOf(word);
  if (name === 'r') return toRead(key, isKnown ? value : undefined, model);
  if (name !== 'append' && name !== 'w') return `there is no access ${JSON.stringify(word)}`;
  if ((name === 'append') !== (model === 'list-append'))
    return 'lists and registers are mixed in one history';
  if (!isElement(value)) return `:${name} needs a number, a text or a boolean`;
  return { type: name === 'w' ? 'write' : 'append', key, value };
}

function toRead(key: TransactionKey, value: unknown, model: Model): Access | string {
  if (value === undefined) return { type: 'read', key };
  if (model === 'rw-register')
    return value === null || isElement(value)
      ? { type: 'read', key, value }
      : 'a register holds no such value';
  if (value === null) return { type: 'read', key, value: [] };
  if (!Array.isArray(value) || !value.every(isElement)) return 'what was read is no list of values';
  return { type: 'read', key, value };
}

function isElement(value: unknown): value is NonNullable<Value> {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function isSameAccess(asked: unknown, answered: unknown): boolean {
  const [a, b] = [asked as unknown[], answered as unknown[]];
  if (!Array.isArray(a) || nameOf(a[0]) !== nameOf(b[0]) || a[1] !== b[1]) return false;
  return nameOf(a[0]) === 'r' || a[2] === b[2];
}

/** As EDN, one event a line, in the order of their positions. */
export function formatJepsenTransactions({ transactions }: TransactionalHistory): string {
  const events = transactions.flatMap((transaction) => {
    const { process, invoke, return: end, outcome } = transaction;
    const line = (type: string, known: boolean) =>
      `{:process ${processText(process)}, :type :${type}, :f :txn, :value [${transaction.accesses
        .map((access) => accessText(access, known))
        .join(' ')}]}\n`;
    const begin = { at: invoke, text: line('invoke', false) };
    if (outcome === 'info') return [begin];
    return [begin, { at: end, text: line(outcome, outcome === 'ok') }];
  });
  return events
    .sort((a, b) => a.at - b.at)
    .map(({ text }) => text)
    .join('');
}

const processText = (process: string) =>
  /^\d+$/.test(process) ? process : JSON.stringify(process);

function accessText(access: Access, known: boolean): string {
  const key = JSON.stringify(access.key);
  if (access.type !== 'read')
    return `[:${access.type === 'write' ? 'w' : 'append'} ${key} ${JSON.stringify(access.value)}]`;
  const { value } = access;
  if (!known || value === undefined || value === null) return `[:r ${key} nil]`;
  return `[:r ${key} ${typeof value === 'object' ? `[${value.map((one) => JSON.stringify(one)).join(' ')}]` : JSON.stringify(value)}]`;
}
