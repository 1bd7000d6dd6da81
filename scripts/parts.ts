/** The parts of a verification for a protocol of this repository: harness/verify.ts, told where the files are. */
import { join } from 'node:path';
import type { Model, ModelConfig } from '../harness/conformance/model.ts';
import { defaultSeed, replayEvents, sceneOfEvents } from '../harness/conformance/replay.ts';
import type { Scene } from '../harness/conformance/report/scene.ts';
import type {
  AutomaticResult,
  CheckResult,
  DriveResult,
  Failure,
  MutantsResult,
  RefineResult,
  ReplayResult,
} from '../harness/conformance/result.ts';
import { recordEvents, recordHistory } from '../harness/conformance/trace/record.ts';
import { type Home, HomeError, loadFor, sourcesOf } from '../harness/home.ts';
import type { Event } from '../harness/simulation/event.ts';
import {
  type AutomaticBudget,
  checkOne,
  type DriveModelOptions,
  driveModel,
  mutateModel,
  mutateModelAutomatically,
  type Part,
  type PartOptions,
  type PartResult,
  type RandomOptions,
  refineModel,
  replayModel,
  type VerifyOptions,
  verifyPart,
} from '../harness/verify.ts';
import { CommandError } from './command-error.ts';
import { engineHost } from './engine.ts';
import { exitCodes } from './exit-codes.ts';
import { library, root, shortPath, specFolder } from './repository.ts';

function homeOf({ name }: Model): Home {
  const specs = specFolder(name);
  if (specs === undefined) {
    throw new CommandError(exitCodes.noInput, `there is no folder specs/${name}`);
  }
  return {
    specs: shortPath(specs),
    libraries: [library],
    sources: [shortPath(join(root, 'impl', name))],
    model: `models/${name}/model.ts`,
    root,
    host: engineHost,
  };
}

/** A file that is not there is the caller's mistake, not ours. */
async function withHome<T>(model: Model, work: (home: Home) => Promise<T>): Promise<T> {
  try {
    return await work(homeOf(model));
  } catch (error) {
    if (error instanceof HomeError) throw new CommandError(exitCodes.noInput, error.message);
    throw error;
  }
}

export function runPart(part: Part, model: Model, options: VerifyOptions): Promise<PartResult> {
  return withHome(model, (home) => verifyPart(part, model, home, options));
}

export function runConfig(model: Model, config: ModelConfig): Promise<CheckResult> {
  return withHome(model, (home) => checkOne(home, config));
}

export function runReplay(model: Model, options: RandomOptions): Promise<ReplayResult> {
  return withHome(model, (home) => replayModel(model, home, options));
}

export function runRefine(
  model: Model,
  options: PartOptions & Pick<RandomOptions, 'twice'>,
): Promise<RefineResult> {
  return withHome(model, (home) => refineModel(model, home, options));
}

export function runDrive(model: Model, options: DriveModelOptions): Promise<DriveResult> {
  return withHome(model, (home) => driveModel(model, home, options));
}

export function runMutants(model: Model, options: RandomOptions): Promise<MutantsResult> {
  return withHome(model, (home) => mutateModel(model, home, options));
}

export function runAutomatic(model: Model, options: AutomaticBudget): Promise<AutomaticResult> {
  return withHome(model, (home) => mutateModelAutomatically(model, home, options));
}

/** One list of events: what it shows, or undefined if nothing is wrong with it. */
export function runEvents(model: Model, events: readonly Event[]): Promise<Failure | undefined> {
  return withHome(model, async (home) => {
    const spec = await loadFor(home, model.replay.config);
    return replayEvents(model, spec, events, { sources: () => sourcesOf(home) });
  });
}

/** The run of these events, to be drawn. */
export function runScene(model: Model, events: readonly Event[]): Promise<Scene> {
  return withHome(model, async (home) => {
    const spec = await loadFor(home, model.replay.config);
    return sceneOfEvents(model, spec, events, { sources: () => sourcesOf(home) });
  });
}

export interface TraceOptions {
  /** Of these events; else of one random history. */
  readonly events?: readonly Event[] | undefined;
  readonly seed?: number | undefined;
  readonly hidden: readonly string[];
}

/** A trace of a run of the code, as text. */
export function recordTrace(model: Model, options: TraceOptions): Promise<string> {
  const { events, seed = defaultSeed, hidden } = options;
  return withHome(model, async (home) => {
    const spec = await loadFor(home, model.replay.config);
    const stranger = hidden.find((name) => !spec.variables.includes(name));
    if (stranger !== undefined) {
      const known = `It has ${spec.variables.join(', ')}.`;
      const message = `${spec.module} has no variable ${stranger}`;
      throw new CommandError(exitCodes.usage, message, known);
    }
    return events === undefined
      ? recordHistory(model, spec, { seed, hidden })
      : recordEvents(model, spec, events, { hidden });
  });
}
