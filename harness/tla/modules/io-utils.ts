/**
 * The community module IOUtils, as far as it needs no process: environment, numbers as text, text files. Starting a
 * program (IOExec and its like) is refused: a specification must not be able to run code.
 */
import { EvaluationError } from '../diagnostic.ts';
import { makeRecord, str } from '../values/make.ts';
import { Tag, type Value } from '../values/value.ts';
import { host } from './host.ts';
import {
  binary,
  constant,
  type Native,
  type NativeModule,
  unary,
  wrongArgument,
} from './native.ts';

function environment(): Value {
  const variables = host().environment?.() ?? {};
  return makeRecord(Object.keys(variables).map(str), Object.values(variables).map(str));
}

function atoi(text: Value): number {
  if (typeof text === 'object' && text.tag === Tag.str && /^-?\d+$/.test(text.text)) {
    const integer = Number(text.text);
    if (Number.isSafeInteger(integer)) return integer;
  }
  throw wrongArgument('argument', 'atoi', 'the text of an integer', text);
}

function zeroPad(n: Value, width: Value): Value {
  if (typeof n !== 'number') throw wrongArgument('first argument', 'zeroPadN', 'an integer', n);
  if (typeof width !== 'number')
    throw wrongArgument('second argument', 'zeroPadN', 'an integer', width);
  return str(String(n).padStart(width, '0'));
}

function refused(name: string, arity: number): Native {
  return {
    arity,
    apply: () => {
      throw new EvaluationError(
        `${name} is refused: a specification may not start programs or write objects of Java`,
      );
    },
  };
}

export const ioUtils: NativeModule = {
  name: 'IOUtils',
  extends: [],
  operators: {
    IOEnv: constant(environment),
    atoi: unary(atoi),
    zeroPadN: binary(zeroPad),
    IOSerialize: refused('IOSerialize', 3),
    IODeserialize: refused('IODeserialize', 2),
    Serialize: refused('Serialize', 3),
    Deserialize: refused('Deserialize', 2),
    IOExec: refused('IOExec', 1),
    IOEnvExec: refused('IOEnvExec', 2),
    IOExecTemplate: refused('IOExecTemplate', 2),
    IOEnvExecTemplate: refused('IOEnvExecTemplate', 3),
  },
};
