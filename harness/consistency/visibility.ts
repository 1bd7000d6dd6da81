/**
 * Strong eventual consistency, and more, of a history in which each operation tells what it saw (an abstract execution
 * with its visibility; Burckhardt et al., POPL 2014; Shapiro et al., SSS 2011). Judged are: updates have names of their
 * own; visibility is causal, and holds what the same session did before; whoever saw the same was told the same; and
 * everybody was told what the type of the object says to what was seen. Real time plays no part.
 */
import type { History, Operation } from './history.ts';
import { sameContent } from './plain.ts';
import type { Reading, ReplicatedType, VisibleUpdate } from './replicated.ts';

/** What an operation is here. `undefined`: it did not happen, or does not count. */
export interface Sight {
  readonly object: string;
  /** The operations of one session see what that session did before. */
  readonly session: string;
  /** The names of the updates that it saw, of all objects. */
  readonly saw: readonly string[];
  readonly update?: Pick<VisibleUpdate, 'id' | 'input' | 'stamp'>;
  /** What it was told of its object. */
  readonly value?: unknown;
}

export interface VisibilityOptions {
  readonly sightOf: (operation: Operation) => Sight | undefined;
  readonly typeOf: (object: string) => ReplicatedType<never>;
  readonly describe: (operation: Operation) => string;
}

export type VisibilityVerdict =
  | { readonly verdict: 'ok' }
  | { readonly verdict: 'unknown'; readonly reason: string }
  /** `operations`: those that show it, by their index in the history. */
  | {
      readonly verdict: 'violation';
      readonly complaint: string;
      readonly operations: readonly number[];
    };

interface Seer {
  readonly index: number;
  readonly sight: Sight;
  readonly saw: ReadonlySet<string>;
}

/** Time: quadratic in the number of operations. A history with operations of unknown outcome may be `unknown`. */
export function checkVisibility(history: History, options: VisibilityOptions): VisibilityVerdict {
  const seers = history.flatMap((operation, index): Seer[] => {
    const sight = options.sightOf(operation);
    return sight === undefined ? [] : [{ index, sight, saw: new Set(sight.saw) }];
  });
  const updates = new Map<string, Seer>();
  for (const seer of seers) {
    const { update } = seer.sight;
    if (update === undefined) continue;
    const other = updates.get(update.id);
    if (other !== undefined) {
      return violation(`two updates are called ${update.id}`, other, seer);
    }
    updates.set(update.id, seer);
  }
  const phantom = findPhantom(seers, updates);
  if (phantom !== undefined) {
    const isOpen = history.some(({ outcome }) => outcome === 'info');
    const reason = `${phantom.id} was seen, and no operation that ended is called so`;
    return isOpen ? { verdict: 'unknown', reason } : violation(reason, phantom.seer);
  }
  return (
    findAcausal(seers, updates) ??
    findForgetful(seers) ??
    findDivergence(seers, updates) ??
    findWrongAnswer(seers, updates, options) ?? { verdict: 'ok' }
  );
}

/** In words: the complaint, and the operations that show it, one a line. */
export function explainVisibility(
  history: History,
  verdict: Extract<VisibilityVerdict, { verdict: 'violation' }>,
  describe: VisibilityOptions['describe'],
): string {
  const lines = verdict.operations.map((index) => {
    const operation = history[index] as Operation;
    return `  ${operation.process}: ${describe(operation)}`;
  });
  return [`${verdict.complaint}:`, ...lines].join('\n');
}

function violation(complaint: string, ...seers: readonly Seer[]): VisibilityVerdict {
  return { verdict: 'violation', complaint, operations: seers.map(({ index }) => index) };
}

type Updates = ReadonlyMap<string, Seer>;

function findPhantom(seers: readonly Seer[], updates: Updates) {
  for (const seer of seers) {
    for (const id of seer.saw) if (!updates.has(id)) return { seer, id };
  }
  return undefined;
}

function findAcausal(seers: readonly Seer[], updates: Updates): VisibilityVerdict | undefined {
  for (const seer of seers) {
    for (const id of seer.saw) {
      const author = updates.get(id) as Seer;
      for (const earlier of author.saw) {
        if (!seer.saw.has(earlier)) {
          return violation(`${id} was seen without ${earlier}, which its author saw`, author, seer);
        }
      }
    }
  }
  return undefined;
}

function findForgetful(seers: readonly Seer[]): VisibilityVerdict | undefined {
  const last = new Map<string, Seer>();
  for (const seer of seers) {
    const { session, update } = seer.sight;
    const before = last.get(session);
    const known = [...(before?.saw ?? []), ...idOf(before)];
    const lost = known.find((id) => !seer.saw.has(id));
    if (before !== undefined && lost !== undefined) {
      return violation(`session ${session} does not see ${lost} any more`, before, seer);
    }
    if (update !== undefined && seer.saw.has(update.id)) {
      return violation(`${update.id} saw itself`, seer);
    }
    last.set(session, seer);
  }
  return undefined;
}

function idOf(seer: Seer | undefined): readonly string[] {
  return seer?.sight.update === undefined ? [] : [seer.sight.update.id];
}

function findDivergence(seers: readonly Seer[], updates: Updates): VisibilityVerdict | undefined {
  const told = new Map<string, Seer>();
  for (const seer of seers) {
    const { object, value } = seer.sight;
    if (value === undefined) continue;
    const key = `${object} ${visibleOf(seer, updates)
      .map(({ sight }) => sight.update?.id)
      .sort()
      .join()}`;
    const other = told.get(key);
    if (other !== undefined && !sameContent(other.sight.value, value)) {
      return violation('the same was seen, and different things were told', other, seer);
    }
    told.set(key, seer);
  }
  return undefined;
}

function findWrongAnswer(
  seers: readonly Seer[],
  updates: Updates,
  { typeOf }: VisibilityOptions,
): VisibilityVerdict | undefined {
  const readers = new Map<string, Seer[]>();
  for (const seer of seers) {
    const { object, value } = seer.sight;
    if (value !== undefined) readers.set(object, [...(readers.get(object) ?? []), seer]);
  }
  for (const [object, all] of readers) {
    const readings = all.map((seer): Reading => {
      const visible = visibleOf(seer, updates).map(({ sight, saw }): VisibleUpdate => {
        return { ...(sight.update as VisibleUpdate), saw };
      });
      return { value: seer.sight.value, visible };
    });
    const type = typeOf(object) as ReplicatedType;
    const wrong = type.judge(readings);
    if (wrong === undefined) continue;
    const reader = all[wrong.reading] as Seer;
    const complaint = `${object} is no ${type.name} to one who saw this: ${wrong.complaint}`;
    return violation(complaint, ...visibleOf(reader, updates), reader);
  }
  return undefined;
}

/** The updates of the reader's object that it saw, in the order of the history. */
function visibleOf({ sight, saw }: Seer, updates: Updates): Seer[] {
  const seen: Seer[] = [];
  for (const [id, author] of updates) {
    if (author.sight.object === sight.object && saw.has(id)) seen.push(author);
  }
  return seen;
}
