/**
 * A run as a table: one event a line, columns that line up, so that two runs can be compared by
 * `diff`.
 */
import type { Effect, Envelope } from '../../impl/protocol.ts';
import type { Applied } from './apply.ts';
import type { Kept } from './disk.ts';
import type { Event } from './event.ts';

export interface StoryOptions {
  /** A column between what happened and the note: the spec's action, for instance. */
  readonly label?: (step: Applied) => string;
  /** Replaces the note, which by default says what the event carried and what it led to. */
  readonly note?: (step: Applied) => string;
}

/**
 * Columns: position of the event in the run, node, what happened, label (if there is one), note. No
 * final newline.
 */
export function formatStory(steps: readonly Applied[], options: StoryOptions = {}): string {
  const { label, note = describeStep } = options;
  const rows = steps.map((step) => {
    const cells = [String(step.before.time), step.node || '*', describeEvent(step.event)];
    if (label !== undefined) cells.push(label(step));
    return [...cells, note(step)];
  });
  return alignColumns(rows);
}

/**
 * The first column to the right, as numbers are; two spaces between columns; nothing at the end of
 * a line.
 */
export function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  }
  const pad = (cell: string, i: number) =>
    i === 0 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

/** What happened, in a few words: `deliver Prepared rm1 -> tm`. Content is left to the note. */
export function describeEvent(event: Event): string {
  const words = describeWhat(event);
  const cut = 'crashAfter' in event ? event.crashAfter : undefined;
  const kept = 'kept' in event ? event.kept : undefined;
  const crash = cut === undefined ? '' : `, crash after ${cut}`;
  return `${words}${crash}${kept === undefined ? '' : ` ${describeKept(kept)}`}`;
}

function describeKept({ writes, torn }: Kept): string {
  if (writes === 'cache') return 'of the process alone';
  const half = torn === undefined ? '' : `, ${torn} bytes of the last`;
  return `keeping unsynced [${writes.join()}]${half}`;
}

function describeWhat(event: Event): string {
  switch (event.type) {
    case 'deliver':
    case 'drop':
    case 'duplicate':
      return `${event.type} ${describeRoute(event.message)}`;
    case 'timer':
      return `timer ${event.timer}`;
    case 'sync':
      return `sync ${event.tag} ${event.outcome ?? 'ok'}`;
    case 'rot':
      return `rot ${event.file} byte ${event.offset} bit ${event.bit}`;
    case 'rollBack':
      return `roll back to ${event.records} records`;
    case 'call':
      return `call ${showValue(event.operation)}`;
    case 'input':
      return `input ${showValue(event.input)}`;
    case 'partition':
      return `partition ${event.from.join(',')} -/-> ${event.to.join(',')}`;
    case 'loseDisk':
      return 'lose disk';
    default:
      return event.type;
  }
}

function describeRoute({ type, source, dest }: Envelope): string {
  return `${type} ${source} -> ${dest}`;
}

/** What the event carried, and what it led to: `round=1 => send Pong s -> c round=1`. */
export function describeStep({ event, effects, skipped, ignored, lost }: Applied): string {
  const parts: string[] = [];
  if ('message' in event) parts.push(showFields(event.message));
  const done = effects.map(describeEffect);
  if (skipped.length > 0) done.push(`not done: ${skipped.map(describeEffect).join(', ')}`);
  if (lost.length > 0) done.push(`lost: ${lost.map(describeRoute).join(', ')}`);
  if (ignored) done.push('ignored');
  if (done.length > 0) parts.push(`=> ${done.join(', ')}`);
  return parts.filter((part) => part !== '').join(' ');
}

function describeEffect(effect: Effect): string {
  switch (effect.kind) {
    case 'persist':
      return `persist ${showValue(effect.record)}`;
    case 'send':
      return `send ${describeRoute(effect.message)} ${showFields(effect.message)}`.trimEnd();
    case 'setTimer':
      return `set ${effect.timer} ${effect.ticks}`;
    case 'cancelTimer':
      return `cancel ${effect.timer}`;
    case 'complete': {
      const { outcome } = effect;
      return outcome.type === 'ok'
        ? `complete ok ${showValue(outcome.output)}`
        : `complete ${outcome.type} (${outcome.reason})`;
    }
    case 'write':
      return `write ${effect.file} ${effect.offset}+${effect.bytes.length}`;
    case 'truncate':
      return `truncate ${effect.file} ${effect.size}`;
    case 'rename':
      return `rename ${effect.from} ${effect.to}`;
    case 'remove':
      return `remove ${effect.file}`;
    case 'sync':
      return `sync ${effect.file} as ${effect.tag}`;
    case 'halt':
      return `halt (${effect.reason})`;
  }
}

/** A message without its envelope: `term=2 granted=true`. */
function showFields({ type: _type, source: _source, dest: _dest, ...content }: Envelope): string {
  const fields = Object.entries(content).filter(([, value]) => value !== undefined);
  return fields.map(([name, value]) => `${name}=${showValue(value)}`).join(' ');
}

/** Plain data for people: words without quotes, on one line. For identity there is key.ts. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return /^[\w.-]+$/.test(value) ? value : JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(showValue).join(', ')}]`;
  if (value instanceof Set) return `{${[...value].map(showValue).join(', ')}}`;
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return `{${entries.map(([name, item]) => `${showValue(name)}: ${showValue(item)}`).join(', ')}}`;
}
