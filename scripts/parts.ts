/** Where the command line meets the conformance harness: a model in, plain results out. Knows no verb, prints nothing. */
import type { Model } from '../harness/conformance/model.ts';
import type {
  MutantsResult,
  OnProgress,
  RefineResult,
  ReplayResult,
} from '../harness/conformance/result.ts';
import type { Event } from '../harness/simulation/event.ts';
import { CommandError } from './command-error.ts';
import { exitCodes } from './exit-codes.ts';

export interface PartOptions {
  readonly onProgress?: OnProgress | undefined;
}

export interface ReplayOptions extends PartOptions {
  readonly seed?: number | undefined;
  /** Default: as many as the model says. */
  readonly histories?: number | undefined;
  /** fast-check's path to one counterexample of that seed. */
  readonly path?: string | undefined;
  /** Only this list of events, instead of random ones. */
  readonly events?: readonly Event[] | undefined;
}

export interface MutantsOptions extends PartOptions {
  readonly seed?: number | undefined;
}

export async function runReplay(model: Model, _options: ReplayOptions): Promise<ReplayResult> {
  throw notThere('replay', model);
}

export async function runRefine(model: Model, _options: PartOptions): Promise<RefineResult> {
  throw notThere('refine', model);
}

export async function runMutants(model: Model, _options: MutantsOptions): Promise<MutantsResult> {
  throw notThere('mutants', model);
}

function notThere(part: string, { name }: Model): CommandError {
  return new CommandError(exitCodes.unavailable, `${part} not there yet: ${name} was not judged`);
}
