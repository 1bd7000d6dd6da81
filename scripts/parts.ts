/** Where the command line meets the conformance harness: a model in, plain results out. Knows no verb, prints nothing. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Model } from '../harness/conformance/model.ts';
import type { ModuleHost } from '../harness/conformance/module-graph.ts';
import { mutate } from '../harness/conformance/mutate.ts';
import { refine } from '../harness/conformance/refine.ts';
import { defaultSeed, replay, replayEvents, sceneOfEvents } from '../harness/conformance/replay.ts';
import type { Scene } from '../harness/conformance/report/scene.ts';
import type {
  Failure,
  MutantsResult,
  OnProgress,
  RefineResult,
  ReplayResult,
} from '../harness/conformance/result.ts';
import type { SourceFile } from '../harness/conformance/sources.ts';
import { recordEvents, recordHistory } from '../harness/conformance/trace/record.ts';
import type { Event } from '../harness/simulation/event.ts';
import type { Spec } from '../harness/tla/spec.ts';
import { CommandError } from './command-error.ts';
import { loadSpecFile, runEngine } from './engine.ts';
import { exitCodes } from './exit-codes.ts';
import { readText, root, rootModule, specFolder } from './repository.ts';

export interface PartOptions {
  readonly onProgress?: OnProgress;
}

export interface ReplayOptions extends PartOptions {
  readonly seed?: number | undefined;
  /** Default: as many as the model says. */
  readonly histories?: number | undefined;
}

export interface MutantsOptions extends PartOptions {
  readonly seed?: number | undefined;
}

export async function runReplay(model: Model, options: ReplayOptions): Promise<ReplayResult> {
  const { seed, histories, onProgress } = options;
  return replay(model, await loadFor(model, model.replay.config), {
    sources: () => sourcesOf(model),
    ...(seed === undefined ? {} : { seed }),
    ...(histories === undefined ? {} : { histories }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
}

/** One list of events: what it shows, or undefined if nothing is wrong with it. */
export async function runEvents(
  model: Model,
  events: readonly Event[],
): Promise<Failure | undefined> {
  const spec = await loadFor(model, model.replay.config);
  return replayEvents(model, spec, events, { sources: () => sourcesOf(model) });
}

/** The run of these events, to be drawn. */
export async function runScene(model: Model, events: readonly Event[]): Promise<Scene> {
  const spec = await loadFor(model, model.replay.config);
  return sceneOfEvents(model, spec, events, { sources: () => sourcesOf(model) });
}

export interface TraceOptions {
  /** Of these events; else of one random history. */
  readonly events?: readonly Event[] | undefined;
  readonly seed?: number | undefined;
  readonly hidden: readonly string[];
}

/** A trace of a run of the code, as text. */
export async function recordTrace(model: Model, options: TraceOptions): Promise<string> {
  const { events, seed = defaultSeed, hidden } = options;
  const spec = await loadFor(model, model.replay.config);
  const stranger = hidden.find((name) => !spec.variables.includes(name));
  if (stranger !== undefined) {
    const known = spec.variables.join(', ');
    throw new CommandError(
      exitCodes.usage,
      `${spec.module} has no variable ${stranger}`,
      `It has ${known}.`,
    );
  }
  return events === undefined
    ? recordHistory(model, spec, { seed, hidden })
    : recordEvents(model, spec, events, { hidden });
}

export async function runRefine(model: Model, { onProgress }: PartOptions): Promise<RefineResult> {
  return refine(model, await loadFor(model, model.refine.config), {
    sources: () => sourcesOf(model),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
}

export async function runMutants(model: Model, options: MutantsOptions): Promise<MutantsResult> {
  const { seed, onProgress } = options;
  return mutate(model, {
    host: moduleHost,
    modelFile: `models/${model.name}/model.ts`,
    replaySpec: await loadFor(model, model.replay.config),
    refineSpec: await loadFor(model, model.refine.config),
    check: (config) => checkMutant(configPath(model, config)),
    ...(seed === undefined ? {} : { seed }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
}

/** A configuration that is not there costs its own mutant, not the others. */
async function checkMutant(path: string): Promise<{ violated?: string; error?: string }> {
  try {
    const { violated, error } = await runEngine(rootModule(path), path);
    return {
      ...(violated === undefined ? {} : { violated }),
      ...(error === undefined ? {} : { error }),
    };
  } catch (error) {
    if (error instanceof CommandError) return { error: error.message };
    throw error;
  }
}

/** The modules of this repository, for a model that is loaded anew on patched sources. */
const moduleHost: ModuleHost = {
  read(file) {
    const path = join(root, file);
    return existsSync(path) ? readText(path) : undefined;
  },
  import(specifier) {
    const path = join(root, specifier);
    return import(existsSync(path) ? pathToFileURL(path).href : specifier);
  },
};

async function loadFor(model: Model, config: string): Promise<Spec> {
  const path = configPath(model, config);
  return loadSpecFile(rootModule(path), path);
}

function configPath({ name }: Model, config: string): string {
  return join(specFolder(name) ?? join(root, 'specs', name), config);
}

/** The texts of the implementation, for the places of its functions in a story. */
function sourcesOf({ name }: Model): readonly SourceFile[] {
  const folder = join('impl', name);
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => join(folder, file))
    .map((path) => ({ path, text: readText(join(root, path)) }));
}
