/**
 * The module TLCExt. What it asks of the run goes through the host's registers: `trace`, the behaviour so far, is the
 * engine's to provide. AssertError is missing: it would need its argument unevaluated.
 */
import { EvaluationError } from '../diagnostic.ts';
import { equal } from '../values/equality.ts';
import { intern } from '../values/intern.ts';
import { modelValue } from '../values/make.ts';
import { show } from '../values/print.ts';
import { Tag, type Value } from '../values/value.ts';
import { host } from './host.ts';
import {
  binary,
  constant,
  higherOrder,
  type NativeModule,
  type Operator,
  unary,
  wrongArgument,
} from './native.ts';

function assertEqual(a: Value, b: Value): Value {
  if (equal(a, b)) return true;
  host().print(`AssertEq failed: ${show(a)} is not ${show(b)}`);
  return false;
}

function trace(): Value {
  const behaviour = host().get('trace');
  if (behaviour === undefined)
    throw new EvaluationError('Trace has no value here: there is no behaviour so far');
  return behaviour;
}

function toModelValue(name: Value): Value {
  if (typeof name === 'object' && name.tag === Tag.str) return modelValue(name.text);
  throw wrongArgument('argument', 'TLCModelValue', 'a string', name);
}

function register(k: Value, operator: string): number {
  if (typeof k === 'number' && k >= 0) return k;
  throw wrongArgument('first argument', operator, 'a nonnegative integer', k);
}

function getAndSet(k: Value, op: Operator, value: Value, otherwise: Value): Value {
  const index = register(k, 'TLCGetAndSet');
  const old = host().get(index) ?? otherwise;
  host().set(index, intern(op(old, value)));
  return old;
}

export const tlcExt: NativeModule = {
  name: 'TLCExt',
  extends: [],
  operators: {
    AssertEq: binary(assertEqual),
    Trace: constant(trace),
    TLCModelValue: unary(toModelValue),
    TLCCache: binary((value) => value),
    TLCNoOp: unary((value) => value),
    PickSuccessor: unary(() => true),
    TLCGetOrDefault: binary(
      (k, otherwise) => host().get(register(k, 'TLCGetOrDefault')) ?? otherwise,
    ),
    TLCGetAndSet: higherOrder([0, 2, 0, 0], getAndSet),
  },
};
