/**
 * What the operations of objects are called in histories of events (Jepsen's, Porcupine's), and what an event's :value is:
 * data, one entry for each object, read in both directions (vocabulary reading here, write-events.ts writing).
 */
import type { Operation } from '../history.ts';
import { contentKey } from '../plain.ts';
import type { HistoryEvent, Interpret } from './events.ts';

export interface Word {
  /** What :f says; the first is written, all are read. */
  readonly f: readonly string[];
  /** Fields of the input that the invocation's :value holds: none, the value itself, or several in a vector (or a map). */
  readonly fields: readonly string[];
  /**
   * The answer: the completion's :value, or `null` whatever it says, or whether it took place. `took place or failed`: as
   * Jepsen has compare-and-set, where :fail means that the value was another one, which is an answer.
   */
  readonly answer: 'value' | 'nothing' | 'took place' | 'took place or failed';
  /** The input's `owner` is the process. */
  readonly owned?: true;
}

export interface Vocabulary {
  /** By the type of the input. */
  readonly words: Readonly<Record<string, Word>>;
  /**
   * Operations have a key: in :key, or before everything else in :value (jepsen.independent). An absent key reads as the
   * empty text, with which such stores are filled at first.
   */
  readonly keyed?: true;
}

const read: Word = { f: ['read'], fields: [], answer: 'value' };
const write: Word = { f: ['write'], fields: ['value'], answer: 'nothing' };
const cas: Word = { f: ['cas'], fields: ['from', 'to'], answer: 'took place or failed' };
const put = (f: string): Word => ({ f: [f], fields: ['value'], answer: 'nothing' });
const take = (f: string): Word => ({ f: [f], fields: [], answer: 'value' });
const contains: Word = { f: ['contains'], fields: ['value'], answer: 'value' };

/** By the name of the object. */
export const vocabularies: Readonly<Record<string, Vocabulary>> = {
  register: { words: { read, write } },
  'cas-register': { words: { read, write, cas } },
  kv: {
    keyed: true,
    words: {
      get: { ...read, f: ['get', 'read'] },
      put: { ...write, f: ['put', 'write'] },
      append: put('append'),
      delete: { f: ['delete'], fields: [], answer: 'nothing' },
      cas,
    },
  },
  set: { words: { add: put('add'), remove: put('remove'), contains } },
  'snapshot-set': {
    words: { add: put('add'), remove: put('remove'), contains, members: { ...read, f: ['read'] } },
  },
  counter: {
    words: {
      read,
      add: { f: ['add'], fields: ['amount'], answer: 'nothing' },
      addAndGet: { f: ['add-and-get'], fields: ['amount'], answer: 'value' },
    },
  },
  queue: { words: { enqueue: put('enqueue'), dequeue: take('dequeue') } },
  stack: { words: { push: put('push'), pop: take('pop') } },
  'priority-queue': {
    words: {
      insert: { f: ['insert'], fields: ['priority'], answer: 'nothing' },
      removeMin: take('remove-min'),
    },
  },
  lock: {
    words: {
      acquire: { f: ['acquire'], fields: [], answer: 'took place', owned: true },
      release: { f: ['release'], fields: [], answer: 'took place', owned: true },
    },
  },
  'fencing-lock': {
    words: {
      acquire: { f: ['acquire'], fields: [], answer: 'value', owned: true },
      release: { f: ['release'], fields: ['token'], answer: 'took place', owned: true },
      write: { f: ['write'], fields: ['token', 'value'], answer: 'took place' },
      read,
    },
  },
  log: {
    words: {
      append: { f: ['append'], fields: ['value'], answer: 'value' },
      read: { f: ['read'], fields: ['position'], answer: 'value' },
      length: { f: ['length'], fields: [], answer: 'value' },
    },
  },
  bank: {
    words: {
      balances: { ...read, f: ['read'] },
      transfer: { f: ['transfer'], fields: ['from', 'to', 'amount'], answer: 'took place' },
    },
  },
};

/** Reads the events of an object. */
export function interpreter({ words, keyed }: Vocabulary): Interpret {
  const types = new Map<string, string>();
  for (const [type, { f }] of Object.entries(words)) for (const name of f) types.set(name, type);
  return (invocation, completion) => {
    const type = types.get(invocation.f);
    if (type === undefined) return `there is no operation ${invocation.f}`;
    const word = words[type]!;
    const asked = keyed ? withoutKey(invocation) : invocation;
    if (typeof asked === 'string') return asked;
    const fields = fieldsOf(asked, word);
    if (typeof fields === 'string') return fields;
    const owner = word.owned ? { owner: invocation.process } : {};
    const input = { type, ...(keyed && { key: asked.key }), ...owner, ...fields };
    const answered = keyed && completion !== undefined ? withoutKey(completion) : completion;
    if (typeof answered === 'string') return answered;
    return { input, ...answerOf(word, answered, keyed === true) } as ReturnType<Interpret>;
  };
}

const names: Readonly<Record<number, string>> = { 2: 'two', 3: 'three' };

function fieldsOf({ f, value }: HistoryEvent, { fields }: Word): Record<string, unknown> | string {
  if (fields.length === 0) return {};
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  const given: readonly unknown[] = isMap
    ? fields.map((name) => (value as Record<string, unknown>)[name])
    : fields.length === 1
      ? [value]
      : Array.isArray(value) && value.length === fields.length
        ? value
        : [];
  const isWhole = given.length === fields.length && given.every(isScalar);
  const expected = fields.length === 1 ? 'no plain value' : `not ${names[fields.length]} values`;
  if (!isWhole) return `a ${f} has ${expected}`;
  return Object.fromEntries(fields.map((name, at) => [name, given[at]]));
}

function answerOf(word: Word, completion: HistoryEvent | undefined, keyed: boolean) {
  if (completion === undefined || completion.type === 'info') return { outcome: 'info' };
  if (completion.type === 'fail')
    return word.answer === 'took place or failed'
      ? { outcome: 'ok', output: false }
      : { outcome: 'fail' };
  const { value } = completion;
  if (word.answer === 'nothing') return { outcome: 'ok', output: null };
  if (word.answer !== 'value') return { outcome: 'ok', output: value !== false };
  if (value === undefined) return { outcome: 'ok', output: null };
  if (keyed && value === '') return { outcome: 'ok', output: null };
  return { outcome: 'ok', output: Array.isArray(value) ? sorted(value) : value };
}

/** The members of a set have no order; the object's is that of their texts. */
function sorted(members: readonly unknown[]): unknown[] {
  const key = new Map(members.map((member) => [member, contentKey(member)]));
  return members.toSorted((a, b) => (key.get(a)! < key.get(b)! ? -1 : 1));
}

function withoutKey(event: HistoryEvent): HistoryEvent | string {
  const { key, value } = event;
  if (key === undefined) {
    if (!Array.isArray(value) || value.length !== 2) return 'there is no key';
    return withoutKey({ ...event, key: value[0], value: value[1] });
  }
  if (typeof key !== 'string' && typeof key !== 'number') return 'a key is a text or a number';
  return { ...event, key: String(key), value: value === '' && event.f !== 'append' ? null : value };
}

function isScalar(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** Why an input, from wherever, is none of the object's; `undefined` if it is one. */
export function inputProblem({ words, keyed }: Vocabulary, input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null) return 'its input is not an object';
  const { type } = input as { type?: unknown };
  const word = typeof type === 'string' && Object.hasOwn(words, type) ? words[type] : undefined;
  if (word === undefined) return `there is no operation ${contentKey(type)}`;
  const needed = [...(keyed ? ['key'] : []), ...(word.owned ? ['owner'] : []), ...word.fields];
  const missing = needed.find((name) => !isScalar((input as Record<string, unknown>)[name]));
  if (missing !== undefined) return `its input has no plain value ${missing}`;
  return undefined;
}

/** The word for an input, and its type; throws TypeError where there is none. */
export function wordFor({ words }: Vocabulary, { input }: Operation): Word {
  const word = words[(input as { type: string }).type];
  if (word === undefined) throw new TypeError(`there is no word for ${contentKey(input)}`);
  return word;
}
