/**
 * The package's door: `import { ... } from 'lockstep'`. What is here keeps its shape; everything else under harness/ may
 * change. It is the one file that only passes on what others define, so that a stranger has one place to look at.
 *
 * Three rooms, each useful alone: a specification is loaded and checked; a protocol of one's own is verified on both
 * sides; a recorded history is judged.
 */

// A protocol in code: pure steps, and what they ask of the world (impl/protocol.ts).
export type {
  Actions,
  Bytes,
  Effect,
  Envelope,
  NodeId,
  Outcome,
  Program,
  Protocol,
  Step,
  StorageEffect,
} from '../impl/protocol.ts';
// Both sides joined.
export { complaintsOf } from './conformance/complaints.ts';
export type { Condition, ConditionVerdict } from './conformance/condition.ts';
export {
  defineMapping,
  inferred,
  type Mapping,
  type SpecAction,
  stutter,
} from './conformance/mapping.ts';
export { defineModel, type Expectation, type Model, type Scope } from './conformance/model.ts';
export { type Mutant, patch } from './conformance/mutant.ts';
export { junit } from './conformance/report/junit.ts';
export { mermaid } from './conformance/report/mermaid.ts';
export { reportPage } from './conformance/report/page.ts';
export { sarif } from './conformance/report/sarif.ts';
export type {
  CheckResult,
  DriveResult,
  Failure,
  MutantsResult,
  ProtocolResult,
  RefineResult,
  ReplayResult,
  ValidateResult,
  Verdict,
} from './conformance/result.ts';
export { readTrace } from './conformance/trace/trace.ts';
export { validate } from './conformance/trace/validate.ts';
// Histories.
export { drawViolation } from './consistency/draw.ts';
export { explainViolation } from './consistency/explain.ts';
export type { History, Operation, SequentialObject } from './consistency/history.ts';
export { checkLinearizable } from './consistency/linearizability.ts';
export { casRegister } from './consistency/objects/cas-register.ts';
export { counter } from './consistency/objects/counter.ts';
export { kv } from './consistency/objects/kv.ts';
export { lock } from './consistency/objects/lock.ts';
export { log } from './consistency/objects/log.ts';
export { priorityQueue } from './consistency/objects/priority-queue.ts';
export { queue } from './consistency/objects/queue.ts';
export { register } from './consistency/objects/register.ts';
export { set } from './consistency/objects/set.ts';
export { stack } from './consistency/objects/stack.ts';
export { judgeTransactions } from './consistency/transactions/judge.ts';
export type { Transaction, TransactionalHistory } from './consistency/transactions.ts';
export { type Home, HomeError, loadFor } from './home.ts';
export { openSpecification } from './open.ts';
// Worlds, for workloads and for what must hold in the end.
export type { Event } from './simulation/event.ts';
export type { Fault } from './simulation/fault.ts';
export { callsOf, openOperation } from './simulation/history.ts';
export type { World } from './simulation/world.ts';
// Specifications.
export { type CheckOutcome, check } from './tla/check.ts';
export { DiagnosticError } from './tla/diagnostic.ts';
export { describeOutcome } from './tla/report.ts';
export type { Spec, State } from './tla/spec.ts';
export type { Specification } from './tla/specification.ts';
export {
  checkModel,
  driveModel,
  mutateModel,
  refineModel,
  replayModel,
  type VerifyOptions,
  verify,
} from './verify.ts';
