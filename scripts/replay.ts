/** `lockstep replay`: random histories of a protocol on both sides, or one list of events again. */

import type { Model } from '../harness/conformance/model.ts';
import { mermaid } from '../harness/conformance/report/mermaid.ts';
import type { Scene } from '../harness/conformance/report/scene.ts';
import { spaceTime } from '../harness/conformance/report/space-time.ts';
import type { Failure, ReplayResult } from '../harness/conformance/result.ts';
import { applyAll } from '../harness/simulation/apply.ts';
import type { Event } from '../harness/simulation/event.ts';
import { createWorld } from '../harness/simulation/start.ts';
import { CommandError } from './command-error.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { parseEvents, readEvents } from './failure-file.ts';
import { refuseIgnored } from './ignored-flags.ts';
import { bracket, command, count, plain, plural, print, printJson } from './output.ts';
import { recordTrace, runEvents, runReplay, runScene } from './parts.ts';
import { progressLine, silent } from './progress.ts';
import { partLines } from './protocol-report.ts';
import { loadModel, writeText } from './repository.ts';
import { reproduceReplay } from './reproduce.ts';

export interface ReplayVerbOptions {
  readonly histories?: number;
  readonly twice?: boolean;
  readonly seed?: number;
  readonly file?: string;
  readonly token?: string;
  readonly record?: string;
  readonly hide?: string;
  readonly diagram?: string;
  readonly mermaid?: boolean;
  readonly coverage?: boolean;
  readonly json?: boolean;
}

/** Returns the exit code. */
export async function replay(name: string, options: ReplayVerbOptions): Promise<number> {
  const { histories, seed, twice, json, coverage } = options;
  refuseIgnored(options, readBy(options), 'here');
  if (json === true && options.mermaid === true)
    throw new CommandError(exitCodes.usage, '--json and --mermaid each print nothing else');
  const events = eventsOf(options);
  if (options.record !== undefined) return record(name, options.record, events, options);
  if (events !== undefined) return replayList(name, events, options);
  const model = await loadModel(name);
  const line = json === true ? silent : progressLine(`replay ${name}`);
  const onProgress = line.update;
  const result = await runReplay(model, { histories, seed, twice, coverage, onProgress });
  line.clear();
  const scene = result.failure?.scene ?? result.sample;
  if (options.diagram !== undefined && scene !== undefined) draw(scene, options.diagram);
  if (json === true) printJson(result);
  else if (options.mermaid === true && scene !== undefined) printMermaid(scene);
  else printResult(name, result);
  return exitCodeOf(result.verdict);
}

/** Nothing but the diagram, so that it can be piped; the exit code says the rest. */
function printMermaid(scene: Scene): void {
  print(plain(mermaid(scene).trimEnd()));
}

/** Events are there already, and so they have no seed; a trace is of one run. */
function readBy({ record, file, token }: ReplayVerbOptions): readonly string[] {
  const given = token !== undefined ? ['token'] : file !== undefined ? ['file'] : ['seed'];
  if (record !== undefined) return ['record', 'hide', 'json', ...given];
  const random = given[0] === 'seed' ? ['histories', 'twice', 'coverage'] : [];
  return ['diagram', 'mermaid', 'json', ...given, ...random];
}

function printResult(name: string, result: ReplayResult): void {
  for (const text of partLines('replay', result)) print(text);
  print(bracket(result.verdict));
  const again = reproduceReplay(name, result);
  if (again !== undefined) print(again);
}

function eventsOf({ file, token }: ReplayVerbOptions): readonly Event[] | undefined {
  if (token !== undefined) return parseEvents(token, 'the token');
  return file === undefined ? undefined : readEvents(file);
}

async function replayList(
  name: string,
  events: readonly Event[],
  { json, file, token, diagram, ...options }: ReplayVerbOptions,
): Promise<number> {
  const model = await loadModel(name);
  const failure: Failure | undefined = await runEvents(model, events);
  if (diagram !== undefined || options.mermaid === true) {
    const scene = failure?.scene ?? (await runScene(model, events));
    if (diagram !== undefined) draw(scene, diagram);
    if (options.mermaid === true) printMermaid(scene);
  }
  const ignored = failure === undefined ? notEnabled(model, events) : 0;
  // Events that cannot happen are passed over, for a list is shortened while it shrinks; but if all of them are, nothing
  // was replayed.
  const verdict =
    failure !== undefined ? 'violation' : ignored === events.length ? 'vacuous' : 'ok';
  if (json === true) {
    const found = failure === undefined ? {} : { failure };
    printJson({ verdict, events: events.length, ignored, ...found });
  } else if (options.mermaid !== true) {
    const passedOver = ignored === 0 ? '' : `, ${count(ignored)} of them cannot happen there`;
    const total = `${plural(events.length, 'event')}${passedOver}`;
    print(failure === undefined ? total : plain(failure.story));
    print(bracket(verdict));
    const how = token === undefined ? ['--file', file ?? ''] : ['--token', token];
    if (failure !== undefined) print(command('npx', 'lockstep', 'replay', name, ...how));
  }
  return exitCodeOf(verdict);
}

/** By the name of the file: Mermaid's text, or SVG. */
function draw(scene: Scene, file: string): void {
  if (/\.(mmd|mermaid)$/.test(file)) writeText(file, mermaid(scene));
  else if (file.endsWith('.svg')) writeText(file, spaceTime(scene).text);
  else throw new CommandError(exitCodes.usage, `${file} is neither .svg nor .mmd`);
}

function notEnabled({ replay: { protocol, options } }: Model, events: readonly Event[]): number {
  return applyAll(createWorld(protocol, options), events).rejected.length;
}

/** A trace of these events, or of the first random history of the seed. */
async function record(
  name: string,
  file: string,
  events: readonly Event[] | undefined,
  { seed, hide, json }: ReplayVerbOptions,
): Promise<number> {
  const model = await loadModel(name);
  const hidden = hide === undefined ? [] : hide.split(',').map((variable) => variable.trim());
  const text = await recordTrace(model, { events, seed, hidden });
  writeText(file, text);
  const lines = text.trimEnd().split('\n').length - 1;
  if (json === true) printJson({ verdict: 'ok', file, events: lines });
  else {
    print(`${plural(lines, 'event')} in ${file}`);
    print(command('npx', 'lockstep', 'validate', name, file));
  }
  return exitCodes.ok;
}
