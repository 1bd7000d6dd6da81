/**
 * Strong eventual consistency, and each type's specification on what was visible (harness/consistency/visibility.ts). The
 * answers tell what was seen. Of an update whose client was cut off nobody was told; whether it happened, the disk says.
 */
import type { Condition, FinishedRun } from '../../harness/conformance/condition.ts';
import { toHistory } from '../../harness/conformance/operations.ts';
import type { Operation as Judged } from '../../harness/consistency/history.ts';
import {
  addWinsSet,
  lastWriterWins,
  multiValue,
  type ReplicatedType,
  replicatedCounter,
  stronglyOrderedList,
} from '../../harness/consistency/replicated.ts';
import {
  checkVisibility,
  explainVisibility,
  type Sight,
} from '../../harness/consistency/visibility.ts';
import type { Applied } from '../../harness/simulation/apply.ts';
import type { NodeWorld, RecordedOperation } from '../../harness/simulation/world.ts';
import { dotsOf } from '../../impl/crdts/causal-context.ts';
import { type Dot, livesOf } from '../../impl/crdts/dot.ts';
import type { LwwRegister } from '../../impl/crdts/lww-register.ts';
import { contextFrom, type DiskRecord } from '../../impl/crdts/message.ts';
import type { Replica } from '../../impl/crdts/replica.ts';
import type { Operation, Output } from '../../impl/crdts/replica-program.ts';
import type { Delta, TypeName } from '../../impl/crdts/store.ts';
import { settingOf } from './scopes.ts';

const types: Record<TypeName, ReplicatedType<never>> = {
  GCounter: replicatedCounter,
  PnCounter: replicatedCounter,
  LwwRegister: lastWriterWins,
  MvRegister: multiValue,
  OrSet: addWinsSet,
  Rga: stronglyOrderedList,
};

export const strongEventualConsistency: Condition = {
  name: 'strong eventual consistency',
  judge(run) {
    const { schema } = settingOf(run.world);
    const history = toHistory(run.world.history);
    const sights = new Map(history.map((operation, i) => [operation, sightIn(run, i)]));
    const verdict = checkVisibility(history, {
      sightOf: (operation) => sights.get(operation),
      typeOf: (object) => types[schema[object] as TypeName],
      describe,
    });
    if (verdict.verdict !== 'violation') return verdict;
    const words = explainVisibility(history, verdict, describe);
    return { verdict: 'violation', broken: 'strongly eventually consistent', words };
  },
};

function sightIn({ world, steps }: FinishedRun, index: number): Sight | undefined {
  const entry = world.history[index] as RecordedOperation;
  const step = steps.find(({ before }) => before.time === entry.invoke) as Applied;
  const node = step.before.nodes.get(entry.process) as NodeWorld;
  const { type, object } = entry.operation as Operation;
  // A disk that is an old backup has forgotten its sessions.
  const session = `${entry.process}/${node.diskFaults ?? 0}`;
  const output = entry.outcome?.type === 'ok' ? (entry.outcome.output as Output) : undefined;
  if (type === 'read') {
    if (output === undefined || !('value' in output)) return undefined;
    return { object, session, saw: dotsOf(contextFrom(output.saw)), value: named(output) };
  }
  // Of what a client was told it is asked whether it lasts; of what nobody was told, whether it is on the disk.
  const delta = writtenBy(output === undefined ? step.effects : [...step.effects, ...step.skipped]);
  if (delta === undefined) return undefined;
  const saw =
    output === undefined ? (node.state as Replica).store.context : contextFrom(output.saw);
  const stamp = settingOf(world).schema[object] === 'LwwRegister' ? { stamp: stampOf(delta) } : {};
  const id = output !== undefined && 'dot' in output ? output.dot : delta.dot;
  const input = inputOf(entry.operation as Extract<Operation, { type: 'update' }>, id);
  return { object, session, saw: dotsOf(saw), update: { id, input, ...stamp } };
}

/** Elements of a sequence are told apart by their names; what they are must be right as well. */
const nameOf = (dot: Dot, elem: unknown): string => `${elem}@${dot}`;

function named({ value, dots }: Extract<Output, { value: unknown }>): unknown {
  return dots === undefined ? value : dots.map((dot, i) => nameOf(dot, (value as unknown[])[i]));
}

function inputOf({ update }: Extract<Operation, { type: 'update' }>, id: Dot): unknown {
  const content = update as { readonly type: string; readonly elem?: unknown };
  return content.type === 'insert' ? { ...content, elem: nameOf(id, content.elem) } : content;
}

function writtenBy(effects: Applied['effects']): Delta | undefined {
  const [persist] = effects.filter(({ kind }) => kind === 'persist');
  if (persist?.kind !== 'persist') return undefined;
  return (persist.record as DiskRecord).deltas[0];
}

/** Arbitration is the order of time, then of replica, then of life. */
function stampOf({ state }: Delta): readonly (number | string)[] {
  const { time, actor } = state as NonNullable<LwwRegister>;
  const { replica, life } = livesOf(actor);
  return [time, replica, life];
}

function describe({ input, outcome, output }: Judged): string {
  const operation = input as Operation;
  const said = outcome === 'ok' ? ` -> ${JSON.stringify(output)}` : ' (unknown)';
  const what =
    operation.type === 'read'
      ? 'read'
      : `${JSON.stringify(operation.update)} clock ${operation.clock ?? '-'}`;
  return `${operation.object}: ${what}${said}`;
}
