/** What the operations of Jepsen's registers and of Porcupine's key-value store are to our objects. */
import type { CasRegisterInput } from '../objects/cas-register.ts';
import type { KvInput } from '../objects/kv.ts';
import type { Value } from '../objects/value.ts';
import type { HistoryEvent, Interpret } from './events.ts';

/**
 * read, write, cas as `casRegister` has them. Of a compare-and-set that failed Jepsen says `fail`, and means that the value
 * was another one: that is an answer. A read or write that failed did not happen.
 */
export const interpretCasRegister: Interpret = (invocation, completion) => {
  const input = casRegisterInput(invocation);
  if (typeof input === 'string') return input;
  if (completion === undefined || completion.type === 'info') return { input, outcome: 'info' };
  if (input.type === 'cas') return { input, outcome: 'ok', output: completion.type === 'ok' };
  if (completion.type === 'fail') return { input, outcome: 'fail' };
  const output = input.type === 'read' ? scalar(completion.value) : null;
  return output === undefined ? 'a read has no plain value' : { input, outcome: 'ok', output };
};

function casRegisterInput({ f, value }: HistoryEvent): CasRegisterInput | string {
  if (f === 'read') return { type: 'read' };
  if (f === 'write') {
    const written = scalar(value);
    return written === undefined ? 'a write has no plain value' : { type: 'write', value: written };
  }
  if (f !== 'cas') return `there is no operation ${f}`;
  const [from, to] = Array.isArray(value) ? value.map(scalar) : [];
  return from === undefined || to === undefined
    ? 'a cas has not two values'
    : { type: 'cas', from, to };
}

/** get, put, append as `kv` has them, except that an absent key reads as the empty text (so the store was filled with). */
export const interpretKv: Interpret = (invocation, completion) => {
  const input = kvInput(invocation);
  if (typeof input === 'string') return input;
  if (completion === undefined || completion.type === 'info') return { input, outcome: 'info' };
  if (completion.type === 'fail') return { input, outcome: 'fail' };
  if (input.type !== 'get') return { input, outcome: 'ok', output: null };
  const output = scalar(completion.value);
  if (output === undefined) return 'a get has no plain value';
  return { input, outcome: 'ok', output: output === '' ? null : output };
};

function kvInput({ f, key, value }: HistoryEvent): KvInput | string {
  if (typeof key !== 'string') return 'a key is a text';
  if (f === 'get') return { type: 'get', key };
  if (typeof value !== 'string') return 'a value is a text';
  if (f === 'append') return { type: 'append', key, value };
  return f === 'put'
    ? { type: 'put', key, value: value === '' ? null : value }
    : `there is no operation ${f}`;
}

function scalar(value: unknown): Value | undefined {
  const isScalar = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  return isScalar ? (value as Value) : undefined;
}
