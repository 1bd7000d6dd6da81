/**
 * What clients saw, judged as transactions at the level that the store promised them: the operator's choice is in its log.
 * An operation is one transaction, however often it was carried out; what an attempt read that was rejected nobody saw.
 */
import type { Condition } from '../../harness/conformance/condition.ts';
import { toHistory } from '../../harness/conformance/operations.ts';
import { type LevelName, transactionalLevels } from '../../harness/consistency/levels.ts';
import { explainWitness } from '../../harness/consistency/transactions/explain.ts';
import { judgeTransactions } from '../../harness/consistency/transactions/judge.ts';
import type {
  Access as JudgedAccess,
  Transaction,
  TransactionalHistory,
} from '../../harness/consistency/transactions.ts';
import type { World } from '../../harness/simulation/world.ts';
import type { Operation, Output } from '../../impl/snapshot-isolation/client.ts';
import { type Access, storeName } from '../../impl/snapshot-isolation/message.ts';
import type { LogRecord, Mode } from '../../impl/snapshot-isolation/store.ts';
import { isIn, type Value } from '../../impl/snapshot-isolation/versions.ts';
import { settingOf } from './scopes.ts';

/** Transactions begin after, and are acknowledged before, what the level's order of real time asks for. */
const promised: Readonly<Record<Mode, LevelName>> = {
  OCC: 'strict-serializable',
  SI: 'strong-snapshot-isolation',
  SSI: 'strict-serializable',
};

/** Judges by the level that belongs to the mode; for a separation, by another one. */
export function isolation(levels: Readonly<Record<Mode, LevelName>> = promised): Condition {
  return {
    name: 'isolation',
    judge({ world }) {
      const mode = modeOf(world);
      if (mode === undefined) return { verdict: 'ok' };
      const level = levels[mode];
      const history = transactionsOf(world);
      const { levels: verdicts, compiled } = judgeTransactions(history);
      const verdict = verdicts[level];
      if (verdict.verdict !== 'violation') return verdict;
      const by = verdict.by === undefined ? verdict : verdicts[verdict.by];
      const witness = 'witness' in by ? by.witness : undefined;
      const why =
        witness === undefined || compiled === undefined
          ? 'no order of the transactions explains what they saw'
          : explainWitness(history, compiled, witness);
      const words = `${level}: ${transactionalLevels[level].promise}\n${why}`;
      return { verdict: 'violation', broken: level, words };
    },
  };
}

export function modeOf(world: World): Mode | undefined {
  const records = world.nodes.get(storeName)?.records as readonly LogRecord[];
  return records.find((record) => record.type === 'mode')?.mode;
}

/** Lists or registers: whichever the first operation that writes is about. */
export function kindOf(world: World): TransactionalHistory['model'] | undefined {
  const types = world.history.flatMap(({ operation }) =>
    (operation as Operation).accesses.map(({ type }) => type),
  );
  const first = types.find((type) => type === 'append' || type === 'write');
  return first && (first === 'append' ? 'list-append' : 'rw-register');
}

export function transactionsOf(world: World): TransactionalHistory {
  const model = kindOf(world) ?? 'list-append';
  const nothing = model === 'list-append' ? [] : null;
  const transactions = toHistory(world.history).map((operation): Transaction => {
    const { accesses } = operation.input as Operation;
    const outputs = operation.outcome === 'ok' ? (operation.output as Output) : undefined;
    const judged = accesses.flatMap((access, index) =>
      judgedAccesses(world, access, outputs?.[index], nothing),
    );
    const { process, invoke, outcome } = operation;
    return { process, invoke, outcome, return: operation.return, accesses: judged };
  });
  return { model, transactions };
}

/** A predicate read says of each key of its range what it held, be it nothing. */
function judgedAccesses(
  world: World,
  access: Access,
  output: Output[number] | undefined,
  nothing: Value | null,
): readonly JudgedAccess[] {
  switch (access.type) {
    case 'read': {
      const { key } = access;
      if (output === undefined) return [{ type: 'read', key }];
      return [{ type: 'read', key, value: (output as Value | null) ?? nothing }];
    }
    case 'scan': {
      const keys = settingOf(world).keys.filter((key) => isIn(access, key));
      const found = output as Readonly<Record<string, Value>> | undefined;
      return keys.map((key) =>
        found === undefined
          ? { type: 'read', key }
          : { type: 'read', key, value: found[key] ?? nothing },
      );
    }
    default:
      return [access];
  }
}
