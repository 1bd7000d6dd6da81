/** A register with compare-and-set, as etcd, ZooKeeper and Consul offer it and as Jepsen tests it. */
import type { Answer, SequentialObject } from '../history.ts';
import { contentKey, sameContent } from '../plain.ts';
import { phrase, type Value } from './value.ts';

export type CasRegisterInput =
  | { readonly type: 'read' }
  | { readonly type: 'write'; readonly value: Value }
  | { readonly type: 'cas'; readonly from: Value; readonly to: Value };

/** A read answers the value, a write `null`, a compare-and-set whether it took place. */
export type CasRegisterOutput = Value;

export function casRegister(
  initial: Value = null,
): SequentialObject<Value, CasRegisterInput, CasRegisterOutput> {
  return {
    name: 'cas-register',
    initial,
    apply: (state, input) => [answer(state, input)],
    key: contentKey,
    isRead: (input, output) => input.type === 'read' || (input.type === 'cas' && output === false),
    asRegister(input, output) {
      if (input.type === 'read') return { type: 'read', value: output };
      if (input.type === 'cas' || (output ?? null) !== null) return undefined;
      return { type: 'write', value: input.value };
    },
    describe(input, output, outcome) {
      if (input.type === 'read') return phrase(['read'], { output, outcome, tells: true });
      if (input.type === 'cas')
        return phrase(['cas', input.from, input.to], { output, outcome, tells: true });
      return phrase(['write', input.value], { output, outcome, tells: false });
    },
  };
}

function answer(state: Value, input: CasRegisterInput): Answer<Value, Value> {
  if (input.type === 'read') return { state, output: state };
  if (input.type === 'write') return { state: input.value, output: null };
  return sameContent(state, input.from)
    ? { state: input.to, output: true }
    : { state, output: false };
}
