/**
 * Faults that were injected while a history was recorded, as spans of its positions: they are drawn behind the operations and
 * judged by nobody. Jepsen's nemesis says when it begins something and when it ends it, by names of its own choosing; which
 * name ends which is known here for the usual ones; any other begins something that never ends.
 */

export interface Fault {
  readonly label: string;
  /** Positions as those of operations; `null`: it was never said to have ended. */
  readonly from: number;
  readonly to: number | null;
}

export interface NemesisEvent {
  /** After the event of a client with this position, or -1. */
  readonly after: number;
  readonly f: string;
  readonly value: unknown;
}

/** Names that end a fault, and what those that they end are called. */
const enders: readonly (readonly [RegExp, (name: string) => RegExp])[] = [
  [/^stop-(.+)$/, (name) => new RegExp(`^(start-)?${escaped(name)}`)],
  [/^stop$/, () => /^start/],
  [/^heal/, () => /partition|drop|slow|isolate/],
  [/^(resume|cont)/, () => /^(pause|hammer|stop)/],
  [/^(start|restart|recover)$/, () => /^(kill|crash|stop)/],
  [/^(fast|reset)/, () => /^(slow|bump|strobe|clock|flaky)/],
];

/** In the order of the events. Jepsen logs an event and its completion under one name: two in a row are one. */
export function faultsOf(events: readonly NemesisEvent[]): Fault[] {
  const faults: { label: string; f: string; from: number; to: number | null }[] = [];
  let before: string | undefined;
  for (const { after, f, value } of events) {
    const isCompletion = before === f;
    before = isCompletion ? undefined : f;
    if (isCompletion) continue;
    const position = after + 0.5;
    const ended = faults.filter((fault) => fault.to === null && isEndedBy(fault.f, f));
    for (const fault of ended) fault.to = position;
    if (ended.length === 0 && !isOnlyAnEnd(f))
      faults.push({ label: labelOf(f, value), f, from: position, to: null });
  }
  return faults.map(({ label, from, to }) => ({ label, from, to }));
}

function isEndedBy(begun: string, name: string): boolean {
  return enders.some(([ender, what]) => {
    const found = ender.exec(name);
    return found !== null && what(found[1] ?? '').test(begun);
  });
}

/** `start` is both: what the simplest nemesis begins with, and what ends a kill. */
const isOnlyAnEnd = (name: string) =>
  name !== 'start' && enders.some(([ender]) => ender.test(name));

function labelOf(f: string, value: unknown): string {
  const detail = value === null || value === undefined ? '' : ` ${shortText(value)}`;
  return `${f.replace(/^start-/, '')}${detail}`;
}

const textMax = 40;

function shortText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > textMax ? `${text.slice(0, textMax)}...` : text;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
