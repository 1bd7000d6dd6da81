/** The objects that a history can be judged against, by name; or one of the user's own, by its file. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tlaObject } from '../harness/conformance/tla-object.ts';
import { type Vocabulary, vocabularies } from '../harness/consistency/formats/vocabulary.ts';
import { bank } from '../harness/consistency/objects/bank.ts';
import { casRegister } from '../harness/consistency/objects/cas-register.ts';
import { counter } from '../harness/consistency/objects/counter.ts';
import { fencingLock } from '../harness/consistency/objects/fencing-lock.ts';
import { kv } from '../harness/consistency/objects/kv.ts';
import { lock } from '../harness/consistency/objects/lock.ts';
import { log } from '../harness/consistency/objects/log.ts';
import { priorityQueue } from '../harness/consistency/objects/priority-queue.ts';
import { queue } from '../harness/consistency/objects/queue.ts';
import { register } from '../harness/consistency/objects/register.ts';
import { set, snapshotSet } from '../harness/consistency/objects/set.ts';
import { stack } from '../harness/consistency/objects/stack.ts';
import type { Value } from '../harness/consistency/objects/value.ts';
import type { AnyObject } from '../harness/consistency/steps.ts';
import { describeDiagnostics } from '../harness/tla/describe-diagnostics.ts';
import { DiagnosticError } from '../harness/tla/diagnostic.ts';
import { CommandError } from './command-error.ts';
import { loadSpecText } from './engine.ts';
import { exitCodes } from './exit-codes.ts';
import { readText } from './repository.ts';

const fixed: readonly AnyObject[] = [
  kv,
  set,
  snapshotSet,
  counter,
  queue,
  stack,
  priorityQueue,
  lock,
  log(),
  fencingLock(),
];

/** Objects that begin with what the user says. */
const beginning: Readonly<Record<string, (initial: unknown) => AnyObject>> = {
  register: (initial) => register(scalar(initial)),
  'cas-register': (initial) => casRegister(scalar(initial)),
  bank: (initial) => bank(balances(initial)),
};

const names = [...Object.keys(beginning), ...fixed.map(({ name }) => name)].sort().join(', ');

export interface Judged {
  readonly object: AnyObject;
  /** What its operations are called in histories of events; absent for a user's own. */
  readonly vocabulary: Vocabulary | undefined;
}

/** `initial`: JSON of what the object holds at first. Throws CommandError where there is no such object. */
export async function objectNamed(name: string, initial: string | undefined): Promise<Judged> {
  const [object] = fixed.filter((one) => one.name === name);
  const vocabulary = Object.hasOwn(vocabularies, name) ? vocabularies[name] : undefined;
  if (Object.hasOwn(beginning, name))
    return { object: beginning[name]!(parsed(initial)), vocabulary };
  if (initial !== undefined) {
    const begin = Object.keys(beginning).join(', ');
    throw new CommandError(exitCodes.usage, `--initial is for ${begin}, not for ${name}`);
  }
  if (object !== undefined) return { object, vocabulary };
  if (name.endsWith('.tla')) return { object: await tlaModule(name), vocabulary: undefined };
  if (/\.[mc]?[jt]s$/.test(name)) return { object: await ownObject(name), vocabulary: undefined };
  const message = `there is no object ${JSON.stringify(name)}`;
  throw new CommandError(exitCodes.usage, message, `Objects: ${names}, or a file that exports one`);
}

export function objectHint(): string {
  return `Objects: ${names}`;
}

/** A TLA+ module as harness/conformance/tla-object.ts describes it, with the .cfg of its name if there is one. */
async function tlaModule(file: string): Promise<AnyObject> {
  const path = resolve(file);
  readText(file);
  const config = path.replace(/\.tla$/, '.cfg');
  const own = existsSync(config) ? readText(config) : 'INIT Init NEXT Next CONSTANT Nil = Nil';
  try {
    return tlaObject(await loadSpecText(path, { text: own, file: config }, dirname(path)));
  } catch (error) {
    if (error instanceof DiagnosticError) {
      const told = describeDiagnostics(error.diagnostics, (one) => readText(one));
      throw new CommandError(exitCodes.parse, told);
    }
    if (!(error instanceof TypeError)) throw error;
    throw new CommandError(exitCodes.usage, `${file} is no object: ${error.message}`);
  }
}

/** A module of the user's own that exports \`object\`, as harness/consistency/history.ts describes it. */
async function ownObject(file: string): Promise<AnyObject> {
  readText(file);
  const module: { readonly object?: AnyObject } = await import(pathToFileURL(resolve(file)).href);
  const { object } = module;
  const isObject =
    typeof object?.name === 'string' &&
    'initial' in object &&
    [object.apply, object.key, object.describe].every((part) => typeof part === 'function');
  if (isObject) return object;
  const message = `${file} exports no \`object\` with name, initial, apply, key and describe`;
  throw new CommandError(exitCodes.usage, message);
}

function parsed(initial: string | undefined): unknown {
  if (initial === undefined) return null;
  try {
    return JSON.parse(initial);
  } catch {
    throw new CommandError(exitCodes.usage, `--initial ${initial} is not JSON`);
  }
}

function scalar(initial: unknown): Value {
  if (initial === null || ['string', 'number', 'boolean'].includes(typeof initial))
    return initial as Value;
  throw new CommandError(exitCodes.usage, '--initial of a register is one plain value');
}

function balances(initial: unknown): Readonly<Record<string, number>> {
  const isMap = typeof initial === 'object' && initial !== null && !Array.isArray(initial);
  if (isMap && Object.values(initial).every(Number.isSafeInteger))
    return initial as Readonly<Record<string, number>>;
  const message = '--initial of a bank is its balances, such as {"a":10,"b":10}';
  throw new CommandError(exitCodes.usage, message);
}
