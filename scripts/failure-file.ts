/**
 * A failing list of events, kept so that it can be run again: its file is named by its content, and nothing but the
 * events is in it, so it says the same after the random generators have changed.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Failure } from '../harness/conformance/result.ts';
import type { Event } from '../harness/simulation/event.ts';
import { CommandError } from './command-error.ts';
import { eventProblem } from './event-shape.ts';
import { exitCodes } from './exit-codes.ts';
import { readText, root } from './repository.ts';

/** Writes the events to out/failures/ and returns the path of the file. */
export function keepFailure(protocol: string, { events }: Failure): string {
  const text = `[\n${events.map((event) => JSON.stringify(event)).join(',\n')}\n]\n`;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
  const file = join(root, 'out', 'failures', `${protocol}-${hash}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** The events of such a file. Throws CommandError when it is not one. */
export function readEvents(file: string): readonly Event[] {
  return parseEvents(readText(file), file);
}

/** The same for a text; `from` says where it is from. */
export function parseEvents(text: string, from: string): readonly Event[] {
  const data = parseJson(text, from);
  if (!Array.isArray(data)) {
    throw new CommandError(exitCodes.usage, `${from} is not a list of events`);
  }
  for (const [index, event] of data.entries()) {
    const problem = eventProblem(event);
    if (problem !== undefined) {
      throw new CommandError(exitCodes.usage, `${from}: event ${index + 1} ${problem}`);
    }
  }
  return data;
}

/** What a JSON file holds. Throws CommandError when it cannot be read. */
export function readJson(file: string): unknown {
  return parseJson(readText(file), file);
}

function parseJson(text: string, from: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(exitCodes.usage, `${from} is not JSON: ${why}`);
  }
}
